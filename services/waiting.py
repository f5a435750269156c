"""The waiting list as everybody is told of it: whose turn it is, who has which number, whether all places are taken.

Who counts, and in which order, is decided in `projections.live.waiting` alone.
"""

from __future__ import annotations

from projections.live import waiting
from projections.live.waiting import STATES, Queue
from services.office import Office
from services.people import Person

__all__ = ["STATES", "Queue", "before_newcomers", "people", "place", "queue"]


def queue(office: Office, programme: str) -> Queue:
    """The programme's waiting list as it stands now."""
    with office.engine.store.read() as connection:
        return waiting.today(office.engine, connection, programme, office.today())


def place(office: Office, person: Person) -> int | None:
    """The person's number in the queue, from 1; None where a free place has reached them, or they do not wait."""
    standing = queue(office, person.programme.id)
    number = next((number for number, stream in enumerate(standing.streams, 1) if stream == person.stream), None)
    return None if number is None or standing.turn(number) in (None, True) else number


def before_newcomers(office: Office, programme: str) -> int | None:
    """How many wait before somebody who refers themselves now; None while there is a place for them."""
    standing = queue(office, programme)
    following = len(standing.rows) + 1
    return len(standing.rows) if standing.turn(following) is False else None


def people(office: Office, standing: Queue, first: int, count: int) -> list[tuple[int, Person]]:
    """Some of those who wait, each with their number; `first` is how many are passed over."""
    return list(enumerate(office.people(standing.streams[first : first + count]), first + 1))
