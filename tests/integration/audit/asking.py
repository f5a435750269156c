"""Asking `journey audit`: what it says, here and on a machine without any store."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from projections.audit.signed.checkpoints import parse
from tests.command import Result, run_here
from tests.site import Site

Copies = Callable[[], Site]
GONE = "J-1"


def sizes(site: Site) -> list[int]:
    return [found.size for found in parse((site.folder / "checkpoints.txt").read_text(encoding="utf-8")).checkpoints]


def verified(site: Site, *arguments: str, code: int = 0) -> Any:
    return json.loads(site.run("audit", "verify", *arguments, "--format", "json", code=code).out)


def elsewhere(folder: Path, *arguments: str) -> Result:
    """A command on a machine without any store: none is there after it either."""
    folder.mkdir(exist_ok=True)
    env = {key: value for key, value in os.environ.items() if not key.startswith("JOURNEY_")}
    result = run_here(arguments, env | {"NO_COLOR": "1", "COLUMNS": "400"}, folder)
    assert "Traceback" not in result.err
    assert not (folder / "data").exists()
    return result


def whats(outcome: Any) -> set[str]:
    return {finding["what"] for finding in outcome["findings"]}
