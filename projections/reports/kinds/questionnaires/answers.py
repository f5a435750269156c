"""Questionnaires of one person, each answer at the moment it belongs to: at the start, after six months, at discharge.

Only totals are read: the answers themselves are sealed, and nothing here opens them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from journey.domain import calendar
from journey.domain.events.participant import QuestionnaireAnswered
from journey.domain.history import History
from journey.domain.programme import Period
from journey.domain.settings import Settings
from projections.reports.episodes import Episode
from projections.reports.people import ReportPerson
from projections.reports.view import ReportFrame

START, OTHER, LAST = "start", "other", "last"
LATER = ("six_months", "discharge", "work_followup")
MOMENTS = (START, *LATER, OTHER)

WINDOW = 14
"""Days before and after a moment within which an answer marked `other` is taken for that moment's."""

SIX_MONTHS = Period(6, "months")
INTO_WORK = Period(2, "months")

DEFAULT_SCORING = {"ghq12": "ghq", "mansa": "mean"}
USUAL = (START, "six_months", "discharge")
"""The moments of GHQ-12 and MANSA where the programme names none."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A questionnaire that was answered: its totals by scoring, none where only that it was answered is known."""

    instrument: str
    moment: str
    on: date
    totals: tuple[tuple[str, float], ...]

    def total(self, scoring: str) -> float | None:
        """The total in a scoring, where it is known."""
        return next((value for name, value in self.totals if name == scoring), None)


@dataclass(frozen=True, slots=True)
class Answers:
    """What is on record of one person: answers, the days on which work or studies began, and what was sent when.

    `sent` are instrument, moment and day of each questionnaire that the person was given.
    """

    answers: tuple[Answer, ...]
    starts: tuple[date, ...]
    sent: tuple[tuple[str, str, date], ...] = ()
    made: dict[str, tuple[list[Course], list[Answer]]] = field(default_factory=dict, compare=False)  # for all figures


def gather(history: History, frame: ReportFrame) -> Answers:
    """What the report on questionnaires needs of one person."""
    settings = frame.programme.settings
    answers = (
        Answer(event.fact.instrument, event.fact.moment, event.on, tuple(_totals(event.fact, settings)))
        for event in history.by_type.get("questionnaire_answered", [])
        if event.on <= frame.upto
    )
    begun = (event.on for kind in ("job_started", "studies_started") for event in history.by_type.get(kind, []))
    return Answers(
        tuple(sorted(answers, key=lambda a: (a.on, a.instrument, a.moment, a.totals))),
        tuple(sorted(day for day in begun if day <= frame.upto)),
        tuple(
            (event.fact.instrument, event.fact.moment, event.on)
            for event in history.by_type.get("questionnaire_sent", [])
            if event.on <= frame.upto
        ),
    )


def _totals(fact: QuestionnaireAnswered, settings: Settings) -> Iterator[tuple[str, float]]:
    """Every total by scoring; one given without its scoring is in the programme's, else in the instrument's usual."""
    totals = dict(fact.totals or {})
    if fact.total is not None and (fact.scoring or not totals):
        totals.setdefault(fact.scoring or scoring_of(fact.instrument, settings), fact.total)
    yield from sorted(totals.items())


def scoring_of(instrument: str, settings: Settings) -> str:
    """The scoring in use: the programme's, else the instrument's usual one, else its plain total."""
    named = settings.questionnaires.get(instrument)
    return (named and named.scoring) or DEFAULT_SCORING.get(instrument, "total")


def moments_of(instrument: str, settings: Settings) -> tuple[str, ...]:
    """The moments that an answer marked `other` may belong to."""
    named = settings.questionnaires.get(instrument)
    moments = named.moments if named and named.moments else USUAL if instrument in DEFAULT_SCORING else ()
    return tuple(moment for moment in moments if moment != OTHER)


