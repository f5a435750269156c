"""The wiring of staff sign-in: settings to the door that pages for staff ask, and the entrance in front of it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta

from app import settings
from app.signin import demo
from app.signin.door import Door
from app.signin.entrance import Entrance
from app.signin.rendering import Pages
from app.signin.trace import Trace
from bots.texts.catalogue import Texts
from journey.engine.staff.sessions import StaffLengths, StaffSessions
from services.office import Office


def entrance(office: Office, texts: Texts) -> Entrance:
    """The entrance of one process."""
    engine = office.engine
    sessions = StaffSessions(engine.store, engine.vault, lengths())
    door = Door(office, sessions, office.public_url.startswith("https://"), Trace(office))
    return Entrance(door, Pages(door, texts))


def demo_links(entrance: Entrance, people: Collection[str]) -> list[tuple[str, str]]:
    """A link for each post of these people, which opens the desk once: the post's name, and the address."""
    return [(post.staff, url) for post, url in demo.links(entrance, people)]


def lengths() -> StaffLengths:
    """How long sessions of staff last."""
    return StaffLengths(
        idle=timedelta(minutes=settings.number(settings.STAFF_IDLE_MINUTES)),
        whole=timedelta(hours=settings.number(settings.STAFF_HOURS)),
        step_up=timedelta(minutes=settings.number(settings.STEP_UP_MINUTES)),
    )
