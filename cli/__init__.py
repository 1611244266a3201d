"""The command line: argv becomes a command or a query, and the answer a table, a tree or JSON."""
