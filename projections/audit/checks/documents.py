"""Holds the sealed files beside the log against what the log says of them: none missing, changed, or of nobody.

Needs nobody's key: the log holds the digest of the sealed bytes. A file that was removed by a fact of the log after it
was kept, or whose person is erased, is not missing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from journey.domain import events as catalogue
from journey.domain.events.documents import DocumentKept, DocumentRemoved
from journey.domain.events.system import Erased
from journey.engine import store as tables
from journey.engine.documents import fingerprint
from journey.engine.store import Store
from projections.audit.checks.findings import EventName, Finding

PREFIX = "document_"
"""How the findings about files are called; the log itself is none of them."""

_TOPICS = [str(cls.__struct_config__.tag) for cls in (DocumentKept, DocumentRemoved, Erased)]


@dataclass(slots=True)
class FilesChecked:
    """How many files are as the log says, and what is wrong with others."""

    whole: int = 0
    findings: list[Finding] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Expected:
    """A file that the log says is kept, and by which event."""

    stream: str
    position: int
    event: EventName


def check_files(store: Store, connection: Connection) -> FilesChecked:
    """Look at every file, one at a time."""
    expected, checked = _expected(store, connection), FilesChecked()
    there = set[str]()
    for digest, stream, key, sealed in _files(connection):
        there.add(digest)
        wanted = expected.get(digest)
        if wanted is None:
            says = f"a sealed file of stream {stream} that no event of the log names, or names no more"
            checked.findings.append(Finding(f"{PREFIX}unknown", says))
        elif fingerprint(stream, key, sealed) != digest or stream != wanted.stream:
            checked.findings.append(_finding("changed", "the sealed file is not what it was when it was kept", wanted))
        else:
            checked.whole += 1
    for digest, wanted in expected.items():
        if digest not in there:
            says = "the file that this event says is kept is gone, and no event says that it was removed"
            checked.findings.append(_finding("missing", says, wanted))
    return checked


def _finding(what: str, says: str, wanted: _Expected) -> Finding:
    return Finding(PREFIX + what, says, position=wanted.position, event=wanted.event)


def _expected(store: Store, connection: Connection) -> dict[str, _Expected]:
    """What the log says is in the store, by digest."""
    kept, erased = dict[tuple[str, str], dict[str, _Expected]](), set[str]()
    for position, event in _told(store, connection):
        stream, fact = event.stream.hex, event.fact
        if isinstance(fact, Erased):
            erased.add(stream)  # whoever was at it in that moment may have kept one after it
        elif isinstance(fact, DocumentRemoved):
            kept.pop((stream, fact.document), None)
        else:
            name = {"stream": stream, "version": event.version, "type": event.type}
            one = _Expected(stream, position, name)
            kept.setdefault((stream, fact.document), {})[fact.digest or f"none at {position}"] = one
    return {digest: one for (stream, _), ones in kept.items() if stream not in erased for digest, one in ones.items()}


def _told(store: Store, connection: Connection) -> Iterator[tuple[int, catalogue.Recorded]]:
    """The events that say something of files, in log order; one that cannot be read is another check's."""
    events = store.events.c
    query = sa.select(store.position.label("position"), events.state).where(events.topic.in_(_TOPICS))
    for position, state in connection.execute(query.order_by(store.position)).all():
        try:
            yield position, catalogue.decode(bytes(state))
        except (msgspec.MsgspecError, UnicodeDecodeError, TypeError):
            continue


def _files(connection: Connection) -> Iterator[tuple[str, str, str, bytes]]:
    table = tables.documents.c
    query = sa.select(table.digest, table.stream, table.key, table.sealed).order_by(table.digest)
    for row in connection.execution_options(stream_results=True).execute(query).yield_per(1):
        yield row.digest, row.stream, row.key, bytes(row.sealed)
