"""Random cohorts, and what is told outside of two quarters of theirs, as JSON."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

from journey.domain.history import History
from projections.reports import as_json

from .given import all_told_outside, background, discharged, e, enrolled, job, person, placement, studies

KINDS = ("flow", "structure", "outcomes")
QUARTERS = (("2017-10-01", "2017-12-31"), ("2018-01-01", "2018-03-31"))
PLACES = ("Hudiksvall",) * 5 + ("Ljusdal",) * 2 + ("Nordanstig",)


def crowd(seed: int, size: int) -> list[History]:
    """So many people who came in the nine months before the second quarter's end, or in it."""
    chance = random.Random(seed)
    return [_somebody(chance) for _ in range(size)]


def _somebody(chance: random.Random) -> History:
    came = date(2017, 7, 1).toordinal() + chance.randrange(270)
    born, years = chance.randrange(1958, 1999), chance.choice([0, 2, 3, 5, 12])
    said = background(_day(came), municipality=chance.choice(PLACES), birth_year=born, years_on_support=years)
    story = [said, e("referred", _day(came), source="self"), enrolled(_day(came + chance.randrange(20)))]
    begun = came + 21 + chance.randrange(50)
    for likely, fact in ((0.35, job(_day(begun))), (0.2, studies(_day(begun))), (0.4, placement(_day(begun)))):
        story += [fact] if chance.random() < likely else []
    if chance.random() < 0.5:
        reason = chance.choice(["work", "studies", "own_wish", "illness"])
        story.append(discharged(_day(begun + chance.randrange(5, 200)), reason))
    return person(*story, gender=chance.choice(["woman"] * 11 + ["man"] * 8 + ["other"]))


def _day(ordinal: int) -> str:
    return date.fromordinal(ordinal).isoformat()


def view(people: list[History], start: str, end: str) -> dict[str, dict[str, dict[str, Any]]]:
    """All that is told outside of a window: figures by key, by report."""
    reports = map(as_json, all_told_outside(KINDS, *people, start=start, end=end))
    return {report["report"]: {figure["key"]: figure for figure in report["figures"]} for report in reports}


def intruded(pairs: list[tuple[Any, Any]]) -> list[dict[str, Any]]:
    """What an intruder finds out who holds a view and the one before it, of each pair."""
    script = Path(__file__).with_name("intruder.py")
    done = subprocess.run([sys.executable, script], input=json.dumps(pairs), capture_output=True, text=True, check=True)
    answers: list[dict[str, Any]] = json.loads(done.stdout)
    return answers
