"""The interface for other systems. Empty until its issue."""
