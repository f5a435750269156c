"""Files the import must refuse, each with `line N: KEY: …`, exit 2, nothing imported and never a traceback; and odd
files that it must survive. One file holds a mistake a line: *all* of them are promised to be told at once."""

import json
import re
from typing import Any

import pytest

from tests.cases import every

from .conftest import Result, Store
from .hand import PROV, employer, enrolled, entry

ON = "2024-03-01"


def line(kind: str, /, **keys: Any) -> dict[str, Any]:
    return entry(kind, "shape", ON, **keys)


def without(entry_: dict[str, Any], *keys: str) -> dict[str, Any]:
    return {key: value for key, value in entry_.items() if key not in keys}


JOB = line("job_started", job="j", extent=75, competitive=True)
REFERRED = line("referred", source="self")
INCOME = {"source": "sickness", "payer": "FK", "amount": 8850}

# what is wrong -> (the line, the KEY that must be named)
MISTAKES: dict[str, tuple[dict[str, Any], str]] = {
    "an unknown type": (line("enroled"), "type"),
    "no type": (without(REFERRED, "type"), "type"),
    "no participant": (without(REFERRED, "participant"), "participant"),
    "a participant that is a number": (REFERRED | {"participant": 17}, "participant"),
    "a participant that is null": (REFERRED | {"participant": None}, "participant"),
    "no day": (without(REFERRED, "on"), "on"),
    "a day that does not exist": (REFERRED | {"on": "2024-02-30"}, "on"),
    "a day in words": (REFERRED | {"on": "yesterday"}, "on"),
    "a day as a number": (REFERRED | {"on": 20240301}, "on"),
    "a day in the future": (REFERRED | {"on": "2199-01-01"}, "on"),
    "a time without an offset": (REFERRED | {"on": "2024-03-01T10:00:00"}, "on"),
    "an hour that does not exist": (REFERRED | {"on": "2024-03-01T25:00:00+01:00"}, "on"),
    "an unknown key": (REFERRED | {"colour": "red"}, "colour"),
    "a key of another type": (REFERRED | {"minutes": 5}, "minutes"),
    "a missing key": (without(REFERRED, "source"), "source"),
    "a source that is not in the list": (REFERRED | {"source": "neighbour"}, "source"),
    "a source in capitals": (REFERRED | {"source": "SELF"}, "source"),
    "by somebody unknown": (REFERRED | {"by": "robot"}, "by"),
    "a record time without the flag": (REFERRED | {"recorded": "2024-03-02T10:00:00+01:00"}, "recorded"),
    "an unknown way of contact": (line("contact_held", mode="fax"), "mode"),
    "an unknown place": (line("contact_held", mode="phone", place="moon"), "place"),
    "minutes in words": (line("contact_held", mode="phone", minutes="sixty"), "minutes"),
    "company that is no list": (line("contact_held", mode="phone", **{"with": "employer"}), "with"),
    "a phase nobody moves to": (line("phase_moved", to="intake"), "to"),
    "an unknown reason to decline": (line("declined", reason="too_ill"), "reason"),
    "an unknown reason to pause": (line("paused", reason="bored"), "reason"),
    "an unknown reason to discharge": (line("discharged", reason="missed_visits"), "reason"),
    "an unknown party": (line("consent_given", party="neighbour"), "party"),
    "an unknown kind of plan": (line("plan_agreed", kind="master_plan"), "kind"),
    "an unknown moment": (line("sus_registered", moment="middle"), "moment"),
    "a missing moment": (line("questionnaire_answered", instrument="ghq12", total=3), "moment"),
    "answers that are words": (
        line("questionnaire_answered", instrument="ghq12", moment="start", answers=["a"] * 12),
        "answers",
    ),
    "yes for true": (JOB | {"competitive": "yes"}, "competitive"),
    "one for true": (JOB | {"competitive": 1}, "competitive"),
    "an extent in words": (JOB | {"extent": "half"}, "extent"),
    "a job without its extent": (without(JOB, "extent"), "extent"),
    "an unknown sector": (JOB | {"sector": "church"}, "sector"),
    "incomes that are no list": (line("incomes_recorded", incomes=INCOME), "incomes"),
    "an income without its amount": (line("incomes_recorded", incomes=[without(INCOME, "amount")]), "amount"),
    "an income from nobody known": (line("incomes_recorded", incomes=[INCOME | {"payer": "BANK"}]), "payer"),
    "an unknown key of an income": (line("incomes_recorded", incomes=[INCOME | {"colour": "red"}]), "colour"),
    "an appointment without its time": (line("appointment_booked", appointment="a"), "at"),
    "an appointment at a time without offset": (
        line("appointment_booked", appointment="a", at="2024-03-01T10:00:00"),
        "at",
    ),
    "a strike of nothing": (line("struck", reason="mistake"), "strikes"),
    "a post in words": (entry("coach_registered", None, ON, coach="anna", fte="full"), "fte"),
    "an unknown meeting": (entry("meeting_held", None, ON, kind="party"), "kind"),
    "a participant in the programme's own": (line("meeting_held", kind="team"), "participant"),
}
GOOD = enrolled("good", ON)


