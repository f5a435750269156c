"""The tutorial tells the truth: whoever follows it sees what it shows."""

from __future__ import annotations

from pathlib import Path

from .pages import text
from .tour import TUTORIAL, performed, steady


def test_every_answer_in_the_tutorial_is_what_its_command_says_today(tmp_path: Path) -> None:
    fresh = performed(text(TUTORIAL), tmp_path)
    assert steady(fresh) == steady(text(TUTORIAL)), "read what changed, then run: python -m tests.docs.tour"
