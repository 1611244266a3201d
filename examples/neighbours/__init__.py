"""The exchange with the neighbour systems, shown with a stand-in of each."""
