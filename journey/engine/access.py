"""Who may do what: deny by default. Permissions read `area:resource:action`.

The chat asks here before it shows or writes anything on a colleague's behalf. Protected identity narrows every
reading of a person to the named coach.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from journey.domain.errors import NotAllowed
from journey.domain.team import SUPERVISOR


class Permission(StrEnum):
    """Everything that has to be permitted."""

    READ_PERSON = "people:identity:read"
    READ_FACTS = "people:facts:read"
    WRITE_FACTS = "people:facts:write"
    TAKE_PERSON = "people:caseload:take"
    ASSIGN = "people:caseload:assign"
    WAIVE = "rules:deadline:waive"
    ACKNOWLEDGE = "alerts:alert:acknowledge"
    DECIDE_ERASURE = "people:erasure:decide"
    OFFER_PLACE = "people:place:offer"
    READ_TEAM = "team:work:read"


_COACH_OF_ALL = frozenset({Permission.TAKE_PERSON})
_COACH_OF_OWN = frozenset(
    {Permission.READ_PERSON, Permission.READ_FACTS, Permission.WRITE_FACTS, Permission.ACKNOWLEDGE}
)
ROLES: Mapping[str, tuple[frozenset[Permission], frozenset[Permission]]] = {
    "coach": (_COACH_OF_ALL, _COACH_OF_OWN),
    "supervisor": (frozenset(Permission) - {Permission.TAKE_PERSON}, frozenset()),
}
"""For each role what it may do with anybody, and what only with its own: those it is named for or deputises for."""


def may(actor: str, permission: Permission, *, own: bool = False, protected: bool = False, named: bool = False) -> bool:
    """Whether `coach:REF` or `supervisor:REF` may do this.

    `own`: the person is theirs, by name or as a deputy; `named`: by name; `protected`: the person lives under
    protected identity, and then only the named coach may read who they are.
    """
    everybody, of_own = ROLES.get(actor.partition(":")[0], (frozenset[Permission](), frozenset[Permission]()))
    if permission is Permission.READ_PERSON and protected:
        return named and permission in of_own
    return permission in everybody or (own and permission in of_own)


def check(
    actor: str, permission: Permission, *, own: bool = False, protected: bool = False, named: bool = False
) -> None:
    """Raise NotAllowed where `may` says no."""
    if not may(actor, permission, own=own, protected=protected, named=named):
        raise NotAllowed(f"{actor.partition(':')[0] or 'nobody'} may not: {permission} is missing")


def is_supervisor(actor: str) -> bool:
    """Whether the actor leads the coaches."""
    return actor.partition(":")[0] == SUPERVISOR
