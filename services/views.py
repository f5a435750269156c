"""Ways to look at the list of people that colleagues have saved under a name, for themselves or for everybody there.

A view says which filter, which order, which columns, and nothing about anybody: what is seen by it is what whoever
looks may see.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import uuid4

import sqlalchemy as sa

from journey.domain.errors import NotAllowed, WrongInput
from journey.domain.plain import one_line
from journey.engine import tables
from services.office import Office
from services.permissions import Actor, Permission, ever

LONGEST = 60
"""Letters of a view's name."""
MOST = 30
"""Views that one colleague may have."""

_VIEWS = tables.desk_views


@dataclass(frozen=True, slots=True)
class SavedView:
    """One way to look at the list, under its name."""

    id: str
    name: str
    owner: str
    shared: bool
    show: str
    sort: str
    columns: tuple[str, ...]


def views(office: Office, actor: Actor) -> list[SavedView]:
    """The actor's own views and those that colleagues share, by name."""
    _check(office, actor)
    query = sa.select(_VIEWS).where(_VIEWS.c.programme == actor.programme)
    query = query.where(sa.or_(_VIEWS.c.owner == actor.recorded, _VIEWS.c.shared))
    with office.engine.store.read() as connection:
        rows = connection.execute(query).all()
    known = [_view(row) for row in rows]
    return sorted(known, key=lambda one: (one.owner != actor.recorded, one.name.casefold(), one.id))


def keep(office: Office, actor: Actor, name: str, look: tuple[str, str, Sequence[str]], *, shared: bool) -> None:
    """Save a look - filter, order, columns - under a name; one of that name that the actor has already is changed.

    Raises NotAllowed, and WrongInput where the name is none or the actor has too many.
    """
    _check(office, actor)
    called = one_line(name)
    if not called or len(called) > LONGEST:
        raise WrongInput(f"name: 1 to {LONGEST} letters")
    mine = sa.and_(_VIEWS.c.programme == actor.programme, _VIEWS.c.owner == actor.recorded)
    show, sort, columns = look
    values = {"shared": shared, "show": show, "sort": sort, "columns": ",".join(columns)}
    crew = office.crew(actor.programme or "")
    with office.engine.store.write() as connection:
        gone = _VIEWS.delete().where(_VIEWS.c.programme == actor.programme, ~_VIEWS.c.shared)
        connection.execute(gone.where(_VIEWS.c.owner.not_in(sorted(crew.members))))  # of who works here no more
        if connection.execute(_VIEWS.update().where(mine, _VIEWS.c.name == called).values(values)).rowcount:
            return
        if (connection.execute(sa.select(sa.func.count()).where(mine)).scalar() or 0) >= MOST:
            raise WrongInput(f"name: there are {MOST} already; remove one first")
        common = {"id": uuid4().hex, "programme": actor.programme, "owner": actor.recorded, "name": called}
        connection.execute(_VIEWS.insert().values(common | values))


def remove(office: Office, actor: Actor, view: str) -> None:
    """Take a view away: one's own, and a shared one for whoever leads. Raises NotAllowed for any other."""
    _check(office, actor)
    whose = _VIEWS.c.owner == actor.recorded
    if actor.leads:
        whose = sa.or_(whose, _VIEWS.c.shared)
    query = _VIEWS.delete().where(_VIEWS.c.id == view, _VIEWS.c.programme == actor.programme, whose)
    with office.engine.store.write() as connection:
        if not connection.execute(query).rowcount:
            raise NotAllowed("that view is not there, or somebody else's")


def removable(actor: Actor, view: SavedView) -> bool:
    """Whether the actor may take this view away."""
    return view.owner == actor.recorded or (actor.leads and view.shared)


def _check(office: Office, actor: Actor) -> None:
    """Whoever has a list of people there may have views of it."""
    office.check(actor, Permission.ENTER_DESK)
    if not ever(actor, Permission.READ_IDENTITY):
        raise NotAllowed("there is no list to look at")


def _view(row: sa.Row[tuple[object, ...]]) -> SavedView:
    columns = tuple(one for one in row.columns.split(",") if one)
    return SavedView(row.id, row.name, row.owner, row.shared, row.show, row.sort, columns)
