"""Telegram, where a programme wants it: nudges without content, a few words that hold everywhere, and no more."""
