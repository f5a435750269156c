"""The operator at the command line: named in every reading, and kept from people in hiding without a reason."""

import sqlite3

import pytest

from .conftest import Store
from .hand import contact, enrolled, entry, referred

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
    with sqlite3.connect(store.env["JOURNEY_DB"].removeprefix("sqlite:///")) as database:
        return database.execute("SELECT actor, why FROM access_log ORDER BY at").fetchall()


def test_lists_name_everybody_but_who_lives_in_hiding(hidden: Store) -> None:
    names = {row["participant"] for row in hidden.json("participants")}
    assert "A" in names
    assert "B" not in names
    label = (names - {"A"}).pop()
    assert label.startswith("protected-")
    assert {row["participant"] for row in hidden.json("deadlines")} <= {"A", label, None}


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


@pytest.mark.parametrize("name", ["", " ", "-x", "a\x1b[31m", "x" * 101])
def test_a_name_that_is_none_is_refused_in_one_line(hidden: Store, name: str) -> None:
    said = hidden.run("participants", f"--as={name}", code=2).err
    assert said.count("\n") == 1
    assert "--as" in said


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
