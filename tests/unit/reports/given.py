"""A person is what happened to them, said in the words of `tests/spec.py`; a report is asked of some persons."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import msgspec

from journey.domain.commands import Record
from journey.domain.events import ENTRY_TYPES
from journey.domain.events.base import Event
from journey.domain.history import History
from journey.domain.participant import as_event
from journey.domain.programme import Capacity, Programme
from journey.domain.rates import Rates
from journey.domain.rulebook import RuleBook
from journey.engine.loading.benchmarks import load_benchmarks
from journey.engine.loading.rates import load_rates
from journey.engine.loading.scales import load_scales
from projections.exports.config import code_lists
from projections.reports import Report, ReportFrame, as_json, make_outside_reports, make_report
from projections.reports.view import Window
from tests.spec import Entry, background, discharged, enrolled, job, placement, studies, sus
from tests.spec import entry as e

__all__ = ["Entry", "background", "discharged", "e", "enrolled", "job", "placement", "studies", "sus"]

Figures = dict[str, dict[str, Any]]

PROGRAMME = Programme(
    id="prov",
    name="Provverksamheten",
    starts=date(2018, 1, 1),
    rules=(),
    capacity=Capacity(per_fte=2, budgeted_fte=2.5),
)
AS_OF = "2018-12-31"
LISTS = {**code_lists(None), "municipalities": frozenset(["Hudiksvall", "Ljusdal", "Nordanstig", "A", "B"])}
RATES = load_rates(None)
"""The shipped ones."""
SCALES = load_scales(None)
BENCHMARKS = load_benchmarks(None)


def events(entries: Iterable[Entry]) -> list[Event]:
    """The log of one stream, as the engine would have written it on the day of each entry."""
    stream = uuid5(NAMESPACE_URL, "person")
    log: list[Event] = []
    for line in entries:
        content = dict(line)
        on = date.fromisoformat(content.pop("on"))
        fact = msgspec.convert({key: value for key, value in content.items() if key not in _COMMON}, _type(content))
        recorded = datetime.combine(on, time(12), UTC)
        command = Record("prov", fact, on, recorded, "import", "test", by=content.get("by"), entry=content.get("entry"))
        log.append(as_event(stream, len(log) + 1, command))
    return log


_COMMON = ("type", "participant", "by", "entry", "recorded", "note")


def _type(content: Entry) -> Any:
    return ENTRY_TYPES[content["type"]]


def person(*entries: Entry, gender: str | None = None, as_of: str = AS_OF) -> History:
    """A history of what happened; `gender` was said long before."""
    said = [background("2017-01-01", gender=gender)] if gender else []
    return History(events([*said, *entries]), as_of=date.fromisoformat(as_of))


team = person
"""The programme's own history is made the same way."""


def asked(
    kind: str,
    *people: History,
    own: History | None = None,
    start: str | None = None,
    end: str | None = None,
    as_of: str = AS_OF,
    population: str = "all",
    programme: Programme = PROGRAMME,
    rates: Rates = RATES,
) -> dict[str, Any]:
    """The report of a kind as JSON has it."""
    return as_json(
        told(
            kind,
            *people,
            own=own,
            start=start,
            end=end,
            as_of=as_of,
            population=population,
            programme=programme,
            rates=rates,
        )
    )


def told(
    kind: str,
    *people: History,
    own: History | None = None,
    start: str | None = None,
    end: str | None = None,
    as_of: str = AS_OF,
    known_at: datetime | None = None,
    population: str = "all",
    programme: Programme = PROGRAMME,
    rates: Rates = RATES,
) -> Report:
    """The report of a kind."""
    day = date.fromisoformat(as_of)
    frame = _frame(own, day, min(date.fromisoformat(end), day) if end else day, known_at, population, programme, rates)
    return make_report(kind, iter(people), frame, start=date.fromisoformat(start) if start else None)


def _frame(
    own: History | None,
    as_of: date,
    upto: date,
    known_at: datetime | None = None,
    population: str = "all",
    programme: Programme = PROGRAMME,
    rates: Rates = RATES,
) -> ReportFrame:
    return ReportFrame(
        book=RuleBook([(date.min, programme)]),
        programme_history=own or team(),
        as_of=as_of,
        upto=upto,
        known_at=known_at,
        population=population,
        scales=SCALES,
        rates=rates,
        benchmarks=BENCHMARKS,
        lists=LISTS,
    )


def told_outside(
    kind: str, *people: History, own: History | None = None, start: str = "2018-01-01", end: str = AS_OF
) -> Report:
    """The report of a kind for outside: of the year 2018 where nothing else is said."""
    return all_told_outside([kind], *people, own=own, start=start, end=end)[0]


def all_told_outside(
    kinds: Sequence[str], *people: History, own: History | None = None, start: str, end: str
) -> list[Report]:
    """The reports of kinds for outside."""
    first, last = date.fromisoformat(start), date.fromisoformat(end)
    logs = [person.events for person in people]
    return make_outside_reports(kinds, logs, _frame(own, last, last), Window(first, last))


def figures(kind: str, *people: History, **question: Any) -> Figures:
    """The figures of a report by key."""
    return {figure["key"]: figure for figure in asked(kind, *people, **question)["figures"]}


def values(kind: str, *people: History, **question: Any) -> dict[str, Any]:
    """The values of a report's figures by key."""
    return {key: figure["value"] for key, figure in figures(kind, *people, **question).items()}


def pick(found: dict[str, Any], *keys: str) -> dict[str, Any]:
    """Only these of them."""
    return {key: found[key] for key in keys}
