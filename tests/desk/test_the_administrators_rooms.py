"""The administrator's rooms: who may enter, letting somebody in and out, a lost phone, and whether the system is well."""

from __future__ import annotations

import re
from typing import Any

import pytest

from app.signin.invitations import invite
from journey.domain.errors import NotAllowed
from journey.domain.events.staff import StaffAdded, StaffDisabled
from journey.domain.events.team import CoachAbsent
from journey.engine.people import programme_stream
from journey.engine.staff.passkeys import StaffPasskeys
from projections.live import tables
from services import team
from services.opened import Journey
from services.permissions import Actor, Role
from tests.cases import every
from tests.chat.talking import PROGRAMME, PUBLIC
from tests.desk.room import STAFF_COOKIE, Colleague, Room

HOME = "/desk/office/staff"


def at_work(room: Room, port: int, staff: str = "admin:ali") -> Colleague:
    """A colleague who has just signed in again."""
    colleague = room.seat(port, staff)
    room.door.sessions.step_up(colleague.cookies[STAFF_COOKIE], room.town.clock())
    colleague.open("/desk")
    return colleague


def facts(room: Room, kind: type[Any]) -> list[Any]:
    return [one.fact for one in room.log(programme_stream(PROGRAMME)) if isinstance(one.fact, kind)]


def passkey(room: Room, person: str) -> StaffPasskeys:
    """The passkeys of the town; this person has made one."""
    engine = room.town.journey.engine
    kept = StaffPasskeys(engine.store, engine.vault)
    kept.keep(person, person.encode(), b"public", 0, "telefon", room.town.clock())
    return kept


def signing(room: Room, person: str) -> list[str]:
    """What the access log keeps of somebody's ways in."""
    engine = room.town.journey.engine
    with engine.store.read() as connection:
        return [why for one in engine.access.readings(connection, reader=f"sign-in:{person}") for why in one.why]


def test_everybody_is_listed_with_their_role_and_how_they_stand(room: Room, port: int) -> None:
    room.town.record(None, CoachAbsent(coach="bo", until=room.today, deputy="anna"))
    ali = at_work(room, port)
    ali.open(HOME)
    assert re.search(r"Bo Berg bo Arbetscoach borta till och med", ali.says)
    assert re.search(r"Anna Ahl anna Arbetscoach arbetar inte känt", ali.says)
    assert f'href="{HOME}/coach:anna"' in ali.page.body and f'href="{HOME}/admin:ali"' not in ali.page.body


def test_somebody_new_is_let_in_and_mailed_a_link_that_the_administrator_never_sees(room: Room, port: int) -> None:
    ali = at_work(room, port)
    ali.open(f"{HOME}/new")
    ali.sends(f"{HOME}/new", role="", reference="Åke Å", name="", email="x")
    assert ali.page.status == 422 and all(word in ali.says for word in ("Välj en roll", "Skriv ett namn", "a–z"))
    ali.sends(f"{HOME}/new", role="coach", reference="ake", name="Åke Åberg", email="ake@example.org")
    assert "Åke Åberg får logga in" in ali.says and "på väg till personens e-post" in ali.says
    [(to, _, text)] = room.town.mail.sent
    [link] = re.findall(r"https://\S+/first/\S+", text)
    assert to == "ake@example.org" and link not in ali.page.body and "/first/" not in ali.page.body
    assert "Åke Åberg" in Colleague(port).open(link.removeprefix(PUBLIC)).words
    ali.open(f"{HOME}/new")
    before = len(facts(room, StaffAdded))
    ali.sends(f"{HOME}/new", role="coach", reference="ake", name="Någon annan", email="ali@example.org")
    assert ali.page.status == 422 and "arbetar redan här" in ali.says, "nobody's address is changed by this"
    assert len(facts(room, StaffAdded)) == before


def test_where_nothing_can_be_mailed_the_link_is_shown_once(
    room: Room, port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room.town.mail, "carries", False)
    ali = at_work(room, port)
    ali.open(f"{HOME}/coach:anna/invite")
    ali.sends(f"{HOME}/coach:anna/invite")
    [link] = re.findall(r"https://\S+?/first/[\w-]+", ali.page.body)
    assert "Länken visas bara nu." in ali.says
    assert "Anna Ahl" in Colleague(port).open(link.removeprefix(PUBLIC)).words
    passkey(room, "bo")
    ali.open("/desk")
    assert ali.sends(f"{HOME}/coach:bo/invite").status == 404, "who has a passkey would notice nothing"
    monkeypatch.setattr(room.town.service.entrance.links, "shows", False)
    ali.open("/desk")
    ali.sends(f"{HOME}/coach:anna/invite")
    assert ali.page.status == 200 and "/first/" not in ali.page.body, "nor would who signs in by a provider"


