"""The specification: rules as sentences, laws as properties, one contract for every log."""
