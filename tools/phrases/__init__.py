"""Learns the weights of the likeness from sentences that were written for it, and measures on others."""
