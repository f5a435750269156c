"""Given what has happened, when something is asked, then this follows: tests that a coach could read aloud.

Decisions: `given(enrolled("2018-03-01")).when(paused("2018-03-09")).then(paused("2018-03-09"))`, or
`.refused("…part of the message…")`, or `.then()` for nothing at all.

Deadlines: `given(enrolled("2018-03-01")).under("job_search_one_month").on("2018-03-10").deadline()` is the row.

`about` says the same words of somebody who is named, for files that a sender sends.

An entry without an id is called by what it says, such as `paused 2018-03-09`: so a strike reads as a sentence too. An
entry without `recorded` was recorded on the day it happened.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec

from journey.domain import calendar
from journey.domain.alerts import Called, Raised, called_for
from journey.domain.errors import JourneyError
from journey.domain.events import PROGRAMME_TYPES, Event
from journey.domain.events.system import AlertRaised
from journey.domain.history import History
from journey.domain.participant import as_event, decide
from journey.domain.programme import Programme
from journey.domain.rulebook import RuleBook
from journey.domain.rules import Deadline, deadlines
from journey.engine.entries import Frame, as_command
from journey.engine.loading.programmes import load_programmes, load_shared_rules
from journey.engine.loading.rule_files import resolve_rules

Entry = dict[str, Any]

STREAM = UUID(int=1)
NOW = datetime(2031, 1, 1, tzinfo=UTC)
FRAME = Frame("prov", "import", NOW, "import", "test", keep_recorded=True)


# --- entries, as plain sentences --------------------------------------------------------------------------------------


def entry(kind: str, on: str, /, **keys: Any) -> Entry:
    """One entry of a type on a day; a key given as None is left out."""
    return {"type": kind, "on": on, **{key: value for key, value in keys.items() if value is not None}}


def referred(on: str, source: str = "self", **keys: Any) -> Entry:
    return entry("referred", on, source=source, **keys)


def waitlisted(on: str, **keys: Any) -> Entry:
    return entry("waitlisted", on, **keys)


def declined(on: str, reason: str = "own_wish", **keys: Any) -> Entry:
    return entry("declined", on, reason=reason, **keys)


def enrolled(on: str, **keys: Any) -> Entry:
    return entry("enrolled", on, **keys)


def moved(on: str, to: str, **keys: Any) -> Entry:
    return entry("phase_moved", on, to=to, **keys)


def paused(on: str, reason: str = "hospital", **keys: Any) -> Entry:
    return entry("paused", on, reason=reason, **keys)


def resumed(on: str, **keys: Any) -> Entry:
    return entry("resumed", on, **keys)


def discharged(on: str, reason: str = "own_wish", **keys: Any) -> Entry:
    return entry("discharged", on, reason=reason, **keys)


def contact(on: str, by: str = "coach:anna", **keys: Any) -> Entry:
    return entry("contact_held", on, mode="phone", by=by, **keys)


def outreach(on: str, **keys: Any) -> Entry:
    return entry("outreach_attempted", on, mode="phone", **keys)


def employer(on: str, *, competitive: bool = True, who: str = "coach", **keys: Any) -> Entry:
    said = {"employer": "firm-1", "mode": "face_to_face", **keys}
    return entry("employer_contacted", on, who=who, competitive=competitive, **said)


def job(on: str, name: str = "job", **keys: Any) -> Entry:
    return entry("job_started", on, job=name, **{"extent": 75, "competitive": True, **keys})


def job_ended(on: str, name: str = "job", **keys: Any) -> Entry:
    return entry("job_ended", on, job=name, **keys)


def studies(on: str, name: str = "studies", **keys: Any) -> Entry:
    return entry("studies_started", on, studies=name, kind="adult_education", extent=50, **keys)


def placement(on: str, name: str = "placement", **keys: Any) -> Entry:
    return entry("placement_started", on, placement=name, kind="work_trial", **keys)


def background(on: str = "2018-01-01", **keys: Any) -> Entry:
    return entry("background_recorded", on, **keys)


def sus(on: str, moment: str, **keys: Any) -> Entry:
    return entry("sus_registered", on, moment=moment, **keys)


def missed(on: str, appointment: str = "visit", **keys: Any) -> Entry:
    return entry("appointment_missed", on, appointment=appointment, **keys)


def assigned(on: str, coach: str, **keys: Any) -> Entry:
    return entry("coach_assigned", on, coach=coach, **keys)


def waived(on: str, rule: str, **keys: Any) -> Entry:
    return entry("deadline_waived", on, rule=rule, reason="agreed", by="supervisor:eva", **keys)


def struck(on: str, strikes: str, **keys: Any) -> Entry:
    return entry("struck", on, strikes=strikes, reason="entered by mistake", **keys)


def about(word: Callable[..., Entry]) -> Callable[..., Entry]:
    """The same word about somebody, as a sender writes it: `about(enrolled)("anna", "2018-03-01")`."""

    def line(participant: str | None, on: str, /, *said: Any, **keys: Any) -> Entry:
        told = word(on, *said, **keys)
        return {"type": told["type"], **({"participant": participant} if participant else {}), **told}

    return line


# --- logs and rules ---------------------------------------------------------------------------------------------------


def named(entries: Iterable[Entry]) -> list[Entry]:
    """Every entry with an id: its own, or what it says; said twice on a day, the second one is `… (2)`."""
    seen: dict[str, int] = {}
    result = []
    for line in entries:
        name = line.get("entry") or f"{line['type']} {line['on']}"
        seen[name] = seen.get(name, 0) + 1
        result.append({**line, "entry": name if seen[name] == 1 else f"{name} ({seen[name]})"})
    return result


def log_of(entries: Iterable[Entry], *, of_programme: bool = False) -> list[Event]:
    """The log of one stream as an import with `--keep-recorded` writes it; the entries are in the log's order."""
    who = {} if of_programme else {"participant": "p"}
    commands = [as_command({**line, **who}, FRAME) for line in entries]
    return [as_event(STREAM, version, command) for version, command in enumerate(commands, 1)]


