"""The data protection officer's rooms: who looked without a name, a review to sign for, erasures to carry out."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import UUID

import pytest

from journey.domain.events import participant as facts
from journey.domain.events.oversight import AccessReviewed
from journey.domain.events.requests import BreakGlassOpened, ErasureDecided
from journey.domain.events.system import Erased
from journey.engine.people import programme_stream
from services import erasure, protection, wishes
from services.changes import Stale
from services.permissions import Actor
from tests.chat.talking import PROGRAMME
from tests.desk.room import STAFF_COOKIE, Colleague, Room, at, labels

WHY = "Maja Lind ligger på sjukhus och frågar efter sin coach."
HOME = "/desk/office"


def signed_in_again(room: Room, colleague: Colleague) -> Colleague:
    room.door.sessions.step_up(colleague.cookies[STAFF_COOKIE], room.town.clock())
    return colleague


def break_glass(room: Room, stream: UUID) -> None:
    """Eva opens what is hidden of somebody."""
    protection.break_glass(
        room.town.office, Actor.staff("supervisor:eva", PROGRAMME), room.read(stream), WHY, f"g-{stream.hex}"
    )


def asks_erasure(room: Room, name: str = "Maja Lind") -> UUID:
    """Somebody who waits for nothing more, and has asked to be erased."""
    stream = room.person(facts.Declined(reason="own_wish"), name=name, coach=None)
    person = room.read(stream)
    actor = Actor.in_chat(
        room.town.chats.create(room.town.clock(), "webchat", "sv", programme=PROGRAMME, stream=stream)
    )
    wishes.ask_erasure(room.town.office, actor, person, f"ask-{stream.hex}")
    return stream


def reviews(room: Room) -> list[AccessReviewed]:
    return [one.fact for one in room.log(programme_stream(PROGRAMME)) if isinstance(one.fact, AccessReviewed)]


def test_the_log_is_read_as_sentences_without_anybodys_name_or_number(room: Room, port: int) -> None:
    maja, elin = room.person(), room.person(facts.IdentityChanged(identity="protected"), name="Elin Ek")
    room.seat(port).open(at(maja))
    room.seat(port).open(at(elin))
    room.seat(port, "supervisor:eva").open(at(maja))
    break_glass(room, elin)
    ada = room.seat(port, "dpo:ada")
    ada.open(f"{HOME}/looked")
    assert re.search(r"Anna Ahl såg namn.* om deltagare [0-9a-f]{8}, på personens sida\.", ada.says)
    assert "om en person med skyddade uppgifter" in ada.says
    for hidden in ("Maja", "Elin", "Lind", "sjukhus", "070", maja.hex, elin.hex):
        assert hidden not in ada.page.body, hidden
    [number] = {*re.findall(r"deltagare ([0-9a-f]{8})", ada.says)}
    assert number not in maja.hex, "and both who saw her saw the same person"
    ada.open(f"{HOME}/looked?reader=supervisor%3Aeva")
    assert "Eva Ek såg" in ada.says and "Anna Ahl såg" not in ada.says
    assert not [one for one in room.readings(maja) if one[0] == "dpo:ada"], "who reads without names has read nobody"


def test_the_log_of_another_day_of_nobody_and_beyond_its_end_is_told_kindly(room: Room, port: int) -> None:
    room.seat(port).open(at(room.person()))
    ada = room.seat(port, "dpo:ada")
    for odd in (
        "reader=coach%3Anobody&page=0",
        "from=9999-12-31&to=0001-01-01",
        "from=x&to=%00&page=1e9",
        "page=%C2%B2",
    ):
        assert ada.open(f"{HOME}/looked?{odd}").status == 200, odd
        assert "nobody" not in ada.page.body, "what is not known is not said again"
    ada.open(f"{HOME}/looked?from=2001-01-01&to=2001-02-01")
    assert "Ingen har sett något om någon de här dagarna." in ada.says


def test_a_long_log_is_paged_and_says_how_long_it_is(room: Room, port: int) -> None:
    maja, log = room.person(), room.town.journey.engine.access
    for _ in range(120):
        log.add(room.town.clock(), "coach:anna", {maja: ["name"]}, ["desk-person"])
    ada = room.seat(port, "dpo:ada")
    ada.open(f"{HOME}/looked?reader=coach%3Aanna")
    assert "1–50 av 120" in ada.says
    [after] = re.findall(r'href="([^"]+page=2)"', ada.page.body)
    ada.open(after.replace("&amp;", "&"))
    assert "51–100 av 120" in ada.says


def test_a_sample_is_drawn_looked_at_and_signed_for_once_with_broken_glass_first(room: Room, port: int) -> None:
    maja = room.person(facts.IdentityChanged(identity="protected"))
    room.seat(port).open(at(maja))
    break_glass(room, maja)
    ada = room.seat(port, "dpo:ada")
    assert ada.open("/desk").status == 200 and not looks(room), "what is only counted was not looked at"
    assert "Skyddade uppgifter har öppnats en gång" in ada.says and "Ingen granskning är gjord än" in ada.says
    ada.open(f"{HOME}/review")
    assert "Eva Ek öppnade skyddade uppgifter om en person" in ada.says and "sjukhus" not in ada.says
    ada.sends(f"{HOME}/review", **{"from": "", "to": "", "size": "5"})
    [sign] = re.findall(r'href="(/desk/office/review/[^"]+/sign)"', ada.page.body)
    sample = sign.removesuffix("/sign")
    ada.sends(sign, odd="0")
    assert "Logga in igen" in ada.says and not reviews(room), "first they sign in again"
    signed_in_again(room, ada).open(sign)
    assert "Anna Ahl såg" in ada.says and "Eva Ek öppnade" in ada.says
    first = ada.says
    assert ada.open(sample).status == 200 and ada.says == first, "the same sample, however often it is looked at"
    ada.sends(f"{sample}/sign", odd="99")
    assert ada.page.status == 422 and not reviews(room)
    ada.sends(f"{sample}/sign", odd="1", remark="")
    assert ada.page.status == 422 and "Skriv kort vad som var konstigt" in ada.says
    break_glass(room, room.person(facts.IdentityChanged(identity="protected"), name="Elin Ek"))
    ada.sends(f"{sample}/sign", odd="1", remark="Anna läste mitt i natten.")
    ada.sends(f"{sample}/sign", odd="0")
    [review] = reviews(room)
    assert (review.odd, review.draw) == (1, sample.rpartition("/")[2])
    assert "Underskrivet av Ada Ström" in ada.says and "gick inte att förklara" in ada.says
    ada.open("/desk")
    assert "öppnats en gång" in ada.says, "what was broken after the draw waits for the next review"
    assert "Ingen granskning" not in ada.says


def looks(room: Room) -> list[tuple[str, ...]]:
    """What the officer has looked at, as the log says it: rows about nobody."""
    with room.town.journey.engine.store.read() as connection:
        rows = room.town.journey.engine.access.readings(connection, reader="dpo:ada")
        return [row.why for row in rows if not row.people]


def test_whatever_an_officer_reads_of_the_log_leaves_one_row_that_says_what_was_asked_for(
    room: Room, port: int
) -> None:
    maja = room.person(facts.IdentityChanged(identity="protected"))
    room.seat(port).open(at(maja))
    break_glass(room, maja)
    ada = room.seat(port, "dpo:ada")
    days, today = "2001-01-01 to 2001-02-01", room.today.isoformat()
    ada.open(f"{HOME}/looked?reader=coach%3Aanna&from=2001-01-01&to=2001-02-01")
    ada.open(f"{HOME}/looked?reader=Maja&from=2001-01-01&to=2001-02-01")
    ada.open(f"{HOME}/review")
    ada.open(f"{HOME}/erasures")
    ada.sends(f"{HOME}/review", **{"from": today, "to": today, "size": "5"})
    *before, sampled = looks(room)
    assert before == [
        ("desk-looked", "coach:anna", days),
        ("desk-looked", "everybody", days),
        ("desk-review", "broken glass after 0:-1"),
        ("desk-erasures",),
    ]
    assert sampled[:2] == ("desk-review", f"{today} to {today}") and f"/{sampled[2]}/sign" in ada.page.body


def test_nobody_makes_up_a_sample_to_sign_for_nor_changes_one_that_was_drawn(room: Room, port: int) -> None:
    maja = room.person(facts.IdentityChanged(identity="protected"))
    room.seat(port).open(at(maja))
    break_glass(room, maja)
    ada = signed_in_again(room, room.seat(port, "dpo:ada"))
    ada.open(f"{HOME}/review")
    ada.sends(f"{HOME}/review", **{"from": "", "to": "", "size": "1"})
    [path] = {path for path in ada.forms if path.endswith("/sign")}
    since, until, size, last, seed, mark = path.split("/")[-2].split("-")
    for made_up in (
        f"19700102-19700102-0-{last}-00000000",
        f"{since}-{until}-{size}-{last}-00000000",
        f"{since}-{until}-{size}-{last}-00000000-{mark}",
        f"{since}-{until}-9999-{last}-{seed}-{mark}",
        f"{since}-{until}-0-{last}-{seed}-{mark}",
    ):
        assert ada.open(f"{HOME}/review/{made_up}").status == 404, made_up
        ada.open("/desk")
        assert ada.sends(f"{HOME}/review/{made_up}/sign", odd="0").status == 404, made_up
    assert not reviews(room)
    ada.open("/desk")
    [csrf, *_] = re.findall(r'name="csrf" value="([^"]+)"', ada.page.body)
    long_ago: dict[str, Any] = {"from": "1990-01-01", "to": "1990-01-02"}
    to = ada.post(f"{HOME}/review", follow=False, csrf=csrf, **long_ago)
    drawn = str(to.headers["Location"])
    ada.open(drawn)
    assert "/review/" not in "".join(ada.forms) and "Personalen har inte läst något" in ada.says
    ada.sends(f"{drawn}/sign", odd="0")
    assert not reviews(room), "nothing was read, and nothing is signed for"
    ada.open("/desk")
    assert "öppnats en gång" in ada.says


def test_what_was_signed_for_before_there_were_marks_is_still_read_and_reaches_as_far(room: Room, port: int) -> None:
    break_glass(room, room.person(facts.IdentityChanged(identity="protected")))
    log = room.town.journey.engine.access
    with room.town.journey.engine.store.read() as connection:
        newest = next(log.rows(connection, latest=True))
    days, far = f"{room.today:%Y%m%d}-{room.today:%Y%m%d}", f"{newest.piece}.{newest.number}"
    for last in (far, "0.0"):
        old = AccessReviewed(
            since=room.today, until=room.today, readings=1, sample=1, odd=0, draw=f"{days}-20-{last}-0a1b2c3d"
        )
        room.town.record(None, old)
    ada = room.seat(port, "dpo:ada")
    ada.open("/desk")
    assert "öppnats" not in ada.says, "the one that reaches furthest counts, whichever was signed last"
    assert ada.open(f"{HOME}/review/{days}-20-{far}-0a1b2c3d").status == 200
    assert "Underskrivet av" in ada.says


def test_a_made_up_sample_is_nowhere_and_nobody_signs_in_anothers_name(room: Room, port: int) -> None:
    ada = signed_in_again(room, room.seat(port, "dpo:ada"))
    never, to_come = "20260231-20260301-1-0.0-0a1b2c3d", "20260101-20260131-20-999.9-0a1b2c3d"
    for made_up in ("x", "20260101-20260131", "99991231-99991231-20-0.0-0a1b2c3d", never, to_come):
        assert ada.open(f"{HOME}/review/{made_up}").status == 404, made_up
        ada.open("/desk")
        assert ada.sends(f"{HOME}/review/{made_up}/sign", odd="0").status == 404, made_up
    assert not reviews(room)


def test_a_supervisor_decides_with_a_reason_and_a_second_press_and_the_person_is_told(room: Room, port: int) -> None:
    maja = asks_erasure(room)
    eva, anna = room.seat(port, "supervisor:eva"), room.seat(port)
    eva.open("/desk")
    assert "Vill bli raderad" in eva.says and "Besluta Maja Lind" in " ".join(labels(eva.page))
    page = at(maja, "/erasure")
    assert f'href="{page}"' in eva.open(at(maja)).body and page not in anna.open(at(maja)).body
    eva.open(page)
    assert "Logga in igen" in eva.says, "first they sign in again"
    signed_in_again(room, eva).open(page)
    eva.sends(page, decision="granted", reason="", stood="asked")
    assert eva.page.status == 422 and "”Varför” saknas för Maja Lind." in eva.says
    draft = "abcdefghijkl"
    eva.sends(page, decision="granted", reason="Artikel 17.", stood="asked", draft=draft)
    assert "går det inte att ångra" in eva.says and not decisions(room, maja), "what is lost is said first"
    for _ in range(2):
        eva.sends(page, decision="granted", reason="Artikel 17.", stood="asked", draft=draft, sure="yes")
    assert decisions(room, maja) == ["granted"] and "Beviljat." in eva.says
    eva.sends(page, decision="refused", reason="Nej.", stood="asked", draft="zyxwvutsrqpo", sure="yes")
    assert eva.page.status == 409 and decisions(room, maja) == ["granted"], "it was decided meanwhile"
    [chat] = room.town.chats.find(stream=maja)
    assert "beviljad" in room.town.chats.messages(chat)[-1].text
    assert signed_in_again(room, anna).open(page).status == 404
    assert signed_in_again(room, eva).open(at(room.person(name="Ali Ek"), "/erasure")).status == 404, "nobody asked"


def test_of_two_who_decide_at_the_same_moment_one_does_and_the_other_sees_how_it_stands(room: Room, port: int) -> None:
    maja, elin = asks_erasure(room), asks_erasure(room, "Elin Ek")
    shown, actor = room.read(maja), Actor.staff("supervisor:eva", PROGRAMME)
    for _ in range(2):
        erasure.decide(room.town.office, actor, shown, "refused", "first", "Nej.")
    with pytest.raises(Stale):
        erasure.decide(room.town.office, actor, shown, "granted", "second", "Ja.")
    assert decisions(room, maja) == ["refused"], "what was sent twice is decided once"
    browsers = [signed_in_again(room, room.seat(port, "supervisor:eva")) for _ in erasure.DECISIONS]
    page, answer = at(elin, "/erasure"), {"reason": "Så.", "stood": "asked", "sure": "yes"}
    for browser in browsers:
        browser.open(page)
    with ThreadPoolExecutor() as both:
        sent = [
            both.submit(browser.sends, page, decision=decision, draft=f"{decision}-draft", **answer)
            for browser, decision in zip(browsers, erasure.DECISIONS, strict=True)
        ]
    assert sorted(one.result().status for one in sent) == [200, 409] and len(decisions(room, elin)) == 1
    [late] = [one.result() for one in sent if one.result().status == 409]
    assert "Någon annan har beslutat" in late.words and ("Beviljat." in late.words or "Avslaget." in late.words)


def decisions(room: Room, stream: UUID) -> list[str]:
    return [one.fact.decision for one in room.log(stream) if isinstance(one.fact, ErasureDecided)]


def test_the_officer_carries_out_what_is_granted_and_nothing_else(room: Room, port: int) -> None:
    maja, elin = asks_erasure(room), asks_erasure(room, "Elin Ek")
    room.town.record(maja, ErasureDecided(decision="granted"))
    ada = room.seat(port, "dpo:ada")
    ada.open("/desk")
    assert "En beviljad radering är inte utförd." in ada.says
    ada.open(f"{HOME}/erasures")
    [case] = re.findall(rf'href="({HOME}/erasures/[0-9a-f]+)"', ada.page.body)
    assert case == case_of(room, maja) and not re.search(rf"Maja|{maja.hex}|{elin.hex}", ada.page.body)
    ada.sends(case)
    assert "Logga in igen" in ada.says or not erased(room, maja), "not before they have signed in again"
    assert not erased(room, maja)
    signed_in_again(room, ada).open(case)
    assert "Det går inte att ångra." in ada.says and "Maja" not in ada.page.body
    ada.sends(case_of(room, elin))
    assert ada.page.status == 404 and not erased(room, elin), "nobody has decided"
    ada.open(case)
    ada.sends(case)
    assert "Personen är raderad" in ada.says and "Säkerhetskopior går att öppna till och med" in ada.says
    assert [one.by or one.actor for one in room.log(maja) if isinstance(one.fact, Erased)] == ["dpo:ada"]
    ada.sends(case)
    assert "Personen är raderad" in ada.says and len(erased(room, maja)) == 1, "pressed twice, done once"


def case_of(room: Room, stream: UUID) -> str:
    """Where the officer carries out somebody's erasure."""
    return f"{HOME}/erasures/{erasure.case(room.town.office, stream)}"


