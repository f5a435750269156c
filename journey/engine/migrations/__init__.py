"""Numbered migrations: how a store that an earlier version of the program made gets the shape this one works with."""
