"""The employer bank and dissemination: counted by industry and audience, never by name."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

from projections.reports import as_json

from .given import e, enrolled, figures, person, pick, team, told, values


def employer(ref: str, on: str, industry: str = "trade", sector: str = "private", **keys: Any) -> dict[str, Any]:
    return e("employer_registered", on, employer=ref, industry=industry, sector=sector, **keys)


def visit(ref: str, on: str, mode: str = "face_to_face") -> dict[str, Any]:
    return e("employer_visited", on, employer=ref, coach="anna", mode=mode)


def met(ref: str, on: str, mode: str = "phone", **keys: Any) -> dict[str, Any]:
    return e("employer_contacted", on, employer=ref, mode=mode, who="coach", competitive=True, **keys)


BANK = team(
    employer("Berg AB", "2018-01-10", "trade"),
    employer("Dal", "2018-01-20", "services"),
    employer("Ek", "2018-03-02", "trade", name="Ek & Son"),
    e("employer_agreement_signed", "2018-02-01", employer="Dal"),
    e("employer_agreement_signed", "2018-04-01", employer="Dal"),
    visit("Berg AB", "2018-02-05"),
    visit("Berg AB", "2018-03-05", "phone"),
    visit("Nowhere", "2018-03-06"),
)
ONE = person(enrolled("2018-01-08"), met("Ek", "2018-02-10"), met("Ek", "2018-03-10", "video"), gender="woman")
TWO = person(enrolled("2018-01-08"), met("Dal", "2018-03-11", industry="manufacturing"), met("Ny", "2018-03-12"))


def test_from_30_to_42_employers_the_bank_has_grown_by_40_percent() -> None:
    begun = [employer(f"F{number}", "2020-06-01") for number in range(30)]
    added = [employer(f"G{number}", str(date(2021, 1, 1) + timedelta(7 * number))) for number in range(12)]
    bank = figures(
        "employer-bank",
        own=team(*begun, *added, as_of="2021-12-31"),
        start="2021-01-01",
        end="2021-12-31",
        as_of="2021-12-31",
    )
    assert pick({key: figure["value"] for key, figure in bank.items()}, "employers_start", "employers") == {
        "employers_start": 30,
        "employers": 42,
    }
    growth = bank["growth"]
    assert (growth["value"], growth["numerator"], growth["denominator"]) == (0.4, 12, 30)


def test_a_bank_that_was_empty_has_no_growth() -> None:
    assert values("employer-bank", own=BANK)["growth"] is None


def test_the_bank_is_counted_by_industry_and_month() -> None:
    found = values("employer-bank", own=BANK, start="2018-01-15", end="2018-03-15")
    assert found["employers_by_industry"] == {"services": 1, "trade": 2}
    assert found["employers_by_month"] == {"2018-01": 2, "2018-02": 2, "2018-03": 3}
    assert found["employers_over_time"] == [
        {"month": "2018-01", "industry": "services", "employers": 1},
        {"month": "2018-01", "industry": "trade", "employers": 1},
        {"month": "2018-02", "industry": "services", "employers": 1},
        {"month": "2018-02", "industry": "trade", "employers": 1},
        {"month": "2018-03", "industry": "services", "employers": 1},
        {"month": "2018-03", "industry": "trade", "employers": 2},
    ]
    assert pick(found, "employers", "employers_start", "new_employers") == {
        "employers": 3,
        "employers_start": 1,
        "new_employers": 2,
    }


def test_an_employer_told_of_twice_is_one_with_what_was_told_last() -> None:
    own = team(employer("Berg AB", "2018-01-10", "trade"), employer("Berg AB", "2018-02-10", "services"))
    assert values("employer-bank", own=own)["employers_by_industry"] == {"services": 1}
    assert values("employer-bank", own=own, end="2018-01-31")["employers_by_industry"] == {"trade": 1}


def test_a_second_agreement_with_the_same_employer_counts_no_more() -> None:
    assert pick(values("employer-bank", own=BANK), "agreements", "new_agreements") == {
        "agreements": 1,
        "new_agreements": 1,
    }
    later = values("employer-bank", own=BANK, start="2018-03-01")
    assert pick(later, "agreements", "new_agreements") == {"agreements": 1, "new_agreements": 0}


def test_contacts_on_the_programmes_behalf_by_mode_month_and_industry() -> None:
    found = values("employer-bank", own=BANK)
    assert found["visits"] == 3
    assert found["visits_by_mode"] == {"face_to_face": 2, "phone": 1}
    assert found["visits_by_month"] == {"2018-02": 1, "2018-03": 2}
    assert found["visits_by_industry"] == {"trade": 2, "unknown": 1}


def test_contacts_for_participants_by_mode_month_and_industry() -> None:
    found = figures("employer-bank", ONE, TWO, own=BANK)
    assert found["contacts"]["value"] == 4
    assert found["contacts"]["by"] == {"gender=woman": 2, "gender=man": 0, "gender=unknown": 2}
    assert found["contacts_by_mode"]["value"] == {"phone": 3, "video": 1}
    assert found["contacts_by_month"]["value"] == {"2018-02": 1, "2018-03": 3}
    # Told with the contact before the bank's own word; an employer that is not in the bank is unknown.
    assert found["contacts_by_industry"]["value"] == {"manufacturing": 1, "trade": 2, "unknown": 1}


def test_contacts_outside_the_window_are_left_out() -> None:
    found = values("employer-bank", ONE, TWO, own=BANK, start="2018-03-11", end="2018-03-11")
    assert pick(found, "contacts", "visits") == {"contacts": 1, "visits": 0}


def test_no_employer_is_named_in_any_form() -> None:
    text = json.dumps(as_json(told("employer-bank", ONE, TWO, own=BANK)), ensure_ascii=False)
    assert not any(name in text for name in ("Berg AB", "Dal", "Ek", "Son", "Ny", "Nowhere"))


def test_dissemination_counts_occasions_and_people_by_audience_and_month() -> None:
    own = team(
        e("dissemination_held", "2018-01-10", audience="employers", people=31),
        e("dissemination_held", "2018-01-20", audience="politicians", people=22),
        e("dissemination_held", "2018-03-20", audience="employers", people=27),
        e("dissemination_held", "2018-06-01", audience="employers", people=100),
    )
    found = values("dissemination", own=own, start="2018-01-01", end="2018-05-31")
    assert found == {
        "occasions": 3,
        "people": 31 + 22 + 27,
        "occasions_by_audience": {"employers": 2, "politicians": 1},
        "people_by_audience": {"employers": 58, "politicians": 22},
        "occasions_by_month": {"2018-01": 2, "2018-03": 1},
        "people_by_month": {"2018-01": 53, "2018-03": 27},
    }
