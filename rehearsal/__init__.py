"""Rehearsals: a case played through the real door, by simulated people, on simulated time."""
