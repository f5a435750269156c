"""Chats: drafts, transcripts and the doors to them. Outside the log, sealed under their own keys, and they expire."""
