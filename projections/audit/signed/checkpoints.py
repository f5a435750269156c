"""Signed checkpoints (C2SP tlog-checkpoint), and the two files beside the master key that hold them and their key.

A file of checkpoints is one signed note after another, an empty line between two. It lies outside the database, so that
whoever can change the database alone cannot change what it is compared with.
"""

from __future__ import annotations

import base64
import binascii
import os
import re
from dataclasses import dataclass, field
from pathlib import Path

from journey.domain.errors import StoreError, WrongInput
from projections.audit.signed import notes

_SIZE = re.compile(r"0|[1-9][0-9]{0,17}")
_HASH_BYTES = 32
_BODY_LINES = 3
_STARTS = (notes.SIGNATURE[:1], notes.SIGNATURE)


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The root of the tree when the log had `size` events, as somebody signed it."""

    origin: str
    size: int
    root: bytes
    text: str
    signatures: tuple[str, ...] = ()

    @property
    def note(self) -> str:
        """The signed note."""
        return "\n".join([self.text, *self.signatures, ""])


@dataclass(slots=True)
class Read:
    """What a file of checkpoints holds; `damaged` are lines where something stands that is no checkpoint.

    `torn` is the line at which a last checkpoint is cut off, and `whole` the bytes before it: a power failure while
    it was written leaves such a one, and it was told to nobody.
    """

    checkpoints: list[Checkpoint] = field(default_factory=list)
    damaged: list[int] = field(default_factory=list)
    torn: int | None = None
    whole: int = 0


@dataclass(frozen=True, slots=True)
class Files:
    """Where the signing key and the checkpoints lie. The public key is written beside the signing key."""

    key: Path
    checkpoints: Path

    @property
    def public(self) -> Path:
        """The file of the public key."""
        return self.key.with_suffix(".vkey")

    def verifier(self) -> notes.Verifier | None:
        """The public half of the signing key, or of the key in its own file; None where neither file is there."""
        if self.key.exists():
            return notes.signer(_text(self.key)).verifier
        return notes.verifier(_text(self.public)) if self.public.exists() else None

    def signer(self, origin: str) -> notes.Signer:
        """The signing key, made when it is first used. Raises StoreError where checkpoints are there and it is not."""
        if self.key.exists():
            return notes.signer(_text(self.key))
        if self.public.exists() or (self.checkpoints.exists() and self.checkpoints.stat().st_size):
            raise StoreError(f"the signing key {self.key} is missing; bring it back from where you keep a copy")
        fresh = notes.Signer.fresh(origin)
        _write_aside(self.key, fresh.secret() + "\n", 0o600)
        _write_aside(self.public, f"{fresh.verifier}\n", 0o644)
        return fresh

    def read(self) -> Read:
        """The checkpoints so far; none where there is no file yet."""
        return parse(_text(self.checkpoints)) if self.checkpoints.exists() else Read()

    def append(self, note: str) -> None:
        """Add one signed note, whole and on the disk when this returns. What a power failure cut off gives way."""
        before = self.read()
        self.checkpoints.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(self.checkpoints, os.O_CREAT | os.O_RDWR, 0o644)
        try:
            if before.torn is not None:
                os.ftruncate(handle, before.whole)
            end = os.lseek(handle, 0, os.SEEK_END)
            os.lseek(handle, max(0, end - 2), os.SEEK_SET)
            tail = os.read(handle, 2)
            between = "" if tail in (b"", b"\n\n") else "\n"
            os.write(handle, (between + note + "\n").encode())
            os.fsync(handle)
        finally:
            os.close(handle)


def body(origin: str, size: int, root: bytes) -> str:
    """The text that is signed."""
    return f"{origin}\n{size}\n{base64.b64encode(root).decode()}\n"


def read_file(path: Path, option: str = "--checkpoints") -> Read:
    """The checkpoints of a file somebody names. Raises WrongInput where it is no such file, or holds none."""
    try:
        found = parse(_text(path))
    except OSError as error:
        raise WrongInput(f"{option}: {path.name}: {error.strerror}") from None
    if not found.checkpoints:
        raise WrongInput(f"{option}: {path.name} holds no checkpoint; allowed: a file of C2SP checkpoints")
    return found


def parse(content: str) -> Read:
    """Every checkpoint in a text, in order."""
    found = Read()
    blocks = _blocks(content)
    index = 0
    while index < len(blocks):
        line, start, block = blocks[index]
        below = blocks[index + 1][2] if index + 1 < len(blocks) else ""
        signatures = below if below.startswith(notes.SIGNATURE) or below in _STARTS else ""
        index += 2 if signatures else 1
        cut_off = index == len(blocks) and not (signatures and content.endswith("\n"))
        checkpoint = _checkpoint(block, signatures) if signatures and not cut_off else None
        if checkpoint is not None:
            found.checkpoints.append(checkpoint)
        elif cut_off and _begins_one(block, signatures):
            found.torn, found.whole = line, len(content[:start].encode("utf-8", "surrogateescape"))
        else:
            found.damaged.append(line)
    return found


def _begins_one(block: str, signatures: str) -> bool:
    """Whether this may be the beginning of a checkpoint, rather than something else."""
    *above, last = signatures.split("\n")
    signed = all(line.startswith(notes.SIGNATURE) for line in above) and last[:2] in ("", *_STARTS)
    return signed and notes.SIGNATURE not in block and block.count("\n") < _BODY_LINES


def _blocks(content: str) -> list[tuple[int, int, str]]:
    """The runs of lines between empty lines: line number, place in the text, the lines."""
    return [
        (content.count("\n", 0, match.start()) + 1, match.start(), match.group().removesuffix("\n"))
        for match in re.finditer(r"(?:[^\n]+(?:\n|\Z))+", content)
    ]


def _checkpoint(text: str, signatures: str) -> Checkpoint | None:
    """The checkpoint that two runs of lines make; None where they make none."""
    lines = text.split("\n")
    if not all(line.startswith(notes.SIGNATURE) for line in signatures.split("\n")):
        return None
    if len(lines) < _BODY_LINES or not _SIZE.fullmatch(lines[1]):
        return None
    try:
        root = base64.b64decode(lines[2], validate=True)
    except (binascii.Error, ValueError):
        return None
    if len(root) != _HASH_BYTES or base64.b64encode(root).decode() != lines[2]:
        return None
    return Checkpoint(lines[0], int(lines[1]), root, text + "\n", tuple(signatures.split("\n")))


def _text(path: Path) -> str:
    """A file's text; bytes that are none stay what they are, so that a damaged file can be spoken of."""
    with path.open(encoding="utf-8", errors="surrogateescape", newline="") as file:
        return file.read()


def _write_aside(path: Path, text: str, mode: int) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(path.name + ".new")
    handle = os.open(aside, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, mode)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    aside.replace(path)
