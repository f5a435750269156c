"""Facts about one participant's stay: identity, moves between phases, support, consent."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from msgspec import Meta, field

from journey.domain.events.base import Answers, Code, Derived, DerivedTotals, Fact, Minutes, Personal
from journey.domain.events.codes import (
    Activity,
    Cause,
    Company,
    Identity,
    Mode,
    Party,
    Place,
    Plan,
    QuestionnaireMoment,
    Source,
)
from journey.domain.events.work import Income

Moment = Annotated[datetime, Meta(tz=True)]


class Referred(Fact, frozen=True, tag="referred.v1"):
    """Somebody, most often the person, asks for a place: the first move of a journey."""

    source: Source
    language: Code | None = None
    identity: Identity | None = None
    name: Personal | None = None
    phone: Personal | None = None
    email: Personal | None = None
    personal_number: Personal | None = None


class IdentityChanged(Fact, frozen=True, tag="identity_changed.v1"):
    """The person is now named, anonymous, or lives under protected identity."""

    identity: Identity


class Waitlisted(Fact, frozen=True, tag="waitlisted.v1"):
    """Put on the waiting list: no answer to the referral yet."""


class Declined(Fact, frozen=True, tag="declined.v1"):
    """The referral led to no place. A refusal needs a reason (zero exclusion)."""

    reason: Literal["own_wish", "moved", "outside_target", "no_contact", "excluded"]


class Enrolled(Fact, frozen=True, tag="enrolled.v1"):
    """Programme entry: the episode and its clocks start; a coach named here is also assigned."""

    coach: Code | None = None
    reason: Personal | None = None


class CoachAssigned(Fact, frozen=True, tag="coach_assigned.v1"):
    """This coach has the person from now on; past the cap a supervisor gives the reason."""

    coach: Code
    reason: Personal | None = None


class ConsentGiven(Fact, frozen=True, tag="consent_given.v1"):
    """The person lets the programme talk with a party, for a purpose, perhaps until a day."""

    party: Party
    purpose: Personal | None = None
    until: date | None = None


class ConsentWithdrawn(Fact, frozen=True, tag="consent_withdrawn.v1"):
    """The person takes a consent back, with effect at once."""

    party: Party


class ContactHeld(Fact, frozen=True, tag="contact_held.v1"):
    """A contact between the person and the programme; others may have been there."""

    mode: Mode
    place: Place | None = None
    activity: Activity | None = None
    minutes: Minutes | None = None
    with_: tuple[Company, ...] | None = field(default=None, name="with")
    coach: Code | None = None


class AppointmentBooked(Fact, frozen=True, tag="appointment_booked.v1"):
    """An appointment at a moment (may lie ahead); booking the same id again moves it."""

    appointment: Code
    at: Moment
    place: Personal | None = None
    activity: Activity | None = None


class AppointmentKept(Fact, frozen=True, tag="appointment_kept.v1"):
    """The appointment took place: a contact."""

    appointment: Code
    minutes: Minutes | None = None
    activity: Activity | None = None


class AppointmentMissed(Fact, frozen=True, tag="appointment_missed.v1"):
    """The person did not come; outreach is expected, never discharge for this alone."""

    appointment: Code
    cause: Cause | None = None


class AppointmentCancelled(Fact, frozen=True, tag="appointment_cancelled.v1"):
    """The appointment was called off beforehand."""

    appointment: Code
    reason: Personal | None = None
    cause: Cause | None = None


class OutreachAttempted(Fact, frozen=True, tag="outreach_attempted.v1"):
    """The programme tried to reach the person."""

    mode: Mode
    place: Place | None = None


class BenefitsCounsellingOffered(Fact, frozen=True, tag="benefits_counselling_offered.v1"):
    """Benefits counselling was offered, as it must be to everyone."""


class BenefitsCounsellingGiven(Fact, frozen=True, tag="benefits_counselling_given.v1"):
    """Benefits counselling was given."""

    minutes: Minutes | None = None


class ProfileCompleted(Fact, frozen=True, tag="profile_completed.v1"):
    """The vocational profile (interests, strengths, wishes) is complete."""


class PreferencesRecorded(Fact, frozen=True, tag="preferences_recorded.v1"):
    """What work the person wants, how much (percent of full time), and how open they want to be about their health."""

    occupations: tuple[Code, ...] | None = None
    extent: Annotated[float, Meta(ge=0, le=100)] | None = None
    disclosure: Literal["none", "some", "full"] | None = None


class PlanAgreed(Fact, frozen=True, tag="plan_agreed.v1"):
    """A plan was agreed with the person."""

    kind: Plan


class PlanReviewed(Fact, frozen=True, tag="plan_reviewed.v1"):
    """A plan was looked at again together."""

    kind: Plan


class QuestionnaireSent(Fact, frozen=True, tag="questionnaire_sent.v1"):
    """The person was given a questionnaire: who was asked is the denominator of who answered."""

    instrument: Code
    moment: QuestionnaireMoment


class QuestionnaireAnswered(Fact, frozen=True, tag="questionnaire_answered.v1"):
    """A questionnaire's answers (sealed) or total (clear). Item texts are the licensee's and are never stored.

    `totals` holds what sealed answers give in every scoring that can be worked out, so that none needs them opened.
    Answers may be words, where the questions ask for words; they give no total.
    """

    instrument: Code
    moment: QuestionnaireMoment
    answers: Answers | None = None
    total: Annotated[float, Meta(ge=-1000, le=10_000)] | None = None
    scoring: Code | None = None
    totals: DerivedTotals | None = None


class PhaseMoved(Fact, frozen=True, tag="phase_moved.v1"):
    """The work with the person is now in another phase; it is no staircase."""

    to: Literal["engagement", "assessment", "job_placement", "coaching", "follow_along"]


class Paused(Fact, frozen=True, tag="paused.v1"):
    """The programme rests; it resumes at the phase it was in."""

    reason: Literal["hospital", "own_wish", "parental_leave", "other"]


class Resumed(Fact, frozen=True, tag="resumed.v1"):
    """The programme goes on where it was."""


class Discharged(Fact, frozen=True, tag="discharged.v1"):
    """The episode ends, with a reason; the person may come back."""

    reason: Literal[
        "work",
        "studies",
        "completed",
        "own_wish",
        "moved",
        "illness",
        "deceased",
        "no_contact",
        "wrongly_registered",
        "other",
    ]


class SusRegistered(Fact, frozen=True, tag="sus_registered.v1"):
    """The episode's start or end was registered in SUS, the national register."""

    moment: Literal["start", "end"]


class DeadlineWaived(Fact, frozen=True, tag="deadline_waived.v1"):
    """A supervisor sets aside the occurrences of a rule that are open that day, with a reason."""

    rule: Code
    reason: Personal


class Struck(Fact, frozen=True, tag="struck.v1"):
    """An earlier entry was wrong and counts no more; it stays in the log."""

    strikes: Code
    reason: Personal


class BackgroundRecorded(Fact, frozen=True, tag="background_recorded.v1"):
    """What is known of the person's background. `age_band` is worked out from the sealed year of birth."""

    gender: Literal["woman", "man", "other"] | None = None
    birth_year: Annotated[int, Meta(ge=1900, le=2200, extra={"personal": True})] | None = None
    municipality: Code | None = None
    education: Literal["compulsory", "upper_secondary", "post_secondary", "higher", "unknown"] | None = None
    years_on_support: Annotated[float, Meta(ge=0, le=100)] | None = None
    care_team: Code | None = None
    incomes: tuple[Income, ...] | None = None
    age_band: Derived | None = None
