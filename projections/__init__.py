"""Read models: tables that are compiled from the log and can be compiled again."""
