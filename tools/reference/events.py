"""docs/reference/events.md: every event by its permanent name, and what each carries."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from journey.domain.events import FACTS, UPCASTS, Event, Fact, personal_keys
from journey.domain.events.base import marked
from journey.domain.events.system import EngineFact
from journey.domain.programme import Programme
from tools.reference.kinds import kind
from tools.reference.markdown import about, code, codes, page, sentence, table

ENVELOPE = {
    "stream": "Whose event it is: a random id for each participant; one derived from the programme's id for its own "
    "events, and one from the coach's reference for each coach's guard.",
    "version": "The place in the stream, from 1. Two writers cannot take the same one: the second is refused and "
    "decides anew.",
    "programme": "The programme's id.",
    "on": "Valid time: the local day on which it happened.",
    "recorded": "Record time: when it counts as known. The earlier system's moment for migrated history, else "
    "`logged`. `--known-at` goes by this one.",
    "logged": "When this log took it. Audits go by this one.",
    "actor": "The authenticated client: `import`, `operator`, `system`.",
    "correlation": "What was done in one go: all entries of one import, all alerts of one sweep.",
    "fact": "What happened: one of the facts below, with `type` as its tag.",
    "at": "The moment, where one was given beside the day.",
    "by": "On whose behalf: `participant`, `system`, `coach:REF`, `supervisor:REF`.",
    "entry": "The sender's id of the entry, or one of the engine's own that begins with `E-`.",
    "sender": "Whose ids `entry` and the participant's reference are.",
    "causation": "What led to it, where something in the log did; `merged` where a merge recorded it again.",
    "sealed": "All personal values of the event, as one encrypted text under the stream's key, bound to stream and "
    "version.",
    "migrated": "Imported with `--keep-recorded`, or recorded again by `journey merge`.",
    "record_time_unknown": "Imported with `--keep-recorded`, from an entry that did not say when it was recorded.",
    "note": "Always empty in the log: an entry's note is among the sealed values.",
}
WRITERS = {
    "alert_raised": "`journey sweep` and `journey work`",
    "rules_changed": "every start, where a programme's resolved rules differ from the last recorded",
    "caseload_changed": "the engine, beside a single command that assigns or frees a coach; imports write none",
    "message_decided": "the clock, or what a dialogue promises",
    "message_sent": "the courier, when it claims a message for a channel",
    "message_delivered": "the courier, when the channel has taken the message",
    "message_failed": "the courier, when the channel has not",
    "message_expired": "the courier, when the message is dropped",
    "messages_paused": "the person: PAUSE or STOP",
    "messages_resumed": "the person: START",
    "task_opened": "a dialogue or the courier, when a human is needed",
    "task_acknowledged": "whoever takes the task on, in their chat",
    "alert_acknowledged": "whoever was told, in their chat",
    "place_offered": "a supervisor who offers a place, and the person who answers",
    "check_in_switched": "the person, in the chat",
    "check_in_answered": "the person, in the chat",
    "contact_details_changed": "the person, in the chat, or from the mail that told of a change",
    "address_proved": "the person, in the chat, or a colleague who has met them",
    "entered_by_read_out_code": "the chat, when such a code is used",
    "language_changed": "the person, in the chat",
    "appointment_confirmed": "the person, in the chat",
    "appointment_change_requested": "the person, in the chat",
    "erasure_requested": "the person, in the chat",
    "reminder_set": "a colleague, at the desk, for themselves",
    "reminder_done": "the same colleague, at the desk",
    "note_shared": "a colleague, at the desk",
    "question_asked": "a colleague, at the desk, of another",
    "question_answered": "whoever was asked, at the desk",
    "question_closed": "whoever asked, at the desk",
    "break_glass_opened": "a supervisor, in their chat",
    "erasure_decided": "a supervisor, in their chat",
    "exported": "the chat, when a person takes out their data, and every `journey export`",
    "staff_added": "`journey staff add`",
    "staff_disabled": "`journey staff disable`",
    "access_reviewed": "`journey access review --sign`",
    "retention_applied": "whatever destroys what has passed its time, before it does",
    "merged": "`journey merge`, in the streams of both",
    "erased": "`journey erase`, and `journey restore` for erasures made since the backup",
}

INTRODUCTION = """\
The log holds events and nothing else. Each is one array in JSON, in the order of the table below, kept under a
permanent name, its tag (`enrolled.v1`). Stored bytes are never rewritten. A key may be added where it is optional; a
change that would break old bytes gets a new tag, and an upcast from the old form."""


def markdown() -> str:
    """The whole page."""
    fields = msgspec.structs.fields(Event)
    rows = ((code(f.name), "required" if f.required else "optional", ENVELOPE[f.name]) for f in fields)
    parts = [INTRODUCTION, "## What every event carries", sentence(Event), table(("field", "", "meaning"), rows)]
    for title, classes in _groups().items():
        parts.append(f"## {title}")
        for cls in classes:
            parts += _fact(cls)
    return page("Events", "journey/domain/events/", *parts)


def _groups() -> dict[str, list[type[Fact]]]:
    return {
        "Written from a participant's entries": [cls for cls in FACTS if not cls.of_programme and not _engines(cls)],
        "Written from the programme's own entries": [cls for cls in FACTS if cls.of_programme],
        "Written by the engine": [cls for cls in FACTS if _engines(cls)],
    }


def _engines(cls: type[Fact]) -> bool:
    return issubclass(cls, EngineFact)


def _fact(cls: type[Fact]) -> Iterator[str]:
    name = cls.type_name()
    yield f"### {code(cls.__struct_config__.tag)}"
    yield about(cls)
    writer = WRITERS[name] if _engines(cls) else f"the entry [{code(name)}](entries.md#{name})"
    yield f"Written by {writer}." + (" No longer written; read through an upcast." if cls in UPCASTS else "")
    if fields := msgspec.structs.fields(cls):
        sealed, derived = personal_keys(cls), marked(cls, "derived")
        rows = (
            (code(key), _stored(f.type), _marks(key in sealed, key in derived, f.required))
            for key, f in ((f.encode_name, f) for f in fields)
        )
        yield table(("field", "value", ""), rows)


def _stored(annotation: Any) -> str:
    if annotation is Programme:
        return f"the programme, whole: {codes(f.encode_name for f in msgspec.structs.fields(Programme))}"
    return kind(annotation)


def _marks(sealed: bool, derived: bool, required: bool) -> str:
    said = ["required" if required else "optional", *(["sealed"] if sealed else []), *(["derived"] if derived else [])]
    return ", ".join(said)
