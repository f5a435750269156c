"""Keeps the master keys in a file of their own, outside the database: they wrap everybody's keys."""

from __future__ import annotations

import base64
import json
import os
import secrets
from collections.abc import Collection
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from journey.domain.errors import KeyMissing
from journey.engine.private_files import refuse_if_others_may_read


class MasterKey:
    """The file that holds the master keys: one in use, and older ones only while a rotation is under way."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def exists(self) -> bool:
        """Whether the file is there."""
        return self.path.exists()

    def create(self) -> None:
        """Make a first master key, readable by its owner alone: whole, or not at all."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self._replace(_fresh_ring({}))

    def ring(self) -> tuple[str, dict[str, bytes]]:
        """The id of the key in use, and every key by id. KeyMissing where the file cannot be read as such."""
        refuse_if_others_may_read(self.path)
        try:
            content = json.loads(self.path.read_text(encoding="utf-8"))
            ring = {str(name): base64.b64decode(key) for name, key in content["keys"].items()}
            _ = ring[content["current"]]
            return content["current"], ring
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            raise KeyMissing("the master key file cannot be read; set JOURNEY_KEY_FILE to the right file") from None

    def sealing(self, purpose: str) -> tuple[str, dict[str, AESGCM]]:
        """Keys for sealing something outside the store: derived from every master key, other ones for each purpose.

        Returns the id of the key to seal with, and the keys by id. KeyMissing where the file cannot be read.
        """
        current, ring = self.ring()
        return current, {name: AESGCM(_derived(key, purpose)) for name, key in ring.items()}

    def add(self) -> None:
        """Put a new key in use beside the old ones."""
        _, ring = self.ring()
        self._replace(_fresh_ring(ring))

    def keep(self, used: Collection[str]) -> None:
        """Drop the keys that wrap nothing any more."""
        current, ring = self.ring()
        kept = {name: key for name, key in ring.items() if name in used}
        self._replace(_as_text(current if current in kept else next(iter(kept)), kept))

    def _replace(self, text: str) -> None:
        aside = self.path.with_name(self.path.name + ".new")
        handle = os.open(aside, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        aside.replace(self.path)


def _derived(key: bytes, purpose: str) -> bytes:
    return HKDF(SHA256(), 32, None, f"journey {purpose}".encode()).derive(key)


def _fresh_ring(ring: dict[str, bytes]) -> str:
    name = secrets.token_hex(4)
    return _as_text(name, {**ring, name: AESGCM.generate_key(bit_length=256)})


def _as_text(current: str, ring: dict[str, bytes]) -> str:
    keys = {name: base64.b64encode(key).decode() for name, key in ring.items()}
    return json.dumps({"current": current, "keys": keys}, indent=1) + "\n"
