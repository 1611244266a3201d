"""What the tests are written in: a small office, given/when/then, and strategies for every event."""