def book_of(rules: str, programme: str = "jonkoping", clock_start: str = "enrolled") -> RuleBook:
    """One version of one programme's rules: TOML with `[rules.…]`, or the id of a rule as a shipped programme has it.

    Of TOML only the rules it names are in force, each laid over the shared rule of that id where there is one.
    """
    base = load_programmes(None)[programme]
    if "[" in rules:
        written = tomllib.loads(rules)["rules"]
        resolved = resolve_rules(written, load_shared_rules(None))
        kept = tuple(rule for rule in resolved if rule.id in written)
    else:
        kept = tuple(rule for rule in base.rules if rule.id == rules)
        assert kept, f"{programme} has no rule {rules}"
    return RuleBook([(base.starts, msgspec.structs.replace(base, rules=kept, clock_start=clock_start))])


def sweep(log: Sequence[Event], book: RuleBook, day: date, level: str = "participant") -> list[Event]:
    """The alerts that a sweep at the end of `day` appends to a log, as `services.sweep` does."""
    now = calendar.end_of_day(day)
    history = History(log, as_of=day, known_at=now)
    raised = Raised(event for event in log if isinstance(event.fact, AlertRaised))
    called = called_for(history, book, raised, day, level)
    return [_alert(len(log), position, each, day, now) for position, each in enumerate(called, 1)]


def _alert(seen: int, position: int, called: Called, day: date, now: datetime) -> Event:
    deadline = called.deadline
    fact = AlertRaised(
        rule=deadline.rule,
        occurrence=deadline.occurrence,
        kind=called.kind,
        due=deadline.due or date.max,
        to=(),
        opened=deadline.opened,
        status=deadline.status,
        raw_days=deadline.raw_days,
        paused_days=deadline.paused_days,
        seen=seen,
        rules_version=deadline.rules_version,
        episode=deadline.episode,
        met_on=deadline.met_on,
        strike=called.strike,
        period=called.period,
        responsible=called.responsible,
    )
    return Event(STREAM, seen + position, "prov", day, now, now, "system", "sweep", fact, at=now)


# --- given … when … then ----------------------------------------------------------------------------------------------


def given(*entries: Entry) -> Given:
    """What has happened, in the order of recording."""
    return Given(tuple(named(entries)))


