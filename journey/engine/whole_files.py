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


def settle(folder: Path) -> None:
    """See to it that the folder itself is on the disk, with the names that are in it now."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def overwrite(file: BinaryIO) -> None:
    """Put zeros in place of all that an open file holds, on the disk. A disk that copies on writing keeps the old."""
    length = os.fstat(file.fileno()).st_size
    file.seek(0)
    file.write(bytes(length))
    file.flush()
    os.fsync(file.fileno())


def wipe(path: Path, unless: Path) -> None:
    """Overwrite a file and remove it; the name alone goes where it is the same file as `unless`, which stays."""
    if not path.exists():
        return
    if not (unless.exists() and path.samefile(unless)):
        with path.open("r+b") as file:
            overwrite(file)
    path.unlink()
    settle(path.parent)


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
