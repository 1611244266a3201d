"""The neighbour systems: what goes to them, what comes from them, and in which form (docs/exchange.md)."""
