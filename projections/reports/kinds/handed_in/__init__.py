"""The reports a programme hands in: every month, and three times a year."""
