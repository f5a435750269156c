"""Words of danger that wait for the store: kept in the spool, and delivered once, as soon as the store answers.

Nothing here waits for the store, and nothing shares a thread with what does: the threads are its own.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from bots.failures import place_of
from journey.domain.errors import JourneyError
from journey.engine.spool import Spool, SpoolFull

logger = logging.getLogger(__name__)

Note = dict[str, Any]
Deliver = Callable[[Note], Awaitable[object]]
"""Does what a note is for. It is asked again until it returns; asked twice, it must do the thing once."""
R = TypeVar("R")

LOOK = 2.0
"""Seconds between two looks at what waits."""
_LONGEST = 60.0  # seconds between two tries, where the store stays away


class Notes:
    """What waits in the spool, and who delivers which kind of it."""

    def __init__(self, spool: Spool, look: float = LOOK) -> None:
        self.spool = spool
        self.look = look
        self.deliverers: dict[str, Deliver] = {}
        self._busy: set[str] = set()
        self._own = ThreadPoolExecutor(4, "danger")

    def close(self) -> None:
        """Wait for what is being put on the disk."""
        self._own.shutdown()

    async def apart(self, work: Callable[..., R], *values: Any) -> R:
        """Do something in a thread that nobody who waits for the store can hold."""
        return await asyncio.get_running_loop().run_in_executor(self._own, work, *values)

    async def keep(self, name: str, note: Note) -> bool:
        """Put a note on the disk. False where it could not be kept: then nobody may be promised anything."""
        try:
            await self.apart(self.spool.put, name, note)
        except (SpoolFull, OSError, JourneyError) as error:
            logger.error("a note could not be kept: %s", type(error).__name__)  # noqa: TRY400  # it may quote somebody
            return False
        return True

    async def deliver(self, name: str, note: Note) -> bool:
        """Deliver one note and forget it; False where it has to wait, or is under way already."""
        deliver = self.deliverers.get(note["kind"])
        if deliver is None or name in self._busy:
            return False
        self._busy.add(name)
        try:
            await deliver(note)
            await self.apart(self.spool.forget, name)
        except Exception as error:  # noqa: BLE001  # by kind and place alone: it may quote somebody
            logger.warning("a note waits: %s at %s", type(error).__name__, place_of(error))
            return False
        finally:
            self._busy.discard(name)
        return True

    async def empty(self) -> int:
        """Deliver everything that waits. Returns how many notes still do."""
        waiting = await self.apart(lambda: list(self.spool.waiting()))
        return len(waiting) - sum([await self.deliver(note["name"], note) for note in waiting])

    async def watch(self) -> None:
        """Empty the spool at the start and ever again, until cancelled."""
        wait = self.look
        while True:
            wait = min(wait * 2, _LONGEST) if await self._left() else self.look
            await asyncio.sleep(wait)

    async def _left(self) -> int:
        try:
            return await self.empty()
        except OSError as error:
            logger.error("the spool cannot be read: %s", type(error).__name__)  # noqa: TRY400
            return 1
