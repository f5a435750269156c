"""What support one person had in a window: visits, contacts, minutes, employers met, partners spoken with, plans."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from journey.domain.events import Event
from journey.domain.history import History
from projections.reports.people import UNKNOWN
from projections.reports.view import ReportFrame
from projections.reports.visits import booked_about, visited_about

ACTIVITIES = ("mapping", "job_search", "workplace", "benefits", "authority", "everyday_support", "other", UNKNOWN)
"""Kinds of support, as contacts name them; `unknown` where a contact did not say."""

AUTHORITIES = ("employment_service", "social_insurance", "social_services")
"""Partners that are authorities which decide about a person's money and support."""

CAUSES = ("illness", "at_work", "forgot", "transport", "anxiety", "own_logistics", "other", UNKNOWN)
"""Why appointments did not take place; `unknown` where nobody said."""

PLANS = ("work_plan", "action_plan", "implementation_plan", "sip")


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """One person's support in the window; `plans` are those agreed in the stay that goes on when it ends.

    `visits` are kept appointments by what they were about, as far as that was said; `causes` are those of missed and
    cancelled ones; `partners` are contacts about the person without them, by party.
    """

    kept: int
    missed: int
    cancelled: int
    contacts: Mapping[str, int]
    visits: Mapping[str, int]
    causes: Mapping[str, int]
    partners: Mapping[str, int]
    minutes: int
    employers: int
    plans: tuple[str, ...]
    agreed: Mapping[str, int]
    reviewed: Mapping[str, int]

    def any(self) -> bool:
        """Whether there was any."""
        counts = (
            self.kept,
            self.missed,
            self.cancelled,
            self.employers,
            *self.contacts.values(),
            *self.partners.values(),
        )
        return any((*counts, *self.agreed.values(), *self.reviewed.values()))


def gather(history: History, frame: ReportFrame) -> Support:
    """The person's support in the window of the frame."""
    contacts = list(_in_window(history, frame, "contact_held"))
    kept = list(_in_window(history, frame, "appointment_kept"))
    absences = [*_in_window(history, frame, "appointment_missed"), *_in_window(history, frame, "appointment_cancelled")]
    about = booked_about(history)
    counselled = _in_window(history, frame, "benefits_counselling_given")
    return Support(
        kept=len(kept),
        missed=len(list(_in_window(history, frame, "appointment_missed"))),
        cancelled=len(list(_in_window(history, frame, "appointment_cancelled"))),
        contacts=Counter(event.fact.activity or UNKNOWN for event in contacts),
        visits=Counter(activity for event in kept if (activity := visited_about(event, about))),
        causes=Counter(event.fact.cause or UNKNOWN for event in absences),
        partners=Counter(event.fact.party for event in _in_window(history, frame, "partner_contacted")),
        minutes=sum(event.fact.minutes or 0 for event in (*contacts, *kept, *counselled)),
        employers=len(list(_in_window(history, frame, "employer_contacted"))),
        plans=_plans(history, frame),
        agreed=Counter(event.fact.kind for event in _in_window(history, frame, "plan_agreed")),
        reviewed=Counter(event.fact.kind for event in _in_window(history, frame, "plan_reviewed")),
    )


def _in_window(history: History, frame: ReportFrame, kind: str) -> Iterator[Event]:
    return (event for event in history.by_type.get(kind, ()) if frame.holds(event.on))


def _plans(history: History, frame: ReportFrame) -> tuple[str, ...]:
    """The kinds of plan agreed from the latest referral on that led to an enrolment by the end of the window."""
    begun = [stay.opened for stay in history.stays if stay.enrolled_on and stay.enrolled_on <= frame.upto]
    if not begun:
        return ()
    agreed = {
        event.fact.kind for event in history.by_type.get("plan_agreed", ()) if begun[-1] <= event.on <= frame.upto
    }
    return tuple(plan for plan in PLANS if plan in agreed)
