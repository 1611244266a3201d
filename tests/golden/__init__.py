"""Every event shape ever stored, frozen: what was written once can be read for ever."""
