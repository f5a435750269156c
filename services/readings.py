"""What is read by whoever sits at no chat: asked of the table of permissions, kept in the access log, and narrowed.

An operator at the command line today; clients of the API come here with their own actor. Of people under protected
identity a list says that they exist, and no more, until somebody says why they must be read.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any
from uuid import UUID

from sqlalchemy.engine import Connection

from journey.domain.errors import CheckFailed, WrongInput
from journey.engine.people import CHANGED, erased_label, protected_label
from journey.engine.reading_rows import Whom
from projections.live import lists
from services.opened import Journey
from services.permissions import Bond, Permission, check, may

Record = dict[str, Any]

KEPT = ("participant", "programme", "place", "turn", "coach", "to", "rule", "kind", "status", "status_then", "became")
"""What a row about somebody protected still says: that there is one, how it stands, and whose task it is; no day."""


def permit(journey: Journey, permission: Permission) -> None:
    """Raise NotAllowed where whoever asks may not do this at all. Each command asks before it reads anything."""
    check(journey.actor, permission)


def may_know(journey: Journey, permission: Permission = Permission.READ_FACTS, *, protected: bool = True) -> bool:
    """Whether whoever asks may do this with somebody who lives under protected identity (or does not)."""
    return may(journey.actor, permission, Bond(protected=protected))


def note(journey: Journey, streams: Iterable[UUID], what: Collection[str], command: str) -> None:
    """Keep that whoever acts has read this of these people, with the command and the reason they gave: one reading."""
    note_each(journey, dict.fromkeys(streams, what), command)


def note_each(journey: Journey, whom: Whom, command: str) -> None:
    """The same where not the same was read of everybody."""
    why = f"{command}: {journey.actor.reason}" if journey.actor.reason else command
    journey.engine.access.note(journey.begun or journey.now, journey.actor.recorded, whom, why)


def somebody(
    journey: Journey, connection: Connection, reference: str, programme: str | None, sender: str | None
) -> tuple[UUID, str]:
    """The stream and programme of whom a reference, or a label of an erased or protected person, means.

    Else WrongInput; so too where they live under protected identity and no reason was given for reading them. Raises
    NotAllowed where whoever asks reads nobody.
    """
    permit(journey, Permission.READ_FACTS)
    stream, where = _labelled(connection, reference, programme) or journey.engine.people.find(
        connection, reference, programme, sender
    )
    if stream in lists.protected(connection) and not may_know(journey):
        raise WrongInput("PARTICIPANT: lives under protected identity; say with --reason why you must read this")
    return stream, where


def _labelled(connection: Connection, reference: str, programme: str | None) -> tuple[UUID, str] | None:
    """Whom `erased-…` or `protected-…` means, of that programme."""
    kind = reference.partition("-")[0]
    labels = {"erased": (erased_label, lists.erased), "protected": (protected_label, lists.protected)}
    if kind not in labels:
        return None
    label, people = labels[kind]
    return next(
        (
            (stream, where)
            for stream, where in people(connection).items()
            if label(stream) == reference and programme in (None, where)
        ),
        None,
    )


def references(journey: Journey, connection: Connection) -> dict[UUID, str]:
    """What everybody is called; of whoever is protected, where no reason was given, a label that says no more.

    It is no reading yet: whoever shows some of it notes whom it shows.
    """
    permit(journey, Permission.READ_IDENTITY)
    called = journey.engine.people.references(connection)
    if not may_know(journey, Permission.READ_IDENTITY):
        called |= {stream: protected_label(stream) for stream in lists.protected(connection)}
    return called


def reference(journey: Journey, stream: UUID) -> str:
    """What somebody is called who was not among them: met since, or erased. Raises CheckFailed where neither is so."""
    with journey.engine.store.read() as connection:
        called = journey.engine.people.references(connection, [stream]).get(stream)
        if called is None and not journey.engine.log.says_erased(stream, connection):
            raise CheckFailed(CHANGED)
    return called or erased_label(stream)


def in_hiding(journey: Journey, connection: Connection) -> set[UUID]:
    """Those of whom whoever asks may know no more than that they exist."""
    return set() if may_know(journey) else set(lists.protected(connection))


def narrow(records: Iterable[Record], labels: Collection[str | None]) -> list[Record]:
    """The rows of a list; about whom `labels` names nothing but `KEPT`, and last: their order would tell when."""
    open_, closed = list[Record](), list[Record]()
    for record in records:
        if record.get("participant") not in labels:
            open_.append(record)
            continue
        closed.append({key: value if key in KEPT else None for key, value in record.items()})
    return open_ + sorted(closed, key=lambda record: (record["participant"], str(record.get("rule"))))
