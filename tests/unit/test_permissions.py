"""Who may do what: every cell of the table, said a second time, and what ties an actor to a person."""

from itertools import product
from uuid import UUID

import pytest

from journey.domain.errors import NotAllowed
from services.permissions import PERSONAL, STAFF, TABLE, Actor, Bond, Permission, Reach, Role, check, may

ROLES = tuple(Role)
SAID = """
                      participant coach    supervisor evaluator dpo admin operator client system
desk:page:read        -           all      all        all       all all   -        -      -
people:identity:read  own         working  all        -         -   -     logged   scoped all
people:facts:read     own         working  all        coded     -   -     logged   scoped all
people:facts:write    own         working  all        -         -   -     all      scoped all
people:referral:write own         all      all        -         -   -     all      scoped -
people:caseload:take  -           all      -          -         -   -     -        -      -
people:caseload:assign -          -        all        -         -   -     behalf   behalf -
people:cap:pass       -           -        all        -         -   -     behalf   behalf -
people:place:offer    -           -        all        -         -   -     -        -      -
people:address:prove  own         caseload all        -         -   -     -        -      -
people:raised:read    -           caseload all        -         -   -     -        -      -
people:facts:strike   own         own      all        -         -   -     all      own    -
rules:deadline:waive  -           -        all        -         -   -     behalf   behalf -
programme:meeting:write -         all      all        -         -   -     all      scoped -
programme:team:write  -           -        all        -         -   all   all      scoped -
programme:written:read -          -        all        -         -   -     logged   scoped -
alerts:alert:read     -           caseload all        coded     -   -     logged   scoped -
alerts:alert:acknowledge -        caseload all        -         -   -     -        -      -
alerts:task:take      -           caseload all        -         -   -     -        -      -
reports:report:read   own         caseload all        coded     -   -     all      scoped -
reports:export:write  own         -        all        coded     -   -     all      scoped -
audit:log:verify      -           -        all        coded     all -     all      -      -
audit:checkpoint:write -          -        -          -         -   all   all      -      all
people:erasure:ask    own         -        -          -         -   -     -        -      -
people:erasure:decide -           -        all        -         -   -     -        -      -
people:erasure:write  -           -        -          -         all -     all      -      -
access:log:read       own         -        -          -         all -     logged   -      -
access:log:review     -           -        -          -         all -     behalf   -      -
people:glass:break    -           -        all        -         -   -     -        -      -
office:staff:write    -           -        -          -         -   all   all      -      -
office:system:write   -           -        -          -         -   all   all      -      -
"""
"""The table of who may do what, as people agreed on it; `-` is nobody."""

ANNA = Actor.staff("coach:anna", "hudiksvall")
EVA = Actor.staff("supervisor:eva", "hudiksvall")
OWN, DEPUTISED, SECOND, STRANGER = Bond(own=True), Bond(deputised=True), Bond(second=True), Bond()


def cells() -> dict[tuple[Permission, Role], str]:
    head, *rows = SAID.strip().splitlines()
    return {
        (Permission(name), Role(role)): reach
        for name, *reaches in map(str.split, rows)
        for role, reach in zip(head.split(), reaches, strict=True)
    }


def actor(role: Role) -> Actor:
    """Somebody of that role, with everything that a reach may ask for."""
    return Actor(role, "kim", stream=UUID(int=1), scopes=frozenset(Permission), behalf="supervisor:eva")


def test_every_cell_is_as_agreed() -> None:
    written = {(p, role): TABLE[p].get(role, "-") for p, role in product(Permission, Role)}
    assert {cell: str(reach) for cell, reach in written.items()} == cells()


def test_a_cell_permits_those_it_names_and_nobody_else() -> None:
    wrong = []
    for (permission, role), reach in cells().items():
        for bond in (OWN, DEPUTISED, SECOND, STRANGER):
            caseload = bond.own or bond.deputised
            ties = {"-": False, "own": bond.own, "caseload": caseload, "working": caseload or bond.second}
            expected = ties.get(reach, True)
            if may(actor(role), permission, bond) != expected:
                wrong.append((permission, role, bond))
    assert not wrong


def test_who_is_not_admitted_may_do_nothing_whatever_ties_them_to_a_person() -> None:
    gone = Bond(admitted=False, own=True, deputised=True, glass=True)
    assert not [cell for cell in cells() if may(actor(cell[1]), cell[0], gone)]


@pytest.mark.parametrize("name", ["", "participant", "coach", "Coach:anna", "system", "operator:kim", "coach:"])
def test_a_session_that_names_no_colleague_may_do_nothing(name: str) -> None:
    nobody = Actor.staff(name, "hudiksvall")
    assert not [permission for permission in Permission if may(nobody, permission, OWN)]


def test_a_client_may_do_what_its_own_scopes_say() -> None:
    client = Actor(Role.client, "journal", scopes=frozenset({Permission.READ_FACTS}))
    scoped = {permission for (permission, role), reach in cells().items() if (role, reach) == (Role.client, "scoped")}
    assert {permission for permission in scoped if may(client, permission)} == {Permission.READ_FACTS}


@pytest.mark.parametrize("role", [Role.operator, Role.client])
def test_what_only_a_supervisor_decides_is_done_for_one_who_is_named(role: Role) -> None:
    nobody, named = Actor(role, "kim"), Actor(role, "kim", behalf="supervisor:eva")
    behalf = [permission for (permission, of), reach in cells().items() if (of, reach) == (role, Reach.behalf)]
    assert behalf
    assert not any(may(nobody, permission) for permission in behalf)
    assert all(may(named, permission) for permission in behalf)


def test_under_protected_identity_the_named_coach_alone_reads_and_writes() -> None:
    hidden = Bond(own=True, protected=True)
    assert all(may(ANNA, permission, hidden) for permission in PERSONAL)
    others = [
        (ANNA, Bond(deputised=True, protected=True)),
        (ANNA, Bond(second=True, protected=True)),
        (EVA, Bond(protected=True)),
    ]
    assert not any(may(who, permission, bond) for who, bond in others for permission in PERSONAL)


def test_a_broken_glass_shows_a_supervisor_what_is_hidden() -> None:
    assert may(EVA, Permission.READ_IDENTITY, Bond(protected=True, glass=True))


def test_an_operator_reads_somebody_protected_only_with_a_reason() -> None:
    assert not may(Actor(Role.operator, "kim"), Permission.READ_IDENTITY, Bond(protected=True))
    assert may(Actor(Role.operator, "kim", reason="a court asks"), Permission.READ_IDENTITY, Bond(protected=True))


def test_the_log_names_colleagues_and_operators() -> None:
    assert [ANNA.recorded, Actor(Role.operator, "kim").recorded, Actor(Role.participant).recorded] == [
        "coach:anna",
        "operator:kim",
        "participant",
    ]


def test_staff_add_knows_every_role_of_a_colleague() -> None:
    assert set(Role) - set(STAFF) == {Role.participant, Role.operator, Role.client, Role.system}


def test_what_is_not_permitted_is_refused_without_naming_anybody() -> None:
    with pytest.raises(NotAllowed, match=r"^coach may not: rules:deadline:waive is missing$"):
        check(ANNA, Permission.WAIVE)
