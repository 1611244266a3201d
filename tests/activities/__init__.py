"""The door and what stands behind it."""
