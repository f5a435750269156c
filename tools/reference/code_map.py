"""docs/reference/code-map.md: every file in one line, the first of what it says of itself."""

from __future__ import annotations

import ast
from collections import defaultdict
from pathlib import Path

from tools.reference.markdown import code, page, without_sources

ROOT = Path(__file__).parents[2]
LAYERS = ("journey", "projections", "services", "bots", "app", "tools")

INTRODUCTION = """\
Every source file in one line. Where to begin, what depends on what and what always holds is in
[the architecture](../explanation/architecture.md)."""


def markdown() -> str:
    """The whole page."""
    folders: dict[str, list[str]] = defaultdict(list)
    for layer in LAYERS:
        for path in sorted((ROOT / layer).rglob("*.py")):
            folder = path.parent.relative_to(ROOT).as_posix()
            if path.name != "__init__.py":
                folders[folder].append(f"- {code(path.name)}: {_says(path)}")
    parts = [INTRODUCTION]
    for folder, files in folders.items():
        parts += [f"## {code(folder + '/')}", _says(ROOT / folder / "__init__.py"), "\n".join(files)]
    return page("Code map", "the first line of every file", *parts)


def _says(path: Path) -> str:
    text = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    return without_sources(text.partition("\n")[0])
