"""The group of commands `journey audit`."""
