"""From one stream's history to its rows in every read model: one pure function, used live and by a rebuild alike."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

from journey.domain import notes, standing
from journey.domain.alerts import Raised, next_days
from journey.domain.events import Event, is_person
from journey.domain.events import employers as bank
from journey.domain.events.system import AlertRaised
from journey.domain.history import History, Stay
from journey.domain.rulebook import RuleBook
from journey.domain.rules import deadlines
from journey.domain.team import Team

Rows = dict[str, list[dict[str, Any]]]

_CONTACTS = ("contact_held", "appointment_kept")
EVER = date.max
"""Rows are judged as of for ever: they hold dates, and those do not depend on the day of reading."""


def rows(log: Sequence[Event], book: RuleBook | None, history: History | None = None) -> Rows:
    """The rows of one stream, by table name. A stream that no read model shows has none.

    `history` is the log's, where somebody has made it already.
    """
    first = log[0]
    tables: Rows = {"rm_alerts": [_alert(event) for event in log if isinstance(event.fact, AlertRaised)]}
    if book is None:
        return tables
    history = history or History(log)
    if history.merged:
        return {}
    tables["rm_tasks"] = _tasks(history)
    if is_person(log):
        tables["rm_appointments"] = _appointments(history, first)
        tables["rm_messages"] = _messages(history)
        tables["rm_co_coaches"] = _co_coaches(history, first)
        tables["rm_notes"] = _notes(history, first)
        judged = deadline_rows(history, book, first)
        tables["rm_deadlines"] = judged
        tables["rm_participants"] = [participant_row(history, first, judged)]
    else:
        # Calendar rules open an occurrence every month for ever, so the programme's own deadlines are not stored:
        # the sweep judges the few programmes anew each time.
        tables["rm_coaches"] = _coaches(history, first)
        tables["rm_employers"] = _employers(history, first)
    return tables


def _asked(stay: Stay | None) -> tuple[str | None, int | None]:
    """When the stay's first move was recorded, and its version in the stream."""
    first = stay.referral or stay.enrolment if stay else None
    return (first.recorded.astimezone(UTC).isoformat(timespec="microseconds"), first.version) if first else (None, None)


def _appointments(history: History, first: Event) -> list[dict[str, Any]]:
    return [
        {
            "stream": first.stream.hex,
            "appointment": booking.id,
            "programme": first.programme,
            "at": _utc(booking.at),
            "standing": booking.state,
            "confirmed": booking.confirmed,
            "asked": booking.asked,
        }
        for booking in standing.appointments(history).values()
    ]


def _messages(history: History) -> list[dict[str, Any]]:
    return [
        {
            "stream": message.decided.stream.hex,
            "message": name,
            "programme": message.decided.programme,
            "kind": message.decided.fact.kind,
            "after": _utc(message.decided.fact.after),
            "expires": _utc(message.decided.fact.expires),
            "standing": message.state,
        }
        for name, message in standing.decided_messages(history).items()
    ]


def _tasks(history: History) -> list[dict[str, Any]]:
    return [
        {
            "stream": task.opened.stream.hex,
            "task": name,
            "programme": task.opened.programme,
            "kind": task.opened.fact.kind,
            "told": ",".join(task.opened.fact.to),
            "opened": _utc(task.opened.recorded),
            "taken_by": task.taken.by or task.taken.actor if task.taken else None,
            "done": task.done,
        }
        for name, task in standing.tasks(history).items()
    ]


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")


def _alert(event: Event) -> dict[str, Any]:
    fact = event.fact
    return {
        "stream": event.stream.hex,
        "version": event.version,
        "programme": event.programme,
        "rule": fact.rule,
        "occurrence": fact.occurrence,
        "kind": fact.kind,
        "due": fact.due,
        "raised": event.on,
        "told": ",".join(fact.addressed),
    }


def deadline_rows(history: History, book: RuleBook, first: Event, as_of: date = EVER) -> list[dict[str, Any]]:
    """The dates of every occurrence, with the first day on which each can call for an alert."""
    judged = deadlines(history, book, as_of)
    following = next_days(history, book, Raised(history.alerts), judged)
    return [
        {
            "stream": first.stream.hex,
            "programme": first.programme,
            "rule": deadline.rule,
            "occurrence": deadline.occurrence,
            "episode": deadline.episode,
            "opened": deadline.opened,
            "due": deadline.due,
            "warn_on": deadline.warn_on,
            "met_on": deadline.met_on,
            "settled_on": deadline.settled_on,
            "next_on": following.get((deadline.rule, deadline.occurrence)),
        }
        for deadline in judged
    ]


