"""What one person's history says to the items of the fidelity scale, within the window."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from journey.domain.events.base import Event
from journey.domain.history import History, Stay
from projections.reports.episodes import members
from projections.reports.kinds.fidelity.followed import FollowedJob, followed_jobs
from projections.reports.view import ReportFrame
from projections.reports.visits import booked_about, visited_about

FACE_TO_FACE = "face_to_face"
AGENCY = "employment_service"

Visit = tuple[str, date]
"""An employer and the day on which a coach met it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Timed:
    """Contacts of one activity or in one place: how many, how many with minutes, and the minutes."""

    contacts: int = 0
    timed: int = 0
    minutes: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """One person's part in the figures behind the items; counts are of the window.

    `firsts` has, for each episode in order, the day of the first employer met face to face about a competitive
    job, counted from the referral on and never before entry. `met` counts employers met by the coach, alone or
    together with the person; `about` are contacts with partners about the person, without them; `visits` are
    those of them that stand in the employer bank as well.
    """

    firsts: tuple[date | None, ...]
    care_team: str | None
    by_activity: dict[str | None, Timed]
    by_place: dict[str | None, Timed]
    by_party: dict[str, int]
    about: dict[str, int]
    agency_days: frozenset[date]
    wished: int
    unwished: int
    untagged: int
    met: int
    visits: frozenset[Visit]
    jobs: tuple[FollowedJob, ...]
    facts: dict[str, int]
    sources: frozenset[str]
    refusals: tuple[str, ...]
    phases: frozenset[str]
    outreach: frozenset[str]


COUNTED = (
    "benefits_counselling_offered",
    "benefits_counselling_given",
    "profile_completed",
    "plan_agreed",
    "plan_reviewed",
    "outreach_attempted",
    "referred",
)
"""Facts of which the number within the window is evidence."""


def gather(history: History, frame: ReportFrame) -> Seen:
    """What one person's history says."""
    contacts = _contacts(history, frame)
    employers = _within(history, frame, "employer_contacted")
    met = [event for event in employers if event.fact.mode == FACE_TO_FACE and event.fact.who != "participant"]
    wishes = [event.fact.follows_preferences for event in employers]
    return Seen(
        firsts=_firsts(history, frame),
        care_team=_care_team(history, frame.upto),
        by_activity=_timed(contacts.by_activity),
        by_place=_timed(contacts.by_place),
        by_party=contacts.by_party,
        about=contacts.about,
        agency_days=frozenset(contacts.agency_days),
        wished=wishes.count(True),
        unwished=wishes.count(False),
        untagged=wishes.count(None),
        met=len(met),
        visits=frozenset((event.fact.employer, event.on) for event in met) & visits(frame),
        jobs=followed_jobs(history, frame.upto),
        facts={kind: len(events) for kind in COUNTED if (events := _within(history, frame, kind))}
        | _disclosed(history, frame),
        sources=frozenset(event.fact.source for event in _within(history, frame, "referred")),
        refusals=tuple(event.fact.reason for event in _within(history, frame, "declined")),
        phases=_phases(history, frame),
        outreach=frozenset(_ways(_within(history, frame, "outreach_attempted"))),
    )


@dataclass(slots=True)
class _Contacts:
    """Contacts as they are gone through, once; minutes by activity and by place, None where they are not told."""

    by_activity: dict[str | None, list[int | None]] = field(default_factory=dict)
    by_place: dict[str | None, list[int | None]] = field(default_factory=dict)
    by_party: dict[str, int] = field(default_factory=dict)
    about: dict[str, int] = field(default_factory=dict)
    agency_days: set[date] = field(default_factory=set)


def _contacts(history: History, frame: ReportFrame) -> _Contacts:
    contacts = _Contacts()
    for event in _within(history, frame, "contact_held"):
        fact = event.fact
        contacts.by_activity.setdefault(fact.activity, []).append(fact.minutes)
        contacts.by_place.setdefault(fact.place, []).append(fact.minutes)
        for party in fact.with_ or ():
            contacts.by_party[party] = contacts.by_party.get(party, 0) + 1
            if party == AGENCY:
                contacts.agency_days.add(event.on)
    for event in _within(history, frame, "partner_contacted"):
        contacts.about[event.fact.party] = contacts.about.get(event.fact.party, 0) + 1
        if event.fact.party == AGENCY:
            contacts.agency_days.add(event.on)
    booked = booked_about(history)
    for event in _within(history, frame, "appointment_kept"):  # where it was is not known
        contacts.by_activity.setdefault(visited_about(event, booked), []).append(event.fact.minutes)
        contacts.by_place.setdefault(None, []).append(event.fact.minutes)
    for event in _within(history, frame, "benefits_counselling_given"):
        contacts.by_activity.setdefault("benefits", []).append(event.fact.minutes)
    return contacts


def visits(frame: ReportFrame) -> frozenset[Visit]:
    """The employers of the bank that coaches met face to face in the window, and when."""
    key = ("fidelity visits", frame.first, frame.upto)
    if key not in frame.programme_history.memo:
        events = _within(frame.programme_history, frame, "employer_visited")
        met = frozenset((event.fact.employer, event.on) for event in events if event.fact.mode == FACE_TO_FACE)
        frame.programme_history.memo[key] = met
    held: frozenset[Visit] = frame.programme_history.memo[key]
    return held


def _within(history: History, frame: ReportFrame, kind: str) -> list[Event]:
    events = history.by_type.get(kind)
    if not events:
        return []
    since = frame.first
    return [event for event in events if since <= event.on <= frame.upto]


def _timed(every: dict[str | None, list[int | None]]) -> dict[str | None, Timed]:
    totals = {}
    for key, minutes in every.items():
        timed = [length for length in minutes if length is not None]
        totals[key] = Timed(contacts=len(minutes), timed=len(timed), minutes=sum(timed))
    return totals


def _firsts(history: History, frame: ReportFrame) -> tuple[date | None, ...]:
    held = members(history, frame.population)
    stays = [stay for stay, counts in zip(history.stays, held, strict=True) if counts and stay.enrolled_on]
    met = [
        event.on
        for event in history.by_type.get("employer_contacted", [])
        if event.fact.mode == FACE_TO_FACE and event.fact.competitive and event.on <= frame.upto
    ]
    return tuple(_first(stay, met) for stay in stays)


def _first(stay: Stay, met: list[date]) -> date | None:
    day = next((on for on in met if stay.opened <= on and (stay.end is None or on <= stay.end)), None)
    return max(day, stay.enrolled_on) if day and stay.enrolled_on else None


def _care_team(history: History, upto: date) -> str | None:
    teams = (
        event.fact.care_team for event in reversed(history.by_type.get("background_recorded", [])) if event.on <= upto
    )
    return next((team for team in teams if team is not None), None)


def _disclosed(history: History, frame: ReportFrame) -> dict[str, int]:
    said = [event for event in _within(history, frame, "preferences_recorded") if event.fact.disclosure]
    return {"disclosure": len(said)} if said else {}


def _phases(history: History, frame: ReportFrame) -> frozenset[str]:
    """The phases that the person entered within the window."""
    moved = [event.fact.to for event in _within(history, frame, "phase_moved")]
    return frozenset([*moved, "intake"] if _within(history, frame, "enrolled") else moved)


def _ways(attempts: Iterable[Event]) -> Iterator[str]:
    for event in attempts:
        yield event.fact.mode if event.fact.place is None else f"{event.fact.mode} {event.fact.place}"
