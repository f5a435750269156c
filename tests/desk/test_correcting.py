"""What was recorded wrongly: what striking it changes is shown first; then it is struck, or recorded rightly."""

from datetime import timedelta

from journey.domain import calendar
from journey.domain.events import participant as facts
from journey.domain.events import work
from tests.desk.room import Colleague, Room, at

JOB = work.JobStarted(job="j-1", employer="ICA", extent=50, competitive=True)


def test_what_a_strike_changes_is_shown_before_in_deadlines_and_in_what_reports_count(
    room: Room, port: int, anna: Colleague
) -> None:
    maja = room.person(days_ago=10)
    room.town.record(maja, JOB, by="coach:anna")
    address = f"/desk/e/{maja.hex}/{len(room.log(maja))}/strike"
    anna.open(address)
    assert "I rapporterna räknas personens reguljära anställningar: 1 blir 0." in anna.says
    assert "Första arbetsgivarkontakten inom en månad" in anna.says, "a job settled it"
    assert "struck" not in room.types(maja), "it was only shown"
    anna.sends(address, reason="", then="only")
    assert anna.page.status == 422 and "struck" not in room.types(maja)
    anna.sends(address, reason="Fel person.", then="only")
    assert room.types(maja)[-1] == "struck"
    assert b"Fel person" not in b"".join(bytes(str(event), "utf-8") for event in room.log(maja)), "sealed in the log"


def test_recorded_rightly_in_one_step_begins_with_what_stood_there(room: Room, anna: Colleague) -> None:
    maja = room.person()
    anna.fills(at(maja, "/new/contact_held"), mode="phone", minutes="20", note="Om praktiken.")
    first = len(room.log(maja))
    strike = f"/desk/e/{maja.hex}/{first}/strike"
    anna.open(strike)
    draft = anna.page.body.partition('name="draft" value="')[2].partition('"')[0]
    anna.sends(strike, reason="Det var ett möte.", then="again", draft=draft)
    assert "Om praktiken." in anna.page.body and 'value="20"' in anna.page.body
    reader, what, _ = room.readings(maja)[-1]
    assert reader == "coach:anna" and "words" in what, "the note that came back was read"
    assert "Den gamla uppgiften är struken" in anna.says
    begun = anna.form("/contact_held")
    anna.open("/desk")
    assert f'href="{begun}"' in anna.page.body, "left as it was, it is found again"
    anna.open(strike)
    anna.sends(strike, reason="Det var ett möte.", then="again", draft=draft)
    assert begun in anna.page.body, "and going back leads to the same form"
    anna.sends(begun, mode="meeting", minutes="20", note="Om praktiken.", on="today")
    assert room.types(maja)[first:] == ["struck", "contact_held"]
    assert room.read(maja).history.by_type["contact_held"][-1].fact.mode == "meeting"
    anna.open(strike)
    anna.sends(strike, reason="Det var ett möte.", then="only", draft=draft)
    assert room.types(maja).count("struck") == 1, "sent twice, struck once"


def test_what_a_colleague_may_not_record_anew_is_only_struck(room: Room, anna: Colleague) -> None:
    maja = room.person()
    room.town.record(maja, facts.CoachAssigned(coach="anna"), by="coach:anna")
    strike = f"/desk/e/{maja.hex}/{len(room.log(maja))}/strike"
    anna.open(strike)
    assert 'value="only"' in anna.page.body and 'value="again"' not in anna.page.body


def test_a_meeting_recorded_rightly_stands_at_the_hour_of_the_clock_on_the_wall(room: Room, anna: Colleague) -> None:
    maja = room.person()
    then = (room.town.clock() + timedelta(days=2)).replace(hour=9, minute=30)
    room.town.record(maja, facts.AppointmentBooked(appointment="m-1", at=then), by="coach:anna")
    strike = f"/desk/e/{maja.hex}/{len(room.log(maja))}/strike"
    anna.open(strike)
    anna.sends(strike, reason="Fel dag.", then="again", draft="abcdefghijklmnop")
    local = calendar.local_time(then)
    assert f'value="{local:%H:%M}"' in anna.page.body and f'value="{local:%Y-%m-%d}"' in anna.page.body


def test_ones_own_for_thirty_days_and_all_for_a_supervisor(room: Room, port: int, anna: Colleague) -> None:
    maja = room.person()
    room.town.record(maja, facts.ContactHeld(mode="phone"), by="coach:anna")
    own = f"/desk/e/{maja.hex}/{len(room.log(maja))}"
    room.town.record(maja, facts.ContactHeld(mode="video"), by="supervisor:eva")
    others = f"/desk/e/{maja.hex}/{len(room.log(maja))}"
    assert f"{own}/strike" in anna.open(own).body
    assert f"{others}/strike" not in anna.open(others).body and anna.open(f"{others}/strike").status == 404
    room.later(31, anna)
    assert f"{own}/strike" not in anna.open(own).body and anna.open(f"{own}/strike").status == 404
    eva = room.seat(port, "supervisor:eva")
    assert f"{own}/strike" in eva.open(own).body and f"{others}/strike" in eva.open(others).body


def test_what_would_leave_an_impossible_history_is_refused_and_says_so(room: Room, port: int) -> None:
    maja = room.person()
    room.town.record(maja, facts.PhaseMoved(to="coaching"))
    eva = room.seat(port, "supervisor:eva")
    enrolment = room.types(maja).index("enrolled") + 1
    strike = f"/desk/e/{maja.hex}/{enrolment}/strike"
    before = len(room.log(maja))
    eva.open(strike)
    assert 'role="alert"' in eva.page.body
    eva.sends(strike, reason="Fel.", then="only")
    assert len(room.log(maja)) == before
