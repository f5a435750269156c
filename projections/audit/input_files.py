"""Reads files that somebody names: only real files of a likely size, and whichever editor they went through.

A device has no end and a pipe may never begin: whoever reads one waits for ever, or until the memory is full.
"""

from __future__ import annotations

import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from journey.domain.errors import WrongInput

LIKELY = 1 << 20
"""More bytes than a key or a proof ever has."""
_MARK = "\ufeff"
_LINE = 1000
"""More signs than a line ever has."""


def content(path: Path, what: str, most: int = LIKELY) -> bytes:
    """A file's bytes. Raises WrongInput, naming the option `what`, where it is no file or a much too large one."""
    with _refusing(path, what):
        _must_be_file(path, what)
        with path.open("rb") as file:
            bytes_ = file.read(most + 1)
    if len(bytes_) > most:
        raise WrongInput(f"{what}: {_name(path)} is too large; allowed: at most {most >> 20} MB")
    return bytes_


def text(path: Path, what: str) -> str:
    """A file's text, as if it had never been on Windows. Raises WrongInput like `content`."""
    return plain(content(path, what).decode("utf-8", "replace"))


@contextmanager
def lines(path: Path, what: str) -> Iterator[Iterator[str]]:
    """A file's lines, however many; one that is much too long comes in pieces. Raises WrongInput like `content`."""
    with _refusing(path, what):
        _must_be_file(path, what)
        with path.open(encoding="utf-8-sig", errors="replace") as file:
            yield iter(lambda: file.readline(_LINE), "")


def plain(text_: str) -> str:
    """A text without the byte order mark and the line ends that editors on Windows give it."""
    return text_.removeprefix(_MARK).replace("\r\n", "\n")


def change_by_editor(text_: str) -> str | None:
    """What an editor on Windows did to a text, in words; None where nothing."""
    if "\r\n" in text_:
        return "its line ends were changed (CRLF, as on Windows)"
    return "a byte order mark was put in front of it (as on Windows)" if text_.startswith(_MARK) else None


def is_file(word: str) -> bool:
    """Whether there is a file of that name; what can be no name names none."""
    try:
        return Path(word).is_file()
    except (OSError, ValueError):
        return False


def _name(path: Path) -> str:
    return path.name or str(path)


def _must_be_file(path: Path, what: str) -> None:
    if not stat.S_ISREG(path.stat().st_mode):
        raise WrongInput(f"{what}: {_name(path)} is no regular file")


@contextmanager
def _refusing(path: Path, what: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise WrongInput(f"{what}: {_name(path)}: {error.strerror}") from None