def test_no_address_of_an_erasure_is_anybodys_and_of_somebody_in_hiding_no_day_is_told(room: Room, port: int) -> None:
    elin = asks_erasure(room, "Elin Ek")
    room.town.record(elin, facts.IdentityChanged(identity="protected"))
    ada = signed_in_again(room, room.seat(port, "dpo:ada"))
    for decision, part in ((None, "b-asked"), ("granted", "b-granted"), (None, "b-erased")):
        if decision:
            room.town.record(elin, ErasureDecided(decision="granted"))
        ada.open(f"{HOME}/erasures")
        section = ada.page.body.partition(f'id="{part}"')[2].partition("</section>")[0]
        assert "en person med skyddade uppgifter" in section and 'class="when"' not in section, part
        assert elin.hex not in ada.page.body and not re.search(r"\b20\d\d\b", section), part
        if decision:
            assert ada.open(f"{HOME}/erasures/{elin.hex}").status == 404, "their own page is at another address"
            ada.open(case_of(room, elin))
            assert "en samordnare har beviljat det." in ada.says and elin.hex not in ada.page.body
            ada.sends(case_of(room, elin))
            assert erased(room, elin)


def erased(room: Room, stream: UUID) -> list[Erased]:
    return [one.fact for one in room.log(stream) if isinstance(one.fact, Erased)]


