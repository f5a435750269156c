"""Stories of this folder: the words of `tests/spec.py` about people with names, and a place to collect them."""

from collections import defaultdict
from typing import Any

from tests import spec
from tests.spec import Entry, about

PROV = """
id = "prov"
name = "Provverksamheten"
starts = 2022-01-03
clock_start = "enrolled"
capacity = {per_fte = 20, budgeted_fte = 1.5}
"""


class Stories:
    """Collects the entries that stand beside each test, so that one import serves a whole module."""

    def __init__(self, programme: str = "prov") -> None:
        self.programme = programme
        self.told: dict[str, list[Entry]] = defaultdict(list)

    def __call__(self, *entries: Entry, programme: str | None = None) -> None:
        self.told[programme or self.programme].extend(entries)


def entry(kind: str, participant: str | None, on: str, /, **keys: Any) -> Entry:
    """One entry; a key given as None is left out."""
    line = spec.entry(kind, on, **keys)
    return line if participant is None else {**line, "participant": participant}


referred = about(spec.referred)
enrolled = about(spec.enrolled)
discharged = about(spec.discharged)
moved = about(spec.moved)
paused = about(spec.paused)
resumed = about(spec.resumed)
contact = about(spec.contact)
outreach = about(spec.outreach)
employer = about(spec.employer)
job = about(spec.job)
job_ended = about(spec.job_ended)
studies = about(spec.studies)
sus = about(spec.sus)
waived = about(spec.waived)
struck = about(spec.struck)


def missed(participant: str, on: str) -> list[Entry]:
    """A visit booked a week ahead or so and missed on the day (`booked` is the first of the same month)."""
    visit = f"visit-{participant}-{on}"
    return [
        entry("appointment_booked", participant, on[:8] + "01", appointment=visit, at=on + "T10:00:00+01:00"),
        entry("appointment_missed", participant, on, appointment=visit),
    ]


def answered(participant: str, on: str, instrument: str, moment: str, **keys: Any) -> Entry:
    return entry("questionnaire_answered", participant, on, instrument=instrument, moment=moment, total=5, **keys)