def text(entries: list[dict[str, Any]]) -> bytes:
    return "".join(json.dumps(e, ensure_ascii=False) + "\n" for e in entries).encode()


@pytest.fixture(scope="module")
def refused(module_store: Store) -> Result:
    """One file: a good line, and then a mistake a line (the first on line 2)."""
    module_store.write_programme(PROV)
    return module_store.load_bytes(text([GOOD, *(bad for bad, _ in MISTAKES.values())]), code=2)


@every("mistake", MISTAKES)
def test_each_mistake_is_named_by_line_and_key(refused: Result, mistake: str) -> None:
    number = 2 + list(MISTAKES).index(mistake)
    assert number in refused.errors, f"line {number} ({mistake}) is not named in:\n{refused.err}"
    said = next(said for said in refused.err.splitlines() if said.strip().startswith(f"line {number}:"))
    assert MISTAKES[mistake][1] in (said if "income" in mistake else refused.errors[number])


def test_no_good_line_is_blamed(refused: Result) -> None:
    assert 1 not in refused.errors


def test_nothing_of_a_refused_file_is_imported(refused: Result, module_store: Store) -> None:
    assert refused.code == 2
    assert module_store.people() == []
    assert [row for row in module_store.deadlines(as_of="2024-12-31") if row["participant"]] == []
    module_store.run("timeline", "good", "--programme", "prov", code=2)


# What is allowed is said: one code of the list is named in the message.
def test_an_error_says_what_is_allowed(refused: Result) -> None:
    number = 2 + list(MISTAKES).index("a source that is not in the list")
    message = next(said for said in refused.err.splitlines() if said.strip().startswith(f"line {number}:"))
    assert "psychiatry" in message


# -- record times ----------------------------------------------------------------------------------------------------
RECORDED = {
    "before it happened": "2024-02-29T10:00:00+01:00",
    "in the future": "2199-01-01T10:00:00+01:00",
    "without an offset": "2024-03-02T10:00:00",
    "a day and no time": "2024-03-02",
    "in words": "later",
}


@pytest.fixture(scope="module")
def recorded(module_store: Store, refused: Result) -> Result:
    assert refused.code == 2
    lines = [REFERRED | {"recorded": when, "participant": name} for name, when in RECORDED.items()]
    return module_store.load(lines, keep_recorded=True, code=2)


@pytest.mark.parametrize("mistake", RECORDED)
def test_an_impossible_record_time_is_refused(recorded: Result, mistake: str) -> None:
    assert "recorded" in recorded.errors[1 + list(RECORDED).index(mistake)]


# -- lines that are no entries ---------------------------------------------------------------------------------------
def income(amount: str) -> bytes:
    return (
        f'{{"type": "incomes_recorded", "participant": "n", "on": "{ON}", '
        f'"incomes": [{{"source": "s", "payer": "FK", "amount": {amount}}}]}}'
    ).encode()


NOT_ENTRIES: dict[str, bytes] = {
    "half an object": b'{"type": "enrolled", ',
    "a list": b'["enrolled"]',
    "a word": b'"enrolled"',
    "null": b"null",
    "two objects": b'{"type": "enrolled"} {"type": "enrolled"}',
    "not JSON": b"type: enrolled",
    "NaN": income("NaN"),
    "Infinity": income("Infinity"),
    "minus Infinity": income("-Infinity"),
    "a type that is a list": b'{"type": ["enrolled"], "participant": "x", "on": "2024-03-01"}',
    "single quotes": b"{'type': 'enrolled'}",
}


@pytest.fixture(scope="module")
def not_entries(module_store: Store, refused: Result) -> Result:
    assert refused.code == 2
    return module_store.load_bytes(b"\n".join(NOT_ENTRIES.values()) + b"\n", code=2)


@every("kind", NOT_ENTRIES)
def test_a_line_that_is_no_entry_is_refused_by_its_number(not_entries: Result, kind: str) -> None:
    assert 1 + list(NOT_ENTRIES).index(kind) in not_entries.errors


def test_all_mistakes_are_told_up_to_a_hundred_and_then_counted(store: Store) -> None:
    # Given 150 lines with a mistake each
    store.write_programme(PROV)
    told = store.load_bytes(text([line("enroled")] * 150), code=2)
    # Then the first hundred are told, and how many there are
    assert sorted(told.errors) == list(range(1, 101))
    beside = "\n".join(said for said in told.err.splitlines() if not said.strip().startswith("line "))
    assert re.search(r"\b(150|50)\b", beside), f"150 in all, or 50 more, is said beside the lines: {beside}"


