"""Indications on how coaches work: caseload, time, teams, the agency, the unit, employers met, the community."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from fractions import Fraction

from journey.domain.events.base import Event
from journey.domain.fidelity import Scale, exact
from projections.reports.cohort import Cohort
from projections.reports.kinds.fidelity import window as looking
from projections.reports.kinds.fidelity.gathered import AGENCY, Timed, visits
from projections.reports.kinds.fidelity.indications import (
    Evidence,
    Indication,
    fewest,
    gather,
    number,
    ratio,
    share,
    total,
)

TEAMS = 2
"""A coach belongs to so many care teams at most."""

TWICE_A_MONTH = 2
_MONTHLY_AND_WEEKLY, _QUARTERLY_OR_WEEKLY, _MONTHLY, _QUARTERLY, _SELDOM = 5, 4, 3, 2, 1
_GROUP, _SHARED, _NO_UNIT = 4, 2, 1


def caseload(cohort: Cohort, _: Scale) -> Indication:
    """Current participants ÷ full-time posts at the end of the window."""
    day, current = cohort.window.end, len(cohort.current)
    there = cohort.team.coaches(day)
    posts = sum((exact(cohort.team.fte(coach, day) or 0) for coach in there), Fraction(0))
    return Indication(
        unit="persons per fte",
        value=ratio(current, posts),
        events=current,
        persons=current,
        evidence=(
            Evidence(figure="current participants", value=current, unit="persons", events=current, persons=current),
            Evidence(figure="full-time posts at work", value=number(posts), unit="fte"),
            Evidence(figure="coaches at work", value=len(there), unit="coaches"),
        ),
    )


def employment_time(cohort: Cohort, scale: Scale) -> Indication:
    """Minutes of contacts on employment ÷ minutes of all contacts whose activity is told."""
    work = set(scale.employment_activities)
    parts = [_minutes(person.by_activity, work) for person in gather(cohort)]
    evidence, value = share("share of the minutes on employment", parts)
    timed = [person.by_activity for person in gather(cohort)]
    tagged = sum(kind.timed for person in timed for activity, kind in person.items() if activity)
    return Indication(
        unit="share",
        value=value,
        events=tagged,
        persons=evidence.persons,
        evidence=(
            _events(evidence, tagged),
            Evidence(
                figure="minutes with an activity",
                value=sum(of for _, of in parts),
                unit="minutes",
                events=tagged,
                persons=evidence.persons,
            ),
            total(
                cohort, "contacts with an activity, no minutes", "contacts", lambda person: _untimed(person.by_activity)
            ),
            total(
                cohort, "contacts without an activity", "contacts", lambda person: _kind(person.by_activity).contacts
            ),
        ),
    )


def community_time(cohort: Cohort, scale: Scale) -> Indication:
    """Minutes of contacts in the community ÷ minutes of all whose place is told; contacts where nobody told minutes."""
    out = set(scale.community_places)
    timed = sum(kind.timed for person in gather(cohort) for place, kind in person.by_place.items() if place)
    if timed:
        evidence, value = share("share of the minutes", (_minutes(person.by_place, out) for person in gather(cohort)))
        evidence = _events(evidence, timed)
    else:
        evidence, value = share("share of the contacts", (_contacts(person.by_place, out) for person in gather(cohort)))
    return Indication(
        unit="share",
        value=value,
        events=evidence.events or 0,
        persons=evidence.persons,
        evidence=(
            evidence,
            total(cohort, "contacts with a place, no minutes", "contacts", lambda person: _untimed(person.by_place)),
            total(cohort, "contacts without a place", "contacts", lambda person: _kind(person.by_place).contacts),
        ),
    )


def _kind(kinds: dict[str | None, Timed]) -> Timed:
    """The contacts of which nothing was told."""
    return kinds.get(None, Timed())


def _untimed(kinds: dict[str | None, Timed]) -> int:
    return sum(kind.contacts - kind.timed for key, kind in kinds.items() if key)


def _minutes(kinds: dict[str | None, Timed], wanted: set[str]) -> tuple[int, int]:
    """Minutes of the wanted kinds, and of all kinds that are told."""
    by_key = {key: kind.minutes for key, kind in kinds.items() if key}
    return sum(minutes for key, minutes in by_key.items() if key in wanted), sum(by_key.values())


def _contacts(kinds: dict[str | None, Timed], wanted: set[str]) -> tuple[int, int]:
    by_key = {key: kind.contacts for key, kind in kinds.items() if key}
    return sum(contacts for key, contacts in by_key.items() if key in wanted), sum(by_key.values())


def _events(evidence: Evidence, count: int) -> Evidence:
    return Evidence(
        figure=evidence.figure, value=evidence.value, unit=evidence.unit, events=count, persons=evidence.persons
    )


def care_teams(cohort: Cohort, _: Scale) -> Indication:
    """Current participants from the two care teams that each coach has most of ÷ those whose team is told."""
    teams: dict[str, Counter[str]] = defaultdict(Counter)
    for person in cohort.current:
        if person.details.care_team is not None:
            teams[person.coach or ""][person.details.care_team] += 1
    with_team = sum(sum(counts.values()) for counts in teams.values())
    near = sum(count for counts in teams.values() for count in sorted(counts.values(), reverse=True)[:TEAMS])
    unknown = len(cohort.current) - with_team
    halves = fewest(with_team, unknown)
    value = ratio(near, with_team)
    return Indication(
        unit="share",
        value=value,
        events=with_team,
        persons=fewest(near, with_team - near),
        evidence=(
            Evidence(
                figure="share of the caseload from each coach's two largest teams",
                value=number(value),
                unit="share",
                events=with_team,
                persons=fewest(near, with_team - near),
            ),
            Evidence(figure="current participants with a care team", value=with_team, unit="persons", persons=halves),
            Evidence(figure="current participants without one", value=unknown, unit="persons", persons=halves),
            Evidence(
                figure="care teams", value=len({team for counts in teams.values() for team in counts}), unit="teams"
            ),
        ),
    )


def agency_contact(cohort: Cohort, scale: Scale) -> Indication:
    """How often coaches met the employment agency, and how often they were in touch with it at all.

    In touch is also who speaks with it about a participant, without them.
    Nothing is indicated where neither meetings nor parties to contacts are kept in the log.
    """
    names = {name.casefold() for name in scale.agency}
    met = [event for event in looking.entries(cohort, "meeting_held") if _with_agency(event, names)]
    contacts = total(
        cohort, "contacts together with the agency", "contacts", lambda person: person.by_party.get(AGENCY, 0)
    )
    about = total(
        cohort, "contacts with the agency about participants", "contacts", lambda person: person.about.get(AGENCY, 0)
    )
    days = {event.on for event in met}.union(*(person.agency_days for person in gather(cohort)))
    events = len(met) + (contacts.events or 0) + (about.events or 0)
    persons = fewest(contacts.persons or 0, about.persons or 0)
    window = cohort.window
    kept = bool(looking.entries(cohort, "meeting_held")) or any(
        person.by_party or person.about for person in gather(cohort)
    )
    return Indication(
        points=_agency_points(cohort, len({event.on for event in met}), len(days)) if kept else None,
        events=events,
        persons=persons or None,
        evidence=(
            Evidence(figure="meetings with the agency", value=len(met), unit="meetings", events=len(met)),
            contacts,
            about,
            Evidence(
                figure="days with a contact or meeting",
                value=len(days),
                unit="days",
                events=events,
                persons=persons,
            ),
            Evidence(figure="whole weeks of the window", value=looking.weeks(window), unit="weeks"),
            Evidence(figure="whole months of the window", value=looking.months(window), unit="months"),
        ),
    )


def _with_agency(event: Event, names: set[str]) -> bool:
    """A meeting that lists the agency as present; one for cooperation with authorities also where none is listed."""
    parties = {party.casefold() for party in event.fact.parties or ()}
    absent = {party.casefold() for party in event.fact.absent or ()}
    if names & absent:
        return False
    return bool(names & parties) or (event.fact.kind == "authority_cooperation" and not parties)


def _agency_points(cohort: Cohort, met: int, days: int) -> int:
    window = cohort.window
    weekly = days >= looking.weeks(window)
    if weekly and met >= looking.months(window):
        return _MONTHLY_AND_WEEKLY
    if weekly or met >= looking.quarters(window):
        return _QUARTERLY_OR_WEEKLY
    if days >= looking.months(window):
        return _MONTHLY
    return _QUARTERLY if days >= looking.quarters(window) else _SELDOM


def vocational_unit(cohort: Cohort, _: Scale) -> Indication:
    """Team meetings a month. That coaches stand in for each other cannot be seen: 4 points at most.

    Nothing is indicated where no meetings are kept in the log.
    """
    met = len(looking.meetings(cohort, "team"))
    often = met >= TWICE_A_MONTH * looking.months(cohort.window)
    kept = bool(looking.entries(cohort, "meeting_held"))
    return Indication(
        points=(_GROUP if often else _SHARED if met else _NO_UNIT) if kept else None,
        events=met,
        evidence=(
            Evidence(figure="team meetings", value=met, unit="meetings", events=met),
            Evidence(figure="whole weeks of the window", value=looking.weeks(cohort.window), unit="weeks"),
            Evidence(figure="whole months of the window", value=looking.months(cohort.window), unit="months"),
        ),
    )


def employer_meetings(cohort: Cohort, _: Scale) -> Indication:
    """Employers met face to face by a coach ÷ weeks of the window with a coach at work."""
    heads, posts = looking.weeks_at_work(cohort)
    for_people = total(cohort, "employers met for participants", "meetings", lambda person: person.met)
    again = _matched(person.visits for person in gather(cohort))
    bank = len(visits(cohort.frame) - again)
    met = bank + (for_people.events or 0)
    return Indication(
        unit="meetings a week",
        value=ratio(met, heads),
        events=met,
        persons=for_people.persons,
        evidence=(
            for_people,
            Evidence(figure="employers met for the employer bank alone", value=bank, unit="meetings", events=bank),
            Evidence(figure="weeks with a coach at work, added up", value=number(heads), unit="weeks"),
            Evidence(figure="the same weighted by working time", value=number(posts), unit="weeks"),
            Evidence(
                figure="meetings a week and full-time post",
                value=number(ratio(met, posts)),
                unit="meetings",
                events=met,
                persons=for_people.persons,
            ),
        ),
    )


def _matched(groups: Iterable[frozenset[object]]) -> frozenset[object]:
    """Visits that stand under a participant as well: told twice, they count once."""
    return frozenset().union(*groups)
