"""Signed checkpoints: how they are written, read and made."""
