"""Who an operator is in the log: one name however it is spelt, and never one that a participant goes by."""

from __future__ import annotations

import sqlalchemy as sa

from journey.domain.errors import WrongInput
from journey.engine import store as tables
from journey.engine.engine import Engine
from services.permissions import Role

_PREFIX = f"{Role.operator}:"
_RECENT = 20_000
"""Readings in which an earlier spelling is looked for: the log of readings grows for ever, and a command is short."""


def known_name(engine: Engine, name: str) -> str:
    """The name as it stands in the access log already, where it differs in capitals alone; else as it was written."""
    log = tables.reads
    latest = sa.select(log.c.actor).order_by(log.c.piece.desc(), log.c.number.desc()).limit(_RECENT).subquery()
    query = sa.select(latest.c.actor).where(latest.c.actor.like(f"{_PREFIX}%")).distinct()
    with engine.store.read() as connection:
        names = [actor.removeprefix(_PREFIX) for actor in connection.execute(query).scalars()]
    return next((one for one in sorted(names) if one.casefold() == name.casefold()), name)


def refuse_participants(engine: Engine, name: str) -> None:
    """Raise WrongInput where somebody is known by this reference: the log would name them, and say they acted."""
    with engine.store.read() as connection:
        taken = engine.people.anybody(connection, name)
    if taken:
        raise WrongInput("--as: is what a participant is called; write the name of who acts")
