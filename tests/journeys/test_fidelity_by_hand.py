"""The fidelity workbook of a small hand-made programme, worked out by hand and asked for through the command.

Two full-time coaches since 1 January 2024; the window is 1 January to 30 June: 182 days, 26 weeks, six months.
Four people enrolled on 1 January, A and B with Anna, C and D with Bo; D has met no employer.
"""

from datetime import date, timedelta
from typing import Any

import pytest

from tests.cases import every

from .conftest import Row, Store
from .hand import Entry, enrolled, entry, job, job_ended, struck

PROGRAMME = """
id = "trohet"
name = "Troheten"
starts = 2022-01-03
capacity = {per_fte = 20, budgeted_fte = 2.0}
"""
WINDOW = ("--from", "2024-01-01", "--to", "2024-06-30", "--as-of", "2024-12-31")
PEOPLE = {"A": "anna", "B": "anna", "C": "bo", "D": "bo"}


def day(number: int, start: str = "2024-01-01") -> str:
    return (date.fromisoformat(start) + timedelta(days=number)).isoformat()


def met(who: str, on: str, **keys: Any) -> Entry:
    keys = {"employer": "firm-1", "mode": "face_to_face", "who": "coach", "competitive": True, **keys}
    return entry("employer_contacted", who, on, by=f"coach:{PEOPLE[who]}", **keys)


def talk(who: str, on: str, minutes: int, place: str, activity: str = "job_search", **keys: Any) -> Entry:
    return entry("contact_held", who, on, mode="meeting", minutes=minutes, place=place, activity=activity, **keys)


def firsts() -> list[Entry]:
    """20, 40 and 61 days: a mean of 121 ÷ 3 = 40.33. Nine of the ten that are tagged follow preferences."""
    return [
        met("A", day(20), follows_preferences=True),
        met("B", day(40), follows_preferences=True),
        met("C", day(61), follows_preferences=False),
        met("D", day(30), mode="phone"),
        *(met("A", day(100 + number), follows_preferences=True) for number in range(7)),
    ]


def more_employers() -> list[Entry]:
    """With the ten above 104 met face to face: 2 a week and coach over 2 × 26 weeks."""
    bank = [
        entry("employer_visited", None, day(number), employer=f"b-{number}", coach="bo", mode="face_to_face")
        for number in range(14)
    ]
    return [*bank, *(met("B", day(50 + number)) for number in range(80))]


def talks() -> list[Entry]:
    """Minutes: 650 of 1000 in the community; 895 of 1000 on employment."""
    return [
        talk("A", day(5), 450, "workplace"),
        talk("B", day(6), 200, "community"),
        talk("C", day(7), 245, "office"),
        talk("D", day(8), 105, "care_unit", "everyday_support"),
    ]


def jobs() -> list[Entry]:
    """Twenty competitive jobs, of seventeen types, with twelve employers, nineteen of them permanent."""
    return [
        line
        for number in range(20)
        for line in (
            enrolled(f"J-{number:02}", "2023-01-02"),
            job(
                f"J-{number:02}",
                "2024-02-01",
                job_type=f"type-{min(number, 16)}",
                employer=f"firm-{min(number, 11)}",
                permanent=number > 0,
            ),
            job_ended(f"J-{number:02}", "2024-05-15"),
            entry("discharged", f"J-{number:02}", "2024-05-16", reason="work"),
        )
    ]


def review(on: str, total: int, rater: str, **keys: Any) -> Entry:
    """25 items that add up to a total."""
    each, more = divmod(total, 25)
    held = {str(item): each + (item <= more) for item in range(1, 26)}
    return entry("fidelity_reviewed", None, on, scale="IPS-25", rater=rater, scores=held, by="supervisor:eva", **keys)


REVIEWS = [
    review("2022-03-01", 103, "self"),
    review("2022-11-01", 88, "external"),
    review("2023-05-01", 81, "external"),
    review("2024-06-03", 90, "external", reviewer="A"),
    review("2024-06-03", 91, "external", reviewer="B"),
    review("2024-06-03", 92, "external", consensus=True, entry="agreed"),
]
COACHES = [entry("coach_registered", None, "2024-01-01", coach=coach, fte=1.0) for coach in ("anna", "bo")]


@pytest.fixture(scope="module")
def told(module_store: Store) -> Store:
    module_store.write_programme(PROGRAMME)
    started = [enrolled(who, "2024-01-01", coach=coach) for who, coach in PEOPLE.items()]
    lines = [*COACHES, *started, *firsts(), *more_employers(), *talks(), *jobs(), *REVIEWS]
    module_store.load(lines, programme="trohet")
    return module_store


@pytest.fixture(scope="module")
def items(told: Store) -> dict[int, Row]:
    return {row["item"]: row for row in told.figures("fidelity", "trohet", *WINDOW)["items"]["value"]}


@pytest.fixture(scope="module")
def evidence(told: Store) -> dict[tuple[int, str], Any]:
    rows = told.figures("fidelity", "trohet", *WINDOW)["evidence"]["value"]
    return {(row["item"], row["figure"]): row["value"] for row in rows}


def test_every_item_is_there_with_points_or_with_the_need_of_a_reviewer(items: dict[int, Row]) -> None:
    assert sorted(items) == list(range(1, 26))
    for row in items.values():
        assert {"item", "name", "score", "status", "events", "evidence"} <= row.keys()
        assert (row["score"] is None) == (row["status"] == "needs_reviewer")


