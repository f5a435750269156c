"""What is personal never stands in the clear in the bytes that the log keeps."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any, get_args, get_origin
from uuid import UUID

import msgspec
import pytest

from journey.domain.events import ENTRY_TYPES, FACTS, Event, Fact, decode, encode, keys, personal_keys
from journey.domain.events.staff import StaffName
from journey.domain.participant import personal_values, without_personal
from journey.domain.values import SEALED
from journey.engine.loading.config_values import unwrap
from tests.cases import every
from tools.reference.examples import example

SECRET = "Åsa Hemlig"
SECRET_NUMBER = 3
PERSONAL = {
    "referred": {"name", "phone", "email", "personal_number"},
    "background_recorded": {"birth_year"},
    "enrolled": {"reason"},
    "coach_assigned": {"reason"},
    "consent_given": {"purpose"},
    "appointment_booked": {"place"},
    "appointment_cancelled": {"reason"},
    "questionnaire_answered": {"answers"},
    "deadline_waived": {"reason"},
    "struck": {"reason"},
    "placement_ended": {"reason"},
    "job_ended": {"reason"},
    "document_kept": {"file"},
    "action_dropped": {"reason"},
    "network_person_recorded": {"name", "phone", "email"},
    "coach_registered": {"name"},
    "employer_visited": {"purpose"},
    "erased": {"reason"},
    "merged": {"reason"},
    "alert_acknowledged": {"words"},
    "contact_details_changed": {"phone", "email"},
    "check_in_answered": {"went", "work"},
    "appointment_change_requested": {"wish"},
    "break_glass_opened": {"reason"},
    "erasure_decided": {"reason"},
    "staff_added": {"name", "email"},
    "access_reviewed": {"remark"},
    "reminder_set": {"words"},
    "question_asked": {"words"},
    "question_answered": {"words"},
}
"""Every key that is sealed, said a second time: taking one out of here is a decision about people."""


def secret(kind: Any) -> Any:
    plain = unwrap(kind)[0]
    if get_origin(plain) is tuple:
        return (SECRET_NUMBER,) * 12
    return 1977 if plain is int else SECRET


def harmless(cls: type[Fact], key: str, kind: Any) -> Any:
    """Some value of that kind that says nothing: of an entry type the one in its example."""
    if key in (sample := example(cls) if cls in ENTRY_TYPES.values() else {}):
        return msgspec.convert(sample[key], kind)
    plain = unwrap(kind)[0]
    if get_origin(plain) is tuple:
        return ()
    if get_args(plain) and get_origin(plain) is not dict:
        return get_args(plain)[0]
    if kind is StaffName:
        return "coach:x"
    plains = {
        str: "x",
        bool: True,
        int: 1,
        float: 1.0,
        date: date(2018, 1, 1),
        datetime: datetime(2018, 1, 1, tzinfo=UTC),
    }
    return plains.get(plain, {})


def full_of_secrets(cls: type[Fact]) -> Event:
    """An event whose personal keys, all of them, and note hold a secret."""
    personal = personal_keys(cls)
    filled = {
        field.name: secret(field.type)
        if field.encode_name in personal
        else harmless(cls, field.encode_name, field.type)
        for field in msgspec.structs.fields(cls)
        if field.required or field.encode_name in personal
    }
    moment = datetime(2018, 3, 1, tzinfo=UTC)
    return Event(
        UUID(int=1), 1, "prov", moment.date(), moment, moment, "import", "test", cls(**filled), note=f"about {SECRET}"
    )


def by_name(classes: tuple[type[Fact], ...]) -> dict[str, type[Fact]]:
    return {cls.type_name(): cls for cls in classes}


@every("cls", by_name(FACTS).values())
def test_no_personal_value_is_in_the_stored_bytes(cls: type[Fact]) -> None:
    event = full_of_secrets(cls)
    assert SECRET in encode(event).decode(), "the test itself would find it"
    stored = encode(without_personal(event)).decode()
    assert "Hemlig" not in stored
    assert "1977" not in stored
    assert f"{SECRET_NUMBER},{SECRET_NUMBER}" not in stored
    assert personal_values(without_personal(event)) == {}
    assert set(personal_values(event)) == {*personal_keys(cls), "note"}


@every("cls", by_name(FACTS).values())
def test_what_is_stored_can_be_read_again(cls: type[Fact]) -> None:
    stored = without_personal(full_of_secrets(cls))
    if cls.type_name() != "rules_changed":  # a whole programme: read back in the tests of programmes
        assert encode(decode(encode(stored))) == encode(stored)


@every("cls", by_name(FACTS).values())
def test_the_keys_that_are_sealed_are_these_and_no_others(cls: type[Fact]) -> None:
    assert set(personal_keys(cls)) == PERSONAL.get(cls.type_name(), set())


def test_a_required_text_leaves_a_mark_that_says_it_is_sealed() -> None:
    cls = ENTRY_TYPES["struck"]
    assert without_personal(full_of_secrets(cls)).fact.reason == SEALED


def test_nothing_that_can_be_judged_is_taken_out() -> None:
    event = full_of_secrets(ENTRY_TYPES["referred"])
    assert without_personal(event).fact.source == event.fact.source
    assert without_personal(event).on == event.on


def test_what_the_engine_works_out_from_a_secret_cannot_be_given() -> None:
    assert "age_band" not in keys(ENTRY_TYPES["background_recorded"])


def test_what_is_personal_in_a_type_is_worked_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    event = full_of_secrets(ENTRY_TYPES["referred"])
    without_personal(event)
    monkeypatch.delattr(msgspec.structs, "fields")  # whoever works it out again fails
    assert without_personal(event).fact.name != SECRET
