"""A disk that is full: a small one of its own where this machine may mount one, else a limit on the size of files."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SIZE = 16 * 2**20
_BLOCK = 4096


class Disk:
    """Where files may be put until it is full."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @contextmanager
    def room(self, size: int) -> Iterator[None]:
        """For this long, so many bytes more and no further."""
        raise NotImplementedError

    @contextmanager
    def read_only(self) -> Iterator[None]:
        """For this long, nothing on it may be written."""
        raise NotImplementedError


class SmallDisk(Disk):
    """A file system in memory: what is full there fails as a full disk does."""

    @contextmanager
    def room(self, size: int) -> Iterator[None]:
        filler = self.folder / "filler"
        free = shutil.disk_usage(self.folder).free
        filler.write_bytes(b"x" * (max(0, free - size) // _BLOCK * _BLOCK))
        try:
            yield
        finally:
            filler.unlink()

    @contextmanager
    def read_only(self) -> Iterator[None]:
        assert _run("mount", "-o", "remount,ro", str(self.folder))
        try:
            yield
        finally:
            assert _run("mount", "-o", "remount,rw", str(self.folder))


class ShortFiles(Disk):
    """No file may grow beyond a size: the next best, where nobody may mount anything."""

    @contextmanager
    def room(self, size: int) -> Iterator[None]:
        soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        grown = max((path.stat().st_size for path in self.folder.rglob("*") if path.is_file()), default=0)
        resource.setrlimit(resource.RLIMIT_FSIZE, (max(size, grown), hard))
        try:
            yield
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))

    @contextmanager
    def read_only(self) -> Iterator[None]:
        everything = [path for path in (self.folder, *self.folder.rglob("*"))]
        for path in everything:
            path.chmod(0o500 if path.is_dir() else 0o400)
        try:
            yield
        finally:
            for path in everything:
                path.chmod(0o700 if path.is_dir() else 0o600)


@contextmanager
def small_disk() -> Iterator[Disk]:
    """One for the time of this."""
    folder = Path(tempfile.mkdtemp(prefix="journey-disk-", dir=os.environ.get("PYTEST_DEBUG_TEMPROOT")))
    mounted = _run("mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(folder))
    try:
        yield SmallDisk(folder) if mounted else ShortFiles(folder)
    finally:
        if mounted:
            _run("umount", "--lazy", str(folder))
        shutil.rmtree(folder, ignore_errors=True)


def _run(*words: str) -> bool:
    try:
        return subprocess.run(words, capture_output=True, check=False).returncode == 0
    except OSError:
        return False
