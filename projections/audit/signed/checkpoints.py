"""Reads signed checkpoints (C2SP tlog-checkpoint), one or a whole file of them.

A file of checkpoints is one signed note after another, an empty line between two. It lies outside the database, so that
whoever can change the database alone cannot change what it is compared with.
"""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass, field
from pathlib import Path

from journey.domain.errors import WrongInput
from projections.audit import input_files
from projections.audit.access import PREFIX
from projections.audit.signed import notes

MOST = 64 << 20
"""Bytes in a file of checkpoints: one an hour for longer than anybody keeps a log."""
ANEW = "begun anew"
"""The line below the root of a checkpoint that was signed first although there had been others."""
_SIZE = re.compile(r"0|[1-9][0-9]{0,17}")
_HASH_BYTES, _SIGNATURE_BYTES = 32, 68
_BODY_LINES = 3


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

    @property
    def anew(self) -> bool:
        """Whether it was signed as a first one although there had been others."""
        return ANEW in self.text.split("\n")[_BODY_LINES:]


@dataclass(slots=True)
class CheckpointFile:
    """What a file of checkpoints holds; `damaged` are lines where something stands that is no checkpoint.

    `torn` is the line at which a last checkpoint is cut off, and `whole` the bytes before it: a power failure while
    it was written leaves such a one, and it was told to nobody. `changed` is what an editor did to the whole file.
    """

    checkpoints: list[Checkpoint] = field(default_factory=list)
    damaged: list[int] = field(default_factory=list)
    torn: int | None = None
    whole: int = 0
    changed: str | None = None


def body(origin: str, size: int, root: bytes, *, anew: bool = False, access: str | None = None) -> str:
    """The text that is signed; `access` is the line that speaks of the access log."""
    more = [*([ANEW] if anew else []), *([access] if access else [])]
    return "\n".join([origin, str(size), base64.b64encode(root).decode(), *more, ""])


def read_file(path: Path, option: str = "--checkpoints") -> CheckpointFile:
    """The checkpoints of a file somebody names. Raises WrongInput where it is no such file, or holds none."""
    file = parse(content(path, option))
    if not file.checkpoints:
        raise WrongInput(f"{option}: {path.name} holds no checkpoint; allowed: a file of C2SP checkpoints")
    file.changed = None
    return file


def content(path: Path, what: str) -> str:
    """A file's text; bytes that are none stay what they are, so that a damaged file can be spoken of."""
    return input_files.content(path, what, MOST).decode("utf-8", "surrogateescape")


def parse(content_: str, origin: str | None = None) -> CheckpointFile:
    """Every checkpoint in a text, in order.

    A last one that is cut off must begin as one of that origin would, or as the one before it did.
    """
    file = CheckpointFile(changed=input_files.change_by_editor(content_))
    text = input_files.plain(content_)
    blocks = _blocks(text)
    index = 0
    while index < len(blocks):
        line, start, block = blocks[index]
        log = origin or (file.checkpoints[-1].origin if file.checkpoints else None)
        if log is not None and index >= len(blocks) - 2 and _cut_off(text[start:], log):
            file.torn, file.whole = line, len(text[:start].encode("utf-8", "surrogateescape"))
            break
        below = blocks[index + 1][2] if index + 1 < len(blocks) else ""
        signatures = below if below.startswith(notes.SIGNATURE) else ""
        index += 2 if signatures else 1
        ended = index < len(blocks) or text.endswith("\n")
        checkpoint = _checkpoint(block, signatures) if signatures and ended else None
        if checkpoint is not None:
            file.checkpoints.append(checkpoint)
        else:
            file.damaged.append(line)
    return file


def _cut_off(tail: str, origin: str) -> bool:
    """Whether this is the beginning of a checkpoint of that log, and not all of it."""
    *whole, last = tail.encode("utf-8", "surrogateescape").split(b"\n")
    signature = f"{notes.SIGNATURE}{origin} "
    begun = [_Line(origin), _Line(number=True), _Line(word=_HASH_BYTES)]
    access = _Line(PREFIX, words=True)
    for between in ([], [_Line(ANEW)], [access], [_Line(ANEW), access]):
        lines = [*begun, *between, _Line(), _Line(signature, word=_SIGNATURE_BYTES)]
        above = all(line.is_whole(text) for line, text in zip(lines, whole, strict=False))
        if above and len(whole) < len(lines) and lines[len(whole)].begins(last):
            return True
    return False


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a checkpoint: what stands in it, then a number, or so many bytes as base64, or words, or no more."""

    fixed: str = ""
    number: bool = False
    word: int = 0
    words: bool = False

    def is_whole(self, line: bytes) -> bool:
        """Whether this is all of it."""
        fixed, rest = self.fixed.encode(), line[len(self.fixed.encode()) :]
        return line.startswith(fixed) and self._fits(rest)

    def begins(self, line: bytes) -> bool:
        """Whether this may be a beginning of it."""
        fixed = self.fixed.encode()
        if len(line) <= len(fixed):
            return fixed.startswith(line)
        return line.startswith(fixed) and self._fits(line[len(fixed) :], begun=True)

    def _fits(self, rest: bytes, *, begun: bool = False) -> bool:
        if self.number:
            return _SIZE.fullmatch(rest.decode("latin-1")) is not None
        if self.words:
            return re.fullmatch(rb"[A-Za-z0-9+/= -]*", rest) is not None
        signs, padding = -(-self.word * 8 // 6), -self.word % 3
        pattern = rb"[A-Za-z0-9+/]{%d}={%d}" % (signs, padding)
        if begun:
            pattern += rb"|[A-Za-z0-9+/]{%d}=?|[A-Za-z0-9+/]{0,%d}" % (signs, signs)
        return re.fullmatch(pattern, rest) is not None


def _blocks(text: str) -> list[tuple[int, int, str]]:
    """The runs of lines between empty lines: line number, place in the text, the lines."""
    blocks, line, counted = [], 1, 0
    for match in re.finditer(r"(?:[^\n]+(?:\n|\Z))+", text):
        line += text.count("\n", counted, match.start())
        counted = match.start()
        blocks.append((line, counted, match.group().removesuffix("\n")))
    return blocks


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
