"""What stands now of a person: who is around them, work, plan, questionnaires – each with the form that changes it."""

import html
import re
from datetime import date, timedelta

from journey.domain.events import cooperation, steps, work
from journey.domain.events import participant as facts
from journey.domain.events.requests import LanguageChanged
from services.people import Person
from tests.desk.room import Colleague, Room, at

F = facts


def link(colleague: Colleague, part: str) -> str:
    """The one link whose address has that in it."""
    [address] = dict.fromkeys(re.findall(rf'href="([^"]*{re.escape(part)}[^"]*)"', colleague.page.body))
    return html.unescape(address)


def first_part(colleague: Colleague) -> str:
    """The page above the list of everything that was recorded."""
    return colleague.says.split("Allt som har skrivits in")[0]


def test_who_is_around_stands_with_how_to_reach_them_and_consents_with_their_days(room: Room, anna: Colleague) -> None:
    until = room.today + timedelta(days=20)
    maja = room.person(
        cooperation.NetworkPersonRecorded(person="n-1", party="family", name="Åsa Lind", phone="070-9"),
        cooperation.NetworkPersonRecorded(person="n-2", party="guardian", name="Gun Holm"),
        cooperation.NetworkPersonRecorded(person="n-2", party="guardian", phone="0650-17 17"),
        F.ConsentGiven(party="psychiatry", until=until),
        F.ConsentGiven(party="school", until=date(2026, 11, 1)),
        cooperation.MatterOpened(matter="m-1", party="social_insurance", kind="benefit_decision"),
        cooperation.CoCoachAssigned(coach="bo"),
        cooperation.RegisteredWith(party="employment_service"),
        cooperation.RegisteredWith(party="social_insurance"),
        cooperation.UnregisteredFrom(party="social_insurance"),
    )
    anna.open(at(maja, "/network"))
    says = first_part(anna)
    assert says.index("Gun Holm") < says.index("Åsa Lind"), "the guardian first"
    assert 'href="tel:0650-1717"' in anna.page.body, "what is told later is added to what was told before"
    assert "har gått ut" in says and "Bo Berg" in says
    assert says.split("Inskriven hos")[1].count("sedan") == 1
    anna.fills(link(anna, "/new/consent_withdrawn?party=psychiatry"), party="psychiatry")
    anna.open(at(maja, "/network"))
    assert "consent_withdrawn?party=" not in anna.page.body and "consent_given?party=school" in anna.page.body
    anna.fills(link(anna, "/new/matter_decided?matter=m-1"), matter="m-1", outcome="granted")
    assert "Ärenden som väntar" not in first_part(open_(anna, at(maja, "/network")))


def open_(colleague: Colleague, path: str) -> Colleague:
    colleague.open(path)
    return colleague


def test_work_shows_what_is_now_and_how_far_it_has_come_with_each_employer(room: Room, anna: Colleague) -> None:
    contacted = work.EmployerContacted(employer="ICA", mode="phone", who="coach", competitive=True)
    maja = room.person(
        work.JobStarted(job="j-1", extent=50, competitive=True, employer="Coop"),
        work.JobChanged(job="j-1", extent=75),
        work.JobStarted(job="j-2", extent=100, competitive=False, employer="Samhall"),
        work.JobEnded(job="j-2"),
        work.PlacementStarted(placement="p-1", kind="internship", employer="Kommunen"),
        work.StudiesStarted(studies="s-1", kind="sfi", extent=25),
        contacted,
        steps.JobApplied(employer="ICA"),
    )
    anna.open(at(maja, "/work"))
    says = first_part(anna)
    jobs = says.split("Jobb nu")[1].split("Praktik nu")[0]
    assert "Coop" in jobs and "75" in jobs and "50" not in jobs and "Samhall" not in jobs
    assert "Kommunen" in says and "ICA" in says.split("Arbetsgivare")[-1]
    anna.fills(link(anna, "/new/interview_held?employer=ICA"), employer="ICA")
    anna.open(link_of_job(anna, maja_of(room, maja)))
    anna.sends(anna.form("/job_ended"), job="j-1", on="today")
    assert "Jobb nu" not in first_part(open_(anna, at(maja, "/work")))


