"""Where decisions meet the world: the log, the keys, senders' entries, programme files. Still no clock of its own."""
