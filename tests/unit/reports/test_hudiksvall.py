"""The worked example of domain §8: the reconstructed cohort, reported, gives the numbers that Hudiksvall printed."""

import json
from collections import defaultdict
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from journey.domain.history import History
from journey.domain.programme import Capacity
from journey.engine.entries import moment

from .given import PROGRAMME, Entry, Figures, events, figures, pick

FILE = Path(__file__).resolve().parents[3] / "config" / "demo" / "hudiksvall.jsonl"
HUDIKSVALL = replace(PROGRAMME, capacity=Capacity(per_fte=20, budgeted_fte=2.0))
SPRING = "2018-01-01"


@cache
def logs() -> dict[str | None, list[Any]]:
    """The events of each participant, and of the programme itself under None."""
    told: dict[str | None, list[Entry]] = defaultdict(list)
    for line in FILE.read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        told[entry.get("participant")].append(entry | {"on": moment(entry["on"])[0].isoformat()})
    return {who: events(entries) for who, entries in told.items()}


@cache
def reported(kind: str, *, as_of: str = "2018-05-31", start: str | None = None, population: str = "sus") -> Figures:
    day = date.fromisoformat(as_of)
    people = [History(log, as_of=day) for who, log in logs().items() if who]
    own = History(logs()[None], as_of=day)
    return figures(kind, *people, own=own, start=start, as_of=as_of, population=population, programme=HUDIKSVALL)


def value(kind: str, key: str, **question: Any) -> Any:
    return reported(kind, **question)[key]["value"]


def by_gender(parts: dict[str, Any]) -> dict[str, Any]:
    return {part: cell for part, cell in parts.items() if part.startswith("gender=")}


def share(key: str, **question: Any) -> tuple[int, int]:
    figure = reported("outcomes", **question)[key]
    return figure["numerator"], figure["denominator"]


def test_seventy_persons_have_seventy_two_registrations_and_thirty_four_are_left() -> None:
    found = {key: figure["value"] for key, figure in reported("flow").items()}
    assert pick(found, "persons", "episodes", "discharged", "discharged_persons", "current_end") == {
        "persons": 70,
        "episodes": 72,
        "discharged": 38,
        "discharged_persons": 37,
        "current_end": 34,
    }


def test_stays_are_194_days_on_average_and_nineteen_last_seven_months() -> None:
    assert value("flow", "mean_days_discharged") == pytest.approx(194, abs=0.5)
    assert value("flow", "discharged_7_months_or_longer") == 19


def test_from_january_to_may_forty_one_were_there_nine_came_and_seven_left() -> None:
    found = {key: figure["value"] for key, figure in reported("flow", start=SPRING).items()}
    assert pick(found, "current_any", "enrolled", "discharged", "current_end") == {
        "current_any": 41,
        "enrolled": 9,
        "discharged": 7,
        "current_end": 34,
    }


def test_about_ten_more_were_served_and_ten_wait() -> None:
    assert value("flow", "persons", population="all") == 80
    assert value("flow", "waiting", population="all") == 10
    assert value("flow", "waiting") == 0


def test_structure_is_as_printed() -> None:
    assert value("structure", "municipality") == {"Hudiksvall": 49, "Ljusdal": 14, "Nordanstig": 7}
    assert value("structure", "gender") == {"woman": 42, "man": 28}
    bands = value("structure", "age_band")
    assert bands["≤25"] + bands["26–33"] == 35


def test_eleven_are_employed_over_thirty_nine_thirty_seven_or_seventy() -> None:
    assert share("employed_share_discharged_or_employed") == (11, 39)
    assert share("employed_share_discharged") == (11, 37)
    assert share("employed_share_enrolled") == (11, 70)
    assert by_gender(reported("outcomes")["employed_ever"]["by"]) == {"gender=woman": 6, "gender=man": 5}


def test_four_study_and_five_of_eleven_jobs_are_subsidised() -> None:
    assert share("studies_share_discharged") == (4, 37)
    assert by_gender(reported("outcomes")["studies_ever"]["by"]) == {"gender=woman": 3, "gender=man": 1}
    assert (value("outcomes", "competitive_jobs"), value("outcomes", "subsidised_jobs")) == (11, 5)
    assert value("outcomes", "job_industries") == {"care_municipal": 5, "trade": 2, "manufacturing": 2, "services": 2}


def test_meaningful_occupation_of_december_2017_is_29_of_68_with_those_never_registered() -> None:
    assert share("meaningful_occupation_share", as_of="2017-12-31", population="all") == (29, 68)


def test_thirty_four_participants_are_21_25_a_post_and_17_a_budgeted_one() -> None:
    assert value("caseload", "programme_per_fte") == 21.25
    assert value("caseload", "programme_per_budgeted_fte") == 17.0
    assert value("caseload", "participants") == {"anna": 21, "bjorn": 13}
    assert value("caseload", "unassigned") == 0
