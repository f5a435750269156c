"""Writes files and folders that appear whole or not at all: under another name first, then renamed."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from journey.domain.errors import WrongInput

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)


@contextmanager
def written_aside(path: Path, what: str = "PATH") -> Iterator[BinaryIO]:
    """A file to write, readable by its owner alone; it gets its name when it is whole.

    Raises WrongInput, naming the option `what`, where something of that name exists or none can be written there.
    """
    _must_be_free(path, what)
    with _said(what):
        handle, name = tempfile.mkstemp(prefix=_prefix(path), suffix=".part", dir=path.parent)
    part = Path(name)
    try:
        with _said(what, only=_FULL), os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


@contextmanager
def folder_aside(path: Path, what: str = "PATH") -> Iterator[Path]:
    """A folder to write files in, readable by its owner alone; it gets its name when it is whole. Raises as above."""
    _must_be_free(path, what)
    with _said(what):
        part = Path(tempfile.mkdtemp(prefix=_prefix(path), suffix=".part", dir=path.parent))
    try:
        with _said(what, only=_FULL):
            yield part
        part.replace(path)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise


def _must_be_free(path: Path, what: str) -> None:
    if not path.name:
        raise WrongInput(f"{what}: names no file; write a name")
    if os.path.lexists(path):  # also a link that leads nowhere
        raise WrongInput(f"{what}: something of that name exists; choose another")


def _prefix(path: Path) -> str:
    return f".{path.name[:100]}."


@contextmanager
def _said(what: str, only: tuple[int, ...] = ()) -> Iterator[None]:
    """What the system says of a file, as an error of one line; with `only`, of these errors alone."""
    try:
        yield
    except OSError as error:
        if only and error.errno not in only:
            raise
        raise WrongInput(f"{what}: cannot be written: {os.strerror(error.errno or errno.EIO)}") from None
