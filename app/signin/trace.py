"""What the data protection officer can read of signing in: rows of the access log, without anybody's data on them.

The reader of such a row is `sign-in:REF`, so that `journey access list --reader REF` shows them beside what that
person read, and a review of readings draws none of them. Whoever could not be told is called by a keyed digest.
"""

from __future__ import annotations

from datetime import timedelta

from bots.limits import Limit
from services.office import Office

READER = "sign-in"
UNKNOWN = "unknown"
_MOST = Limit(600, timedelta(hours=1))  # failures kept by one process: whoever knocks without end fills no store


class Trace:
    """Keeps what happens at the door."""

    def __init__(self, office: Office, most: Limit = _MOST) -> None:
        self.office = office
        self.most = most

    def note(self, person: str, what: str) -> None:
        """Something that somebody did whom we know by their reference."""
        self.office.engine.access.add(self.office.clock(), f"{READER}:{person}", {}, [what])

    def refused(self, why: str, person: str | None = None, stranger: str | None = None) -> None:
        """Somebody was not let in. Of a stranger a keyed digest is kept: whether the same one tries again."""
        if not self.most.allows("", self.office.clock()):
            return
        mark = f" ({self.office.engine.vault.digest('stranger', stranger)[:8]})" if stranger else ""
        self.note(person or UNKNOWN, f"refused: {why}{mark}")