def maja_of(room: Room, stream: object) -> Person:
    return room.read(stream)  # type: ignore[arg-type]  # a stream


def link_of_job(colleague: Colleague, person: Person) -> str:
    colleague.open(at(person.stream, "/work"))
    return link(colleague, "/new/job_ended?job=j-1")


def test_the_plan_has_what_is_open_with_its_day_and_what_is_done(room: Room, anna: Colleague) -> None:
    maja = room.person(steps.MilestoneSet(milestone="d-1", due=room.today - timedelta(days=1)))
    agreed = cooperation.ActionAgreed(action="a-1", at="participant_meeting", responsible="coach:anna")
    room.town.record(maja, agreed, note="Ringa facket")
    anna.open(at(maja, "/plan"))
    says = first_part(anna)
    assert "skulle ha varit gjort" in says.casefold() and "Ringa facket" in says and "Anna Ahl" in says
    anna.fills(link(anna, "/new/action_done?action=a-1"), action="a-1")
    anna.open(at(maja, "/plan"))
    assert "Ringa facket" in first_part(anna).split("Klart")[1] and "action_done?action" not in anna.page.body


def test_questionnaires_show_what_is_due_what_was_sent_and_totals_over_time(room: Room, anna: Colleague) -> None:
    maja = room.person(
        F.QuestionnaireSent(instrument="eq5d", moment="start"),
        F.QuestionnaireAnswered(instrument="ips_survey", moment="start", total=12),
        F.QuestionnaireAnswered(instrument="ips_survey", moment="six_months", total=17),
    )
    anna.open(at(maja, "/questionnaires"))
    says = first_part(anna)
    assert "efter sex månader 17" in says.split("vid starten 12")[0] and "Skickat, väntar på svar" in says
    assert "instrument=eq5d&amp;moment=start" in anna.page.body


def test_the_head_says_what_to_think_of_before_the_person_is_reached(room: Room, anna: Colleague) -> None:
    maja = room.person(
        LanguageChanged(language="en"),
        cooperation.NetworkPersonRecorded(person="g", party="guardian", name="Gun God"),
        facts.ConsentGiven(party="psychiatry"),
    )
    anna.open(at(maja, "/deadlines"))
    assert "Språk English" in anna.says and "god man eller förvaltare: Gun God" in anna.says
    assert "Vi får prata med psykiatrin" in anna.says
    room.town.record(maja, facts.ConsentWithdrawn(party="psychiatry"), cooperation.NetworkPersonEnded(person="g"))
    anna.open(at(maja))
    head = anna.says.partition("Nästa möte")[2].partition("Händelser")[0]
    assert "Gun God" not in head and "psykiatrin" not in head


def kinds_under(colleague: Colleague, heading: str) -> list[str]:
    """The types whose forms stand under that heading."""
    [part] = [one for one in colleague.page.body.split("<h2>")[1:] if one.startswith(f"{heading}</h2>")]
    return re.findall(r"/(closing|(?<=new/)\w+)\"", part)


def test_what_can_come_next_stands_before_what_is_for_a_day_that_has_been(room: Room, anna: Colleague) -> None:
    maja = room.person(days_ago=3)
    anna.open(at(maja, "/new"))
    assert kinds_under(anna, "Steg på vägen") == ["phase_moved", "paused", "closing"]
    assert kinds_under(anna, "Steg för en dag som varit") == ["waitlisted", "declined", "enrolled", "resumed"]
    room.town.record(maja, F.Paused(reason="hospital"))
    anna.open(at(maja, "/new"))
    assert kinds_under(anna, "Steg på vägen") == ["resumed", "closing"]
    assert "job_started" in kinds_under(anna, "Arbete och studier")
    offered = re.findall(r'href="[^"]*/new/(\w+)"', anna.page.body.split("<h2>", 1)[1])
    assert len(offered) == len(set(offered)), "each type stands in one group"
