"""What is done after somebody has been answered: mail on its way, above all. Nobody who writes in a chat waits for it.

A process that is told to stop finishes it first; one that is killed leaves it undone, so that what is said to people
holds also then: *we are sending it*, and what to do where nothing comes.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Coroutine
from typing import Any

from bots.failures import place_of

logger = logging.getLogger(__name__)

_under_way: set[asyncio.Task[None]] = set()  # kept until they are done: the loop itself holds them only loosely


def begin(work: Coroutine[Any, Any, None]) -> None:
    """Begin it in this loop and go on. What it raises reaches the log by its kind and place."""
    task = asyncio.create_task(_guarded(work))
    _under_way.add(task)
    task.add_done_callback(_under_way.discard)


def is_anything_under_way() -> bool:
    """Whether anything that was begun is not done yet."""
    return bool(_under_way)


async def _guarded(work: Coroutine[Any, Any, None]) -> None:
    try:
        await work
    except Exception as error:  # noqa: BLE001  # whoever asked has been answered; it may quote somebody
        logger.error("what was to follow an answer failed: %s at %s", type(error).__name__, place_of(error))  # noqa: TRY400
