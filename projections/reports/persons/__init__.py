"""One person as reports need them: small, so that memory grows with people and never with events."""
