"""Work on behalf of workflows and surfaces: the one door, and what workflows ask of the log."""
