"""What the generator is made of: dice with a fixed seed, Swedish working days, and the diary that collects entries.

Nothing here reads a clock. Chance comes from `random.Random.random` alone, whose sequence Python keeps from version to
version, so that the same seed gives the same bytes everywhere.
"""

from __future__ import annotations

from calendar import SATURDAY, monthrange
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from typing import TYPE_CHECKING, Any, TypeVar
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from collections.abc import Sequence

SEED = 20180531
FIRST = date(2016, 9, 1)
LAST = date(2018, 5, 31)
STOCKHOLM = ZoneInfo("Europe/Stockholm")

# Public holidays and free eves of the period that fall on a weekday. Written out: a library's list may change.
HOLIDAYS = frozenset(
    date.fromisoformat(day)
    for day in (
        "2016-12-26",
        "2017-01-06",
        "2017-04-14",
        "2017-04-17",
        "2017-05-01",
        "2017-05-25",
        "2017-06-06",
        "2017-06-23",
        "2017-12-25",
        "2017-12-26",
        "2018-01-01",
        "2018-03-30",
        "2018-04-02",
        "2018-05-01",
        "2018-05-10",
    )
)
JULY = 7  # clinics close, people travel: everything is slower

Entry = dict[str, Any]
T = TypeVar("T")


class Dice:
    """A seeded source of choices; `part` gives each person dice of their own, so that one change stays local."""

    def __init__(self, part: int) -> None:
        self._random = Random(SEED * 1000 + part)  # made-up people, not secrets

    def chance(self, share: float) -> bool:
        """True in that share of the throws (0 to 1)."""
        return self._random.random() < share

    def between(self, low: int, high: int) -> int:
        """A whole number from low to high, both included."""
        return low + int(self._random.random() * (high - low + 1))

    def pick(self, options: Sequence[T]) -> T:
        """One of the options, each as likely."""
        return options[self.between(0, len(options) - 1)]

    def weigh(self, options: Sequence[tuple[T, int]]) -> T:
        """One of the options, as likely as its weight."""
        left = self.between(1, sum(weight for _, weight in options))
        for option, weight in options:
            left -= weight
            if left <= 0:
                return option
        raise AssertionError("weights are positive")

    def deal(self, cards: Sequence[T]) -> list[T]:
        """The cards in a random order (Fisher-Yates)."""
        dealt = list(cards)
        for last in range(len(dealt) - 1, 0, -1):
            other = self.between(0, last)
            dealt[last], dealt[other] = dealt[other], dealt[last]
        return dealt


def is_working(day: date) -> bool:
    """Whether offices are open that day."""
    return day.weekday() < SATURDAY and day not in HOLIDAYS


def working(day: date) -> date:
    """That day, or the first working day after it."""
    while not is_working(day):
        day += timedelta(days=1)
    return day


def working_before(day: date) -> date:
    """That day, or the last working day before it."""
    while not is_working(day):
        day -= timedelta(days=1)
    return day


def after(day: date, days: int) -> date:
    """The first working day at least that many days later."""
    return working(day + timedelta(days=days))


def months_after(day: date, months: int) -> date:
    """The same day that many calendar months later, or the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def clock(day: date, minutes: int) -> datetime:
    """That many minutes past midnight, Swedish time."""
    return datetime.combine(day, time(minutes // 60, minutes % 60), STOCKHOLM)


def moment(on: date | datetime) -> datetime:
    """The instant that `on` counts as: a date is the start of its day."""
    return on if isinstance(on, datetime) else clock(on, 0)


@dataclass(eq=False)
class Draft:
    """An entry on its way into the file: its number is not yet known, nor that of the entry it strikes."""

    on: date | datetime
    body: Entry
    strikes: Draft | None = None


class Diary:
    """The entries of one participant, or with no participant of the programme itself."""

    def __init__(self, prefix: str, dice: Dice, *, participant: bool = True) -> None:
        self.prefix = prefix
        self.dice = dice
        self._participant = participant
        self._drafts: list[Draft] = []

    def write(self, kind: str, on: date | datetime, by: str, /, *, late: int | None = None, **keys: object) -> Draft:
        """One entry; keys that are None are left out. `late`: recorded that many days afterwards (0: the same day)."""
        head: Entry = {"type": kind}
        if self._participant:
            head["participant"] = self.prefix
        body = head | {"on": on.isoformat(), "by": by, "recorded": self._recorded(on, late).isoformat()}
        draft = Draft(on, body | {key: value for key, value in keys.items() if value is not None})
        self._drafts.append(draft)
        return draft

    def strike(self, wrong: Draft, on: date, by: str, reason: str) -> None:
        """Take back an earlier entry."""
        self.write("struck", on, by, late=0, reason=reason).strikes = wrong

    def entries(self) -> list[tuple[datetime, Entry]]:
        """What was written, in the order it happened, numbered, each with its moment."""
        ordered = sorted(self._drafts, key=lambda draft: moment(draft.on))  # a stable sort keeps the order of writing
        names = {id(draft): f"{self.prefix}-{number:03d}" for number, draft in enumerate(ordered, 1)}
        for draft in ordered:
            draft.body["entry"] = names[id(draft)]
            if draft.strikes is not None:
                draft.body["strikes"] = names[id(draft.strikes)]
        return [(moment(draft.on), draft.body) for draft in ordered]

    def _recorded(self, on: date | datetime, late: int | None) -> datetime:
        day = on.date() if isinstance(on, datetime) else on
        if late is None:
            late = self.dice.weigh([(0, 70), (1, 20), (2, 5), (4, 3), (self.dice.between(12, 30), 2)])
        written = min(working(day + timedelta(days=late)), max(day, LAST)) if late else day
        minutes = self.dice.between(8 * 60, 16 * 60) if late else self.dice.between(12 * 60, 16 * 60 + 40)
        if isinstance(on, datetime) and written == day:
            minutes = on.hour * 60 + on.minute + self.dice.between(15, 90)
        return clock(written, minutes)
