"""The operator at the command line: named in every reading, and kept from people in hiding without a reason."""

import json

import pytest

from projections.reports import KINDS
from tests.cases import every

from .conftest import Store
from .hand import contact, employer, enrolled, entry, missed, referred

REASON = ("--reason", "begäran från domstol, dnr 12")


@pytest.fixture
def hidden(store: Store) -> Store:
    store.load(
        [
            referred("A", "2021-01-11", name="Exempla Exempelsson"),
            enrolled("A", "2021-02-01"),
            referred("B", "2021-01-12", name="Test Testsson"),
            enrolled("B", "2021-02-01"),
            contact("B", "2021-02-03"),
            entry("identity_changed", "B", "2021-02-04", identity="protected"),
        ],
        programme="landskrona",
    )
    return store


def readings(store: Store) -> list[tuple[str, str]]:
    rows = json.loads(store.run("access", "list", "--format", "json").out)
    return [(row["reader"], "; ".join(row["why"])) for row in rows]


def test_lists_name_everybody_but_who_lives_in_hiding(hidden: Store) -> None:
    names = {row["participant"] for row in hidden.json("participants")}
    assert "A" in names
    assert "B" not in names
    label = (names - {"A"}).pop()
    assert label.startswith("protected-")
    assert {row["participant"] for row in hidden.json("deadlines")} <= {"A", label, None}


EVERYWHERE = (
    ("participants",),
    ("participants", "--waiting"),
    ("participants", "--as-of", "2021-04-01"),
    ("deadlines",),
    ("deadlines", "--pseudonyms"),
    ("alerts",),
    ("audit", "discrepancies"),
    ("audit", "discrepancies", "--pseudonyms"),
    ("replay", "--rules", "other.toml"),
    ("exports",),
    ("audit", "verify"),
    ("cases", "--programme", "landskrona", "--meeting", "cooperation_group"),
    *(("report", kind, "--programme", "landskrona", "--as-of", "2021-05-31") for kind in KINDS),
)
"""What reads, and how it is asked."""


@pytest.fixture
def in_hiding(store: Store) -> Store:
    """Somebody in hiding of whom nothing is like anybody else's: no day, no place, no employer, no word, no id."""
    visit = {"appointment": "B-möte-17", "at": "2021-03-17T14:35:00+01:00", "place": "Torget 7"}
    store.load(
        [
            referred("A", "2021-01-11"),
            enrolled("A", "2021-02-01"),
            referred(
                "B", "2021-01-13", name="Test Testsson", phone="070-987 65 43", entry="B-ref-1", note="Hotad av X"
            ),
            enrolled("B", "2021-02-09", entry="B-in-2", coach="anna"),
            entry("appointment_booked", "B", "2021-03-16", entry="B-möte-17", **visit),
            entry("appointment_missed", "B", "2021-03-17", appointment="B-möte-17", entry="B-miss-3"),
            employer("B", "2021-03-19", employer="Kaffehuset Norr"),
            entry("identity_changed", "B", "2021-03-23", identity="protected"),
        ],
        programme="landskrona",
    )
    store.sweep("2021-06-30T06:00:00+02:00")
    store.run("audit", "checkpoint")
    (store.folder / "other.toml").write_text("[rules.missed_visit_outreach]\noff = true\n")
    return store


def test_no_reading_without_a_reason_tells_when_where_or_what_of_who_lives_in_hiding(in_hiding: Store) -> None:
    own = ["Testsson", "987 65 43", "Hotad", "Torget", "14:35", "Kaffehuset", "B-ref-1", "B-in-2", "B-möte", "B-miss"]
    own += [f"2021-{day}" for day in ("01-13", "02-09", "03-09", "03-16", "03-17", "03-19", "03-22", "03-23")]
    told = []
    for command in EVERYWHERE:
        for how in ("table", "json"):
            said = in_hiding.run(*command, "--format", how).out
            told += [(" ".join(command), how, words) for words in own if words in said]
    assert told == []


def test_who_lives_in_hiding_still_counts_and_stands_in_lists_as_somebody(in_hiding: Store) -> None:
    label = next(row["participant"] for row in in_hiding.json("participants") if row["participant"] != "A")
    row = next(row for row in in_hiding.json("participants") if row["participant"] == label)
    assert {key for key, value in row.items() if value} == {"participant", "programme", "coach"}
    rules = {row["rule"]: row["status"] for row in in_hiding.json("deadlines") if row["participant"] == label}
    assert rules["missed_visit_outreach"] == "breached"
    month = in_hiding.figures("monthly", "landskrona", "--as-of", "2021-04-30", "--from", "2021-02-01")
    assert (month["enrolled"]["value"], len(month["participants"]["value"])) == (2, 1)
    in_hiding.load(missed("B", "2021-07-07"), programme="landskrona")
    raised = [row for row in in_hiding.sweep("2021-07-30T06:00:00+02:00") if row["participant"] == label]
    assert raised
    assert {(row["due"], row["occurrence"]) for row in raised} == {(None, None)}
    assert {row["due"] for row in in_hiding.json("deadlines", *REASON) if row["participant"] == "B"} - {None}


