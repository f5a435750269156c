"""Several things at the same moment."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any


def at_once(*deeds: Callable[[], Any]) -> list[Any]:
    """Do all of them in threads that start together; what each returned, or the exception it raised."""
    start = Barrier(len(deeds))

    def do(deed: Callable[[], Any]) -> Any:
        start.wait(60)
        try:
            return deed()
        except Exception as error:
            return error

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(do, deeds))


def errors(results: list[Any]) -> list[Exception]:
    """The exceptions among them."""
    return [result for result in results if isinstance(result, Exception)]
