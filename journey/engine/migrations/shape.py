"""Compares the tables a database has with those the program declares, and names what is missing."""

from __future__ import annotations

from collections.abc import Iterator

import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlalchemy.engine.interfaces import ReflectedIndex


def missing(connection: Connection, metadata: sa.MetaData) -> list[str]:
    """Every table, column, key and index that is declared and not there, named as a person would look for it."""
    look = sa.inspect(connection)
    there = set(look.get_table_names())
    lacking = []
    for table in metadata.sorted_tables:
        if table.name not in there:
            lacking.append(f"table {table.name}")
            continue
        lacking += [f"column {table.name}.{name}" for name in _missing_columns(look, table.name, table.columns.keys())]
        lacking += [f"{what} of {table.name}" for what in _missing_keys(look, table)]
    return lacking


def missing_of_log(connection: Connection, events: sa.TableClause) -> list[str]:
    """The same of the events table, which the library makes at the first start: columns alone."""
    look = sa.inspect(connection)
    if not look.has_table(events.name):
        return []
    declared = [name for name in events.columns.keys() if name != "rowid"]  # noqa: SIM118  # columns are no dict
    return [f"column {events.name}.{name}" for name in _missing_columns(look, events.name, declared)]


def _missing_columns(look: sa.Inspector, table: str, declared: list[str]) -> list[str]:
    """The columns that a table should have and has not."""
    there = {column["name"] for column in look.get_columns(table)}
    return [name for name in declared if name not in there]


def _missing_keys(look: sa.Inspector, table: sa.Table) -> Iterator[str]:
    if set(look.get_pk_constraint(table.name)["constrained_columns"]) != set(table.primary_key.columns.keys()):
        yield "primary key"
    indexes = look.get_indexes(table.name)
    names = {index["name"] for index in indexes}
    yield from sorted(f"index {index.name}" for index in table.indexes if index.name not in names)
    unique = _unique(look, table.name, indexes)
    for constraint in table.constraints:
        if isinstance(constraint, sa.UniqueConstraint) and frozenset(constraint.columns.keys()) not in unique:
            yield f"unique {', '.join(constraint.columns.keys())}"


def _unique(look: sa.Inspector, table: str, indexes: list[ReflectedIndex]) -> set[frozenset[str | None]]:
    constraints = {frozenset[str | None](each["column_names"]) for each in look.get_unique_constraints(table)}
    return constraints | {frozenset(index["column_names"]) for index in indexes if index["unique"]}
