"""Members of staff as persons: which posts somebody holds now, what they are called, and by whom an address is used.

A reference names one person in the whole installation: `coach:anna` and `supervisor:anna` are two posts of one Anna.
"""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from journey.domain import addresses as spelling
from journey.domain.events.staff import StaffAdded, StaffDisabled, StaffName
from journey.engine.decisions import engine_event
from journey.engine.people import programme_stream
from services.office import Office
from services.permissions import STAFF, Actor, Role


@dataclass(frozen=True, slots=True, order=True)
class Post:
    """One role in one programme, of the person with that reference."""

    programme: str
    role: Role
    person: str

    @property
    def staff(self) -> str:
        """As the log names it: `coach:REF`."""
        return f"{self.role}:{self.person}"

    @property
    def actor(self) -> Actor:
        """Whoever acts in this post."""
        return Actor(self.role, self.person, self.programme)


def posts(office: Office, person: str) -> tuple[Post, ...]:
    """Every post somebody holds today: let in, not disabled, and not left. By programme, then by role."""
    held = [
        Post(programme, role, person)
        for programme in office.engine.in_use()
        for role in STAFF
        if office.crew(programme).works(f"{role}:{person}")
    ]
    return tuple(sorted(held, key=lambda post: (post.programme, STAFF.index(post.role))))


def name_of(office: Office, held: tuple[Post, ...]) -> str:
    """What the holder of these posts is called: the name they were let in with, else their reference."""
    names = (office.staff_name(post.programme, post.staff) for post in held)
    return next((name for name in names if name != held[0].person), held[0].person if held else "")


def by_address(office: Office, address: str) -> dict[str, str]:
    """The people at work whose mail address this is, each with the address as it was told."""
    known: dict[str, str] = {}
    for programme in office.engine.in_use():
        crew = office.crew(programme)
        for staff in sorted(crew.members):
            email = office.staff_email(programme, staff) if crew.works(staff) else None
            if email and spelling.same(email, address):
                known.setdefault(staff.partition(":")[2], email)
    return known


def may_be_let_in(office: Office, post: Post) -> bool:
    """Whether a provider's word may let somebody into a post: nobody has let them in, or put them out, by hand."""
    history = office.programme_history(post.programme)
    named = (event.fact for event in history.dealings if isinstance(event.fact, StaffAdded | StaffDisabled))
    return _is_name(post.staff) and all(fact.staff != post.staff for fact in named)


def let_in(office: Office, post: Post, name: str | None) -> None:
    """Record that the provider has let somebody into a post; the log names `system` as who did it."""
    stream = programme_stream(post.programme)
    with office.engine.store.write() as connection:
        office.engine.vault.ensure(connection, [stream])
    fact = StaffAdded(staff=post.staff, name=name)
    office.engine.write(
        stream,
        lambda log: (
            [engine_event(stream, len(log) + 1, post.programme, fact, office.clock(), "system")]
            if not any(getattr(one.fact, "staff", None) == post.staff for one in log)
            else []
        ),
    )
    office.projector.follow()


def _is_name(staff: str) -> bool:
    try:
        msgspec.convert(staff, StaffName)
    except msgspec.ValidationError:
        return False
    return True
