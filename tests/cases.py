"""Many cases of one promise in one test: a failing test names every case that breaks it, not the first alone."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

Test = Callable[..., None]
Broken = list[tuple[str, BaseException]]


def every(names: str, cases: Iterable[Any], ids: Callable[[Any], object] | None = None) -> Callable[[Test], Test]:
    """As `pytest.mark.parametrize`, within one test; for cases that share their fixtures without disturbing each other.

    `names` are the arguments that a case gives, with commas between; of several, a case is a tuple. `ids` says what
    a case is called where it fails; without it a case is called by its value.
    """
    arguments = [name.strip() for name in names.split(",")]
    several = [case if len(arguments) > 1 else (case,) for case in cases]
    assert several, "no case at all proves nothing"
    cases_of = [dict(zip(arguments, case, strict=True)) for case in several]

    def decorate(test: Test) -> Test:
        looping = _awaiting(test, cases_of, ids) if inspect.iscoroutinefunction(test) else _running(test, cases_of, ids)
        wanted = inspect.signature(test)
        kept = [parameter for name, parameter in wanted.parameters.items() if name not in arguments]
        looping.__signature__ = wanted.replace(parameters=kept)  # type: ignore[attr-defined]
        return looping

    return decorate


def _running(test: Test, cases: list[dict[str, Any]], ids: Callable[[Any], object] | None) -> Test:
    @functools.wraps(test)
    def looping(**fixtures: Any) -> None:
        broken: Broken = []
        for case in cases:
            with _noting(broken, case, ids):
                test(**fixtures, **case)
        _tell(broken, len(cases))

    return looping


def _awaiting(test: Callable[..., Any], cases: list[dict[str, Any]], ids: Callable[[Any], object] | None) -> Any:
    """The same for a test that must be awaited: called and not awaited, it would prove nothing."""

    @functools.wraps(test)
    async def looping(**fixtures: Any) -> None:
        broken: Broken = []
        for case in cases:
            with _noting(broken, case, ids):
                await test(**fixtures, **case)
        _tell(broken, len(cases))

    return looping


@contextmanager
def _noting(broken: Broken, case: dict[str, Any], ids: Callable[[Any], object] | None) -> Iterator[None]:
    try:
        yield
    except (Exception, pytest.fail.Exception) as error:
        name = _name(tuple(case.values()), ids)
        error.add_note(f"in the case {name}")
        broken.append((name, error))


def _name(case: tuple[Any, ...], ids: Callable[[Any], object] | None) -> str:
    named = [repr(value) if ids is None else str(ids(value)) for value in case]
    return " · ".join(name if len(name) < 120 else f"{name[:117]}…" for name in named)


def _tell(broken: Broken, total: int) -> None:
    if broken:
        names = "".join(f"\n  {name}: {str(error).partition(chr(10))[0]}" for name, error in broken)
        raise BaseExceptionGroup(f"{len(broken)} of {total} cases:{names}\n", [error for _, error in broken])
