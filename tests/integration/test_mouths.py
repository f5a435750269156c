"""What people have written reaches a terminal as text: nothing of it is obeyed. And a reference need not be seen there."""

import io
import json
import subprocess

import pytest

from journey.domain.plain import with_codes
from tests.command import COMMAND
from tests.site import Site

BAD = "\x1b]0;X\x07\x1b[2J\u202e\x9b31m"
SHOWN = "\\x1b]0;X\\x07\\x1b[2J\\u202e\\x9b31m"
PEOPLE = [
    {"type": "coach_registered", "on": "2024-01-01", "coach": f"c{BAD}", "fte": 1.0, "name": f"Anna {BAD}"},
    {
        "type": "referred",
        "participant": f"p{BAD}",
        "on": "2024-01-01",
        "source": "self",
        "identity": "anonymous",
        "name": f"Alva {BAD}",
        "note": f"First {BAD}\nName: Eva\rOver",
    },
    {"type": "enrolled", "participant": f"p{BAD}", "on": "2024-01-02", "coach": f"c{BAD}"},
    {
        "type": "employer_contacted",
        "participant": f"p{BAD}",
        "on": "2024-03-03",
        "employer": f"shop{BAD}",
        "mode": "phone",
        "who": "coach",
        "competitive": True,
    },
]


@pytest.fixture
def people(site: Site) -> Site:
    file = site.folder / "people.jsonl"
    file.write_text("\n".join(map(json.dumps, PEOPLE)) + "\n")
    site.run("import", str(file), "--programme", "uppsala")
    return site


def test_no_name_or_note_commands_a_terminal(people: Site) -> None:
    commands = [
        ["participants"],
        ["participants", "--waiting"],
        ["deadlines"],
        ["sweep", "--now", "2024-04-01T08:00:00+02:00"],
        ["alerts"],
        ["timeline", f"p{BAD}"],
        ["audit", "discrepancies"],
        ["audit", "alert", f"p{BAD}", "job_search_one_month"],
        ["report", "caseload", "--programme", "uppsala"],
        ["report", "employer-bank", "--programme", "uppsala"],
        ["staff", "list", "--programme", "uppsala"],
    ]
    seen = ""
    for words in commands:
        for form in (["--format", "json"], []):
            told = people.run(*words, *form)
            for text in (told.out, told.err):
                assert with_codes(text) == text, (words, form)
                assert "\r" not in text, (words, form)
            seen += told.out
    assert SHOWN in seen and "\\u001b]0;X" in seen


def test_no_error_commands_a_terminal(people: Site) -> None:
    for words in (["timeline", f"q{BAD}"], [f"x{BAD}"], ["timeline", f"--{BAD}"], ["report", BAD, "--programme", BAD]):
        told = people.run(*words, code=2)
        assert with_codes(told.err) == told.err and "\r" not in told.err


def test_reports_for_programs_command_no_terminal_either(people: Site) -> None:
    for form in ("json", "html", "csv", "table"):
        text = people.run("report", "employer-bank", "--programme", "uppsala", "--format", form).out
        assert with_codes(text) == text


COMMANDS = (
    ("timeline", "-"),
    ("audit", "alert", "-", "job_search_one_month"),
    ("audit", "prove", "-"),
    ("export", "person", "-", "--out", "everything"),
    ("erase", "-", "--without-request", "--reason", "asked for", "--format", "json"),
)


def test_a_reference_can_be_read_from_standard_input(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    entries = [
        {"type": "referred", "participant": "19900101-2394", "on": "2024-01-01", "source": "self"},
        {"type": "enrolled", "participant": "19900101-2394", "on": "2024-01-02"},
        {"type": "discharged", "participant": "19900101-2394", "on": "2024-02-02", "reason": "work"},
    ]
    (site.folder / "people.jsonl").write_text("\n".join(map(json.dumps, entries)) + "\n")
    site.run("import", str(site.folder / "people.jsonl"), "--programme", "uppsala")
    site.run("audit", "checkpoint")
    for words in COMMANDS:
        for nothing in ("", "\n", "x" * 1001, "nobody\n", " 19900101-2394 \nmore\n"):
            monkeypatch.setattr("sys.stdin", io.StringIO(nothing))
            assert "PARTICIPANT" in site.run(*words, code=2).err
        monkeypatch.setattr("sys.stdin", io.StringIO(" 19900101-2394 \n"))
        site.run(*words)
    monkeypatch.setattr("sys.stdin", io.StringIO("19900101-2394\n"))
    site.run("timeline", "-", code=2)  # erased


def test_so_it_can_in_a_pipe(people: Site) -> None:
    command = [str(COMMAND), "timeline", "-", "--format", "json"]
    done = subprocess.run(command, env=people.env, input=f"p{BAD}\n".encode(), capture_output=True, check=True)
    assert json.loads(done.stdout)["participant"] == f"p{BAD}"
