"""Spreadsheets that colleagues have asked for: made in the background, one at a time, kept in memory for an hour.

Nothing of them lies on a disk. Each is its maker's alone, and is gone once they have it.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from secrets import token_urlsafe
from threading import Lock, Timer

from services.people_sheet import PeopleSheet

KEPT = 3600.0
"""Seconds after which a sheet that nobody has fetched is gone."""


@dataclass(frozen=True, slots=True)
class _Job:
    name: str
    sheet: Future[PeopleSheet]
    end: Timer


class Sheets:
    """The sheets of one serving process: the last one that each colleague has asked for."""

    def __init__(self, kept: float = KEPT) -> None:
        self._kept = kept
        self._jobs: dict[tuple[str, str], _Job] = {}
        self._lock = Lock()
        self._makers = ThreadPoolExecutor(1, "sheets")

    def begin(self, whose: tuple[str, str], make: Callable[[], PeopleSheet]) -> str:
        """Have a sheet made for a colleague of a programme; what they asked for before is dropped. Returns its name."""
        name = token_urlsafe(16)
        self._drop(whose)
        end = Timer(self._kept, self._drop, (whose, name))
        end.daemon = True
        with self._lock:
            self._jobs[whose] = _Job(name, self._makers.submit(make), end)
        end.start()
        return name

    def ready(self, whose: tuple[str, str], name: str, patience: float = 0.0) -> PeopleSheet | None:
        """The sheet of that name, once it is made: it is waited for as long as that. KeyError where there is none."""
        with self._lock:
            job = self._jobs.get(whose)
        if job is None or job.name != name:
            raise KeyError(name)
        wait([job.sheet], patience)
        return job.sheet.result() if job.sheet.done() else None

    def take(self, whose: tuple[str, str], name: str) -> PeopleSheet | None:
        """The sheet of that name, which is then gone; None while it is being made. KeyError where there is none."""
        sheet = self.ready(whose, name)
        if sheet is not None:
            self._drop(whose, name)
        return sheet

    @property
    def held(self) -> int:
        """How many sheets there are now."""
        with self._lock:
            return len(self._jobs)

    def close(self) -> None:
        """Drop everything; what is being made is not waited for."""
        for whose in list(self._jobs):
            self._drop(whose)
        self._makers.shutdown(wait=False, cancel_futures=True)

    def _drop(self, whose: tuple[str, str], name: str | None = None) -> None:
        with self._lock:
            job = self._jobs.get(whose)
            if job is None or name not in (None, job.name):
                return
            del self._jobs[whose]
        job.end.cancel()
        job.sheet.cancel()
