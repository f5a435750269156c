"""The dialogues: what a chat says, asks and understands. A file each."""
