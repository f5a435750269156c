"""Files that appear whole or not at all: written aside, then renamed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from journey.domain.errors import WrongInput


@contextmanager
def written_aside(path: Path, what: str = "PATH") -> Iterator[BinaryIO]:
    """A file to write, readable by its owner alone; it gets its name when it is whole.

    Raises WrongInput, naming the option `what`, where a file of that name exists or none can be made there.
    """
    if path.exists():
        raise WrongInput(f"{what}: a file of that name exists; choose another")
    part = path.with_name(path.name + ".part")
    try:
        handle = os.open(part, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)
    except OSError as error:
        raise WrongInput(f"{what}: cannot be written: {error.strerror}") from None
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
