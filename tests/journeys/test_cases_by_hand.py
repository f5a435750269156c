"""The case list of a cooperation group: whoever consents now, without names, and named towards one party alone.

A  consents to all three, in job placement since 1 March 2021, first employer contact still awaited
B  consents to all three, waiting for a place since 10 March
C  consents to the social insurance agency alone, paused since 5 March
D  consented to all three and took the one to psychiatry back in 2022
E  consents to all three and lives under protected identity
F  consents to all three, anonymous, in job placement since 1 March as A is
G  consents to all three, discharged
H  has consented to nothing
"""

import json
from typing import Any

import pytest

from .conftest import Row, Store
from .hand import Entry, contact, discharged, employer, enrolled, entry, moved, paused, referred

PROGRAMME = ("--programme", "landskrona", "--meeting", "cooperation_group")
APRIL = ("--as-of", "2021-04-01")
ALL = ("employment_service", "social_insurance", "psychiatry")
EXAMPLE = "Exempla Exempelsson"


def consents(who: str, *parties: str, on: str = "2021-01-20", **keys: Any) -> list[Entry]:
    return [entry("consent_given", who, on, party=party, **keys) for party in parties]


def searching(who: str, **keys: Any) -> list[Entry]:
    return [referred(who, "2021-01-11", **keys), enrolled(who, "2021-02-01"), moved(who, "2021-03-01", "job_placement")]


PEOPLE = [
    *searching("A", name=EXAMPLE),
    *consents("A", *ALL),
    entry("background_recorded", "A", "2021-01-12", gender="woman", municipality="Landskrona", birth_year=1998),
    entry("benefits_counselling_offered", "A", "2021-02-02"),
    entry("profile_completed", "A", "2021-02-20"),
    referred("B", "2021-03-08"),
    entry("waitlisted", "B", "2021-03-10"),
    *consents("B", *ALL, on="2021-03-09"),
    *searching("C"),
    paused("C", "2021-03-05"),
    *consents("C", "social_insurance"),
    *searching("D"),
    *consents("D", *ALL),
    entry("consent_withdrawn", "D", "2022-02-01", party="psychiatry"),
    *searching("E", name="Skyddad Person"),
    *consents("E", *ALL),
    entry("identity_changed", "E", "2022-05-01", identity="protected"),
    *searching("F", identity="anonymous"),
    *consents("F", *ALL),
    employer("F", "2021-02-20"),
    entry("benefits_counselling_offered", "F", "2021-02-02"),
    entry("profile_completed", "F", "2021-02-20"),
    *searching("G"),
    *consents("G", *ALL),
    discharged("G", "2021-03-20"),
    *searching("H"),
    contact("H", "2021-03-02"),
]


@pytest.fixture(scope="module")
def group(module_store: Store) -> Store:
    module_store.load([line | {"entry": f"c-{number}"} for number, line in enumerate(PEOPLE)], programme="landskrona")
    return module_store


def listed(store: Store, *options: str) -> dict[str, Any]:
    found = json.loads(store.run("cases", *PROGRAMME, *options, "--format", "json").out)
    assert isinstance(found, dict)
    return found


def told(rows: list[Row]) -> list[tuple[Any, ...]]:
    return [tuple(row[key] for key in ("case", "phase", "days_in_phase", "waits_for", "waiting_days")) for row in rows]


def test_the_whole_group_sees_cases_of_those_who_consent_to_every_party_without_names(group: Store) -> None:
    found = listed(group, *APRIL)
    # B: 10 March to 1 April is 22 days, three whole weeks. A and F: 1 March is 31 days, four; the contact is awaited
    # since 1 February, 59 days, eight weeks. F has had one and waits for a job.
    assert told(found["cases"]) == [
        ("1", "waiting", 21, "place", 21),
        ("2", "job_placement", 28, "job", 28),
        ("3", "job_placement", 28, "job_search_one_month", 56),
    ]
    assert found["left_out"] == 3  # C, D, H
    assert set(found["cases"][0]) == {"case", "phase", "days_in_phase", "waits_for", "waiting_for", "waiting_days"}


def test_no_list_for_the_group_holds_a_name_a_reference_a_date_or_a_municipality(group: Store) -> None:
    for style in ("table", "json"):
        text = group.run("cases", *PROGRAMME, *APRIL, "--format", style).out.replace("2021-04-01", "")
        assert EXAMPLE not in text
        assert "2021" not in text
        assert not any(f'"{who}"' in text for who in "ABCDEFGH")
        assert "Landskrona" not in text


