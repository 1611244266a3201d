"""The command line, as people and as machines meet it."""
