"""Keeps the two files beside the master key: the signing key, and the checkpoints it has signed.

The key gets its place only once its first checkpoint is on the disk: a key without a checkpoint is one whose
checkpoints somebody took away.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from journey.domain.errors import StoreError, WrongInput
from journey.engine.private_files import refuse_if_others_may_read
from projections.audit import input_files
from projections.audit.signed import notes
from projections.audit.signed.checkpoints import Checkpoint, CheckpointFile, content, parse

_KEY, _CHECKPOINTS = "JOURNEY_AUDIT_KEY", "JOURNEY_CHECKPOINTS"


@dataclass(frozen=True, slots=True)
class AuditFiles:
    """Where the signing key and the checkpoints lie. The public key is written beside the signing key."""

    key: Path
    checkpoints: Path

    @property
    def public(self) -> Path:
        """The file of the public key."""
        return self.key.with_suffix(".vkey")

    @property
    def _fresh(self) -> Path:
        """Where a key waits for its first checkpoint."""
        return self.key.with_name(self.key.name + ".new")

    def verifier(self) -> notes.Verifier | None:
        """The public half of the signing key, or of the key in its own file; None where neither file is there."""
        signer = self._signer()
        if signer is not None:
            return signer.verifier
        return notes.verifier(input_files.text(self.public, _KEY)) if self.public.exists() else None

    def signer(self) -> notes.Signer | None:
        """The signing key; None where the first checkpoint makes it. Raises StoreError where it was there, and is not.

        What is in the file of checkpoints must be whole.
        """
        signer = self._signer()
        if signer is None and (self.public.exists() or self.read().checkpoints):
            raise StoreError(f"the signing key {self.key} is missing; bring it back from where you keep a copy")
        return signer

    def _signer(self) -> notes.Signer | None:
        if not self.key.exists():
            return self._waiting()
        text = input_files.text(self.key, _KEY)
        refuse_if_others_may_read(self.key)
        return notes.signer(text)

    def _waiting(self) -> notes.Signer | None:
        """The key that a crash kept from its place, after it had signed."""
        try:
            signer = notes.signer(input_files.text(self._fresh, _KEY))
        except WrongInput:
            return None
        signed = self._parsed(signer.name).checkpoints
        ours = all(signer.verifier.signed(one.text, list(one.signatures)) for one in signed)
        return signer if signed and ours else None

    def settle(self) -> None:
        """Finish what a crash left undone. Only where nobody else signs."""
        if not self.key.exists() and self._waiting() is not None:
            self._fresh.replace(self.key)
            _settled(self.key.parent)
        if self.key.exists() and not self.public.exists():
            _write_aside(self.public, f"{notes.signer(input_files.text(self.key, _KEY)).verifier}\n", 0o644)

    def read(self, origin: str | None = None) -> CheckpointFile:
        """The checkpoints so far; none where there is no file yet. Without an origin it is that of the key."""
        if origin is None:
            verifier = self.verifier()
            origin = verifier.name if verifier else None
        return self._parsed(origin)

    def _parsed(self, origin: str | None) -> CheckpointFile:
        return parse(content(self.checkpoints, _CHECKPOINTS), origin) if self.checkpoints.exists() else CheckpointFile()

    def add(self, origin: str, text: str) -> Checkpoint:
        """Sign a checkpoint's text and keep it, by a fresh key where there is none. Only where nobody else signs."""
        signer = self.signer()
        if signer is None:
            signer = notes.Signer.fresh(origin)
            _write(self._fresh, signer.secret() + "\n", 0o600)
        note = signer.sign(text)
        self.append(note)
        self.settle()
        return parse(note).checkpoints[0]

    def append(self, note: str) -> None:
        """Add one signed note, whole and on the disk when this returns. What a power failure cut off gives way."""
        before = self._parsed(note.partition("\n")[0])
        self.checkpoints.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(self.checkpoints, os.O_CREAT | os.O_RDWR, 0o644)
        with os.fdopen(handle, "r+b") as file:
            if before.torn is not None:
                file.truncate(before.whole)
            end = file.seek(0, os.SEEK_END)
            file.seek(max(0, end - 2))
            between = "" if file.read(2) in (b"", b"\n\n") else "\n"
            file.seek(0, os.SEEK_END)
            file.write((between + note + "\n").encode())
            file.flush()
            os.fsync(file.fileno())
        _settled(self.checkpoints.parent)


def _write_aside(path: Path, text: str, mode: int) -> None:
    aside = path.with_name(path.name + ".new")
    _write(aside, text, mode)
    aside.replace(path)
    _settled(path.parent)


def _write(path: Path, text: str, mode: int) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, mode)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    _settled(path.parent)


def _settled(folder: Path) -> None:
    """The names in a folder are on the disk when this returns, in the order in which they were given."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