@dataclass(slots=True)
class Course:
    """The answers to one instrument within one episode, by moment; each moment has one."""

    by_moment: dict[str, Answer] = field(default_factory=dict)

    def pairs(self) -> Iterator[tuple[str, Answer, Answer]]:
        """The answer at the start with each later one, and with the last of them (`last`)."""
        first = self.by_moment.get(START)
        later = [(m, self.by_moment[m]) for m in LATER if m in self.by_moment] if first else []
        after = [(moment, answer) for moment, answer in later if first and answer.on > first.on]
        if first and after:
            yield from ((moment, first, answer) for moment, answer in after)
            yield LAST, first, max((answer for _, answer in after), key=lambda answer: (answer.on, answer.totals))


def point(person: ReportPerson, episode: Episode, moment: str) -> date | None:
    """The day that a moment of an episode stands for; None where it has not come."""
    if moment == START:
        return episode.start
    if moment == "six_months":
        return calendar.add(episode.start, SIX_MONTHS)
    if moment == "discharge":
        return episode.end
    following = min((e.start for e in person.episodes if e.start > episode.start), default=date.max)
    begun = (day for day in person.details.starts if episode.start <= day < following)
    first = min(begun, default=None)
    return calendar.add(first, INTO_WORK) if first else None


def courses(person: ReportPerson, instrument: str, settings: Settings) -> tuple[list[Course], list[Answer]]:
    """The answers in each episode, and those that belong to no moment.

    A stated moment counts, whenever it was; an answer marked `other` is taken for the nearest moment within two weeks.
    Of several answers to one moment those that state it go first, then the nearest counts.
    """
    answers: Answers = person.details
    if instrument not in answers.made:
        answers.made[instrument] = _courses(person, instrument, settings)
    return answers.made[instrument]


def _courses(person: ReportPerson, instrument: str, settings: Settings) -> tuple[list[Course], list[Answer]]:
    candidates: dict[tuple[int, str], list[tuple[bool, int, Answer]]] = {}
    loose: list[Answer] = []
    for answer in person.details.answers:
        if answer.instrument != instrument:
            continue
        place = _stated(person, answer) if answer.moment != OTHER else _nearest(person, answer, settings)
        if place is None:
            loose.append(answer)
        else:
            candidates.setdefault(place[:2], []).append((answer.moment == OTHER, place[2], answer))
    made = [Course() for _ in range(max(len(person.episodes), 1))]
    for (number, moment), answers in candidates.items():
        made[number].by_moment[moment] = min(answers, key=lambda one: (*one[:2], one[2].on, one[2].totals))[2]
    return made, loose


def _stated(person: ReportPerson, answer: Answer) -> tuple[int, str, int]:
    """The episode, the moment, and how many days from it: a start is that of the nearest enrolment."""
    episodes = person.episodes
    if answer.moment == START:
        number = min(range(len(episodes)), key=lambda n: abs((answer.on - episodes[n].start).days), default=0)
    else:
        number = max((n for n, episode in enumerate(episodes) if episode.start <= answer.on), default=0)
    day = point(person, episodes[number], answer.moment) if episodes else None
    return number, answer.moment, abs((answer.on - day).days) if day else 0


def _nearest(person: ReportPerson, answer: Answer, settings: Settings) -> tuple[int, str, int] | None:
    """The moment within two weeks that is nearest; the earlier one of two as near."""
    near: list[tuple[int, date, int, str]] = []
    for number, episode in enumerate(person.episodes):
        for moment in moments_of(answer.instrument, settings):
            day = point(person, episode, moment)
            if day and abs((answer.on - day).days) <= WINDOW:
                near.append((abs((answer.on - day).days), day, number, moment))
    distance, _, number, moment = min(near, default=(0, date.min, -1, ""))
    return (number, moment, distance) if near else None


def instruments(people: Iterable[ReportPerson], settings: Settings) -> list[str]:
    """Every instrument that the programme names or somebody answered."""
    return sorted({*settings.questionnaires, *(a.instrument for person in people for a in person.details.answers)})
