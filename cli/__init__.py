"""The command line: argv becomes a command or a query, and the answer a table, a tree or JSON."""

import gc

gc.set_threshold(200_000)  # loaded modules stay: with less, a tenth of a start goes into looking at them
