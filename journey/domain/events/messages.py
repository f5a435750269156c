"""What becomes of messages and tasks. Their texts stand outside the log, sealed, and expire; these facts remain."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from msgspec import Meta

from journey.domain.events.base import Personal
from journey.domain.events.system import AlertKind, EngineFact

MessageKind = Literal["appointment", "questionnaire", "hello", "place", "relay", "notice", "booking", "check_in"]
MessageChannel = Literal["webchat", "email", "telegram"]
TaskKind = Literal[
    "crisis",
    "referral",
    "message",
    "appointment",
    "questionnaire",
    "erasure",
    "unreached",
    "unreminded",
    "place",
    "pause",
    "consent",
    "enrolment",
    "talk",
]
Moment = Annotated[datetime, Meta(tz=True)]


class MessageDecided(EngineFact, frozen=True, tag="message_decided.v1"):
    """The programme will tell the person something, once. `message` names the decision: the same one is never retaken.

    Nothing leaves before `after`, and nothing from `expires` on. `about` is the appointment's id, the instrument, or
    the deadline's occurrence that it speaks of: whether it still holds is asked again when it is sent.
    """

    message: str
    kind: MessageKind
    after: Moment
    expires: Moment
    about: str | None = None
    at: Moment | None = None


class MessageSent(EngineFact, frozen=True, tag="message_sent.v1"):
    """The message was claimed for a channel, by one sender: nobody else sends it there."""

    message: str
    channel: MessageChannel


class MessageDelivered(EngineFact, frozen=True, tag="message_delivered.v1"):
    """The channel took the message. Whether it was read is nobody's business.

    `nudge`: another channel is still to say that there is something to read.
    """

    message: str
    channel: MessageChannel
    nudge: bool = False


class MessageFailed(EngineFact, frozen=True, tag="message_failed.v1"):
    """The channel did not take the message; `unknown` where nobody knows whether it did.

    `deferred`: not just then; it is tried again until the message expires.
    """

    message: str
    channel: MessageChannel
    reason: Literal["blocked", "refused", "unreachable", "unknown", "deferred"]


class MessageExpired(EngineFact, frozen=True, tag="message_expired.v1"):
    """The message was dropped unsent: its time had passed, or what it said was no longer true.

    `taken_back`: whoever wrote it did not want it sent after all, or its words are gone.
    """

    message: str
    reason: Literal[
        "too_late",
        "moved",
        "cancelled",
        "paused",
        "messages_paused",
        "no_consent",
        "ended",
        "answered",
        "protected",
        "erased",
        "no_channel",
        "taken_back",
    ]


class MessagesPaused(EngineFact, frozen=True, tag="messages_paused.v1"):
    """The person wants no messages: for a while, or at all. The programme itself goes on."""

    how: Literal["pause", "stop"]


class MessagesResumed(EngineFact, frozen=True, tag="messages_resumed.v1"):
    """The person wants messages again."""


class TaskOpened(EngineFact, frozen=True, tag="task_opened.v1"):
    """Somebody named is asked to act; `chat` is where the person can be answered when they are not yet known.

    `unreminded`: no reminder of the appointment `about` may leave before it begins. `talk`: the person has said, when
    asked how their week was, that they would like to talk.
    """

    task: str
    kind: TaskKind
    to: tuple[str, ...]
    chat: str | None = None
    about: str | None = None


class TaskAcknowledged(EngineFact, frozen=True, tag="task_acknowledged.v1"):
    """The one named in `by` of the event has taken the task on."""

    task: str
    done: bool = False


class AlertAcknowledged(EngineFact, frozen=True, tag="alert_acknowledged.v1"):
    """Whoever was told has seen the alert, and says why it stands as it does."""

    rule: str
    occurrence: str
    kind: AlertKind
    due: date
    reason: Literal["planned", "waiting", "done", "wish", "other"]
    words: Personal | None = None