def test_where_the_mail_fails_or_no_address_is_known_it_is_said_and_no_link_shown(room: Room, port: int) -> None:
    ali = at_work(room, port)
    ali.open(f"{HOME}/coach:anna/invite")
    ali.sends(f"{HOME}/coach:anna/invite")
    assert "går inte att nå med e-post härifrån" in ali.says and "/first/" not in ali.page.body
    room.town.mail.refuses = "unreachable"
    ali.open(f"{HOME}/new")
    ali.sends(f"{HOME}/new", role="evaluator", reference="kim", name="Kim K", email="kim@example.org")
    assert "Mejlservern tog inte emot" in ali.says and "Försök igen" in ali.says
    assert signing(room, "kim") == ["a link to a passkey was not sent, asked for by admin:ali"]


def test_nobody_becomes_a_colleague_by_another_role_of_theirs(room: Room, port: int) -> None:
    kept, ali = passkey(room, "eva"), at_work(room, port)
    other = {"role": "evaluator", "reference": "eva", "name": "Eva Ek"}
    ali.open(f"{HOME}/new")
    ali.sends(f"{HOME}/new", **other, email="ali@example.org")
    assert ali.page.status == 422 and "Lämna e-posten tom" in ali.says
    ali.sends(f"{HOME}/new", **other, email="")
    assert "har redan en passnyckel" in ali.says and "/first/" not in ali.page.body
    assert ali.sends(f"{HOME}/supervisor:eva/invite").status == 404 and "/first/" not in ali.page.body
    assert not room.town.mail.sent and len(kept.of("eva")) == 1


def test_who_is_let_in_again_keeps_the_address_that_is_known(room: Room, port: int) -> None:
    team.add(room.town.journey, PROGRAMME, "evaluator:kim", "Kim K", "kim@example.org", PUBLIC)
    ali, again = at_work(room, port), {"role": "evaluator", "reference": "kim", "name": "Kim K"}
    ali.open(f"{HOME}/evaluator:kim/disable")
    ali.sends(f"{HOME}/evaluator:kim/disable")
    ali.open(f"{HOME}/new")
    ali.sends(f"{HOME}/new", **again, email="ali@example.org")
    assert ali.page.status == 422 and not room.town.mail.sent
    ali.sends(f"{HOME}/new", **again, email="")
    assert "på väg till personens e-post" in ali.says
    ali.open(f"{HOME}/new")
    ali.sends(f"{HOME}/new", **again | {"role": "supervisor"}, email="Kim@Example.org")
    assert [to for to, _, _ in room.town.mail.sent] == ["kim@example.org", "Kim@Example.org"]


def test_those_who_wait_for_news_hear_who_was_let_in_or_put_out(room: Room, port: int) -> None:
    heard: list[int] = []
    ali = at_work(room, port)
    room.town.office.news.append(lambda: heard.append(len(facts(room, StaffDisabled))))
    ali.open(f"{HOME}/new")
    ali.sends(f"{HOME}/new", role="evaluator", reference="kim", name="Kim K", email="kim@example.org")
    assert heard
    ali.open(f"{HOME}/coach:bo/disable")
    ali.sends(f"{HOME}/coach:bo/disable")
    assert heard[-1] == 1


def test_a_lost_phone_opens_nothing_more_and_ends_what_is_open(room: Room, port: int) -> None:
    kept, ali, anna = passkey(room, "anna"), at_work(room, port), room.seat(port)
    printed = invite(room.town.journey.engine.staff_tickets, "anna", room.town.clock(), "")
    assert Colleague(port).open(printed).status == 200
    ali.open(f"{HOME}/coach:anna")
    assert "har en" in ali.says and f"{HOME}/coach:anna/invite" not in ali.page.body
    ali.open(f"{HOME}/coach:anna/lost")
    assert kept.of("anna"), "what it means is said first"
    ali.sends(f"{HOME}/coach:anna/lost")
    assert not kept.of("anna") and "/first/" not in ali.page.body and "journey staff invite" in ali.says
    assert Colleague(port).open(printed).status == 404, "nor does a link that nobody had used yet"
    assert "Logga in" in anna.open("/desk").words
    assert "lost their passkeys, says admin:ali" in signing(room, "anna"), "and the log says who did it"


