"""For auditors: why a number is what it is, what was known when, and whether anybody changed it."""
