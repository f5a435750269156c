"""Every cell of the table that the chat and the command line serve, tried by whoever the cell is about."""

from dataclasses import replace
from itertools import product
from uuid import UUID

import pytest
import sqlalchemy as sa

from app import operator
from journey.domain.errors import NotAllowed
from journey.domain.events.cooperation import CoCoachAssigned
from journey.domain.events.messages import TaskAcknowledged, TaskOpened
from journey.domain.events.participant import IdentityChanged
from journey.domain.events.requests import ErasureRequested
from journey.domain.events.team import CoachAbsent
from journey.engine import tables
from projections.live.replay import View
from services import readings
from services.permissions import STAFF, TABLE, Actor, Bond, Permission, Role, may
from services.reports import Question, ReportFiles, report_on
from tests.cases import every
from tests.chat.talking import PROGRAMME, Person, Town

PRESSED = {
    Permission.READ_FACTS: "open:{person}",
    Permission.WRITE_FACTS: "contact:{person}",
    Permission.ASSIGN: "assign:{person}",
    Permission.OFFER_PLACE: "queue",
    Permission.DECIDE_ERASURE: "erasure:{person}:refused",
    Permission.TAKE_PERSON: "mine:{free}",
    Permission.PROVE_ADDRESS: "met:{person}:phone:1",
    Permission.READ_RAISED: "raised:{person}:{crisis}",
}
"""What a colleague presses for each permission that the chat serves."""
TOLD_WITHOUT_A_NAME = {
    ("supervisor:eva", Permission.READ_FACTS),
    ("supervisor:eva", Permission.READ_RAISED),
    ("coach:bo", Permission.READ_RAISED),
}
"""Who is told that somebody in hiding exists, or needs a human, and no more."""
WHO = ("coach:anna", "coach:bo", "coach:cy", "coach:di", "supervisor:eva", "evaluator:kim", "dpo:kim", "admin:kim")
"""Anna has the person, Bo stands in for Anna, Cy has nobody, Di is the person's second coach."""
REFUSED = ("får du inte göra", "I chatten finns inget för din roll")


async def town_with(village: Town) -> tuple[dict[str, Person], UUID, UUID, int]:
    people = {name: await village.colleague(name, name.title()) for name in WHO}
    person, free = await village.enrolled(), await village.referred()
    village.record(person.stream, CoCoachAssigned(coach="di"))
    village.record(person.stream, ErasureRequested(), by="participant")
    called = TaskOpened(task="crisis-x", kind="crisis", to=("coach:anna", "supervisor"), chat=str(person.chat))
    opened = village.record(person.stream, called, by="participant")[0]
    village.record(person.stream, TaskAcknowledged(task="crisis-x", done=False), by="supervisor:eva")
    return people, person.stream, free.stream, opened.version


def tied(name: str, *, protected: bool, absent: bool) -> Bond:
    return Bond(
        own=name == "coach:anna",
        deputised=absent and name == "coach:bo",
        second=name == "coach:di",
        protected=protected,
    )


async def wrong_cells(village: Town, *, protected: bool = False, absent: bool = False) -> list[tuple[str, str]]:
    colleagues, person, free, crisis = await town_with(village)
    if absent:
        village.record(None, CoachAbsent(coach="anna", until=village.clock().date(), deputy="bo"))
    if protected:
        village.record(person, IdentityChanged(identity="protected"))
    wrong = []
    for name, (permission, data) in product(WHO, PRESSED.items()):
        if (name, permission) == ("coach:anna", Permission.TAKE_PERSON):
            continue  # whoever takes first has them: Bo's turn
        meant = data.format(person=person.hex, free=free.hex, crisis=crisis)
        said = await village.press_old(colleagues[name], f"staff:{meant}")
        refused = any(words in said for words in REFUSED)
        bond = Bond() if permission is Permission.TAKE_PERSON else tied(name, protected=protected, absent=absent)
        hidden = protected and (name, permission) in TOLD_WITHOUT_A_NAME
        if refused is (may(Actor.staff(name, PROGRAMME), permission, bond) or hidden):
            wrong.append((name, str(permission)))
    return wrong


