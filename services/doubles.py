"""Referrals that may be one person's: they were given the same address. Only colleagues are told, and the owner of it.

Whoever refers themself learns nothing of it: else anybody could ask whether an address is known here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from uuid import UUID

from journey.domain import addresses as spelling
from services import addresses
from services.office import Office
from services.people import Person


def others(office: Office, person: Person) -> list[Person]:
    """Who else in the programme gave an address of this person's, the earliest first; of people in hiding nobody."""
    if person.protected:
        return []
    group = next((one for one in _groups(office, person.programme.id) if person.stream in one), {person.stream})
    people = [office.person(stream) for stream in group - {person.stream}]
    return sorted((one for one in people if not one.protected), key=lambda one: one.log[0].recorded)


def repeats(office: Office, programme: str, streams: Sequence[UUID]) -> dict[UUID, UUID]:
    """Of these people, those who may be the same as somebody before them: with the first of each.

    Somebody in hiding is never one of them.
    """
    groups, first = _groups(office, programme), dict[int, UUID]()
    same: dict[UUID, UUID] = {}
    for stream in streams:
        place = next((number for number, group in enumerate(groups) if stream in group), None)
        if place is None or office.person(stream).protected:
            continue
        if first.setdefault(place, stream) != stream:
            same[stream] = first[place]
    return same


def opens_another(office: Office, person: Person) -> bool:
    """Whether an address that this person has proved to be theirs opens another chat too."""
    mine = addresses.ways(office, person, "whether they are here twice")
    theirs = [way for other in others(office, person) for way in addresses.ways(office, other, "the same person")]
    return any(spelling.same(one.text, other.text) for one in mine for other in theirs)


def _groups(office: Office, programme: str) -> list[set[UUID]]:
    """People of the programme who share addresses, also by way of a third: two and more in each."""
    groups: list[set[UUID]] = []
    for sharing in office.doors.shared(programme):
        joined = set(sharing).union(*(one for one in groups if not one.isdisjoint(sharing)))
        groups = [*_apart(groups, sharing), joined]
    return groups


def _apart(groups: Iterable[set[UUID]], sharing: set[UUID]) -> list[set[UUID]]:
    return [one for one in groups if one.isdisjoint(sharing)]
