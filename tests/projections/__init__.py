"""Read models: never behind, never otherwise than the log says."""
