"""Golden bytes of every event: `python -m tests.docs.stored` adds an example of each one that has none yet.

Each line of `tests/stored/events.jsonl` holds what the log stored, as text, and what it meant when it was written. The
lines are never rewritten: bytes like these stand in logs that are years old. Where a change of form is meant, the old
type stays in the catalogue with an upcast, and only what its line *means* is changed, by hand.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec

from journey.domain.events import (
    ENTRY_TYPES,
    FACTS,
    Event,
    Fact,
    Recorded,
    colleagues,
    decode,
    encode,
    messages,
    oversight,
    requests,
    staff,
)
from journey.domain.events.documents import DocumentKept
from journey.domain.events.participant import (
    AppointmentBooked,
    AppointmentCancelled,
    AppointmentKept,
    AppointmentMissed,
    QuestionnaireAnswered,
)
from journey.domain.events.system import AlertRaised, CaseloadChanged, Erased, Merged, RulesChanged
from journey.domain.events.team import FidelityReviewed, MeetingHeld
from journey.domain.participant import as_event, personal_values, without_personal
from journey.engine.entries import Frame, as_command
from journey.engine.loading.programmes import load_programme
from tools.reference.examples import example

STORED = Path(__file__).parents[1] / "stored" / "events.jsonl"

_STREAM = UUID("5a1f0c52-3f0e-4f57-9d3a-0f6f6f3a7b10")
_NOW = datetime(2018, 6, 1, 8, 30, tzinfo=UTC)
_SEALED = bytes(range(40))  # what it opens to is the vault's business


def meaning(event: Recorded) -> dict[str, Any]:
    """A decoded event as plain JSON, without the fields that hold their defaults: a new optional one changes nothing."""
    found: dict[str, Any] = {}
    for field in msgspec.structs.fields(Event):
        value = getattr(event, field.name)
        if field.required or value != field.default:
            found[field.name] = base64.b64encode(value).decode() if isinstance(value, bytes) else value
    plain: dict[str, Any] = json.loads(msgspec.json.encode(found))
    return plain


def lines() -> list[dict[str, Any]]:
    """What is stored."""
    return [json.loads(line) for line in STORED.read_text(encoding="utf-8").splitlines()] if STORED.exists() else []


def tag(line: dict[str, Any]) -> str:
    """The permanent name of a stored line's event."""
    return str(json.loads(line["stored"])[8]["type"])


def examples(cls: type[Fact]) -> Iterator[Event]:
    """Events of one type: with the required keys alone, and with all that an example has."""
    for fact in _ENGINES.get(cls, ()):
        yield _engines(fact)
    if cls in ENTRY_TYPES.values():
        required = {field.encode_name for field in msgspec.structs.fields(cls) if field.required}
        entry = example(cls)
        bare = {key: value for key, value in entry.items() if key in {"type", "participant", "on", *required}}
        yield _from_entry(bare, keep_recorded=False)
        yield _from_entry(entry | _EVERYTHING.get(cls.type_name(), {}) | _COMMON, keep_recorded=True)


def _from_entry(entry: dict[str, Any], *, keep_recorded: bool) -> Event:
    frame = Frame("hudiksvall", "import", _NOW, "import", "import-5a1f0c52", keep_recorded)
    event = as_event(_STREAM, 7, as_command(entry, frame))
    return msgspec.structs.replace(without_personal(event), sealed=_SEALED) if personal_values(event) else event


def _engines(fact: Fact) -> Event:
    event = Event(_STREAM, 7, "hudiksvall", date(2018, 6, 1), _NOW, _NOW, "system", "system-20180601083000", fact, _NOW)
    return msgspec.structs.replace(without_personal(event), sealed=_SEALED) if personal_values(event) else event


_COMMON = {
    "on": "2018-05-31T10:00:00+02:00",
    "by": "coach:anna",
    "note": "a note",
    "recorded": "2018-05-31T11:00:00+02:00",
}
_EVERYTHING: dict[str, dict[str, Any]] = {
    "referred": {"identity": "named", "email": "test@example.org"},
    "background_recorded": {"incomes": [{"source": "sickness_benefit", "payer": "FK", "amount": 18960, "tax": 5309}]},
    "contact_held": {"activity": "workplace"},
    "appointment_booked": {"activity": "mapping"},
    "appointment_kept": {"activity": "job_search"},
    "appointment_missed": {"cause": "anxiety"},
    "appointment_cancelled": {"cause": "transport"},
    "network_person_recorded": {"email": "test@example.org"},
    "partner_contacted": {"activity": "authority"},
    "job_applied": {"follows_preferences": True},
    "preferences_recorded": {"disclosure": "some"},
    "fidelity_reviewed": {"consensus": False},
    "questionnaire_answered": {"answers": [0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2, 3], "total": 6, "scoring": "ghq"},
    "employer_contacted": {"follows_preferences": True},
    "job_started": {"sector": "private"},
    "job_changed": {"sector": "private"},
}


