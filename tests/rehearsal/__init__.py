"""The rules of the year, one file per aggregate, readable without the code."""
