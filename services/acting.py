"""The same store as commands know it, at this moment, for somebody who acts at their desk."""

from __future__ import annotations

from services.office import Office
from services.opened import Journey
from services.permissions import Actor


def journey_of(office: Office, actor: Actor) -> Journey:
    """What a service takes that commands use as well."""
    return Journey(office.engine, office.projector, office.clock(), actor)