@dataclass(frozen=True)
class Given:
    """A past: something can be asked of it, or it can be judged under rules."""

    entries: tuple[Entry, ...]

    def when(self, asked: Entry) -> When:
        """Somebody asks for this to be recorded."""
        log = log_of(self.entries)
        *_, last = named([*self.entries, asked])
        try:
            return When(log, decide(log, STREAM, as_command({**last, "participant": "p"}, FRAME)), None)
        except JourneyError as error:
            return When(log, [], str(error))

    def history(self, as_of: str | None = None) -> History:
        """What can be read off this past, as of a day."""
        return History(log_of(self.entries), as_of=date.fromisoformat(as_of) if as_of else None)

    def under(self, rules: str, programme: str = "jonkoping", clock_start: str = "enrolled") -> Judged:
        """Judged by these rules: TOML, or the id of a shipped rule (of that programme)."""
        return Judged(self.entries, book_of(rules, programme, clock_start))


@dataclass(frozen=True)
class When:
    """Something was asked: `then` it happened, or it was `refused`."""

    log: list[Event]
    decided: list[Event]
    refusal: str | None

    def then(self, *expected: Entry) -> When:
        """Exactly these entries are recorded now; returns itself, so that the story can go on."""
        assert self.refusal is None, f"refused: {self.refusal}"
        wanted = [as_command({**line, "participant": "p"}, FRAME) for line in expected]
        assert [(event.fact, event.on) for event in self.decided] == [
            (as_event(STREAM, 1, command).fact, command.on) for command in wanted
        ]
        return self

    def refused(self, *parts: str) -> str:
        """Nothing is recorded, and the message has these parts; returns the message."""
        assert self.refusal is not None, f"not refused; recorded: {self.decided}"
        for part in parts:
            assert part in self.refusal, f"{part!r} is not in {self.refusal!r}"
        assert "\n" not in self.refusal
        return self.refusal

    def history(self) -> History:
        """What can be read off the past afterwards."""
        return History([*self.log, *self.decided])


@dataclass(frozen=True)
class Judged:
    """A past and the rules it is judged by; `on` says on which day."""

    entries: tuple[Entry, ...]
    book: RuleBook
    day: date = date.max
    known: datetime | None = None

    def and_from(self, day: str, rules: str, programme: str = "jonkoping") -> Judged:
        """From that day on other rules are in force."""
        earlier = [(version.valid_from, version.programme) for version in self.book.versions]
        later: list[tuple[date, Programme]] = [(date.fromisoformat(day), book_of(rules, programme).latest)]
        return replace(self, book=RuleBook([*earlier, *later]))

    def on(self, day: str) -> Judged:
        """Judged at the end of that day."""
        return replace(self, day=date.fromisoformat(day))

    def known_on(self, day: str) -> Judged:
        """With nothing that was recorded after that day."""
        return replace(self, known=calendar.end_of_day(date.fromisoformat(day)))

    def deadlines(self, rule: str | None = None) -> list[Deadline]:
        """Every occurrence (of one rule, where it is named), in the order they opened."""
        of_programme = bool(self.entries) and self.entries[0]["type"] in PROGRAMME_TYPES
        log = log_of(self.entries, of_programme=of_programme)
        level = "programme" if of_programme else "participant"
        found = deadlines(History(log, as_of=self.day, known_at=self.known), self.book, self.day, level)
        return sorted((row for row in found if rule in (None, row.rule)), key=lambda row: (row.opened, row.occurrence))

    def deadline(self, rule: str | None = None) -> Deadline:
        """The one occurrence there is."""
        found = self.deadlines(rule)
        assert len(found) == 1, f"one occurrence expected, found {found}"
        return found[0]

    def opens_nothing(self) -> None:
        """No occurrence of any rule."""
        assert self.deadlines() == []

    def swept(self, *days: str, daily_until: str | None = None) -> list[tuple[str, str, str]]:
        """What sweeps at the end of these days (or of every day between the only one and another) raise.

        As (day, kind, occurrence), in order.
        """
        whole = log_of(self.entries)
        wanted = [date.fromisoformat(day) for day in days]
        if daily_until:
            span = (date.fromisoformat(daily_until) - wanted[0]).days
            wanted = [wanted[0] + timedelta(days=number) for number in range(span + 1)]
        log: list[Event] = []
        told = []
        for day in wanted:
            moment = calendar.end_of_day(day)
            fresh = [event for event in whole if event.recorded <= moment]
            whole = [event for event in whole if event.recorded > moment]
            log += [msgspec.structs.replace(event, version=len(log) + at) for at, event in enumerate(fresh, 1)]
            alerts = sweep(log, self.book, day)
            log += alerts
            told += [(day.isoformat(), event.fact.kind, event.fact.occurrence) for event in alerts]
        return told
