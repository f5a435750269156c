"""Judging a whole history at once, for the properties of rules."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st

from journey.domain.events import Event
from journey.domain.history import History
from journey.domain.rulebook import RuleBook
from journey.domain.rules import Deadline, deadlines
from tests.histories import (
    FIRST_DAY,
)

Key = tuple[str, str, str]

EVER = date.max
ONE_DAY = timedelta(days=1)
days = st.one_of(st.just(EVER), st.dates(FIRST_DAY, date(2020, 12, 31)))
some = settings(max_examples=60, deadline=None)
few = settings(max_examples=25, deadline=None)


def key(deadline: Deadline) -> Key:
    return (deadline.rule, deadline.leg, deadline.occurrence)


def judged(log: Sequence[Event], book: RuleBook, as_of: date = EVER, **cut: Any) -> dict[Key, Deadline]:
    found = deadlines(History(log, as_of=as_of, **cut), book, as_of)
    by_key = {key(deadline): deadline for deadline in found}
    assert len(by_key) == len(found), "an occurrence is judged twice"
    return by_key
