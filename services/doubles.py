"""Referrals that may be one person's, by what makes people alike. Only colleagues and an address's owner are told.

Whoever refers themself learns nothing of it: else anybody could ask whether an address is known here. Who is alike is
the engine's to say (`journey.engine.likenesses`); nobody in hiding is like anybody.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from uuid import UUID

from journey.domain import addresses as spelling
from services import addresses
from services.office import Office
from services.people import Person


def others(office: Office, person: Person) -> list[Person]:
    """Who else in the programme may be this person, the earliest first."""
    alike = set[UUID]().union(*_groups(office, person.programme.id, {person.stream}))
    people = [office.person(stream) for stream in alike - {person.stream}]
    return sorted(people, key=lambda one: one.log[0].recorded)


def repeats(office: Office, programme: str, streams: Sequence[UUID]) -> dict[UUID, UUID]:
    """Of these people, those who may be the same as somebody before them: with the first of each."""
    groups, first = _groups(office, programme, streams), dict[int, UUID]()
    same: dict[UUID, UUID] = {}
    for stream in streams:
        place = next((number for number, group in enumerate(groups) if stream in group), None)
        if place is not None and first.setdefault(place, stream) != stream:
            same[stream] = first[place]
    return same


def opens_another(office: Office, person: Person) -> bool:
    """Whether an address that this person has proved to be theirs opens another chat too."""
    mine = addresses.ways(office, person, "whether they are here twice")
    chatting = [one for one in others(office, person) if office.engine.chats.find(stream=one.stream, channel="webchat")]
    theirs = [way for other in chatting for way in addresses.ways(office, other, "the same person")]
    return any(spelling.same(one.text, other.text) for one in mine for other in theirs)


def _groups(office: Office, programme: str, of: Collection[UUID]) -> list[set[UUID]]:
    """People who may be one of these, also by way of a third: two and more in each."""
    groups: list[set[UUID]] = []
    for sharing in _sharing(office, programme, set(of)):
        joined = set(sharing).union(*(one for one in groups if not one.isdisjoint(sharing)))
        groups = [*_apart(groups, sharing), joined]
    return groups


def _sharing(office: Office, programme: str, of: set[UUID]) -> list[tuple[UUID, ...]]:
    """Everybody alike these, or alike somebody who is."""
    with office.engine.store.read() as connection:
        while True:
            sharing = [one.streams for one in office.engine.likenesses.alike(connection, programme, of=of)]
            reached = of.union(*sharing)
            if reached == of:
                return sharing
            of = reached


def _apart(groups: Iterable[set[UUID]], sharing: Iterable[UUID]) -> list[set[UUID]]:
    return [one for one in groups if one.isdisjoint(sharing)]
