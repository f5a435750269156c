"""Says what the read models' tables lack of the columns and indexes that this program gives them."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from journey.engine.migrations import shape
from projections.live import tables


def missing(connection: Connection) -> list[str]:
    """What is missing, by name; nothing where the next start makes them anew: none yet, or of an older program."""
    place = tables.position
    if not sa.inspect(connection).has_table(place.name):
        return []
    query = sa.select(place.c.position).where(place.c.name == tables.SHAPE_NAME)
    if connection.execute(query).scalar() != tables.SHAPE:
        return []
    return shape.missing(connection, tables.metadata)
