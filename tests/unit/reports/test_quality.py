"""How good the record is: what is missing, what came late, and of what nobody knows when it came."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import msgspec

from journey.domain.history import History
from projections.audit.discrepancies.entering import LATE_DAYS as LATE_IN_THE_AUDIT
from projections.reports.kinds.quality import LATE_DAYS

from .given import AS_OF, Entry, background, e, enrolled, events, figures, job, person

CALL = e("contact_held", "2018-02-01", mode="phone", by="coach:anna", minutes=20)


def recorded(*entries: Entry, on: str | None = None, unknown: bool = False) -> History:
    """A history all of which was recorded on a day, or at a time nobody knows."""
    log = events(entries)
    if on:
        moment = datetime.fromisoformat(f"{on}T12:00").replace(tzinfo=UTC)
        log = [msgspec.structs.replace(event, recorded=moment) for event in log]
    if unknown:
        log = [msgspec.structs.replace(event, record_time_unknown=True, migrated=True) for event in log]
    return History(log, as_of=date.fromisoformat(AS_OF))


def facts(*people: History, **question: Any) -> dict[tuple[str, str], dict[str, Any]]:
    rows = figures("quality", *people, **question)["facts"]["value"]
    return {(row["of"], row["fact"]): row for row in rows}


def test_late_means_the_same_as_in_the_audit() -> None:
    assert LATE_DAYS == LATE_IN_THE_AUDIT


def test_what_is_missing_of_a_person_is_counted_of_those_served() -> None:
    known = person(background("2018-01-01", gender="woman", incomes=[]), enrolled("2018-01-08"), CALL)
    unknown = person(enrolled("2018-01-08"))
    only_referred = person(e("referred", "2018-01-08", source="self"))
    rows = facts(known, unknown, only_referred)
    told = {name: (rows["person", name]["expected"], rows["person", name]["lacking"]) for name in ("gender", "incomes")}
    assert told == {"gender": (2, 1), "incomes": (2, 1)}
    assert (rows["person", "contact"]["lacking"], rows["person", "vocational profile"]["lacking"]) == (1, 2)
    share = figures("quality", known, unknown, only_referred)["without_gender"]
    assert (share["value"], share["numerator"], share["denominator"]) == (0.5, 1, 2)


def test_what_an_entry_does_not_say_is_counted_and_a_later_change_of_a_job_says_it() -> None:
    changed = e("job_changed", "2018-05-01", job="job", wage=25000)
    rows = facts(person(enrolled("2018-01-08"), CALL, job("2018-03-01", industry="trade"), changed))
    assert (rows["contact_held", "minutes"]["lacking"], rows["contact_held", "place"]["lacking"]) == (0, 1)
    jobs = {key: rows["job_started", key]["lacking"] for key in ("industry", "wage", "sector")}
    assert jobs == {"industry": 0, "wage": 0, "sector": 1}


def test_entries_that_came_late_are_told_and_those_of_unknown_time_are_never_late() -> None:
    in_time = recorded(enrolled("2018-02-01"), CALL, on="2018-02-08")
    late = recorded(enrolled("2018-02-01"), CALL, on="2018-02-09")
    unknown = recorded(enrolled("2018-02-01"), CALL, on="2018-06-01", unknown=True)
    found = figures("quality", in_time, late, unknown)
    assert (found["entered_late_share"]["numerator"], found["entered_late_share"]["denominator"]) == (2, 4)
    assert (found["record_time_unknown_share"]["numerator"], found["entries"]["value"]) == (2, 6)
    row = facts(in_time, late, unknown)["contact_held", "entry"]
    assert (row["recorded"], row["late"], row["unknown"]) == (3, 1, 1)
    assert figures("quality", in_time, start="2018-03-01")["entries"]["value"] == 0