def participant_row(history: History, first: Event, judged: list[dict[str, Any]]) -> dict[str, Any]:
    """Where one person is, and the nearest deadline that still waits for something."""
    stay = history.current
    waited = [row for row in judged if row["settled_on"] is None and row["due"] is not None and not history.erased]
    asked_at, asked_event = _asked(stay)
    named = history.naming_of_coach()
    nearest = min(waited, key=lambda row: (row["due"], row["rule"]), default=None)
    return {
        "stream": first.stream.hex,
        "programme": first.programme,
        "state": stay.state if stay else "known",
        "phase": stay.phases[-1][0] if stay and stay.phases else None,
        "episode": stay.number if stay else None,
        "coach": named.fact.coach if named else None,
        "identity": standing.identity(history),
        "known_since": min((event.on for event in history.events), default=first.on),
        "opened": stay.opened if stay else None,
        "asked_at": asked_at,
        "asked_event": asked_event,
        "waiting_since": stay.waiting_since if stay else None,
        "enrolled": stay.enrolled_on if stay else None,
        "ended": stay.end if stay else None,
        "next_rule": nearest["rule"] if nearest else None,
        "next_due": nearest["due"] if nearest else None,
        "state_since": _since(stay) if stay else None,
        "last_contact": max((event.on for kind in _CONTACTS for event in history.by_type.get(kind, ())), default=None),
        "coach_since": named.on if named else None,
        "erased": history.erased,
        "check_ins": standing.wants_check_ins(history),
    }


def _since(stay: Stay) -> date | None:
    """The day they came to where they are: the last phase, a pause, the end, the waiting list."""
    if stay.end is not None:
        return stay.end
    if stay.pauses and stay.pauses[-1].end is None:
        return stay.pauses[-1].start
    return stay.phases[-1][1].on if stay.phases else stay.waiting_since or stay.opened


def _co_coaches(history: History, first: Event) -> list[dict[str, Any]]:
    return [
        {"stream": first.stream.hex, "coach": coach, "programme": first.programme} for coach in history.co_coaches()
    ]


def _notes(history: History, first: Event) -> list[dict[str, Any]]:
    names = ("note", "waits_for", "since")
    common = {"stream": first.stream.hex, "programme": first.programme}
    return [common | dict(zip(names, one, strict=True)) for one in notes.waits(history)]


def _coaches(history: History, first: Event) -> list[dict[str, Any]]:
    team = Team(history)
    coaches = dict.fromkeys(event.fact.coach for event in history.by_type.get("coach_registered", ()))
    return [
        {
            "stream": first.stream.hex,
            "coach": coach,
            "programme": first.programme,
            "fte": team.fte(coach, EVER) or 0.0,
            "left": team.has_left(coach, EVER),
        }
        for coach in coaches
    ]


def _employers(history: History, first: Event) -> list[dict[str, Any]]:
    employers: dict[str, dict[str, Any]] = {}
    for event in history.events:
        fact = event.fact
        if not isinstance(fact, bank.EmployerRegistered | bank.EmployerVisited | bank.EmployerAgreementSigned):
            continue
        row = employers.setdefault(fact.employer, _no_employer(first, fact.employer))
        if isinstance(fact, bank.EmployerRegistered):
            row.update(name=fact.name, industry=fact.industry, sector=fact.sector)
            row["registered"] = row["registered"] or event.on
        elif isinstance(fact, bank.EmployerVisited):
            row.update(visits=row["visits"] + 1, last_visit=event.on)
        else:
            row["agreement"] = event.on
    return list(employers.values())


def _no_employer(first: Event, employer: str) -> dict[str, Any]:
    nothing = dict.fromkeys(("name", "industry", "sector", "registered", "last_visit", "agreement"))
    return {"stream": first.stream.hex, "employer": employer, "programme": first.programme, "visits": 0, **nothing}
