"""docs/reference/settings.md: every environment variable."""

from __future__ import annotations

from app import settings
from tools.reference.markdown import code, codes, page, table

INTRODUCTION = """\
`journey` is set up by environment variables alone. All of them are optional; relative paths count from the folder in
which the command is run. What a *programme* may set stands in its own file: see
[programme-files.md](programme-files.md)."""
NUMBERS = f"""\
{codes(setting.name for setting in settings.NUMBERS)} hold a positive whole number, {settings.LARGEST} at the most.
`journey serve`, `journey work` and `journey doctor` refuse anything else in one line, and leave with exit code 2
before anything is opened."""


def markdown() -> str:
    """The whole page."""
    rows = ((code(setting.name), _default(setting.default), setting.meaning) for setting in settings.ALL)
    return page(
        "Settings", "app/settings.py", INTRODUCTION, table(("variable", "where not set", "meaning"), rows), NUMBERS
    )


def _default(text: str) -> str:
    return text if " " in text else code(text)
