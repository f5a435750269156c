"""Saved is saved: what fails after something was saved is told as that, and never as if the work itself had failed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import typer

from app import output
from app.wiring.opening import reason_of


@contextmanager
def saved(what: str) -> Iterator[None]:
    """Around whatever only tells of something that is in the store by now, or brings lists up to it.

    Whatever fails in there - the lists, the output, whoever read it, an impatient Ctrl-C - one line says that `what`
    is saved, and the command is done.
    """
    try:
        yield
        output.flush()
    except typer.Exit:
        raise
    except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001  # whatever it is, the work is done
        output.abandon()
        output.say(f"{what}: saved; lists follow ({reason_of(error)})")
