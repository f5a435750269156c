"""The cases a meeting speaks of: without names, and only of people who consent to it at that moment.

Consent is judged on the day the list is made, by everything known then, also where the list shows an earlier day:
somebody who has taken a consent back is on no list made since. Nobody with a protected identity is ever on one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from journey.domain import standing
from journey.domain.errors import WrongInput
from journey.domain.history import History, Stay
from journey.domain.programme import PHASES
from journey.domain.rulebook import RuleBook
from journey.domain.rules import deadlines
from journey.domain.settings import MeetingPlan, Settings

WAITS = {
    "answer": "an answer to the referral",
    "place": "a place",
    "resumption": "the programme to go on",
    "job": "a job",
}
"""What is waited for where no deadline says it."""

WEEK = 7
_ORDER = ("referred", "waiting", *PHASES, "paused")


@dataclass(frozen=True, slots=True)
class MeetingAudience:
    """For whom a list is made: the parties whose consents it takes, and whether they may know whose case it is."""

    meeting: str
    party: str | None
    consents: frozenset[str]
    identified: bool


@dataclass(frozen=True, slots=True)
class CasePerson:
    """One person: as of the day the list shows, and as everything is known on the day it is made."""

    stream: UUID
    then: History
    now: History


@dataclass(frozen=True, slots=True)
class MeetingCase:
    """One case. `stream` is None where whose it is must not be told; `waits_since` where nothing is waited for."""

    stream: UUID | None
    phase: str
    phase_since: date
    waits_for: str | None
    waits_since: date | None


@dataclass(frozen=True, slots=True)
class CaseList:
    """The cases in order, and how many people were left out for want of consent."""

    cases: tuple[MeetingCase, ...]
    left_out: int


def audience(settings: Settings, meeting: str, party: str | None) -> MeetingAudience:
    """For whom a list is made: the whole meeting, or one of its parties.

    Raises WrongInput for a meeting or party that the programme's file does not name, or that has no code for consents.
    """
    plan = settings.meeting(meeting)
    if plan is None or not plan.parties:
        planned = ", ".join(plan.kind for plan in settings.meetings if plan.parties) or "none"
        raise WrongInput(f"--meeting: the programme's file names no parties of such a meeting; allowed: {planned}")
    named = plan.parties if party is None else (_named(settings, plan, party),)
    codes = {name: settings.party(name) for name in named}
    unknown = [name for name, code in codes.items() if code is None]
    if unknown:
        raise WrongInput(f"party_names: the programme's file has no code for {unknown[0]}; consents need one")
    identified = not plan.anonymous or (party is not None and named[0] in _identified(settings, plan))
    return MeetingAudience(
        meeting, named[0] if party else None, frozenset(code for code in codes.values() if code), identified
    )


def _named(settings: Settings, plan: MeetingPlan, party: str) -> str:
    """The plan's own name of a party given by name or code."""
    code = settings.party(party)
    for name in plan.parties:
        if name == party or (code is not None and settings.party(name) == code):
            return name
    raise WrongInput(f"--party: no such party of that meeting; allowed: {', '.join(plan.parties)}")


def _identified(settings: Settings, plan: MeetingPlan) -> Iterator[str]:
    return (_named(settings, plan, party) for party in plan.identified_to)


def list_cases(
    people: Iterable[CasePerson], book: RuleBook, as_of: date, today: date, towards: MeetingAudience
) -> CaseList:
    """The cases of everybody in the programme or waiting for it on `as_of`, as far as consents go on `today`."""
    cases: list[MeetingCase] = []
    left_out = 0
    for person in people:
        stay = person.then.current
        if stay is None or stay.ending is not None or person.now.erased:
            continue
        if standing.is_protected(person.now):
            continue
        if not towards.consents <= standing.consents(person.now, today):
            left_out += 1
            continue
        stream = person.stream if towards.identified and standing.identity(person.now) != "anonymous" else None
        cases.append(_case(stream, stay, person.then, book, as_of))
    return CaseList(tuple(sorted(cases, key=_order)), left_out)


def _order(case: MeetingCase) -> tuple[int, date, str, date]:
    return _ORDER.index(case.phase), case.phase_since, case.waits_for or "", case.waits_since or date.max


def _case(stream: UUID | None, stay: Stay, history: History, book: RuleBook, as_of: date) -> MeetingCase:
    waits_for, waits_since = _waits(stay, history, book, as_of)
    return MeetingCase(stream, stay.state, _since(stay), waits_for, waits_since)


def _since(stay: Stay) -> date:
    """The day since which the person is where they are."""
    if stay.paused:
        return stay.pauses[-1].start
    if stay.phases:
        return stay.spells((stay.phases[-1][0],))[-1][0].on
    return stay.waiting_since or stay.opened


def _waits(stay: Stay, history: History, book: RuleBook, as_of: date) -> tuple[str | None, date | None]:
    """What has been waited for longest, and since when: a rule's id, or a word of `WAITS`.

    Rhythms (rules that repeat) are no waiting: the next contact is always ahead.
    """
    state = stay.state
    if state in ("referred", "waiting", "paused"):
        return {"referred": "answer", "waiting": "place", "paused": "resumption"}[state], _since(stay)
    rhythms = {rule.id for version in book.versions for rule in version.programme.rules if rule.repeat}
    awaited = [
        (deadline.opened, deadline.rule)
        for deadline in deadlines(history, book, as_of)
        if deadline.settled_on is None and deadline.rule not in rhythms and deadline.episode == stay.number
    ]
    if awaited:
        opened, rule = min(awaited)
        return rule, opened
    return ("job", _since(stay)) if state == "job_placement" else (None, None)


def whole_weeks(since: date, day: date) -> int:
    """Days since then, rounded down to whole weeks: an exact day would tell whose case it is."""
    return (day - since).days // WEEK * WEEK
