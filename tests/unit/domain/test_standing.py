"""What holds for a person now: consents, appointments, messages, tasks. Given these facts, read this."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given as for_any
from hypothesis import strategies as st

from journey.domain import standing
from journey.domain.events import Event, Fact, requests
from journey.domain.events import messages as told
from journey.domain.events import participant as facts
from journey.domain.history import History
from tests.cases import every
from tests.spec import enrolled, log_of, referred

MORNING = datetime(2026, 3, 2, 8, tzinfo=UTC)
MEETING = datetime(2026, 3, 9, 9, tzinfo=UTC)


def history(*said: Fact, after: tuple[dict[str, object], ...] = ()) -> History:
    """A referral, what entries tell, and then these facts, an hour apart."""
    log: list[Event] = log_of([referred("2026-03-01"), *after])
    first = log[0]
    for fact in said:
        moment = MORNING + timedelta(hours=len(log))
        log.append(
            Event(
                first.stream,
                len(log) + 1,
                first.programme,
                moment.date(),
                moment,
                moment,
                "coach:anna",
                "c",
                fact,
                moment,
                "coach:anna",
                f"e-{len(log)}",
                "chat",
            )
        )
    return History(log)


def booked(at: datetime = MEETING) -> Fact:
    return facts.AppointmentBooked(appointment="a", at=at)


def the_appointment(*said: Fact) -> standing.Appointment:
    return standing.appointments(history(*said))["a"]


def test_an_appointment_is_booked_until_something_becomes_of_it() -> None:
    assert the_appointment(booked()).state == "booked"
    assert the_appointment(booked(), facts.AppointmentKept(appointment="a")).state == "kept"
    assert the_appointment(booked(), facts.AppointmentMissed(appointment="a")).state == "missed"
    assert the_appointment(booked(), facts.AppointmentCancelled(appointment="a")).state == "cancelled"


def test_booking_it_again_moves_it_and_asks_for_a_new_yes() -> None:
    later = MEETING + timedelta(days=1)
    moved = the_appointment(booked(), requests.AppointmentConfirmed(appointment="a"), booked(later))
    assert (moved.at, moved.state, moved.confirmed, moved.asked) == (later, "booked", False, False)


def test_a_request_for_another_time_stands_until_the_person_says_yes_after_all() -> None:
    asked = requests.AppointmentChangeRequested(appointment="a")
    assert the_appointment(booked(), asked).asked
    assert not the_appointment(booked(), asked, requests.AppointmentConfirmed(appointment="a")).asked


def test_what_is_said_of_an_appointment_nobody_booked_is_passed_over() -> None:
    assert standing.appointments(history(requests.AppointmentConfirmed(appointment="b"))) == {}


@every(
    "said, standing_now",
    [
        ((facts.ConsentGiven(party="school"),), {"school"}),
        ((facts.ConsentGiven(party="school"), facts.ConsentWithdrawn(party="school")), set()),
        ((facts.ConsentGiven(party="school", until=date(2026, 3, 2)),), {"school"}),
        ((facts.ConsentGiven(party="school", until=date(2026, 3, 1)),), set()),
        ((facts.ConsentWithdrawn(party="school"), facts.ConsentGiven(party="school")), {"school"}),
    ],
)
def test_a_consent_stands_until_it_is_taken_back_or_its_day_has_passed(
    said: tuple[Fact, ...], standing_now: set
) -> None:
    assert standing.consents(history(*said), date(2026, 3, 2)) == standing_now


def test_an_old_consent_that_is_entered_late_undoes_no_withdrawal() -> None:
    entered = (
        {"type": "consent_withdrawn", "on": "2026-03-01", "party": "school", "entry": "taken-back"},
        {"type": "consent_given", "on": "2026-02-01", "party": "school", "entry": "found-in-a-drawer"},
    )
    assert standing.consents(history(after=entered), date(2026, 3, 2)) == set()


def test_stop_and_pause_hold_until_start() -> None:
    assert standing.wants_messages(history()) == "yes"
    assert standing.wants_messages(history(told.MessagesPaused(how="stop"))) == "stop"
    assert (
        standing.wants_messages(history(told.MessagesPaused(how="stop"), told.MessagesPaused(how="pause"))) == "pause"
    )
    assert standing.wants_messages(history(told.MessagesPaused(how="stop"), told.MessagesResumed())) == "yes"


def decided() -> Fact:
    return told.MessageDecided(message="m", kind="notice", after=MORNING, expires=MEETING)


def test_a_message_goes_from_decided_by_way_of_its_channels_to_its_end() -> None:
    steps = [
        decided(),
        told.MessageSent(message="m", channel="webchat"),
        told.MessageDelivered(message="m", channel="webchat"),
        told.MessageSent(message="m", channel="email"),
        told.MessageFailed(message="m", channel="email", reason="refused"),
    ]
    states = [standing.decided_messages(history(*steps[:count]))["m"].state for count in range(1, len(steps) + 1)]
    assert states == ["decided", "sent", "delivered", "sent", "failed"]
    last = standing.decided_messages(history(*steps))["m"]
    assert (last.channels, last.reason) == (("webchat", "email"), "refused")


def test_whoever_takes_a_task_first_has_it() -> None:
    opened = told.TaskOpened(task="t", kind="crisis", to=("supervisor",))
    assert standing.tasks(history(opened))["t"].taken is None
    taken = standing.tasks(history(opened, told.TaskAcknowledged(task="t"), told.TaskAcknowledged(task="t", done=True)))
    assert (taken["t"].taken.version, taken["t"].done) == (3, True)


def test_a_place_that_was_offered_is_open_until_the_person_answers() -> None:
    assert standing.offer(history()) == "none"
    assert standing.offer(history(requests.PlaceOffered())) == "open"
    assert standing.offer(history(requests.PlaceOffered(), requests.PlaceOffered(answer="refused"))) == "refused"


def test_an_offer_of_an_earlier_stay_is_no_offer() -> None:
    log = log_of([referred("2026-03-01"), enrolled("2026-03-02")])
    offered = Event(
        log[0].stream,
        3,
        log[0].programme,
        date(2026, 2, 1),
        MORNING,
        MORNING,
        "supervisor:eva",
        "c",
        requests.PlaceOffered(),
    )
    assert standing.offer(History([*log, offered])) == "none"


@for_any(st.lists(st.sampled_from(["stop", "pause", "start"]), max_size=8))
def test_the_last_word_about_messages_is_the_one_that_holds(words: list[str]) -> None:
    said = [told.MessagesResumed() if word == "start" else told.MessagesPaused(how=word) for word in words]
    expected = words[-1] if words and words[-1] != "start" else "yes"
    assert standing.wants_messages(history(*said)) == expected