def test_who_is_still_enrolled_is_erased_when_they_have_left(room: Room, port: int) -> None:
    maja = room.person()
    chat = room.town.chats.create(room.town.clock(), "webchat", "sv", programme=PROGRAMME, stream=maja)
    wishes.ask_erasure(room.town.office, Actor.in_chat(chat), room.read(maja), "ask")
    room.town.record(maja, ErasureDecided(decision="granted"))
    ada = signed_in_again(room, room.seat(port, "dpo:ada"))
    ada.open(case_of(room, maja))
    assert "fortfarande inskriven" in ada.says and "Ja, radera" not in labels(ada.page)
    ada.sends(case_of(room, maja))
    assert ada.page.status == 409 and not erased(room, maja)


def test_what_has_passed_its_time_is_counted_and_nothing_goes(room: Room, port: int) -> None:
    maja = room.person(facts.Discharged(reason="work"))
    ada = room.seat(port, "dpo:ada")
    room.later(6 * 366, ada)
    ada.open(f"{HOME}/retention")
    assert re.search(r"avslutade ärenden 5 år 1 ", ada.says) and not erased(room, maja)


def test_other_roles_find_no_officers_room_and_a_form_of_theirs_does_nothing(room: Room, port: int) -> None:
    maja = asks_erasure(room)
    room.town.record(maja, ErasureDecided(decision="granted"))
    for staff in ("coach:anna", "supervisor:eva", "evaluator:eli", "admin:ali"):
        other = signed_in_again(room, room.seat(port, staff))
        for path in ("/looked", "/review", "/erasures", case_of(room, maja).removeprefix(HOME), "/retention"):
            assert other.open(HOME + path).status == 404, f"{staff} at {path}"
        assert staff == "admin:ali" or other.open(HOME).status == 404
        other.open("/desk")
        assert other.sends(case_of(room, maja)).status == 404
        assert other.sends(f"{HOME}/review", size="5").status == 404
    assert not erased(room, maja) and not reviews(room)
    assert not [one for one in room.log(maja) if isinstance(one.fact, BreakGlassOpened)]
