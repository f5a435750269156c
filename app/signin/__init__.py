"""Sign-in of staff: sessions, roles, and the ways in. Whoever serves pages for staff asks the door who is there."""
