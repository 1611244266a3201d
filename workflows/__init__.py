"""Workflows: when things happen. Whether they may, the door decides; what happened, the log knows."""
