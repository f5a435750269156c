"""Reports that programmes hand in, through the command, each cohort counted by hand beside it."""

from pathlib import Path
from typing import Any

import pytest

from .conftest import Row, Store, new_store
from .hand import Entry, contact, discharged, employer, enrolled, entry, job, moved, referred

pytestmark = pytest.mark.every_store

SEARCH = 'id = "sok"\nname = "Söket"\nstarts = 2024-01-01\nclock_start = "enrolled"\n'
# Enrolled on 10 January 2024, due on 10 February; one told of in March what had been done in January.
SEARCHES = [enrolled(who, "2024-01-10") for who in ("ten", "twenty", "told", "forty", "left", "waits")] + [
    employer("ten", "2024-01-20"),
    employer("twenty", "2024-01-30", competitive=False),
    job("twenty", "2024-01-30"),
    employer("forty", "2024-02-19", who="participant"),
    employer("told", "2024-02-04", recorded="2024-03-04T09:00:00+01:00"),
    discharged("left", "2024-02-04"),
]


def visit(who: str, on: str, *, kept: bool) -> list[Entry]:
    name = f"{who}-{on}"
    came = entry("appointment_kept", who, on, appointment=name, minutes=30)
    return [
        entry("appointment_booked", who, "2014-07-01", appointment=name, at=on + "T10:00:00+02:00"),
        came if kept else entry("appointment_missed", who, on, appointment=name),
    ]


UPPSALA = [
    enrolled("U1", "2014-05-05"),
    *visit("U1", "2014-08-04", kept=True),
    *visit("U1", "2014-08-11", kept=True),
    *visit("U1", "2014-08-18", kept=False),
    contact("U1", "2014-08-20", activity="job_search", minutes=25),
    entry("plan_agreed", "U1", "2014-05-20", kind="work_plan"),
    entry("plan_reviewed", "U1", "2014-08-20", kind="work_plan"),
    moved("U1", "2014-08-21", "job_placement"),
    enrolled("U2", "2014-06-02"),
    *visit("U2", "2014-08-05", kept=False),
    job("U2", "2014-08-06"),
    discharged("U2", "2014-08-29", "work"),
    referred("U3", "2014-08-07"),
    contact("U3", "2014-08-08", activity="mapping"),
    entry("complaint_received", None, "2014-08-12"),
    entry("incident_reported", None, "2014-04-12"),
    entry("report_submitted", None, "2014-09-08", kind="monthly", period="2014-08"),
]
BANK = [
    entry(
        "employer_registered",
        None,
        f"2020-{month:02d}-01",
        employer=f"F{month}-{number}",
        industry="trade" if number else "services",
        sector="private",
        name=f"Firma {month}-{number} AB",
    )
    for month in range(1, 11)
    for number in range(3)
] + [
    entry(
        "employer_registered",
        None,
        f"2021-{month:02d}-01",
        employer=f"N{month}",
        industry="manufacturing",
        sector="private",
    )
    for month in range(1, 13)
]
JONKOPING = [enrolled(f"J{number}", "2018-02-01") for number in range(9)] + [
    enrolled("J9", "2017-02-01"),
    discharged("J9", "2017-12-01"),
    job("J1", "2018-05-01"),
    entry("meeting_held", None, "2017-09-28", kind="treatment_conference"),
]
TOLD = {"sok": SEARCHES, "uppsala": UPPSALA, "landskrona": BANK, "jonkoping": JONKOPING}
ASKED = (
    ("job-search", "sok", "2024-03-10"),
    ("monthly", "uppsala", "2014-09-05"),
    ("tertial", "uppsala", "2014-09-05"),
    ("employer-bank", "landskrona", "2021-12-31"),
    ("steering", "jonkoping", "2018-12-31"),
)


def fill(store: Store) -> Store:
    store.write_programme(SEARCH)
    for programme, lines in TOLD.items():
        store.load([line | {"entry": f"e-{number}"} for number, line in enumerate(lines)], programme=programme)
    return store


@pytest.fixture(scope="module")
def told(module_store: Store) -> Store:
    return fill(module_store)


def values(figures: dict[str, Row], *keys: str) -> dict[str, Any]:
    return {key: figures[key]["value"] for key in keys}


def parts(figure: Row) -> tuple[Any, Any, Any]:
    return figure["value"], figure["numerator"], figure["denominator"]


def test_job_search_with_those_who_wait_and_those_who_left(told: Store) -> None:
    found = told.figures("job-search", "sok", "--as-of", "2024-03-10")
    # Of 6: 5/6 after 10 days, 4/6 after 20 (the job; the placement before it was none), then 25 days: told and left
    # on one day: 4/6 * 3/4 = 1/2; two at risk after it, forty's after 40: 1/4.
    rows = [row for row in found["curve"]["value"] if row["series"] == "all"]
    assert [(row["day"], row["at_risk"], row["events"], row["censored"], row["waiting"]) for row in rows] == [
        (0, 6, 0, 0, 1),
        (10, 6, 1, 0, 5 / 6),
        (20, 5, 1, 0, 4 / 6),
        (25, 4, 1, 1, 0.5),
        (40, 2, 1, 0, 0.25),
        (60, 1, 0, 1, 0.25),
    ]
    assert found["median_days_to_first_employer_contact"]["value"] == 25
    assert parts(found["mean_days_contacted"]) == ((10 + 20 + 25 + 40) / 4, 95, 4)
    assert parts(found["share_within_one_month"]) == (3 / 5, 3, 5)
    assert values(found, "breaches", "late_entries", "waiting_over_30_days") == {
        "breaches": 2,
        "late_entries": 1,
        "waiting_over_30_days": 1,
    }
    assert found["deadline_status"]["value"] == {"met": 2, "late_entry": 1, "stopped": 1, "met_late": 1, "breached": 1}
    assert found["median_days_to_first_job"]["value"] is None  # 1 of 6