def test_the_party_that_may_have_names_gets_them_with_exact_days(group: Store) -> None:
    found = listed(group, *APRIL, "--party", "Försäkringskassan")
    rows = {row["participant"]: row for row in found["cases"]}
    assert found["identified"] is True
    assert list(rows) == ["A", "B", "C", "D", None]  # F is anonymous: no reference, no name
    assert (rows["A"]["name"], rows["A"]["days_in_phase"], rows["A"]["waiting_days"]) == (EXAMPLE, 31, 59)
    assert (rows["C"]["phase"], rows["C"]["waits_for"], rows["C"]["days_in_phase"]) == ("paused", "resumption", 27)
    assert (rows[None]["name"], rows[None]["days_in_phase"]) == (None, 28)
    assert found["left_out"] == 1  # H


def test_a_party_may_be_given_by_its_code(group: Store) -> None:
    assert listed(group, *APRIL, "--party", "social_insurance") == listed(group, *APRIL, "--party", "Försäkringskassan")


def test_a_party_that_may_not_have_names_gets_none(group: Store) -> None:
    found = listed(group, *APRIL, "--party", "Arbetsförmedlingen")
    assert found["identified"] is False
    assert len(found["cases"]) == 4  # A, B, F, and D, whose consent to this party stands
    assert all("participant" not in row for row in found["cases"])


def test_consent_counts_on_the_day_the_list_is_made_also_for_an_earlier_day(group: Store) -> None:
    # D's consent to psychiatry stood on 1 April 2021 and was taken back in 2022; E was not yet protected then.
    text = group.run("cases", *PROGRAMME, *APRIL, "--party", "Försäkringskassan").out
    assert "Skyddad" not in text
    assert len(listed(group, *APRIL, "--party", "Psykiatrin")["cases"]) == 3  # A, B, F


def test_a_consent_that_has_run_out_is_none(store: Store) -> None:
    store.load([*searching("I"), *consents("I", *ALL, until="2021-12-31")], programme="landskrona")
    found = listed(store, *APRIL)
    assert (found["cases"], found["left_out"]) == ([], 1)


def test_who_was_told_of_is_kept(store: Store) -> None:
    store.load([*searching("A"), *consents("A", *ALL), *searching("H")], programme="landskrona")

    def reads() -> list[tuple[list[str], list[str]]]:
        rows = json.loads(store.run("access", "list", "--format", "json").out)
        told = [([one["participant"] for one in row["people"] if "case" in one["what"]], row["why"]) for row in rows]
        return [(people, why) for people, why in told if people]

    listed(store)
    assert reads() == []  # without a party the list names nobody
    listed(store, "--party", "Försäkringskassan")
    assert reads() == [(["A"], ["journey cases, cooperation_group, Försäkringskassan"])]


def test_a_table_says_how_many_were_left_out_and_not_who(group: Store) -> None:
    result = group.run("cases", *PROGRAMME, *APRIL)
    assert "left out for want of consent: 3 people" in result.err
    assert "Första arbetsgivarkontakten" in result.out


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--programme", "landskrona", "--meeting", "steering_group"), "allowed: cooperation_group"),
        (("--programme", "landskrona", "--meeting", "team"), "allowed: cooperation_group"),
        (("--programme", "uppsala", "--meeting", "cooperation_group"), "allowed: none"),
        ((*PROGRAMME, "--party", "Polisen"), "allowed: Arbetsförmedlingen, Försäkringskassan, Psykiatrin"),
        (("--programme", "nowhere", "--meeting", "team"), "no such programme"),
    ],
)
def test_an_unknown_meeting_or_party_is_refused_with_what_is_allowed(
    group: Store, options: tuple[str, ...], said: str
) -> None:
    refused = group.run("cases", *options, code=2)
    assert said in refused.err
    assert len(refused.err.strip().splitlines()) == 1


def test_a_party_without_a_code_raises_no_cases(store: Store) -> None:
    store.write_programme(
        'id = "prov"\nname = "Prov"\nstarts = 2021-01-01\n[[meetings]]\nkind = "team"\nparties = ["Skolan"]\n'
    )
    refused = store.run("cases", "--programme", "prov", "--meeting", "team", code=2)
    assert "party_names: the programme's file has no code for Skolan" in refused.err
