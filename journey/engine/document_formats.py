"""Recognises what a file is by its content, never by its name: PDF, DOCX, ODT, JPEG or PNG, and nothing else."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable
from typing import Literal, cast

from journey.domain.errors import WrongInput
from journey.domain.events.documents import FileFormat

LARGEST = 10_000_000
"""The most bytes that a document may have."""

ENDINGS: dict[str, str] = {"pdf": "pdf", "docx": "docx", "odt": "odt", "jpeg": "jpg", "png": "png"}
"""How a file of each format is called when it is written."""

_ALLOWED = "a PDF, DOCX, ODT, JPEG or PNG of at most 10 MB"
_MOST_PARTS = 5000  # of an archive; a document has some dozens
_LARGEST_PART = 1_000_000  # bytes of a part that is looked into, unpacked: no archive is unpacked whole
_TYPES = "[Content_Types].xml"
_WORD = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_TEXT = b"application/vnd.oasis.opendocument.text"


Cause = Literal["empty", "too-large", "not-taken", "macros", "locked", "broken"]


class NotTaken(WrongInput):
    """A file is none that is kept; `cause` says why in a word."""

    def __init__(self, cause: Cause, says: str) -> None:
        super().__init__(f"file: {says}")
        self.cause: Cause = cause


def format_of(content: bytes) -> FileFormat:
    """What a file is. Raises NotTaken, as `file: …`, for what is not taken; it quotes neither name nor content."""
    if not content:
        raise NotTaken("empty", f"is empty; allowed: {_ALLOWED}")
    if len(content) > LARGEST:
        raise NotTaken("too-large", f"larger than 10 MB; allowed: {_ALLOWED}")
    for name, looks_so in _LOOKS.items():
        if looks_so(content):
            return cast("FileFormat", name)
    if content.startswith(b"PK\x03\x04"):
        return _of_archive(content)
    raise NotTaken("not-taken", f"its content is of no kind that is taken, whatever its name says; allowed: {_ALLOWED}")


_LOOKS: dict[str, Callable[[bytes], bool]] = {
    "pdf": lambda content: content.startswith(b"%PDF-") and b"%%EOF" in content[-2048:],
    "jpeg": lambda content: content.startswith(b"\xff\xd8\xff") and content.rstrip(b"\x00").endswith(b"\xff\xd9"),
    "png": lambda content: content.startswith(b"\x89PNG\r\n\x1a\n") and b"IEND" in content[-64:],
}
"""Beginning and end: half a file, as a broken copy leaves it, is no document."""


def _of_archive(content: bytes) -> FileFormat:
    """Which of the two documents that are archives."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
            if len(names) > _MOST_PARTS:
                raise NotTaken("not-taken", f"an archive of too many parts to be a document; allowed: {_ALLOWED}")
            if any(name.casefold().endswith("vbaproject.bin") or name.startswith("Basic/") for name in names):
                raise NotTaken("macros", "holds macros; save it without them, or as PDF")
            if names[0] == "mimetype" and _part(archive, "mimetype").strip() == _TEXT:
                return "odt"
            if _TYPES in names and _WORD in _part(archive, _TYPES):
                return "docx"
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, KeyError, IndexError, NotImplementedError):
        raise NotTaken("broken", f"an archive that cannot be read; allowed: {_ALLOWED}") from None
    except RuntimeError:  # a password is needed
        raise NotTaken("locked", "locked with a password; save it without one") from None
    raise NotTaken("not-taken", f"an archive, and no document of a kind that is taken; allowed: {_ALLOWED}")


def _part(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as part:
        return part.read(_LARGEST_PART)
