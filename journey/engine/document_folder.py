"""Reads documents out of the one folder that an operator has named: plain names in it, and nothing beside it."""

from __future__ import annotations

import os
import stat
import unicodedata
from pathlib import Path

from journey.domain.errors import WrongInput
from journey.engine.document_formats import LARGEST, format_of

_ONLY_A_FILE = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC  # no link, and no pipe that never answers


class DocumentFolder:
    """A folder whose files the lines of an import may name."""

    def __init__(self, path: Path) -> None:
        """Raises WrongInput where there is no such folder."""
        try:
            self._handle = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        except OSError as error:
            raise WrongInput(f"--documents: cannot be read: {error.strerror}") from None

    def close(self) -> None:
        """Let go of the folder."""
        os.close(self._handle)

    def read(self, name: str) -> bytes:
        """A file of the folder. Raises WrongInput, as `file: …`, for one that is not there or is none that is taken."""
        if name in {"", ".", ".."} or not {"/", "\\", "\0"}.isdisjoint(name):
            raise WrongInput("file: not the plain name of a file in the folder of --documents")
        handle = self._open(name)
        try:
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                raise WrongInput("file: no file, but a folder or a device, in the folder of --documents")
            with os.fdopen(handle, "rb", closefd=False) as file:
                content = file.read(LARGEST + 1)
        finally:
            os.close(handle)
        format_of(content)
        return content

    def _open(self, name: str) -> int:
        spellings = dict.fromkeys([name, unicodedata.normalize("NFC", name), unicodedata.normalize("NFD", name)])
        for spelt in spellings:  # an "å" that went through an archive may be two signs
            try:
                return os.open(spelt, _ONLY_A_FILE, dir_fd=self._handle)
            except (FileNotFoundError, UnicodeEncodeError):
                continue
            except OSError:  # a link, or nothing we may read
                raise WrongInput("file: cannot be read, or is a link, in the folder of --documents") from None
        raise WrongInput("file: not in the folder of --documents")
