"""Who has left or is disabled is out at once: they see nothing, get nothing, and their people are somebody's."""

from datetime import timedelta

import msgspec
import pytest

from bots.web import pages
from journey.domain.errors import NotAllowed
from journey.domain.events.team import CoachLeft, CoachRegistered
from services import team
from services.opened import Journey
from services.permissions import Actor, Role
from tests.chat.browsing import SESSION, Browser, serving, soon
from tests.chat.talking import PROGRAMME, PUBLIC, Person, Town


def at_now(village: Town, actor: Actor | None = None) -> Journey:
    journey = village.journey
    return Journey(journey.engine, journey.projector, village.clock(), actor or journey.actor)


async def seen_by(coach: Person) -> str:
    """Everything that a colleague is shown who presses whatever they can."""
    return "\n".join([await coach.press("Mina deltagare"), await coach.say("Idag"), await coach.say("meny")])


async def test_who_left_reads_and_writes_no_more(village: Town) -> None:
    coach = await village.colleague()
    person = await village.enrolled()
    village.record(None, CoachLeft(coach="anna"))
    before, written = len(coach.shown()), len(person.log())
    assert "inte längre tillgång" in await seen_by(coach)
    assert not any(message.keyboard for message in coach.shown()[before:])
    for data in ("open", "contact", "employer", "book", "write"):
        await village.press_old(coach, f"staff:{data}:{person.stream.hex}")
    assert "Alva" not in "\n".join(message.text for message in coach.shown()[before:])
    assert len(person.log()) == written


async def test_who_left_and_came_back_is_in_again(village: Town) -> None:
    coach = await village.colleague()
    await village.enrolled()
    village.record(None, CoachLeft(coach="anna"))
    village.clock.forward(days=1)
    village.record(None, CoachRegistered(coach="anna", fte=1.0))
    await coach.press("Mina deltagare")
    assert any("Alva" in label for label in coach.buttons())


@pytest.mark.parametrize("left", [True, False], ids=["left", "disabled"])
async def test_an_open_session_ends_with_the_access(village: Town, left: bool) -> None:
    await village.colleague()
    invitation = team.add(at_now(village), PROGRAMME, "coach:anna", "Anna", "anna@example.org", PUBLIC)
    with serving(village.service) as port:
        browser = Browser(port)
        browser.open(invitation.link.removeprefix(PUBLIC))
        assert "Mina deltagare" in browser.post("/kod", kod=invitation.code).words
        if left:
            village.record(None, CoachLeft(coach="anna"))
        else:
            team.disable(at_now(village), "coach:anna")
        assert "Vill du ha hjälp att få ett jobb?" in browser.open("/").words
        assert browser.request("GET", "/handelser").status == 204
        browser.post("/oppna", adress="anna@example.org")
        assert village.mail.sent == []  # no code opens it again


@pytest.mark.parametrize("left", [True, False], ids=["left", "disabled"])
async def test_an_open_page_is_told_so_without_a_reload(
    village: Town, monkeypatch: pytest.MonkeyPatch, left: bool
) -> None:
    assert pages.QUIET <= 60  # an idle stream looks at its session that often
    monkeypatch.setattr(pages, "QUIET", 0.2)
    coach = await village.colleague()
    await village.enrolled()
    await village.cards()
    with serving(village.service) as port:
        browser = Browser(port)
        browser.cookies[SESSION] = village.office.doors.enter(coach.chat, village.clock())
        with browser.stream(after=coach.row.seq) as events:
            if left:
                village.record(None, CoachLeft(coach="anna"))
            else:
                team.disable(at_now(village), "coach:anna")
            assert soon(events)[1:] == ("gone", "/dorr/gone")
            assert soon(events) is None
        with browser.stream(after=0) as events:  # what stood there is not sent again either
            assert browser.streaming == 204
        assert "Alva" not in browser.open("/").body


async def test_whoever_is_let_in_again_finds_the_old_sessions_ended(village: Town) -> None:
    await village.colleague()
    first = team.add(at_now(village), PROGRAMME, "coach:anna", "Anna", "anna@example.org", PUBLIC)
    with serving(village.service) as port:
        browser = Browser(port)
        browser.open(first.link.removeprefix(PUBLIC))
        browser.post("/kod", kod=first.code)
        team.add(at_now(village), PROGRAMME, "coach:anna", "Anna", "anna@example.org", PUBLIC)
        assert "Vill du ha hjälp att få ett jobb?" in browser.open("/").words


async def test_whoever_is_disabled_is_out_in_every_programme(village: Town) -> None:
    await village.colleague()
    programmes = village.journey.engine.programmes
    programmes["jonkoping"] = msgspec.structs.replace(programmes[PROGRAMME], id="jonkoping")
    team.add(at_now(village), "jonkoping", "coach:anna", "Anna", None, PUBLIC)
    assert team.disable(at_now(village), "coach:anna") == [PROGRAMME, "jonkoping"]
    assert team.members(at_now(village), "jonkoping") == []


@pytest.mark.parametrize("role", ["evaluator", "dpo", "admin"])
async def test_other_roles_are_let_in_and_see_nobody_in_the_chat(village: Town, role: str) -> None:
    person = await village.enrolled()
    other = await village.colleague(f"{role}:kim", "Kim")
    assert "Du är inne" in other.text()
    assert not other.buttons()
    for data in ("today", "people", "queue", f"open:{person.stream.hex}", f"write:{person.stream.hex}"):
        await village.press_old(other, f"staff:{data}")
    assert "Alva" not in other.text()


@pytest.mark.parametrize("role", [Role.coach, Role.supervisor, Role.evaluator, Role.dpo, Role.client])
async def test_nobody_but_an_operator_or_an_admin_lets_people_in_or_out(village: Town, role: Role) -> None:
    await village.colleague()
    with pytest.raises(NotAllowed):
        team.add(at_now(village, Actor(role, "kim")), PROGRAMME, "coach:bo", "Bo", None, PUBLIC)
    with pytest.raises(NotAllowed):
        team.disable(at_now(village, Actor(role, "kim")), "coach:anna")


async def test_a_coach_on_leave_is_still_let_in(village: Town) -> None:
    coach = await village.colleague()
    village.clock.now += timedelta(days=2)
    assert "tillgång" not in await coach.press("Idag")