# -- bytes -----------------------------------------------------------------------------------------------------------
def test_latin_1_is_refused_and_said_so(store: Store) -> None:
    store.write_programme(PROV)
    good = text([enrolled("ok", ON)])
    told = store.load_bytes(good + text([enrolled("åsa", ON)]).decode().encode("latin-1"), code=2)
    assert 2 in told.errors
    assert "UTF-8" in told.err
    assert store.people() == []


def test_a_byte_order_mark_and_windows_line_ends_are_accepted(store: Store) -> None:
    store.write_programme(PROV)
    content = text([enrolled("åsa", ON), enrolled("örjan", ON)]).replace(b"\n", b"\r\n")
    store.load_bytes(b"\xef\xbb\xbf" + content)
    assert sorted(store.people()) == ["åsa", "örjan"]


def test_a_line_of_ten_megabytes_is_refused_and_one_just_under_one_is_not(store: Store) -> None:
    store.write_programme(PROV)
    told = store.load_bytes(text([enrolled("ok", ON), enrolled("long", ON, note="x" * 10_000_000)]), code=2)
    assert list(told.errors) == [2]
    assert store.people() == []
    padded = text([enrolled("long", ON)]).replace(b"{", b"{" + b" " * 900_000)
    store.load_bytes(padded)
    assert store.people() == ["long"]


# Nothing is promised about these but that the command answers in its own words, and works afterwards.
def deep(levels: int) -> bytes:
    head = b'{"type": "enrolled", "participant": "deep", "on": "2024-03-01", "note": '
    return head + b"[" * levels + b"]" * levels + b"}"


ODD: dict[str, bytes] = {
    "an empty file": b"",
    "only line ends": b"\n\n\n",
    "a byte order mark alone": b"\xef\xbb\xbf",
    "a million brackets": b"[" * 900_000,
    "deeply nested": deep(100_000),
    "a number past all floats": income("1e400"),
    "a number of 5,000 digits": income("9" * 5000),
    "minutes past all columns": b'{"type": "contact_held", "participant": "m", "on": "2024-03-01", "mode": "phone", '
    b'"minutes": 123456789012345678901234567890}',
    "a year past all calendars": b'{"type": "enrolled", "participant": "y", "on": "99999-01-01"}',
    "the year nought": b'{"type": "enrolled", "participant": "y", "on": "0000-01-01"}',
    "the year one": b'{"type": "enrolled", "participant": "y1", "on": "0001-01-01"}',
    "a key twice": b'{"type": "enrolled", "type": "referred", "participant": "k", "on": "2024-03-01"}',
    "half a surrogate": b'{"type": "enrolled", "participant": "\\ud800", "on": "2024-03-01"}',
    "half a surrogate in a note": b'{"type": "enrolled", "participant": "s", "on": "2024-03-01", "note": "\\udfff"}',
    "a null character": b'{"type": "enrolled", "participant": "n\\u0000", "on": "2024-03-01"}',
    "a null byte": b'{"type": "enrolled", "participant": "n\x00", "on": "2024-03-01"}',
    "an empty participant": b'{"type": "enrolled", "participant": "", "on": "2024-03-01"}',
    "UTF-16": text([enrolled("u", ON)]).decode().encode("utf-16"),
}


@pytest.fixture(scope="module")
def after_odd(module_store: Store, refused: Result) -> Store:
    assert refused.code == 2
    return module_store


@every("odd", ODD)
def test_an_odd_file_is_taken_or_refused_but_never_with_a_traceback(after_odd: Store, odd: str) -> None:
    # `--check` first would hide a failure of the store, so this is the real import.
    told = after_odd.load_bytes(ODD[odd], code=(0, 2))
    assert told.code == 0 or told.err.strip(), "a refusal says why"


def test_reading_works_after_all_odd_files(after_odd: Store) -> None:
    after_odd.run("participants", "--programme", "prov")
    after_odd.run("deadlines", "--programme", "prov", "--as-of", "2024-12-31")
    after_odd.json("participants", "--programme", "prov")


# -- wrong use -------------------------------------------------------------------------------------------------------
def test_a_file_or_programme_that_is_not_there_is_one_clear_line(module_store: Store, refused: Result) -> None:
    assert refused.code == 2
    missing = module_store.run("import", "nowhere.jsonl", "--programme", "prov", code=2)
    assert len(missing.err.strip().splitlines()) == 1
    module_store.run("import", str(module_store.folder), "--programme", "prov", code=2)
    unknown = module_store.load([GOOD], programme="atlantis", code=2)
    assert "prov" in unknown.err, "what is allowed is said"


def test_check_only_validates(store: Store) -> None:
    store.write_programme(PROV)
    good = [enrolled("checked", ON), employer("checked", ON)]
    store.load(good, check=True)
    assert store.people() == []
    told = store.load([*good, line("enroled")], check=True, code=(1, 2))
    assert list(told.errors) == [3]
