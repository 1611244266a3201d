"""The command line: argv becomes a command or a query, and the answer a table, a tree or JSON."""

import gc

gc.set_threshold(50_000)  # loaded modules stay: with Python's default a tenth of a start goes into looking at them
