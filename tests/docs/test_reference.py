"""The reference pages say what the code says, of every single thing there is."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest

from app import settings
from app.cli.main import COMMANDS
from journey.domain.events import ENTRY_TYPES, FACTS, Event, Fact, allowed, keys, personal_keys
from journey.domain.events.system import EngineFact
from journey.domain.lifecycle import Lifecycle
from journey.domain.settings import Settings
from journey.engine.entries import COMMON, Frame, as_command, read_line
from projections.reports.kinds import REGISTRY
from tests.cases import every
from tools.reference import commands, entries, events, pages
from tools.reference.__main__ import main
from tools.reference.examples import example, line
from tools.reference.lifecycle import _transitions, as_written
from tools.reference.programme_files import RULES, TABLES, Head

from .pages import ROOT, blocks, section, text

REFERENCE = ROOT / "docs" / "reference"
FRAME = Frame("hudiksvall", "import", datetime(2018, 6, 1, tzinfo=UTC), "import", "test", keep_recorded=False)
TYPES = every("cls", ENTRY_TYPES.values())


# -- up to date --------------------------------------------------------------------------------------------------------
def test_every_stored_page_is_what_the_code_writes() -> None:
    assert not pages.stale(), "run: python -m tools.reference"


def test_the_check_names_a_stale_page_and_writing_mends_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for module in (pages, __import__("tools.reference.__main__", fromlist=["main"])):
        monkeypatch.setattr(module, "FOLDER", tmp_path)
    assert main([]) == 0
    assert main(["--check"]) == 0
    (tmp_path / "settings.md").write_text("something else")
    assert main(["--check"]) == 1
    assert "settings.md is stale" in capsys.readouterr().out
    assert main(["--wrong"]) == 2


# -- entries -----------------------------------------------------------------------------------------------------------
@TYPES
def test_every_entry_type_is_documented_with_each_of_its_keys(cls: type[Fact]) -> None:
    found = section(REFERENCE / "entries.md", f"`{cls.type_name()}`")
    required = {f.encode_name for f in msgspec.structs.fields(cls) if f.required}
    for key, kind in keys(cls).items():
        row = re.search(rf"^\| `{key}` \|.*$", found, re.MULTILINE)
        assert row, f"{key} is not documented"
        assert ("| required |" in row[0]) == (key in required)
        assert ("| sealed |" in row[0]) == (key in personal_keys(cls))
        assert all(f"`{word}`" in row[0] for word in allowed(kind) or ())


@TYPES
def test_every_entry_type_has_an_example_that_the_import_accepts(cls: type[Fact]) -> None:
    shown = re.search(r"```json\n(.*)\n```", section(REFERENCE / "entries.md", f"`{cls.type_name()}`"))
    assert shown
    assert shown[1] == line(cls)
    command = as_command(read_line(shown[1].encode()), FRAME)
    assert type(command.fact) is cls


@TYPES
def test_an_example_has_every_required_key(cls: type[Fact]) -> None:
    assert {f.encode_name for f in msgspec.structs.fields(cls) if f.required} <= example(cls).keys()


def test_every_common_key_is_explained() -> None:
    assert set(entries.COMMON_KEYS) == set(COMMON)


def test_the_examples_of_errors_are_all_refused() -> None:
    found = section(REFERENCE / "entries.md", "Errors")
    assert all(f"line {number}: " in found for number in range(1, len(entries.WRONG) + 1))


# -- events ------------------------------------------------------------------------------------------------------------
@every("cls", FACTS, ids=lambda cls: cls.__struct_config__.tag)
def test_every_event_is_documented_by_its_permanent_name_with_each_field(cls: type[Fact]) -> None:
    found = section(REFERENCE / "events.md", f"`{cls.__struct_config__.tag}`")
    for field in msgspec.structs.fields(cls):
        assert f"| `{field.encode_name}` |" in found
    assert "Written by" in found


def test_every_field_of_the_envelope_is_explained() -> None:
    assert set(events.ENVELOPE) == set(Event.__struct_fields__)


def test_every_event_of_the_engines_own_says_who_writes_it() -> None:
    assert set(events.WRITERS) == {cls.type_name() for cls in FACTS if issubclass(cls, EngineFact)}


# -- settings and commands ---------------------------------------------------------------------------------------------
def test_every_setting_that_the_code_reads_is_documented() -> None:
    page = text(REFERENCE / "settings.md")
    known = {setting.name for setting in settings.ALL}
    assert all(f"| `{name}` |" in page for name in known)
    for folder in ("tools", "app", "bots", "services", "projections", "journey"):
        for path in (ROOT / folder).rglob("*.py"):
            named = set(re.findall(r"\bJOURNEY_[A-Z_]+\b", path.read_text(encoding="utf-8")))
            assert named <= known, f"{path.name} names a setting that app/settings.py does not have"


def test_every_command_is_documented_with_each_of_its_options() -> None:
    found = commands.commands()
    assert {command.name.partition(" ")[0] for command in found} == set(COMMANDS)
    for command in found:
        own = section(REFERENCE / "commands.md", f"`journey {command.name}`")
        assert command.about in own
        assert command.example in own, f"{command.name} has no example"
        assert command.example
        for parameter in command.parameters:
            assert f"| `{parameter.name}" in own
            assert parameter.help, f"{command.name} {parameter.name} has no help"


# -- figures, lifecycle, programme files -------------------------------------------------------------------------------
def test_every_figure_is_documented() -> None:
    for kind in REGISTRY.values():
        for figure in kind.figures:
            assert f"### `{figure.key}`" in text(REFERENCE / "figures.md")


def test_every_allowed_move_is_in_the_table_and_every_state_in_the_picture() -> None:
    page = REFERENCE / "lifecycle.md"
    picture = next(block.text for block in blocks(page) if block.language == "mermaid")
    states = {str(state.value) for state in Lifecycle.states} - {"unknown"}
    assert all(re.search(rf"\b{state}\b", picture) for state in states)
    for source, move, target, _ in _transitions():
        start = "nothing yet" if source == "unknown" else f"`{source}`"
        assert f"| {start} | `{as_written(move)}` | `{target}` |" in text(page)


@every("struct", [Head, Settings, *TABLES.values(), *RULES.values()], ids=lambda s: s.__name__)
@every("page", ["programme-files.md", "rules.md"])
def test_every_key_of_a_programme_file_is_documented_twice_as_a_list_and_in_words(struct: Any, page: str) -> None:
    found = text(REFERENCE / page)
    missing = [f.encode_name for f in msgspec.structs.fields(struct) if not re.search(rf"\b{f.encode_name}\b", found)]
    assert not missing


def test_an_example_line_is_one_line_of_json() -> None:
    assert all(json.loads(line(cls)) == example(cls) for cls in ENTRY_TYPES.values())
