"""How often somebody may knock: new chats and codes from one address. Held in memory, by a hash that is never kept."""

from __future__ import annotations

from collections import defaultdict, deque
from datetime import datetime, timedelta

_MOST = 10_000


class Limit:
    """So many times within so long, for each key."""

    def __init__(self, times: int, within: timedelta) -> None:
        self.times = times
        self.within = within
        self._seen: dict[str, deque[datetime]] = defaultdict(deque)

    def allows(self, key: str, now: datetime) -> bool:
        """Whether it may be done once more now; if so, it is counted."""
        if len(self._seen) > _MOST:
            self._seen.clear()
        seen = self._seen[key]
        while seen and now - seen[0] > self.within:
            seen.popleft()
        if len(seen) >= self.times:
            return False
        seen.append(now)
        return True
