"""Bytes that a log may hold since years ago are read as they were meant."""

from __future__ import annotations

from typing import Any

import msgspec

from journey.domain.events import FACTS, decode, decode_batch, encode
from journey.domain.events.system import RulesChanged
from journey.domain.settings import Settings
from journey.engine.loading.rule_files import WrittenRule
from tests.cases import every
from tools.reference.programme_files import RULES, TABLES

from .stored import lines, meaning, tag

STORED = lines()
EACH = every("line", STORED)


@every("cls", FACTS, ids=lambda cls: cls.__struct_config__.tag)
def test_every_event_that_was_ever_written_has_a_stored_example(cls: Any) -> None:
    assert cls.__struct_config__.tag in {tag(line) for line in STORED}, "run: python -m tests.docs.stored"


@EACH
def test_a_stored_event_means_today_what_it_meant_when_it_was_stored(line: dict[str, Any]) -> None:
    assert meaning(decode(line["stored"].encode())) == line["means"]


def test_many_stored_events_at_once_mean_the_same_as_one_by_one() -> None:
    states = [line["stored"].encode() for line in STORED]
    assert decode_batch(states) == [decode(state) for state in states]


@EACH
def test_what_is_written_today_can_be_read_back(line: dict[str, Any]) -> None:
    event = decode(line["stored"].encode())
    assert decode(encode(event)) == event


def test_every_key_of_every_event_stands_in_some_stored_example() -> None:
    for cls in FACTS:
        held: set[str] = set()
        for line in STORED:
            if tag(line) == cls.__struct_config__.tag:
                held |= msgspec.json.decode(line["stored"])[8].keys()
        sealed = {f.encode_name for f in msgspec.structs.fields(cls) if not f.required} - held
        assert all(_personal(cls, key) for key in sealed), f"{cls.__name__}: {sealed}"


@every("struct", [Settings, *TABLES.values(), *RULES.values()], ids=lambda struct: struct.__name__)
def test_every_key_of_a_programme_file_stands_in_a_stored_version_of_the_rules(struct: Any) -> None:
    stored = "".join(line["stored"] for line in STORED if tag(line) == RulesChanged.__struct_config__.tag)
    written = {field.encode_name for field in msgspec.structs.fields(struct)}
    if struct is WrittenRule:
        written -= {"off", "level"}  # what is off is not stored, and the level is worked out
    assert not {key for key in written if f'"{key}":' not in stored}


def _personal(cls: Any, key: str) -> bool:
    from journey.domain.events import personal_keys

    return key in personal_keys(cls)