def test_items_have_the_points_worked_out_by_hand(items: dict[int, Row]) -> None:
    worked_out = {
        1: (5, 2),  # four people on two posts
        2: (3, 0.895),  # 895 of 1000 minutes: not yet 90 percent
        15: (4, 121 / 3),
        16: (5, 0.9),
        17: (2, 2),  # 10 + 80 + 14 = 104 in 52 weeks of coaches
        19: (5, 17 / 20),
        20: (3, 12 / 20),
        21: (5, 19 / 20),
        24: (5, 0.65),
    }
    assert {item: (items[item]["score"], pytest.approx(items[item]["value"])) for item in worked_out} == worked_out


def test_who_has_met_no_employer_is_told_beside_the_mean(evidence: dict[tuple[int, str], Any]) -> None:
    assert evidence[15, "contacted"] == 3
    assert evidence[15, "still waiting"] == 1  # D was only telephoned about
    assert evidence[15, "still waiting after more than 30 days"] == 1
    assert evidence[15, "left without a contact"] == 20  # the people with jobs
    assert evidence[16, "contacts that are not tagged"] == 81


def test_the_latest_review_is_the_consensus_of_two(told: Store) -> None:
    figures = told.figures("fidelity", "trohet", *WINDOW)
    assert [figures[key]["value"] for key in ("total", "rated", "band")] == [92, 25, "partly"]
    # 90 gives items 1 to 15 four points, 91 items 1 to 16: they differ on one of 25.
    assert (figures["agreement"]["numerator"], figures["agreement"]["denominator"]) == (24, 25)
    reviews = [(row["date"], row["total"], row["band"]) for row in figures["reviews"]["value"]]
    assert reviews == [
        ("2022-03-01", 103, "well"),
        ("2022-11-01", 88, "partly"),
        ("2023-05-01", 81, "partly"),
        ("2024-06-03", 92, "partly"),
    ]


def test_drift_and_self_against_external_go_item_by_item(told: Store) -> None:
    figures = told.figures("fidelity", "trohet", *WINDOW)
    drift = figures["drift"]["value"]
    assert {(row["rater"], row["from"], row["to"]) for row in drift} == {("external", "2023-05-01", "2024-06-03")}
    assert sum(row["change"] for row in drift) == 92 - 81
    against = figures["self_against_external"]["value"]
    assert sum(row["difference"] for row in against) == 103 - 92


def test_a_window_before_the_review_has_the_one_before(told: Store) -> None:
    figures = told.figures("fidelity", "trohet", "--to", "2024-06-02", "--as-of", "2024-12-31")
    assert (figures["total"]["value"], figures["review"]["value"]) == (81, "2023-05-01, external, ips-25")


def test_every_format_is_written(told: Store) -> None:
    for how in ("table", "csv", "html"):
        out = told.run("report", "fidelity", "--programme", "trohet", *WINDOW, "--format", how).out
        assert "Caseload of a full-time coach" in out
    assert "<svg" in out


def test_the_entry_says_what_is_wrong_with_it(told: Store) -> None:
    wrong = told.load([review("2024-07-01", 90, "self", consensus="yes")], programme="trohet", code=2)
    assert wrong.errors == {1: "consensus"}


def test_a_wrong_scale_file_is_one_line_and_exit_2(told: Store) -> None:
    path = told.folder / "config" / "fidelity" / "own.toml"
    path.parent.mkdir()
    path.write_text('id = "own"\nname = "Own"\nitems = []\nbands = []\n')
    told.env["JOURNEY_CONFIG"] = str(told.folder / "config")
    refused = told.run("report", "fidelity", "--programme", "trohet", *WINDOW, code=2)
    assert "own.toml: items: is empty" in refused.err
    assert len(refused.err.strip().splitlines()) == 1
    path.unlink()


def test_a_struck_consensus_leaves_two_reviewers_who_have_not_agreed(told: Store) -> None:
    told.load([struck(None, "2024-06-04", "agreed")], programme="trohet")
    figures = told.figures("fidelity", "trohet", *WINDOW)
    assert [figures[key]["value"] for key in ("total", "rated", "band")] == [None, None, None]
    assert figures["reviews"]["value"][-1]["remark"] == "no consensus yet"
    assert "2024-06-03" not in {row["date"] for row in figures["review_items"]["value"]}


# -- item 23 ---------------------------------------------------------------------------------------------------------
AROUND = ["2023-02-25", "2023-03-02", "2023-03-06", "2023-03-13", "2023-03-20", "2023-03-27"]
YEAR = [f"2023-{month:02}-15" for month in range(4, 13)] + ["2024-01-15", "2024-02-15"]


@every(
    "contacts, points",
    [
        (AROUND, 1),
        ([*AROUND, "2023-04-15"], 2),
        ([*AROUND, *YEAR[:3]], 3),
        ([*AROUND[2:], *YEAR], 4),
        ([*AROUND, *YEAR], 5),
    ],
)
def test_support_after_a_job_start_has_its_points(module_store: Store, contacts: list[str], points: int) -> None:
    name = f"stod-{points}"
    module_store.write_programme(PROGRAMME.replace("trohet", name))
    held = [entry("contact_held", "P", on, mode="phone", entry=f"{name}-{on}") for on in contacts]
    module_store.load([enrolled("P", "2023-01-02"), job("P", "2023-03-01"), *held], programme=name)
    rows = module_store.figures("fidelity", name, "--as-of", "2024-06-30")["items"]["value"]
    assert {row["item"]: row["score"] for row in rows}[23] == points
