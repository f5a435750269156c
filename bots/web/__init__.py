"""The self-hosted web chat: the default channel, and the one that carries everything."""
