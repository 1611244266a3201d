"""The log: append-only, serial, hashed. It knows bytes and positions, and how events become bytes."""
