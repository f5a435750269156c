"""Is the log what it was? What is compared with what, and how a difference is named."""
