"""References in one spelling: a coach written in another case is refused, one whom nobody registered is told of."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from journey.engine.imports import ImportRefused
from tests.site import PROGRAMME, Entry, Site, log_of, take

pytestmark = pytest.mark.every_store

REGISTERED: Entry = {"type": "coach_registered", "on": "2018-01-01", "coach": "anna", "fte": 1, "entry": "c1"}


def enrolled(number: int, coach: str, **keys: Any) -> Entry:
    return {
        "type": "enrolled",
        "participant": str(number),
        "on": "2018-01-15",
        "coach": coach,
        "entry": str(number),
    } | keys


def coaches(site: Site) -> list[str]:
    with site.opened() as journey:
        return sorted({event.fact.coach for event in log_of(journey) if event.type == "enrolled"})


def test_blanks_and_forms_of_letters_make_no_other_coach(site: Site) -> None:
    with site.opened() as journey:
        spellings = ("anna", "anna ", "\u00a0anna", "Bjo\u0308rn", "Bj\u00f6rn")
        told = take(journey, [REGISTERED, *(enrolled(number, coach) for number, coach in enumerate(spellings))])
        assert told.unregistered == ("Björn",)
    assert coaches(site) == ["Björn", "anna"]


def test_a_registered_coach_in_another_case_is_refused_with_the_right_spelling(site: Site) -> None:
    by = {"type": "contact_held", "participant": "1", "on": "2018-02-01", "mode": "phone", "by": "coach:ANNA"}
    absent = {"type": "coach_absent", "on": "2018-02-01", "coach": "bo", "until": "2018-02-02", "deputy": "Anna"}
    with site.opened() as journey, pytest.raises(ImportRefused) as refused:
        take(journey, [enrolled(1, "Anna"), REGISTERED, by, absent, enrolled(2, "   ")])
    assert refused.value.lines == [
        "line 1: coach: this coach is registered as anna; write it so",
        "line 3: by: this coach is registered as anna; write it so",
        "line 4: deputy: this coach is registered as anna; write it so",
        "line 5: coach: blank; write a reference, or leave an optional key out",
    ]


def test_a_spelling_that_the_store_holds_already_goes_on_and_is_listed(site: Site) -> None:
    with site.opened() as journey:
        take(journey, [enrolled(1, "Anna"), enrolled(2, "anna")])
        take(journey, [REGISTERED, enrolled(3, "Anna")])
        with pytest.raises(ImportRefused):
            take(journey, [enrolled(4, "ANNA")])
        assert take(journey, [enrolled(1, "Anna")]).repeated == 1
    assert coaches(site) == ["Anna", "anna"]
    [listed] = site.json("audit", "discrepancies", "--kind", "spelling", "--format", "json")
    assert (listed["evidence"]["coaches"], listed["evidence"]["kept"]) == (["Anna", "anna"], "anna")
    findings = {one["check"]: one for one in site.json("doctor", "--format", "json")}
    assert "Anna" in findings["coaches"]["finding"]


def test_codes_are_matched_by_any_spelling_that_the_programme_lists(site: Site) -> None:
    with site.opened() as journey:
        ours = journey.engine.programmes[PROGRAMME]
    settings = msgspec.structs.replace(
        ours.settings,
        municipalities=("Uppsala",),
        code_lists={"care_teams": ("adult_psychiatry",)},
        spellings={"Uppsala": ("Uppsala kommun", "0380"), "adult_psychiatry": ("Vuxenpsykiatrin",)},
    )
    known = {PROGRAMME: msgspec.structs.replace(ours, settings=settings)}
    said = [("UPPSALA ", "vuxenpsykiatrin"), ("Uppsala kommun", "Adult_Psychiatry"), ("0380", "elsewhere")]
    with site.opened(programmes=known) as journey:
        take(
            journey,
            [
                {
                    "type": "background_recorded",
                    "participant": "1",
                    "on": "2018-01-01",
                    "municipality": m,
                    "care_team": c,
                }
                for m, c in said
            ],
        )
        taken = [event.fact for event in log_of(journey) if event.type == "background_recorded"]
    assert [fact.municipality for fact in taken] == ["Uppsala"] * 3
    assert [fact.care_team for fact in taken] == ["adult_psychiatry", "adult_psychiatry", "elsewhere"]
