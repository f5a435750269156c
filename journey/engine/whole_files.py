"""Writes files and folders that appear whole or not at all: under another name first, then renamed."""

from __future__ import annotations

import errno
import fcntl
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from journey.domain.errors import WrongInput

_PART = ".part"
_LEFT_OVER = re.compile(r"\..{1,100}\.[a-z0-9_]{8}\.part")
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)


@contextmanager
def written_aside(path: Path, what: str = "PATH") -> Iterator[BinaryIO]:
    """A file to write, readable by its owner alone; it gets its name when it is whole.

    Raises WrongInput, naming the option `what`, where something of that name exists or none can be written there.
    """
    _must_be_free(path, what)
    with _said(what):
        remove_left_over(path.parent)
        handle, name = tempfile.mkstemp(prefix=_prefix(path), suffix=_PART, dir=path.parent)
    part = Path(name)
    _is_being_written(handle)
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
        remove_left_over(path.parent)
        part = Path(tempfile.mkdtemp(prefix=_prefix(path), suffix=_PART, dir=path.parent))
    handle = os.open(part, os.O_RDONLY)
    _is_being_written(handle)
    try:
        with _said(what, only=_FULL):
            yield part
        part.replace(path)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise
    finally:
        os.close(handle)


def remove_left_over(folder: Path) -> None:
    """Remove what a killed process has left half written in a folder; nobody else's, and nothing in the making."""
    for part in folder.glob(f".*{_PART}"):
        with suppress(OSError):  # another process was faster, or it is not ours to touch
            if _LEFT_OVER.fullmatch(part.name) and part.lstat().st_uid == os.geteuid() and not part.is_symlink():
                _remove(part)


def _remove(part: Path) -> None:
    handle = os.open(part, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)  # held for as long as anybody writes: see below
        if part.is_dir():
            shutil.rmtree(part)
        else:
            part.unlink()
    finally:
        os.close(handle)


def _is_being_written(handle: int) -> None:
    with suppress(OSError):  # on a disk without locks nothing is removed either
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


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
