"""Whether rules may come into force before those the log holds: `--rejudge`, which may stand anywhere."""

from __future__ import annotations

from collections.abc import Sequence

OPTION = "--rejudge"
_wished = False  # of this process: a command line is given once


def without_option(arguments: Sequence[str]) -> list[str]:
    """The arguments without `--rejudge`, which may stand anywhere; it holds for this process from now on."""
    global _wished  # noqa: PLW0603  # one process, one command
    _wished = OPTION in arguments
    return [word for word in arguments if word != OPTION]


def wished() -> bool:
    """Whether the command was given `--rejudge`."""
    return _wished
