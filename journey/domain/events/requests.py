"""What a person asks for and answers through the chat, beside the facts that entries can state."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from msgspec import Meta

from journey.domain.events.base import Code, Head, Personal
from journey.domain.events.staff import StaffName
from journey.domain.events.system import EngineFact

LeftOut = Literal["protected", "no_consent", "withdrawn", "erased"]
"""Why somebody is not in an export: by consent and identity as they stand when it is made."""


class PlaceOffered(EngineFact, frozen=True, tag="place_offered.v1"):
    """Somebody who waited is offered a place, or has answered the offer."""

    answer: Literal["accepted", "refused"] | None = None


class ContactDetailsChanged(EngineFact, frozen=True, tag="contact_details_changed.v1"):
    """How the person can be reached from now on; a detail left out stays as it was, an empty one is taken away."""

    phone: Personal | None = None
    email: Personal | None = None
    removed: tuple[Literal["phone", "email"], ...] = ()
    restores: Head | None = None
    """A change is undone: what the event of this version gave holds again; what was given after it opens nothing."""


class AddressProved(EngineFact, frozen=True, tag="address_proved.v1"):
    """An address is the person's own, and a way into their chat from now on.

    `given` is the version of the event that gave it: another address, given later, is not proved by this.
    """

    kind: Literal["phone", "email"]
    how: Literal["code", "met"]
    given: Head


class EnteredByReadOutCode(EngineFact, frozen=True, tag="entered_by_read_out_code.v1"):
    """Somebody entered the person's chat with a code that this colleague was given to read out to them."""

    read_out_by: StaffName


class LanguageChanged(EngineFact, frozen=True, tag="language_changed.v1"):
    """The language the person wants to be written to in."""

    language: Code


class CheckInSwitched(EngineFact, frozen=True, tag="check_in_switched.v1"):
    """The person wants, or wants no more, to be asked once a week how it goes."""

    wanted: bool


class CheckInAnswered(EngineFact, frozen=True, tag="check_in_answered.v1"):
    """What the person answered when asked how a week was: three taps.

    `went` and `work` say how it was, in a word, and are theirs and their coach's alone; `talk` asks for a talk.
    """

    week: Code
    went: Personal
    work: Personal
    talk: bool


class AppointmentConfirmed(EngineFact, frozen=True, tag="appointment_confirmed.v1"):
    """The person says they will come."""

    appointment: Code


class AppointmentChangeRequested(EngineFact, frozen=True, tag="appointment_change_requested.v1"):
    """The person asks for another time; until one is booked the appointment stands."""

    appointment: Code
    wish: Personal | None = None


class ErasureRequested(EngineFact, frozen=True, tag="erasure_requested.v1"):
    """The person asks to be erased: a case for a supervisor."""


class ErasureDecided(EngineFact, frozen=True, tag="erasure_decided.v1"):
    """A supervisor's decision; what is granted, the operator carries out once the episode has ended."""

    decision: Literal["granted", "refused"]
    reason: Personal | None = None


class Exported(EngineFact, frozen=True, tag="exported.v1"):
    """What is known was handed out: a person's own data to that person, or a kind of export.

    An export about many stands in the programme's stream: for which `purpose`, with how many `people`, how many
    `left_out` by reason, at which view, and whether with `exact_times`, by which it can be put together with another.
    One that says who somebody is stands in that person's stream as well.
    """

    kind: Code
    purpose: Literal["programme", "research", "register", "person"] | None = None
    people: Head | None = None
    left_out: dict[LeftOut, Head] | None = None
    as_of: date | None = None
    known_at: Annotated[datetime, Meta(tz=True)] | None = None
    exact_times: bool | None = None


class BreakGlassOpened(EngineFact, frozen=True, tag="break_glass_opened.v1"):
    """A supervisor looks at somebody under protected identity, for an hour, and says in writing why they must."""

    reason: Personal
    until: Annotated[datetime, Meta(tz=True)]