def test_who_is_put_out_is_out_after_a_second_press_and_a_new_sign_in(room: Room, port: int) -> None:
    ali, anna = room.seat(port, "admin:ali"), room.seat(port)
    ali.open("/desk")
    ali.sends(f"{HOME}/coach:anna/disable")
    assert not facts(room, StaffDisabled), "not before they have signed in again"
    ali = at_work(room, port)
    ali.open(f"{HOME}/coach:anna/disable")
    assert "Ja, stäng ute" in ali.says and not facts(room, StaffDisabled)
    ali.sends(f"{HOME}/coach:anna/disable")
    assert "Personen är utestängd" in ali.says and "utestängd sedan" in ali.says
    assert [fact.staff for fact in facts(room, StaffDisabled)] == ["coach:anna"]
    assert "Logga in" in anna.open("/desk").words
    ali.sends(f"{HOME}/coach:anna/disable")
    assert ali.page.status == 404 and len(facts(room, StaffDisabled)) == 1


def test_nobody_gives_themselves_a_role_or_puts_themselves_out_and_one_administrator_stays(
    room: Room, port: int
) -> None:
    ali, added = at_work(room, port), len(facts(room, StaffAdded))
    for made_up in ("admin:ali", "coach:nobody", "operator:ali", "admin", "coach:", "%00", "coach:anna%0A"):
        for what in ("invite", "lost", "disable"):
            ali.open("/desk")
            assert ali.sends(f"{HOME}/{made_up}/{what}").status == 404, f"{what} {made_up}"
    ali.sends(f"{HOME}/new", role="supervisor", reference="ali", name="Ali Nur", email="")
    assert ali.page.status == 422 and "Ingen ger sig själv en roll" in ali.says
    ali.sends(f"{HOME}/new", role="operator", reference="x", name="X", email="")
    assert ali.page.status == 422
    assert len(facts(room, StaffAdded)) == added and not facts(room, StaffDisabled)


def test_of_two_administrators_who_put_each_other_out_one_stays(room: Room) -> None:
    engine, now = room.town.journey.engine, room.town.clock()
    team.add(room.town.journey, PROGRAMME, "admin:kim", "Kim", None, PUBLIC)
    one, other = (
        Journey(engine, room.town.journey.projector, now, Actor(Role.admin, name, PROGRAMME)) for name in ("ali", "kim")
    )
    team.disable(one, "admin:kim", PROGRAMME)
    with pytest.raises(NotAllowed):
        team.disable(other, "admin:ali", PROGRAMME)
    for staff, where in (("coach:new", "another"), ("supervisor:ali", PROGRAMME)):
        with pytest.raises(NotAllowed):
            team.add(one, where, staff, None, None, PUBLIC)


@every("staff", ["coach:anna", "supervisor:eva", "evaluator:eli", "dpo:ada"])
def test_other_roles_find_neither_room_and_their_forms_do_nothing(room: Room, port: int, staff: str) -> None:
    other, added = at_work(room, port, staff), len(facts(room, StaffAdded))
    for path in (HOME, f"{HOME}/new", f"{HOME}/coach:bo", f"{HOME}/coach:bo/disable", "/desk/office/health"):
        assert other.open(path).status == 404, path
    other.open("/desk")
    assert other.sends(f"{HOME}/coach:bo/disable").status == 404
    assert other.sends(f"{HOME}/new", role="supervisor", reference="x", name="X").status == 404
    ali = at_work(room, port)
    other.open("/desk")
    token = re.findall(r'name="csrf" value="([^"]+)"', other.page.body)[-1]
    for csrf in ("", "0" * 32, token):
        assert ali.post(f"{HOME}/coach:bo/disable", csrf=csrf).status == 403, "another's form is nobody's"
    assert not facts(room, StaffDisabled) and len(facts(room, StaffAdded)) == added


def test_the_system_says_whether_it_is_well_and_what_to_do(room: Room, port: int) -> None:
    room.person(days_ago=200, coach="Karin 070-1")
    ali = at_work(room, port)
    ali.open("/desk/office/health")
    assert "Ett namn är stavat på flera sätt eller inte registrerat. Kör journey doctor" in ali.says
    assert "Karin" not in ali.page.body, "what somebody typed as a coach may be anything"
    assert "I fas med loggen" in ali.says and "journey doctor" in ali.says
    assert "frister är inte bedömda" in ali.says, "no clock has ever run here"
    assert str(room.town.site.folder) not in ali.page.body
    ali.open("/desk")
    assert "frister är inte bedömda" in ali.says
    engine = room.town.journey.engine
    with engine.store.write() as connection:
        connection.execute(tables.deadlines.update().values(next_on=None))
    ali.open("/desk")
    assert "Inget väntar på dig just nu." in ali.says
