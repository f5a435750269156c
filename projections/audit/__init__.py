"""Whether the log is what it was: a Merkle tree over it, signed checkpoints of the tree, proofs, and discrepancies."""
