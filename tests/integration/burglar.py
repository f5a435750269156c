"""Who has the key file of today and every file there ever was of a store, and tries each key on each wrapped copy."""

from __future__ import annotations

import base64
import gzip
import json
import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from journey.engine.master_key import MasterKey
from journey.engine.vault import HASHES, hashed
from tests import postgres
from tests.site import Site

_WRAPPED = 60  # bytes: a nonce of 12, a key of 32, a tag of 16
_SHORTEST = 5  # signs of a key's name: PostgreSQL's log leaves out how a changed row begins, where that is as it was


class Burglar:
    """What they have taken: folders of files, each whole."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.folder.mkdir()
        self.names: set[str] = set()
        """Of every wrapping key there ever was."""

    def takes(self, site: Site, data: Path | None = None) -> None:
        """Copy all files of a store as they lie there: of SQLite those beside the key, of PostgreSQL its folder."""
        ring = MasterKey(site.key_file).read()
        self.names |= ring.keys.keys() | ring.prepared.keys() | ring.destroyed.keys()
        taken = self.folder / str(len(list(self.folder.iterdir())))
        if data is None:
            taken.mkdir()
            for path in site.folder.glob("journey.db*"):
                shutil.copy(path, taken)
        else:
            shutil.copytree(data, taken, ignore=shutil.ignore_patterns("postmaster.*", "pg_stat*"))

    def takes_base_backup(self, url: str) -> None:
        """Copy a PostgreSQL as a replica would, with the log that it writes meanwhile."""
        program = shutil.which("pg_basebackup") or next(iter(postgres._candidates()))[1] / "pg_basebackup"
        taken = self.folder / str(len(list(self.folder.iterdir())))
        port = url.rpartition(":")[2].partition("/")[0]
        words = ["-h", "127.0.0.1", "-p", port, "-U", "postgres", "-X", "stream", "--no-sync", "-c", "fast"]
        subprocess.run([program, "-D", str(taken), *words], check=True, capture_output=True, timeout=120)

    def takes_backup(self, file: Path) -> None:
        """Copy a file that `journey backup` wrote, unpacked."""
        taken = self.folder / str(len(list(self.folder.iterdir())))
        taken.mkdir()
        (taken / file.name).write_bytes(_unpacked(file))

    def copies(self) -> Iterator[bytes]:
        """Everything in what was taken that has the shape of a wrapped key."""
        ends = {name[len(name) - _SHORTEST :].encode() for name in self.names}
        pattern = re.compile(b"|".join(map(re.escape, sorted(ends))))
        for path in self.folder.rglob("*"):
            if path.is_file():
                content = path.read_bytes()
                for match in pattern.finditer(content):
                    yield content[match.end() : match.end() + _WRAPPED + 4]

    def opens(self, site: Site, people: Iterable[UUID]) -> dict[UUID, int]:
        """How many copies of each person's key open with any key that the key file holds now."""
        ring = MasterKey(site.key_file).read()
        ciphers = [AESGCM(key) for key in (ring.keys | ring.prepared | ring.spool).values()]
        copies, streams = set(self.copies()), list(people)
        return {stream: sum(_opens(copy, ciphers, stream) for copy in copies) for stream in streams}

    def finds(self, site: Site, digests: dict[str, str]) -> set[str]:
        """Who of these stands in what was taken under a hash made with a key of hashes that opens today."""
        ring = MasterKey(site.key_file).read()
        ciphers = [AESGCM(key) for key in (ring.keys | ring.prepared).values()]
        keys = {key for copy in set(self.copies()) if (key := _opened(copy, ciphers, HASHES)) is not None}
        taken = b"\n".join(path.read_bytes() for path in self.folder.rglob("*") if path.is_file())
        return {name for name, digest in digests.items() if any(hashed(key, digest).encode() in taken for key in keys)}


def _opens(copy: bytes, ciphers: list[AESGCM], stream: UUID) -> bool:
    return _opened(copy, ciphers, stream) is not None


def _opened(copy: bytes, ciphers: list[AESGCM], stream: UUID) -> bytes | None:
    for skipped in range(5):  # how long the value is may stand before it
        wrapped = copy[skipped : skipped + _WRAPPED]
        for cipher in ciphers:
            with suppress(InvalidTag, ValueError):
                return cipher.decrypt(wrapped[:12], wrapped[12:], stream.bytes)
    return None


def _unpacked(file: Path) -> bytes:
    """A backup with what stands in it as text turned into bytes, each after the name of its key."""
    found = []
    for line in gzip.decompress(file.read_bytes()).splitlines():
        row = json.loads(line).get("row", {})
        if "wrapped" in row:
            found.append(row["master"].encode() + base64.b64decode(row["wrapped"]["b"]))
    return b"\n".join(found)
