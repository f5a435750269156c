"""The pure heart: no clock, no input or output, no database. Facts, rules and decisions as values."""
