"""A folder that appears whole or not at all, as `journey.engine.aside` does it for a file."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from journey.domain.errors import WrongInput


@contextmanager
def folder_aside(path: Path, what: str = "PATH") -> Iterator[Path]:
    """A folder to write files in, readable by its owner alone; it gets its name when it is whole.

    Raises WrongInput, naming the option `what`, where something of that name exists or none can be made there.
    """
    if path.exists() or path.is_symlink():
        raise WrongInput(f"{what}: something of that name exists; choose another")
    part = path.with_name(path.name + ".part")
    try:
        shutil.rmtree(part, ignore_errors=True)  # what a process left that was killed
        part.mkdir(mode=0o700)
    except OSError as error:
        raise WrongInput(f"{what}: cannot be written: {error.strerror}") from None
    try:
        yield part
        part.replace(path)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise
