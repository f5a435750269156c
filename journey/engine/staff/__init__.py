"""Sign-in of staff beside the log: sessions, passkeys, and what is used once on the way in."""
