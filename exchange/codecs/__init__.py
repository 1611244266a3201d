"""Rows to bytes and back, one module a format; each reads what it wrote."""
