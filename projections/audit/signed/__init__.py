"""Signs checkpoints of the log, and reads those that were signed."""
