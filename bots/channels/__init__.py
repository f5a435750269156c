"""Channels: how what a dialogue says reaches a person, and how what they answer comes back."""
