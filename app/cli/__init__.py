"""The command `journey`, a file for each group of commands."""
