"""Facts about those around a person: partners, a second coach, matters that wait for an answer, what was agreed."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar, Literal

from msgspec import Meta

from journey.domain.events.base import Code, Fact, Minutes, Personal
from journey.domain.events.codes import Activity, Mode, Partner, Responsible


class PartnerContacted(Fact, frozen=True, tag="partner_contacted.v1"):
    """The programme spoke with a partner about the person, without them: it settles no rule of a person."""

    settles: ClassVar[bool] = False

    party: Partner
    mode: Mode
    activity: Activity | None = None
    minutes: Minutes | None = None
    matter: Code | None = None
    coach: Code | None = None


class CoCoachAssigned(Fact, frozen=True, tag="co_coach_assigned.v1"):
    """A second coach works with the person from now on; it takes no place of the cap."""

    coach: Code


class CoCoachEnded(Fact, frozen=True, tag="co_coach_ended.v1"):
    """The second coach no longer works with the person."""

    coach: Code


class NetworkPersonRecorded(Fact, frozen=True, tag="network_person_recorded.v1"):
    """Somebody around the person whom the programme may turn to; recorded again, what is given here holds."""

    person: Code
    party: Partner
    name: Personal | None = None
    phone: Personal | None = None
    email: Personal | None = None


class NetworkPersonEnded(Fact, frozen=True, tag="network_person_ended.v1"):
    """The programme turns to them no more."""

    person: Code


class MatterOpened(Fact, frozen=True, tag="matter_opened.v1"):
    """Something was asked of a party, and an answer is awaited."""

    matter: Code
    party: Partner
    kind: Literal[
        "benefit_decision",
        "wage_subsidy",
        "placement_permit",
        "work_aid",
        "lss_decision",
        "sip_call",
        "other",
    ]


class MatterDecided(Fact, frozen=True, tag="matter_decided.v1"):
    """The party has answered, or the matter was withdrawn."""

    matter: Code
    outcome: Literal["granted", "refused", "withdrawn"]


class ActionAgreed(Fact, frozen=True, tag="action_agreed.v1"):
    """Somebody takes something on; what it is stands in the note. `at` is where it was agreed, `due` its own day."""

    action: Code
    at: Literal["participant_meeting", "cooperation_group", "sip", "team", "other"]
    responsible: Responsible | None = None
    due: date | None = None


class ActionDone(Fact, frozen=True, tag="action_done.v1"):
    """What was agreed is done."""

    action: Code


class ActionDropped(Fact, frozen=True, tag="action_dropped.v1"):
    """What was agreed will not be done."""

    action: Code
    reason: Personal | None = None


class RegisteredWith(Fact, frozen=True, tag="registered_with.v1"):
    """The person is registered with a party, such as the employment service."""

    party: Partner


class UnregisteredFrom(Fact, frozen=True, tag="unregistered_from.v1"):
    """The person is no longer registered there."""

    party: Partner


class FiledInJournal(Fact, frozen=True, tag="filed_in_journal.v1"):
    """These entries have been copied to the municipality's own record system."""

    entries: Annotated[tuple[Code, ...], Meta(min_length=1, max_length=1000)]
    system: Code | None = None
