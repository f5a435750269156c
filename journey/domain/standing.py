"""What holds for a person now, beside phase and deadlines: consents, appointments, messages, tasks, wishes. Pure.

Everything is read off a history that the caller has cut at the moment that matters.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Literal

from journey.domain.events import Event, messages, requests, staff
from journey.domain.events import participant as facts
from journey.domain.history import History
from journey.domain.order import moment_of

AppointmentState = Literal["booked", "kept", "missed", "cancelled"]
MessageState = Literal["decided", "sent", "nudging", "delivered", "failed", "expired"]
"""`nudging`: it stands in the chat, and the person is still to be told so by another channel."""


@dataclass(frozen=True, slots=True)
class Appointment:
    """An appointment as it stands; `asked` is the request for another time that nobody has answered."""

    id: str
    at: datetime
    booked: Event
    state: AppointmentState = "booked"
    confirmed: bool = False
    asked: bool = False


def appointments(history: History) -> dict[str, Appointment]:
    """Every appointment by its id, as last booked."""
    booked: dict[str, Appointment] = {}
    closing: dict[str, AppointmentState] = {
        "appointment_kept": "kept",
        "appointment_missed": "missed",
        "appointment_cancelled": "cancelled",
    }
    events = [event for kind in ("appointment_booked", *closing) for event in history.by_type.get(kind, [])]
    for event in sorted([*events, *history.dealings], key=lambda event: event.version):
        fact = event.fact
        if isinstance(fact, facts.AppointmentBooked):
            booked[fact.appointment] = Appointment(fact.appointment, fact.at, event)
        elif event.type in closing and fact.appointment in booked:
            booked[fact.appointment] = replace(booked[fact.appointment], state=closing[event.type])
        elif isinstance(fact, requests.AppointmentConfirmed) and fact.appointment in booked:
            booked[fact.appointment] = replace(booked[fact.appointment], confirmed=True, asked=False)
        elif isinstance(fact, requests.AppointmentChangeRequested) and fact.appointment in booked:
            booked[fact.appointment] = replace(booked[fact.appointment], asked=True)
    return booked


def consents(history: History, day: date) -> set[str]:
    """The parties that the person lets the programme talk with on that day.

    What happened last counts, not what was entered last: an old consent found in a drawer undoes no withdrawal.
    """
    given = consents_given(history)
    return {party for party, event in given.items() if event.fact.until is None or day <= event.fact.until}


def consents_given(history: History) -> dict[str, Event]:
    """The consents that nobody has taken back, by party, each as it was last given; some may be over by their day."""
    parties: dict[str, Event] = {}
    events = history.by_type.get("consent_given", []) + history.by_type.get("consent_withdrawn", [])
    for event in sorted(events, key=lambda event: (*moment_of(event), event.version)):
        if isinstance(event.fact, facts.ConsentGiven):
            parties[event.fact.party] = event
        else:
            parties.pop(event.fact.party, None)
    return parties


def wants_messages(history: History) -> Literal["yes", "pause", "stop"]:
    """Whether the person has stopped all messages, or asked for a rest from them."""
    for event in reversed(history.dealings):
        if isinstance(event.fact, messages.MessagesPaused):
            return event.fact.how
        if isinstance(event.fact, messages.MessagesResumed):
            return "yes"
    return "yes"


def wants_check_ins(history: History) -> bool:
    """Whether the person wants to be asked once a week how it goes."""
    switched = (event for event in reversed(history.dealings) if isinstance(event.fact, requests.CheckInSwitched))
    return next((event.fact.wanted for event in switched), False)


def identity(history: History) -> str | None:
    """Named, anonymous or protected, as last told."""
    for event in reversed(history.events):
        said = getattr(event.fact, "identity", None)
        if said is not None:
            return str(said)
    return None


def is_protected(history: History) -> bool:
    """Whether the person lives under protected identity, as last told."""
    return identity(history) == "protected"


def language(history: History) -> str | None:
    """The language the person wants to be written to in, as last told."""
    for event in reversed(history.dealings):
        if isinstance(event.fact, requests.LanguageChanged):
            return event.fact.language
    referred = history.by_type.get("referred", [])
    return next((event.fact.language for event in reversed(referred) if event.fact.language), None)


@dataclass(frozen=True, slots=True)
class Message:
    """A decided message and how far it has come.

    `channels` are those it was claimed for, in order, without the one that is to be tried again.
    """

    decided: Event
    state: MessageState = "decided"
    reason: str | None = None
    channels: tuple[str, ...] = ()
    last: Event | None = None


def decided_messages(history: History) -> dict[str, Message]:
    """Every message by the name of its decision."""
    decided: dict[str, Message] = {}
    for event in history.dealings:
        fact = event.fact
        match fact:
            case messages.MessageDecided():
                decided[fact.message] = Message(event)
            case messages.MessageSent():
                so_far = decided[fact.message]
                decided[fact.message] = replace(
                    so_far, state="sent", channels=(*so_far.channels, fact.channel), last=event
                )
            case messages.MessageDelivered():
                reached: MessageState = "nudging" if fact.nudge else "delivered"
                decided[fact.message] = replace(decided[fact.message], state=reached, last=event)
            case messages.MessageFailed(reason="deferred"):
                so_far = decided[fact.message]
                left = tuple(channel for channel in so_far.channels if channel != fact.channel)
                decided[fact.message] = replace(so_far, state="nudging", reason=fact.reason, channels=left, last=event)
            case messages.MessageFailed():
                decided[fact.message] = replace(decided[fact.message], state="failed", reason=fact.reason, last=event)
            case messages.MessageExpired():
                decided[fact.message] = replace(decided[fact.message], state="expired", reason=fact.reason, last=event)
            case _:
                pass
    return decided


@dataclass(frozen=True, slots=True)
class Task:
    """Something a named human is asked to do; `taken` is the event by which somebody took it on."""

    opened: Event
    taken: Event | None = None
    done: bool = False


def tasks(history: History) -> dict[str, Task]:
    """Every task by its name."""
    opened: dict[str, Task] = {}
    for event in history.dealings:
        if isinstance(event.fact, messages.TaskOpened):
            opened.setdefault(event.fact.task, Task(event))
        elif isinstance(event.fact, messages.TaskAcknowledged) and event.fact.task in opened:
            so_far = opened[event.fact.task]
            opened[event.fact.task] = replace(so_far, taken=so_far.taken or event, done=so_far.done or event.fact.done)
    return opened


def offer(history: History) -> Literal["none", "open", "accepted", "refused"]:
    """Whether a place is offered in the present stay, and what was answered."""
    stay = history.current
    for event in reversed(history.dealings):
        if isinstance(event.fact, requests.PlaceOffered) and stay is not None and event.on >= stay.opened:
            return event.fact.answer or "open"
    return "none"


def erasure(history: History) -> Literal["none", "asked", "granted", "refused"]:
    """Whether the person has asked to be erased, and what a supervisor decided.

    A refusal stands until a supervisor decides otherwise: asking again does not lift it. What was granted without
    having been asked for is `none`.
    """
    asked, decision = False, None
    for event in history.dealings:
        if isinstance(event.fact, requests.ErasureRequested):
            asked = True
        elif isinstance(event.fact, requests.ErasureDecided):
            decision = event.fact.decision
    if decision == "refused":
        return "refused"
    if not asked:
        return "none"
    return "granted" if decision == "granted" else "asked"


def staff_members(history: History) -> dict[str, Event]:
    """Who of the programme may enter, by `coach:REF` or `supervisor:REF`, with the event that says so last."""
    members: dict[str, Event] = {}
    for event in history.dealings:
        if isinstance(event.fact, staff.StaffAdded):
            members[event.fact.staff] = event
        elif isinstance(event.fact, staff.StaffDisabled):
            members.pop(event.fact.staff, None)
    return members


def glass_open(history: History, staff: str, now: datetime) -> bool:
    """Whether this colleague has broken the glass of a protected identity, with a reason, and the hour is not over."""
    return any(
        isinstance(event.fact, requests.BreakGlassOpened) and event.by == staff and now < event.fact.until
        for event in history.dealings
    )
