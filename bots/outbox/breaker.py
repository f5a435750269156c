"""A breaker before a server that may hang: who has waited in vain spares everybody else the wait, for a while."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

REST = 15.0
"""Seconds without a try after a first failure; twice as long after each further one."""
LONGEST = 60.0
_TRIAL = 40.0  # seconds that one try may take before another is let through


class Breaker:
    """Says whether a server is worth a try now. One for all threads and loops of a process."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._failures = 0
        self._trial = False
        self._until = 0.0

    def allows(self) -> bool:
        """Whether to try; of many who ask when a rest is over, one may."""
        with self._lock:
            if self._failures == 0:
                return True
            now = self._clock()
            if now < self._until:
                return False
            self._trial, self._until = True, now + _TRIAL
            return True

    def worked(self) -> None:
        """It answers."""
        with self._lock:
            self._failures, self._trial = 0, False

    def failed(self) -> None:
        """It does not. Those who began while it was believed to answer count as one."""
        with self._lock:
            if self._failures and not self._trial:
                return
            self._failures, self._trial = self._failures + 1, False
            self._until = self._clock() + min(REST * 2 ** (self._failures - 1), LONGEST)