_PROGRAMME = load_programme(STORED.with_name("programme.toml"), {})

_ENGINES: dict[type[Fact], list[Fact]] = {
    AlertRaised: [
        AlertRaised(
            rule="job_search_one_month",
            occurrence="a-3",
            kind="warning",
            due=date(2018, 6, 8),
            to=("coach:anna",),
            opened=date(2018, 5, 8),
            status="warned",
            raw_days=24,
            paused_days=0,
            seen=6,
            rules_version="0123456789ab",
        ),
        AlertRaised(
            rule="job_search_one_month",
            occurrence="a-3",
            kind="reopened",
            due=date(2018, 6, 8),
            to=("coach:anna", "supervisor"),
            opened=date(2018, 5, 8),
            status="breached",
            raw_days=40,
            paused_days=3,
            seen=6,
            rules_version="0123456789ab",
            episode=2,
            met_on=date(2018, 6, 9),
            strike="a-9",
        ),
        AlertRaised(
            rule="action_due",
            occurrence="a-3",
            kind="still_open",
            due=date(2018, 6, 8),
            to=("coach:bo",),
            opened=date(2018, 5, 8),
            status="breached",
            raw_days=70,
            paused_days=0,
            seen=9,
            rules_version="0123456789ab",
            episode=1,
            period=2,
            responsible="coach:bo",
        ),
    ],
    RulesChanged: [RulesChanged(valid_from=date(2018, 6, 1), programme=_PROGRAMME)],
    CaseloadChanged: [CaseloadChanged(coach="anna", change="taken"), CaseloadChanged(coach="anna", change="freed")],
    messages.MessageDecided: [
        messages.MessageDecided(message="appointment:a-7:1", kind="appointment", after=_NOW, expires=_NOW),
        messages.MessageDecided(
            message="appointment:a-7:2", kind="appointment", after=_NOW, expires=_NOW, about="a-7", at=_NOW
        ),
    ],
    messages.MessageSent: [messages.MessageSent(message="appointment:a-7:1", channel="webchat")],
    messages.MessageDelivered: [
        messages.MessageDelivered(message="appointment:a-7:1", channel="email"),
        messages.MessageDelivered(message="appointment:a-7:1", channel="webchat", nudge=True),
    ],
    messages.MessageFailed: [messages.MessageFailed(message="appointment:a-7:1", channel="telegram", reason="blocked")],
    messages.MessageExpired: [messages.MessageExpired(message="appointment:a-7:1", reason="moved")],
    messages.MessagesPaused: [messages.MessagesPaused(how="stop"), messages.MessagesPaused(how="pause")],
    messages.MessagesResumed: [messages.MessagesResumed()],
    messages.TaskOpened: [
        messages.TaskOpened(task="crisis:1", kind="crisis", to=("supervisor",)),
        messages.TaskOpened(task="message:2", kind="message", to=("coach:anna",), chat="1", about="a-7"),
    ],
    messages.TaskAcknowledged: [
        messages.TaskAcknowledged(task="crisis:1"),
        messages.TaskAcknowledged(task="crisis:1", done=True),
    ],
    messages.AlertAcknowledged: [
        messages.AlertAcknowledged(
            rule="job_search_one_month", occurrence="a-3", kind="warning", due=date(2018, 6, 8), reason="planned"
        ),
        messages.AlertAcknowledged(
            rule="job_search_one_month",
            occurrence="a-3",
            kind="breach",
            due=date(2018, 6, 8),
            reason="other",
            words="waits for the doctor",
        ),
    ],
    requests.PlaceOffered: [requests.PlaceOffered(), requests.PlaceOffered(answer="accepted")],
    requests.CheckInSwitched: [requests.CheckInSwitched(wanted=True)],
    requests.CheckInAnswered: [requests.CheckInAnswered(week="2026-W49", went="good", work="so_so", talk=False)],
    requests.ContactDetailsChanged: [
        requests.ContactDetailsChanged(removed=("phone",)),
        requests.ContactDetailsChanged(phone="070-0000000", email="test@example.org"),
        requests.ContactDetailsChanged(email="test@example.org", restores=3),
    ],
    requests.AddressProved: [
        requests.AddressProved(kind="email", how="code", given=3),
        requests.AddressProved(kind="phone", how="met", given=3),
    ],
    requests.EnteredByReadOutCode: [requests.EnteredByReadOutCode(read_out_by="coach:anna")],
    requests.LanguageChanged: [requests.LanguageChanged(language="sv-easy")],
    requests.AppointmentConfirmed: [requests.AppointmentConfirmed(appointment="a-7")],
    requests.AppointmentChangeRequested: [
        requests.AppointmentChangeRequested(appointment="a-7"),
        requests.AppointmentChangeRequested(appointment="a-7", wish="later in the day"),
    ],
    requests.ErasureRequested: [requests.ErasureRequested()],
    colleagues.ReminderSet: [
        colleagues.ReminderSet(
            reminder="r-7", whose="coach:anna", due=date(2018, 6, 5), words="ring about the bus card"
        )
    ],
    colleagues.ReminderDone: [colleagues.ReminderDone(reminder="r-7")],
    colleagues.NoteShared: [colleagues.NoteShared(about=4)],
    colleagues.QuestionAsked: [
        colleagues.QuestionAsked(question="q-7", whom="coach:anna", words="was it a paid job?", about=3),
        colleagues.QuestionAsked(question="q-8", whom="supervisor:eva", words="may she have two coaches?"),
    ],
    colleagues.QuestionAnswered: [colleagues.QuestionAnswered(question="q-7", words="yes, half time")],
    colleagues.QuestionClosed: [colleagues.QuestionClosed(question="q-7")],
    requests.BreakGlassOpened: [requests.BreakGlassOpened(reason="a threat by telephone", until=_NOW)],
    requests.ErasureDecided: [
        requests.ErasureDecided(decision="granted"),
        requests.ErasureDecided(decision="refused", reason="archive law"),
    ],
    requests.Exported: [
        requests.Exported(kind="person"),
        requests.Exported(
            kind="events",
            purpose="research",
            people=61,
            left_out={"no_consent": 7, "withdrawn": 2},
            as_of=date(2018, 5, 31),
            known_at=_NOW,
        ),
        requests.Exported(kind="xes", purpose="programme", people=61, as_of=date(2018, 5, 31), exact_times=True),
    ],
    staff.StaffAdded: [
        staff.StaffAdded(staff="coach:anna"),
        staff.StaffAdded(staff="supervisor:kim", name="Kim", email="test@example.org"),
    ],
    staff.StaffDisabled: [staff.StaffDisabled(staff="coach:anna")],
    DocumentKept: [
        DocumentKept(document="cv-1", kind="cv", file="cv.pdf", format="pdf", size=48_211, digest="5a1f0c52" * 8)
    ],
    oversight.AccessReviewed: [
        oversight.AccessReviewed(
            since=date(2018, 3, 1),
            until=date(2018, 5, 31),
            readings=812,
            sample=20,
            odd=1,
            draw="20180301-20180531-20-3.811-9f3c2a1b",
            remark="asked the coach",
        )
    ],
    oversight.RetentionApplied: [
        oversight.RetentionApplied(kind="access_log", count=812, pieces=(f"3 2018-05 812 {'0' * 64}",))
    ],
    Erased: [
        Erased(reason="asked for by the person, decided 2018-06-01"),
        Erased(reason="its time was over", basis="retention"),
    ],
    Merged: [
        Merged(reason="the same personal number", origin="5a1f0c523f0e4f579d3a0f6f6f3a7b11", without=("e-2",)),
        Merged(reason="the same personal number", into="5a1f0c523f0e4f579d3a0f6f6f3a7b12"),
    ],
}


def main() -> None:
    """Add what is missing; leave what is there as it is."""
    known = {tag(line) for line in lines()}
    missing = [cls for cls in FACTS if str(cls.__struct_config__.tag) not in known]
    held = {line["stored"] for line in lines()}
    # These got new keys: the latest form is held beside the earlier ones.
    grown = [RulesChanged, requests.Exported, requests.ContactDetailsChanged, FidelityReviewed, QuestionnaireAnswered]
    grown += [messages.MessageDelivered, Erased]
    grown += [messages.MessageDelivered, AppointmentBooked, AppointmentKept, AppointmentMissed, AppointmentCancelled]
    grown += [MeetingHeld, AlertRaised]
    STORED.parent.mkdir(exist_ok=True)
    with STORED.open("a", encoding="utf-8") as file:
        for cls in [*missing, *grown]:
            for event in examples(cls):
                stored = encode(event)
                if stored.decode() not in held:
                    line = {"stored": stored.decode(), "means": meaning(decode(stored))}
                    file.write(json.dumps(line, ensure_ascii=False) + "\n")
    print(f"{len(missing)} events added")


if __name__ == "__main__":
    main()
