"""Who may do what: every cell of the table, said a second time."""

import pytest
from journey.engine.access import Permission, check, may

from journey.domain.errors import NotAllowed

P = Permission
COACH, SUPERVISOR = "coach:anna", "supervisor:eva"
ALWAYS, OWN, NEVER = "always", "own", "never"
TABLE = {
    P.READ_PERSON: (OWN, ALWAYS),
    P.READ_FACTS: (OWN, ALWAYS),
    P.WRITE_FACTS: (OWN, ALWAYS),
    P.TAKE_PERSON: (ALWAYS, NEVER),
    P.ASSIGN: (NEVER, ALWAYS),
    P.WAIVE: (NEVER, ALWAYS),
    P.ACKNOWLEDGE: (OWN, ALWAYS),
    P.DECIDE_ERASURE: (NEVER, ALWAYS),
    P.OFFER_PLACE: (NEVER, ALWAYS),
    P.READ_TEAM: (NEVER, ALWAYS),
}


def test_every_permission_has_a_row() -> None:
    assert set(TABLE) == set(Permission)


@pytest.mark.parametrize("permission", Permission)
@pytest.mark.parametrize("role", [0, 1], ids=["coach", "supervisor"])
@pytest.mark.parametrize("own", [False, True])
def test_a_role_may_do_what_the_table_says_and_nothing_else(permission: Permission, role: int, own: bool) -> None:
    actor, said = (COACH, SUPERVISOR)[role], TABLE[permission][role]
    assert may(actor, permission, own=own) == (said == ALWAYS or (said == OWN and own))


@pytest.mark.parametrize("permission", Permission)
@pytest.mark.parametrize("actor", ["", "participant", "evaluator:kim", "admin", "coach", "Coach:anna", "system"])
def test_nobody_else_may_do_anything_in_the_chat(permission: Permission, actor: str) -> None:
    assert not may(actor, permission) or actor == "coach"  # a coach without a name has nobody of their own
    if actor != "coach":
        assert not may(actor, permission, own=True, named=True)


@pytest.mark.parametrize("actor", [COACH, SUPERVISOR])
def test_who_lives_under_protected_identity_is_known_to_the_named_coach_alone(actor: str) -> None:
    assert may(actor, P.READ_PERSON, own=True, protected=True, named=True) == (actor == COACH)
    assert not may(actor, P.READ_PERSON, own=True, protected=True)  # a deputy, or the supervisor


def test_what_is_not_permitted_is_refused_without_naming_anybody() -> None:
    with pytest.raises(NotAllowed, match=r"^coach may not: rules:deadline:waive is missing$"):
        check(COACH, P.WAIVE)
