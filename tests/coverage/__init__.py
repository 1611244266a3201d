"""The table of the domain's rows: what carries each, and which tests fail without it."""
