"""Words for the stories in this folder: entries as a sender would write them, and a place to collect them.

Nothing here knows the engine: these are the names promised in the public contract, and no more.
"""

from collections import defaultdict
from typing import Any

Entry = dict[str, Any]

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
    line = {"type": kind, "participant": participant, "on": on, **keys}
    return {key: value for key, value in line.items() if value is not None}


def referred(participant: str, on: str, source: str = "self", **keys: Any) -> Entry:
    return entry("referred", participant, on, source=source, **keys)


def enrolled(participant: str, on: str, **keys: Any) -> Entry:
    return entry("enrolled", participant, on, **keys)


def discharged(participant: str, on: str, reason: str = "own_wish", **keys: Any) -> Entry:
    return entry("discharged", participant, on, reason=reason, **keys)


def moved(participant: str, on: str, to: str, **keys: Any) -> Entry:
    return entry("phase_moved", participant, on, to=to, **keys)


def paused(participant: str, on: str, **keys: Any) -> Entry:
    return entry("paused", participant, on, reason="hospital", **keys)


def resumed(participant: str, on: str, **keys: Any) -> Entry:
    return entry("resumed", participant, on, **keys)


def contact(participant: str, on: str, by: str = "coach:anna", **keys: Any) -> Entry:
    return entry("contact_held", participant, on, mode="phone", by=by, **keys)


def outreach(participant: str, on: str, **keys: Any) -> Entry:
    return entry("outreach_attempted", participant, on, mode="phone", by="coach:anna", **keys)


def employer(participant: str, on: str, *, competitive: bool = True, who: str = "coach", **keys: Any) -> Entry:
    return entry(
        "employer_contacted",
        participant,
        on,
        employer="firm-1",
        mode="face_to_face",
        who=who,
        competitive=competitive,
        **keys,
    )


def job(participant: str, on: str, name: str = "job-1", *, competitive: bool = True, **keys: Any) -> Entry:
    return entry("job_started", participant, on, job=name, extent=75, competitive=competitive, **keys)


def job_ended(participant: str, on: str, name: str = "job-1", **keys: Any) -> Entry:
    return entry("job_ended", participant, on, job=name, **keys)


def studies(participant: str, on: str, name: str = "studies-1", **keys: Any) -> Entry:
    return entry("studies_started", participant, on, studies=name, kind="adult_education", extent=50, **keys)


def missed(participant: str, on: str) -> list[Entry]:
    """A visit booked a week ahead or so and missed on the day (`booked` is the first of the same month)."""
    visit = f"visit-{participant}-{on}"
    return [
        entry("appointment_booked", participant, on[:8] + "01", appointment=visit, at=on + "T10:00:00+01:00"),
        entry("appointment_missed", participant, on, appointment=visit),
    ]


def sus(participant: str, on: str, moment: str, **keys: Any) -> Entry:
    return entry("sus_registered", participant, on, moment=moment, **keys)


def answered(participant: str, on: str, instrument: str, moment: str, **keys: Any) -> Entry:
    return entry("questionnaire_answered", participant, on, instrument=instrument, moment=moment, total=5, **keys)


def waived(participant: str, on: str, rule: str, **keys: Any) -> Entry:
    return entry(
        "deadline_waived", participant, on, rule=rule, reason="agreed with the person", by="supervisor:eva", **keys
    )


def struck(participant: str | None, on: str, strikes: str, **keys: Any) -> Entry:
    return entry("struck", participant, on, strikes=strikes, reason="entered by mistake", by="supervisor:eva", **keys)
