"""The end of somebody's time here: what is open, the discharge, and sheets that say no more than they may."""

from datetime import timedelta

from journey.domain.events import cooperation, steps, work
from journey.domain.events import participant as facts
from tests.desk.room import Colleague, Room, at, labels


def test_what_was_settled_on_an_earlier_day_than_it_was_written_down_is_settled(room: Room, anna: Colleague) -> None:
    maja, then = room.person(days_ago=9), room.town.clock() - timedelta(days=3)
    room.town.record(maja, facts.AppointmentBooked(appointment="m-1", at=then))
    room.town.record(maja, cooperation.MatterOpened(matter="a-1", party="psychiatry", kind="other"))
    anna.open(at(maja, "/closing"))
    assert "Möten 1" in anna.says and "Ärenden 1" in anna.says
    before = {"on": "other", "on-day": then.date().isoformat()}
    anna.fills(at(maja, "/new/appointment_kept"), appointment="m-1", **before)
    anna.fills(at(maja, "/new/matter_decided"), matter="a-1", outcome="granted", **before)
    assert room.types(maja)[-2:] == ["appointment_kept", "matter_decided"]
    anna.open(at(maja, "/closing"))
    assert "Möten" not in anna.says and "Ärenden" not in anna.says
    for kind in ("appointment_kept", "matter_decided"):
        assert anna.open(at(maja, f"/new/{kind}")).status == 404, "nothing is left of which it could be said"


def test_all_that_is_open_stands_there_with_what_settles_it_until_nothing_does(room: Room, anna: Colleague) -> None:
    maja = room.person(
        facts.AppointmentBooked(appointment="m-1", at=room.town.clock() + timedelta(days=2)),
        cooperation.ActionAgreed(action="a-1", at="team"),
        steps.MilestoneSet(milestone="s-1"),
        facts.ConsentGiven(party="psychiatry"),
        cooperation.RegisteredWith(party="employment_service"),
        days_ago=3,
    )
    anna.open(at(maja, "/new"))
    assert f'href="{at(maja)}/closing"' in anna.page.body, "the discharge leads here first"
    anna.open(at(maja, "/closing"))
    for heading in ("Möten 1", "Åtgärder 1", "Delmål 1", "Samtycken som gäller 1", "Inskriven hos 1", "Frister"):
        assert heading in anna.says, heading
    fills = {
        "/new/appointment_cancelled?appointment=m-1": {"appointment": "m-1"},
        "/new/action_dropped?action=a-1": {"action": "a-1"},
        "/new/unregistered_from?party=employment_service": {"party": "employment_service"},
    }
    for path, answers in fills.items():
        anna.open(at(maja, "/closing"))
        assert at(maja, path) in anna.page.body, path
        anna.fills(at(maja, path), **answers)
    anna.open(at(maja, "/closing"))
    assert "Möten" not in anna.says and "Åtgärder" not in anna.says and "Inskriven hos" not in anna.says
    anna.fills(at(maja, "/new/discharged"), reason="work")
    anna.open(at(maja, "/closing"))
    assert at(maja, "/new/discharged") not in anna.page.body
    assert "Sammanfattning till deltagaren" in " ".join(labels(anna.page))


def test_the_sheets_say_what_each_reader_may_know(room: Room, port: int, anna: Colleague) -> None:
    maja = room.person(
        work.JobStarted(job="j", employer="ICA", extent=50, competitive=True, wage=21000, sector="private"),
        steps.MilestoneSet(milestone="s-1"),
        steps.MilestoneReached(milestone="s-1"),
        days_ago=60,
    )
    sheet = at(maja, "/summary/person")
    anna.open(sheet)
    assert "Maja Lind" in anna.says and "ICA" in anna.says and "21" not in anna.says.split("ICA")[1][:60]
    assert "Hör av dig till" not in anna.says, "she is here still"
    anna.open(at(maja, "/summary/referrer"))
    assert "har inte gått med på" in anna.says and "ICA" not in anna.says
    room.town.record(maja, facts.ConsentGiven(party="psychiatry"))
    anna.open(at(maja, "/summary/referrer"))
    assert "ICA" not in anna.says and "50" in anna.says, "where she works is hers to tell"
    assert anna.open(at(maja, "/summary/anybody")).status == 404
    room.town.record(maja, facts.Discharged(reason="work"))
    anna.open(sheet)
    assert "Hör av dig till Eva Ek" in anna.says and "Varför den slutade arbete" in anna.says
    assert room.seat(port, "coach:bo").open(sheet).status == 404


def test_whoever_came_by_themselves_has_nobody_to_be_told(room: Room, anna: Colleague) -> None:
    maja = room.person(facts.Discharged(reason="own_wish"), facts.Referred(source="self"), facts.Enrolled(coach="anna"))
    anna.open(at(maja, "/closing"))
    assert "Sammanfattning till den som anmälde" not in anna.says
    assert anna.open(at(maja, "/summary/referrer")).status == 404
