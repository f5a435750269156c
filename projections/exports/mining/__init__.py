"""Exports for process mining: logs of episodes and of objects, and the model to check them against."""
