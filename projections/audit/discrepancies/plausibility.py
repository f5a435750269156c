"""Finds what may be a slip: days before anything could be, percents that are shares, coaches in several spellings."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from journey.domain.events import Event
from journey.domain.history import History
from journey.domain.plausibility import remarks
from journey.domain.references import coaches_of, same_but_for_case
from journey.domain.standing import identity
from journey.engine.likenesses import Alike
from projections.audit.discrepancies.case import Name, Record, StreamCase, record, recorded_on, words

Reveal = Callable[[Event], dict[str, Any]]


def implausible(case: StreamCase, reveal: Reveal) -> Iterator[Record]:
    """Facts before the programme's first day or the person's birth, and extents below one percent."""
    starts = case.book.latest.starts
    born = _born(case, reveal)
    for event in case.history.events:
        for key, text in remarks(event, starts, born):
            yield record(
                "implausible",
                event.on,
                recorded_on(event),
                None,
                f"{words(event.type)}: {words(key)} {text}",
                entry=event.entry,
                type=event.type,
                key=key,
                by=event.by,
            )


def _born(case: StreamCase, reveal: Reveal) -> int | None:
    """The year of birth said last, from what is sealed; None where nobody said, or it is erased."""
    for kind in ("background_recorded", "referred"):
        for event in reversed(case.history.by_type.get(kind, ())):
            opened = reveal(event)
            if (year := opened.get("birth_year")) is not None:
                return int(year)
            number = str(opened.get("personal_number") or "")
            if number[:4].isdecimal():
                return int(number[:4])
    return None


class Spellings:
    """The coaches that a programme's histories name, gathered stream by stream."""

    def __init__(self) -> None:
        self._named: dict[str, dict[str, tuple[date, int]]] = {}
        self._registered: dict[str, set[str]] = {}

    def gather(self, case: StreamCase) -> None:
        """Take in one stream's coaches: the first day each is named, and how often.

        A day of somebody in hiding is told to nobody: the day of asking stands in its place.
        """
        named = self._named.setdefault(case.programme, {})
        in_hiding = case.stream is not None and identity(History(case.log)) == "protected"
        for event in case.history.events:
            for _, coach in coaches_of(event):
                day = case.view.as_of if in_hiding else event.on
                first, count = named.get(coach, (day, 0))
                named[coach] = min(first, day), count + 1
            if event.type == "coach_registered":
                self._registered.setdefault(case.programme, set()).add(event.fact.coach)

    def records(self, programme: str) -> Iterator[Record]:
        """Coaches in several spellings, and coaches whom nobody has registered."""
        named, registered = self._named.get(programme, {}), self._registered.get(programme, set())
        groups: dict[str, list[str]] = {}
        for coach in sorted(named):
            groups.setdefault(same_but_for_case(coach), []).append(coach)
        for spellings in groups.values():
            first = min(named[one][0] for one in spellings)
            if len(spellings) > 1:
                kept = next((one for one in spellings if one in registered), spellings[0])
                yield record("spelling", first, None, None, _several(spellings, kept), coaches=spellings, kept=kept)
            elif spellings[0] not in registered:
                says = (
                    f"the coach {spellings[0]} is named {named[spellings[0]][1]} times, and nobody has registered them"
                )
                yield record("unregistered", first, None, None, says, coaches=spellings, count=named[spellings[0]][1])


def _several(spellings: list[str], kept: str) -> str:
    others = ", ".join(one for one in spellings if one != kept)
    return (
        f"one coach, perhaps, in {len(spellings)} spellings: {kept}, {others}; to make one of them, assign the people "
        f"of the others to {kept} (coach_assigned), and strike what registers the others"
    )


def look_alikes(groups: list[Alike], case: StreamCase, name: Name) -> Iterator[Record]:
    """Whom a person may be, where anybody else of the programme is known by the same."""
    for one in groups:
        if case.stream in one.streams and case.history.events:
            others = sorted(str(name(other)) for other in one.streams if other != case.stream)
            says = f"the same {words(one.kind)} as {', '.join(others)}"
            yield record("look_alike", case.history.events[0].on, None, None, says, trait=one.kind, others=others)