async def test_the_chat_lets_each_role_do_what_the_table_says(village: Town) -> None:
    assert not await wrong_cells(village)


async def test_a_deputy_may_what_the_coach_may(village: Town) -> None:
    assert not await wrong_cells(village, absent=True)


async def test_of_somebody_protected_the_named_coach_alone_reads_and_writes(village: Town) -> None:
    assert not await wrong_cells(village, protected=True, absent=True)


def test_every_permission_is_served_somewhere_or_waits_for_the_desk() -> None:
    """So that a new permission is not forgotten: it is pressed above, tried elsewhere, or named here."""
    elsewhere = {
        Permission.ENTER_DESK: "tests/desk/test_doors.py",
        Permission.READ_IDENTITY: "tests/chat/test_shown.py",
        Permission.WRITE_REFERRAL: "the desk",
        Permission.PASS_CAP: "tests/chat/test_staff.py",
        Permission.STRIKE: "tests/desk",
        Permission.WAIVE: "tests/journeys: deadline_waived",
        Permission.RECORD_MEETING: "tests/desk",
        Permission.RECORD_TEAM: "the desk",
        Permission.READ_WRITTEN: "tests/integration/test_written.py",
        Permission.SEE_ALERTS: "tests/chat/test_told_and_listed.py",
        Permission.ACKNOWLEDGE: "tests/chat/test_cards.py",
        Permission.TAKE_TASK: "tests/chat/test_cards.py",
        Permission.READ_REPORTS: "the desk",
        Permission.EXPORT: "the desk",
        Permission.VERIFY: "the desk",
        Permission.SIGN: "the desk",
        Permission.ASK_ERASURE: "tests/chat/test_my_journey.py",
        Permission.CARRY_OUT_ERASURE: "tests/desk/test_the_officers_rooms.py",
        Permission.READ_ACCESS_LOG: "tests/desk/test_the_officers_rooms.py",
        Permission.REVIEW_ACCESS: "tests/desk/test_the_officers_rooms.py",
        Permission.BREAK_GLASS: "tests/chat/test_protection.py",
        Permission.MANAGE_STAFF: "tests/chat/test_admission.py",
        Permission.MANAGE_SYSTEM: "tests/desk/test_the_administrators_rooms.py",
    }
    assert set(PRESSED) | set(elsewhere) == set(Permission)


def test_an_operator_at_the_command_line_is_only_ever_an_operator() -> None:
    operator.without_option(["--as", "supervisor:eva", "participants"])
    actor = operator.actor()
    operator.without_option([])  # the name holds for a process, and this one goes on
    assert (actor.role, actor.recorded) == (Role.operator, "operator:supervisor:eva")
    assert not [p for p in TABLE if p in (Permission.DECIDE_ERASURE, Permission.BREAK_GLASS) and may(actor, p)]


def test_whoever_writes_a_name_into_a_chat_is_nobody_by_that() -> None:
    assert Actor.staff("operator:kim", PROGRAMME).role is None
    assert {Actor.staff(f"{role}:kim", PROGRAMME).role for role in STAFF} == set(STAFF)


@every("role", [Role.dpo, Role.admin, Role.participant, Role.system])
def test_a_report_asks_the_table_before_anything_is_read(village: Town, role: Role) -> None:
    journey = replace(village.journey, actor=Actor(role, "kim"))
    with pytest.raises(NotAllowed):
        report_on(
            journey,
            Question(kind="flow", programme=PROGRAMME, at=View(village.office.today())),
            ReportFiles(None),
        )


@every("role", [Role.evaluator, Role.dpo, Role.admin, Role.participant, Role.coach, Role.client])
def test_names_are_read_by_nobody_who_may_not_and_no_reading_is_kept_of_it(village: Town, role: Role) -> None:
    journey = replace(village.journey, actor=Actor(role, "kim"))
    with journey.engine.store.read() as connection:
        with pytest.raises(NotAllowed):
            readings.references(journey, connection)
        assert connection.execute(sa.select(sa.func.count()).select_from(tables.reads)).scalar() == 0
