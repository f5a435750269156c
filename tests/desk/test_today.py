"""Today: what needs a colleague, each with the button that settles it; who has nothing to do with it sees nothing."""

import html
import re
from datetime import timedelta

from journey.domain.events import cooperation, work
from journey.domain.events import participant as facts
from journey.domain.events.team import CoachAbsent, CoachLeft
from services import sweep
from tests.desk.room import Colleague, Room, at, labels


def test_a_missed_deadline_stands_there_with_the_form_that_settles_it_and_is_gone_once_it_is_sent(
    room: Room, anna: Colleague
) -> None:
    maja = room.person(days_ago=40)
    anna.open("/desk")
    assert "Maja Lind Första arbetsgivarkontakten inom en månad" in anna.says
    assert "Arbetsgivarkontakt Maja Lind, Första arbetsgivarkontakten inom en månad" in labels(anna.page)
    anna.fills(at(maja, "/new/employer_contacted"), employer="ICA", mode="phone", competitive="yes", who="coach")
    assert anna.says.count("Sparat.") == 1
    assert "✓ Första arbetsgivarkontakten inom en månad" in anna.says
    assert "Första arbetsgivarkontakten" not in anna.open("/desk").body


def test_who_has_nobody_is_told_so_kindly_and_sees_nothing_of_others(room: Room, port: int) -> None:
    room.person(days_ago=40)
    bo = room.seat(port, "coach:bo")
    bo.open("/desk")
    assert "Inget behöver dig just nu." in bo.says and "Maja" not in bo.says


def test_a_meeting_that_nobody_has_said_anything_about_asks_whether_it_took_place(room: Room, anna: Colleague) -> None:
    then = room.town.clock() + timedelta(hours=1)
    maja = room.person(facts.AppointmentBooked(appointment="m-1", at=then))
    room.later(1, anna)
    anna.open("/desk")
    assert "Maja Lind Blev mötet av?" in anna.says
    [link] = re.findall(rf'href="({at(maja)}/new/appointment_kept[^"]*)"', anna.page.body)
    anna.open(html.unescape(link))
    assert re.search(r'value="yesterday" checked', anna.page.body), "the day of the meeting stands there"
    anna.sends(anna.form("/appointment_kept"), appointment="m-1", on="yesterday")
    assert (room.log(maja)[-1].type, room.log(maja)[-1].on) == ("appointment_kept", then.date())
    assert "Blev mötet av?" not in anna.open("/desk").body


def test_a_reminder_of_ones_own_comes_on_its_day_to_nobody_else(room: Room, port: int, anna: Colleague) -> None:
    maja = room.person()
    day = room.today + timedelta(days=3)
    anna.open(at(maja, "/notes"))
    form = anna.form("/remind")
    anna.sends(form, words="Ring om busskortet", due=day.isoformat())
    assert "Ring om busskortet" in anna.says
    assert b"busskortet" not in b"".join(bytes(str(event), "utf-8") for event in room.log(maja)), "sealed in the log"
    eva = room.seat(port, "supervisor:eva")
    assert "busskortet" not in eva.open(at(maja, "/notes")).body + eva.open("/desk").body
    room.later(3, anna)
    anna.open("/desk")
    assert "Maja Lind Påminnelse: Ring om busskortet" in anna.says
    done = anna.form("/done")
    assert "busskortet" not in anna.sends(done).body
    assert "busskortet" not in anna.sends(done).body, "pressed twice, it is done once"


def test_a_question_goes_to_and_fro_until_whoever_asked_closes_it(room: Room, port: int, anna: Colleague) -> None:
    maja = room.person()
    eva = room.seat(port, "supervisor:eva")
    eva.open(at(maja, "/notes"))
    eva.sends(
        eva.form("/ask"),
        whom="coach:anna",
        question="Var jobbet på riktigt?",
    )
    anna.open("/desk")
    assert "Fråga till dig: Var jobbet på riktigt?" in anna.says
    anna.open(at(maja, "/notes"))
    answer = anna.form("/questions/")
    anna.sends(answer, answer="Ja, halvtid.", then="answer")
    assert "Fråga till dig" not in anna.open("/desk").body
    assert "Svar på din fråga: Ja, halvtid." in eva.open("/desk").body
    assert anna.sends(answer, then="close").status in (403, 404), "whoever asked closes it"
    eva.open(at(maja, "/notes"))
    close = eva.form("/questions/")
    eva.sends(close, then="close")
    assert "Svar på din fråga" not in eva.open("/desk").body


def test_a_question_about_an_entry_names_it_and_leads_there(room: Room, port: int, anna: Colleague) -> None:
    maja = room.person()
    anna.fills(at(maja, "/new/contact_held"), mode="phone", note="Om lönen.")
    about = str(len(room.log(maja)))
    entry = f"/desk/e/{maja.hex}/{about}"
    eva = room.seat(port, "supervisor:eva")
    eva.open(entry)
    assert "Fråga om uppgiften" in labels(eva.page)
    eva.open(at(maja, f"/notes?about={about}"))
    assert "Om Kontakt" in eva.says and f'href="{entry}"' in eva.page.body
    eva.sends(eva.form("/ask"), whom="coach:anna", question="", about=about)
    assert "Om Kontakt" in eva.says, "what is wrong is said, and the entry is still meant"
    eva.sends(eva.form("/ask"), whom="coach:anna", question="Vem ringde?", about=about)
    anna.open(at(maja, "/notes"))
    assert "Vem ringde?" in anna.says and f'href="{entry}"' in anna.page.body
    for forged in ("0", "9999", "x", "-1", "\u0663"):
        eva.open(at(maja, "/notes"))
        assert eva.sends(eva.form("/ask"), whom="coach:anna", question=f"Och {forged}?", about=forged).status == 200