def test_whoever_is_read_with_a_reason_can_see_who_read_them(hidden: Store) -> None:
    hidden.run("participants", *REASON)
    hidden.run("export", "person", "B", "--out", "b", *REASON)
    page = (hidden.folder / "b" / "index.html").read_text(encoding="utf-8")
    assert page.count(REASON[1]) == 2


def test_with_a_reason_lists_name_everybody_and_the_reason_is_kept(hidden: Store) -> None:
    assert {row["participant"] for row in hidden.json("participants", *REASON)} == {"A", "B"}
    assert any(REASON[1] in why for _, why in readings(hidden))


@pytest.mark.parametrize(
    "command", [("timeline", "B"), ("audit", "alert", "B", "job_search_one_month"), ("audit", "prove", "B")]
)
def test_whoever_lives_in_hiding_is_read_only_with_a_reason(hidden: Store, command: tuple[str, ...]) -> None:
    if command[1] == "prove":
        hidden.run("audit", "checkpoint")
    said = hidden.run(*command, code=2).err
    assert "lives under protected identity" in said
    assert "Testsson" not in said
    hidden.run(*command, *REASON)


def test_a_person_s_own_data_is_handed_out_of_hiding_only_with_a_reason(hidden: Store) -> None:
    hidden.run("export", "person", "B", "--out", "b", code=2)
    hidden.run("export", "person", "B", "--out", "b", *REASON)


def test_the_label_of_a_list_means_the_person_where_a_reason_is_given(hidden: Store) -> None:
    label = next(row["participant"] for row in hidden.json("participants") if row["participant"] != "A")
    hidden.run("timeline", label, code=2)
    assert "contact held" in hidden.run("timeline", label, *REASON).out


@pytest.mark.parametrize("where", ["first", "last"])
def test_readings_are_kept_under_the_name_of_who_acts(hidden: Store, where: str) -> None:
    acting = ("--as", "Kim Ek")
    hidden.run(*((*acting, "timeline", "A") if where == "first" else ("timeline", "A", *acting)))
    assert readings(hidden)[-1] == ("operator:Kim Ek", "journey timeline")


NO_NAMES = [
    "",
    " ",
    "\N{NO-BREAK SPACE}",
    "-x",
    "a\x1b[31m",
    "a\nb",
    "x" * 101,
    "x" * 300,
    "…",
    "a\u202eb",
    "0650-190 00",
]


@every("name", NO_NAMES)
def test_a_name_that_is_none_is_refused_in_one_line(hidden: Store, name: str) -> None:
    said = hidden.run("participants", f"--as={name}", code=2).err
    assert said.count("\n") == 1
    assert "--as" in said
    assert name.strip() in ("", "-x", "…") or name not in said


@every("name", NO_NAMES[2:])
def test_the_system_s_word_for_its_user_is_no_better_than_one_that_was_written(hidden: Store, name: str) -> None:
    hidden.env["LOGNAME"] = name
    said = hidden.run("participants", code=2).err
    assert said.count("\n") == 1
    assert "--as" in said


def test_nobody_acts_under_the_name_of_a_participant(hidden: Store) -> None:
    said = hidden.run("timeline", "A", "--as", "B", code=2).err
    assert said.count("\n") == 1
    assert readings(hidden) == []
    hidden.run("timeline", "A", "--as", "Bo")


@every("spelt", ["kim ek", "KIM EK", " Kim  Ek ", "Kim\N{NO-BREAK SPACE}Ek"])
def test_one_operator_has_one_name_however_it_is_spelt(hidden: Store, spelt: str) -> None:
    hidden.run("timeline", "A", "--as", "Kim Ek")
    hidden.run("timeline", "A", "--as", spelt)
    assert {actor for actor, why in readings(hidden) if why == "journey timeline"} == {"operator:Kim Ek"}


def test_without_a_name_the_system_s_user_acts(hidden: Store) -> None:
    hidden.run("timeline", "A")
    actor, _ = readings(hidden)[-1]
    assert actor.startswith("operator:")
    assert actor != "operator:"


def test_other_roles_than_coaches_are_let_in_by_an_operator(hidden: Store) -> None:
    for staff in ("evaluator:kim", "dpo:kim", "admin:kim"):
        hidden.run("staff", "add", staff, "--programme", "landskrona")
    said = hidden.run("staff", "add", "boss:kim", "--programme", "landskrona", code=2).err
    assert "evaluator:REF" in said
    hidden.run("staff", "disable", "evaluator:kim")
    assert "evaluator:kim" not in {row["staff"] for row in hidden.json("staff", "list", "--programme", "landskrona")}
