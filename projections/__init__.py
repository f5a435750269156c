"""What the log says: read models, replay, reports. Everything here can be derived from the log again."""