def test_what_somebody_else_is_to_decide_stands_last_and_since_when(room: Room, anna: Colleague) -> None:
    maja = room.person(cooperation.MatterOpened(matter="ls-1", party="employment_service", kind="wage_subsidy"))
    room.later(1, anna)
    anna.open("/desk")
    assert "Väntar på svar: ls-1" in anna.says and "sedan tisdag 1 december" in anna.says
    anna.fills(at(maja, "/new/matter_decided?matter=ls-1"), matter="ls-1", outcome="granted")
    assert "Väntar på svar" not in anna.open("/desk").body


def test_an_alert_is_acknowledged_with_a_reason_and_a_task_is_taken_by_one(
    room: Room, port: int, anna: Colleague
) -> None:
    room.person(days_ago=40)
    sweep.sweep(room.town.journey.engine, room.town.journey.projector, room.town.clock())
    anna.open("/desk")
    first, *others = [path for path in anna.forms if path.startswith("/desk/alerts/")]
    assert "Hur ligger det till?" in anna.sends(first).words
    anna.sends(first, reason="planned")
    assert [path for path in anna.forms if path.startswith("/desk/alerts/")] == others


def test_what_another_coach_has_is_not_offered_by_a_forged_address(room: Room, port: int) -> None:
    maja = room.person(work.JobStarted(job="j-1", extent=50, competitive=True))
    bo = room.seat(port, "coach:bo")
    for rest in ("", "/deadlines", "/plan", "/work", "/network", "/questionnaires", "/notes", "/who-looked", "/new"):
        page = bo.open(at(maja, rest))
        assert page.status == 404 and "Maja" not in page.body, rest
    assert bo.open(at(maja, "/new/contact_held")).status == 404


def test_what_comes_is_read_by_its_day(room: Room, anna: Colleague) -> None:
    maja = room.person(days_ago=26)
    anna.open(at(maja, "/notes"))
    anna.sends(anna.form("/remind"), words="Ring", due=(room.today + timedelta(days=1)).isoformat())
    anna.open("/desk")
    told = re.findall(r'<span class="when">senast \w+ (\d+) (\w+)</span>', anna.page.body.partition("På gång")[2])
    order = [(("november", "december", "januari").index(month), int(day)) for day, month in told]
    assert len(set(order)) > 1 and order == sorted(order)


def test_a_form_begins_with_what_the_rule_asks_for(room: Room, anna: Colleague) -> None:
    room.person(days_ago=40)
    anna.open("/desk")
    links = re.findall(r'href="(/desk/p/[^"]+/new/[^"]+)"', anna.page.body)
    assert any("employer_contacted?competitive=yes" in link for link in links)
    assert any("sus_registered?moment=start" in link for link in links)


def test_the_week_ahead_has_the_meetings_of_ones_own_people_and_of_whom_one_stands_in_for(
    room: Room, port: int, anna: Colleague
) -> None:
    def booked(name: str, days: float, **more: str) -> None:
        at_ = room.town.clock() + timedelta(days=days)
        room.person(facts.AppointmentBooked(appointment="m-1", at=at_), name=name, **more)

    booked("Maja Lind", 2)
    booked("Ali Ek", 9)
    booked("Siv Sol", 3, coach="bo")
    anna.open("/desk")
    assert "Möten den närmaste veckan 1 Maja Lind" in anna.says
    assert "Ali" not in anna.says and "Siv" not in anna.says
    room.town.record(None, CoachAbsent(coach="bo", until=room.today + timedelta(days=5), deputy="anna"))
    anna.open("/desk")
    week = anna.says.partition("Möten den närmaste veckan")[2]
    assert week.index("Maja Lind") < week.index("Siv Sol") and "Ali" not in week


def test_who_has_no_coach_that_can_be_reached_is_given_another_from_the_supervisors_list(room: Room, port: int) -> None:
    maja = room.person(coach="nobody-here")
    eva = room.seat(port, "supervisor:eva")
    eva.open("/desk")
    assert "Maja Lind Har ingen coach som kan nås" in eva.says and "Ge en coach Maja Lind" in " ".join(labels(eva.page))
    eva.fills(at(maja, "/new/coach_assigned"), coach="bo")
    assert "som kan nås" not in eva.open("/desk").body
    siv = room.person(name="Siv Ek", coach=None)
    room.town.record(siv, facts.CoachAssigned(coach="bo"))
    assert "som kan nås" not in eva.open("/desk").body
    room.town.record(None, CoachLeft(coach="bo"))
    eva.open("/desk")
    assert "Siv Ek Har ingen coach som kan nås" in eva.says, (
        "whoever is not enrolled yet is forgotten no more than others"
    )
