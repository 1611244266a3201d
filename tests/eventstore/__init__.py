"""The log: bytes, positions and proofs."""
