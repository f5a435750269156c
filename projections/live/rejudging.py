"""Deadlines judged again under other rules: who would stand otherwise."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from journey.domain.history import History
from journey.domain.rulebook import RuleBook
from journey.domain.rules import deadlines
from journey.engine.engine import Engine
from projections.live.replay import View, people, team


def rejudged(
    engine: Engine,
    view: View,
    books: dict[str, RuleBook],
    name: Callable[[UUID | None], str | None],
    programme: str | None,
    *,
    before: dict[str, RuleBook] | None = None,
) -> list[dict[str, Any]]:
    """The deadlines whose status other rules would change: how they stand under the rules of their time, and then.

    `before` are the rules to compare with, where those are not the ones in force.
    """
    standing = before or dict(engine.books)
    changes: list[dict[str, Any]] = []
    with engine.store.read() as connection:
        for person in people(engine, connection, view, programme):
            changes += _changed(
                standing, person.programme, person.history, view, books, name(person.stream), "participant"
            )
        for programme_id in engine.books:
            if programme in (None, programme_id):
                programme_history = team(engine, connection, view, programme_id)
                changes += _changed(standing, programme_id, programme_history, view, books, None, "programme")
    changes.sort(key=lambda row: (row["participant"] or "", row["rule"], str(row["opened"]), row["occurrence"]))
    return changes


def _changed(
    standing: dict[str, RuleBook],
    programme: str,
    history: History,
    view: View,
    books: dict[str, RuleBook],
    participant: str | None,
    level: str,
) -> list[dict[str, Any]]:
    ordinary = standing.get(programme)
    if ordinary is None:
        return []
    then = {
        (deadline.rule, deadline.occurrence): deadline for deadline in deadlines(history, ordinary, view.as_of, level)
    }
    other = {
        (deadline.rule, deadline.occurrence): deadline
        for deadline in deadlines(history, books[programme], view.as_of, level)
    }
    changes = []
    for key in sorted(then.keys() | other.keys()):
        before, after = then.get(key), other.get(key)
        if (before and before.status) == (after and after.status):
            continue
        some = after or before
        changes.append(
            {
                "participant": participant,
                "episode": some.episode if some else None,
                "rule": key[0],
                "occurrence": key[1],
                "opened": some.opened if some else None,
                "status_then": before.status if before else None,
                "due_then": before.due if before else None,
                "status": after.status if after else None,
                "due": after.due if after else None,
            }
        )
    return changes
