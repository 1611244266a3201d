"""Benchmarks: what Sacho does in a second, beside a peer and beside what the machine allows."""
