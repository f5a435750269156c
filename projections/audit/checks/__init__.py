"""Checks whether the log is what it was: what is compared with what, and how a difference is named."""