def test_job_search_agrees_with_the_list_of_deadlines(told: Store) -> None:
    rows = [row for row in told.deadlines(programme="sok", as_of="2024-03-10") if row["rule"] == "job_search_one_month"]
    statuses = told.figures("job-search", "sok", "--as-of", "2024-03-10")["deadline_status"]["value"]
    assert statuses == {status: sum(row["status"] == status for row in rows) for status in statuses}


def test_what_was_not_yet_told_is_a_breach_that_becomes_a_late_entry(told: Store) -> None:
    before = told.figures("job-search", "sok", "--as-of", "2024-03-10", "--known-at", "2024-03-01")
    assert values(before, "breaches", "late_entries") == {"breaches": 3, "late_entries": 0}


def test_the_month_before_is_reported_by_default(told: Store) -> None:
    report = told.json("report", "monthly", "--programme", "uppsala", "--as-of", "2014-09-05")
    assert (report["from"], report["to"], report["as_of"]) == ("2014-08-01", "2014-08-31", "2014-09-05")
    found = {figure["key"]: figure for figure in report["figures"]}
    assert values(found, "enrolled", "discharged", "current_start", "current_end", "got_work", "complaints") == {
        "enrolled": 0,
        "discharged": 1,
        "current_start": 2,
        "current_end": 1,
        "got_work": 1,
        "complaints": 1,
    }
    assert parts(found["attendance"]) == (0.5, 2, 4)
    rows = [tuple(row.values()) for row in found["participants"]["value"]]
    # number, phase, kept, missed, cancelled, contacts, minutes, employers
    assert rows == [
        ("1", "discharged", 0, 1, 0, 0, 0, 0),
        ("2", "job_placement", 2, 1, 0, 1, 30 + 30 + 25, 0),
        ("3", "referred", 0, 0, 0, 1, 0, 0),
    ]
    # 2 June to 29 August: 28 + 31 + 29 days.
    assert found["discharges"]["value"] == [{"discharge": "1", "reason": "work", "days": 88}]
    # Five working days after the month: Friday 5 September, which has not ended; the report came on the 8th.
    [row] = found["submitted"]["value"]
    assert (row["due"], row["status"]) == ("2014-09-05", "warned")
    later = told.figures("monthly", "uppsala", "--from", "2014-08-01", "--as-of", "2014-09-10")
    assert later["submitted"]["value"][0]["status"] == "met_late"


def test_the_third_of_the_year_before_is_reported_by_default(told: Store) -> None:
    report = told.json("report", "tertial", "--programme", "uppsala", "--as-of", "2014-09-05")
    assert (report["from"], report["to"]) == ("2014-05-01", "2014-08-31")
    found = {figure["key"]: figure for figure in report["figures"]}
    assert found["enrolled_by_month"]["value"] == {"2014-05": 1, "2014-06": 1}
    assert values(found, "referred", "got_work", "incidents", "complaints") == {
        "referred": 1,
        "got_work": 1,
        "incidents": 0,
        "complaints": 1,
    }
    assert parts(found["with_plan_share"]) == (1, 1, 1)


def test_landskronas_bank_grows_by_40_percent_and_names_nobody(told: Store) -> None:
    options = ("--from", "2021-01-01", "--to", "2021-12-31", "--as-of", "2021-12-31")
    found = told.figures("employer-bank", "landskrona", *options)
    assert parts(found["growth"]) == (0.4, 12, 30)
    assert found["employers_by_industry"]["value"] == {"manufacturing": 12, "services": 10, "trade": 20}
    assert found["employers_by_month"]["value"]["2021-06"] == 36
    for style in ("json", "table", "csv", "html"):
        text = told.run("report", "employer-bank", "--programme", "landskrona", *options, "--format", style).out
        assert "Firma" not in text
        assert "F1-0" not in text


def test_jonkopings_goals_are_held_against_results_by_their_own_days(told: Store) -> None:
    found = told.figures("steering", "jonkoping", "--as-of", "2018-12-31")
    rows = {row["goal"]: row for row in found["goals"]["value"]}
    assert (rows["enrolled_2018"]["value"], rows["enrolled_2018"]["met"]) == (9, False)  # ten with 2017
    share = rows["work_or_study"]
    assert (share["numerator"], share["denominator"], share["met"]) == (1, 9, False)  # the goal is of 2018
    assert (rows["at_a_time"]["value"], rows["at_a_time"]["met"]) == (9, False)
    assert (rows["fidelity"]["value"], rows["fidelity"]["met"]) == (None, None)  # never reviewed
    meetings = {row["meeting"]: row for row in found["meetings"]["value"]}
    assert (meetings["treatment_conference"]["held"], meetings["treatment_conference"]["on_time"]) == (1, 1)


def test_nobody_knows_an_unheard_of_month(told: Store) -> None:
    refused = told.run("report", "monthly", "--programme", "uppsala", "--from", "2014-13-01", code=2)
    assert "--from" in refused.err


def test_two_stores_of_the_same_entries_report_the_same_bytes(
    told: Store, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    other = fill(new_store(request, tmp_path, "sqlite"))
    for kind, programme, as_of in ASKED:
        args = ("report", kind, "--programme", programme, "--as-of", as_of, "--format", "json")
        assert other.run(*args).out == told.run(*args).out
