"""The fidelity workbook for tests: an item of it for some persons, its points and its evidence."""

from datetime import date, timedelta
from typing import Any

from journey.domain.history import History

from .given import Entry, e, values

HALF: dict[str, Any] = {"start": "2018-01-01", "end": "2018-06-30"}  # 181 days: 25 whole weeks, 6 months, 2 quarters


def days(first: str, count: int, step: int = 7) -> list[str]:
    start = date.fromisoformat(first)
    return [(start + timedelta(days=step * number)).isoformat() for number in range(count)]


def item(number: int, *people: History, **question: Any) -> dict[str, Any]:
    (row,) = [row for row in values("fidelity", *people, **question)["items"] if row["item"] == number]
    return row


def evidence(number: int, *people: History, **question: Any) -> dict[str, Any]:
    """The numbers under an item by name."""
    rows = values("fidelity", *people, **question)["evidence"]
    return {row["figure"]: row["value"] for row in rows if row["item"] == number}


def score(number: int, *people: History, **question: Any) -> int | None:
    found = item(number, *people, **question)
    assert found["status"] == ("needs_reviewer" if found["score"] is None else "computed")
    points: int | None = found["score"]
    return points


def coach(name: str = "anna", fte: float = 1.0, on: str = "2018-01-01") -> Entry:
    return e("coach_registered", on, coach=name, fte=fte)


def contact(on: str, **keys: Any) -> Entry:
    return e("contact_held", on, mode="meeting", **keys)


def employer(on: str, name: str = "firm-1", mode: str = "face_to_face", who: str = "coach", **keys: Any) -> Entry:
    return e("employer_contacted", on, **{"employer": name, "mode": mode, "who": who, "competitive": True, **keys})


def meeting(on: str, kind: str = "team", **keys: Any) -> Entry:
    return e("meeting_held", on, kind=kind, **keys)
