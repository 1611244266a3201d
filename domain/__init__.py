"""The rules of the performance year: pure, without clock, network or database."""
