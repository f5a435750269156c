"""Files that hold keys are for their owner alone."""

from __future__ import annotations

import shlex
import stat
from pathlib import Path

from journey.domain.errors import KeyMissing


def refuse_if_others_may_read(path: Path) -> None:
    """Raise KeyMissing where everybody on this machine may read or change a key: it keeps no secret then."""
    if path.is_file() and path.stat().st_mode & stat.S_IRWXO:
        raise KeyMissing(f"everybody on this machine may read the key {path}; run: chmod 600 {shlex.quote(str(path))}")
