"""Reminders: decided once, sent once, and not at all where they are no longer true or not wanted."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from threading import Barrier, Event
from zoneinfo import ZoneInfo

import pytest

from bots.outbox import attempts
from bots.outbox.channels import MailNudge
from bots.outbox.courier import Courier
from bots.outbox.mail import Ready, at_once
from journey.domain.events import Fact, messages
from journey.domain.events import participant as facts
from journey.domain.events.messages import MessagesPaused
from journey.domain.settings import QuietHours
from services import reminders
from tests.chat.talking import PROGRAMME, SECRET, TUESDAY, Clock, Person, Post, Town, changed, programme, town_of
from tests.site import Site, make_site

pytestmark = pytest.mark.every_store

KINDS = ("message_decided", "message_sent", "message_delivered", "message_failed", "message_expired")


def courier_of(town: Town) -> Courier:
    return Courier(town.office, town.service.ports.texts, [MailNudge(town.mail, town.service.ports.texts)])


async def booked(town: Town, hours: float = 20, **other: object) -> Person:
    """Somebody with an appointment ahead, and a coach."""
    person = await town.enrolled(**other)
    town.record(
        person.stream,
        facts.AppointmentBooked(appointment="a-1", at=town.clock() + timedelta(hours=hours), place="Plan 2"),
    )
    return person


async def decide(town: Town) -> int:
    return len(await asyncio.to_thread(reminders.decide, town.office.engine, town.office.projector, town.clock()))


def round_of(courier: Courier) -> int:
    """One round of a courier: what it puts into chats, and what it nudges. Returns how many messages left."""
    sent = courier.deliver()
    courier.nudge()
    return sent


async def deliver(town: Town) -> int:
    return await asyncio.to_thread(round_of, courier_of(town))


def story(person: Person) -> list[tuple[str, str]]:
    found = [(event.type, event.fact) for event in person.log() if event.type in KINDS]
    return [
        (kind, getattr(fact, "reason", None) or getattr(fact, "channel", None) or fact.kind) for kind, fact in found
    ]


async def test_a_reminder_is_decided_once_and_stands_in_the_chat_with_a_nudge_that_says_nothing(town: Town) -> None:
    person = await booked(town)
    assert [await decide(town), await decide(town)] == [1, 0]
    assert [await deliver(town), await deliver(town)] == [1, 0]
    assert story(person) == [
        ("message_decided", "appointment"),
        ("message_sent", "webchat"),
        ("message_delivered", "webchat"),
        ("message_sent", "email"),
        ("message_delivered", "email"),
    ]
    assert person.text().count("En påminnelse: du har ett möte onsdag 2 december klockan 06:00") == 1
    [(to, subject, text)] = town.mail.sent
    assert to == "alva@exempel.se" and "https://min-vag.example" in text
    for word in (SECRET, "Alva", "möte", "IPS", "Plan", "december", "psyk"):
        assert word not in subject + text


async def test_nothing_is_decided_long_before(village: Town) -> None:
    person = await booked(village, hours=30)
    assert await decide(village) == 0
    village.clock.forward(hours=6, minutes=1)
    assert await decide(village) == 1
    assert person.log()[-1].fact.expires == person.log()[-1].fact.at


async def test_an_appointment_moved_after_its_reminder_gets_another_one(village: Town) -> None:
    person = await booked(village)
    await decide(village), await deliver(village)
    village.record(person.stream, facts.AppointmentCancelled(appointment="a-1"))
    village.record(person.stream, facts.AppointmentBooked(appointment="a-2", at=village.clock() + timedelta(hours=22)))
    assert await decide(village) == 1
    await deliver(village)
    assert person.text().count("En påminnelse") == 2


@pytest.mark.parametrize(
    ("moment", "leaves"),
    [
        ((2026, 12, 1, 18, 59), 1),
        ((2026, 12, 1, 19, 1), 0),
        ((2026, 12, 2, 6, 59), 0),
        ((2026, 12, 2, 7, 1), 1),
        ((2026, 12, 5, 10, 0), 0),
        ((2026, 12, 6, 10, 0), 0),
        ((2026, 12, 25, 10, 0), 0),
        ((2026, 12, 7, 10, 0), 1),
    ],
)
async def test_messages_leave_on_working_days_outside_quiet_hours(
    village: Town, moment: tuple[int, ...], leaves: int
) -> None:
    village.clock.now = datetime(*moment, tzinfo=UTC)  # type: ignore[misc,arg-type]  # a year, a month, …
    await booked(village)
    await decide(village)
    assert await deliver(village) == leaves


STOCKHOLM = ZoneInfo("Europe/Stockholm")


def at(*moment: int) -> datetime:
    return datetime(*moment, tzinfo=STOCKHOLM)  # type: ignore[misc,arg-type]  # a year, a month, …


KEPT_BACK = [
    (at(2026, 12, 7, 8, 0), at(2026, 12, 4, 19, 0)),  # a Monday: on Friday, in the last hour before quiet
    (at(2026, 12, 7, 8, 30), at(2026, 12, 4, 19, 0)),  # half an hour would be left on Monday
    (at(2026, 12, 7, 10, 0), at(2026, 12, 7, 8, 0)),  # two hours are
    (at(2026, 12, 28, 8, 0), at(2026, 12, 23, 19, 0)),  # after Christmas
    (at(2026, 12, 2, 8, 0), at(2026, 12, 1, 8, 0)),  # a Wednesday: the day before
]


@pytest.mark.parametrize(("meeting", "reminded"), KEPT_BACK)
async def test_a_reminder_that_would_be_kept_back_until_too_late_goes_at_the_last_moment_before(
    village: Town, meeting: datetime, reminded: datetime
) -> None:
    village.clock.now = meeting - timedelta(days=10)
    person = await village.enrolled()
    village.record(person.stream, facts.AppointmentBooked(appointment="a-1", at=meeting, place="Plan 2"))
    sent: list[datetime] = []
    while village.clock.now < meeting:
        await decide(village)
        if await deliver(village):
            sent.append(village.clock.now)
        village.clock.forward(minutes=30)
    assert sent == [reminded]


BOOKED_LATE = [
    # booked at, meeting at, quiet hours end at, reminded at (None: nobody is, and the coach sees it)
    (at(2026, 12, 5, 11, 0), at(2026, 12, 7, 8, 0), 7, at(2026, 12, 7, 7, 0)),  # Saturday for Monday: on Monday at 7
    (at(2026, 12, 5, 11, 0), at(2026, 12, 7, 8, 30), 8, at(2026, 12, 7, 8, 0)),  # half an hour is better than nothing
    (at(2026, 12, 5, 11, 0), at(2026, 12, 7, 8, 0), 8, None),  # nothing may leave before it
    (at(2026, 12, 4, 20, 30), at(2026, 12, 7, 8, 0), 8, None),  # Friday evening, after the last moment
    (at(2026, 12, 4, 19, 30), at(2026, 12, 7, 8, 0), 8, at(2026, 12, 4, 19, 30)),  # half an hour before it: at once
    (at(2026, 12, 1, 21, 0), at(2026, 12, 2, 7, 30), 8, None),  # at night for the next morning
    (at(2026, 12, 1, 21, 0), at(2026, 12, 2, 9, 0), 8, at(2026, 12, 2, 8, 0)),
    (at(2026, 12, 24, 12, 0), at(2026, 12, 28, 8, 0), 8, None),  # over Christmas
    (at(2026, 12, 24, 12, 0), at(2026, 12, 28, 8, 0), 7, at(2026, 12, 28, 7, 0)),
    (at(2026, 12, 1, 10, 0), at(2026, 12, 1, 10, 30), 8, at(2026, 12, 1, 10, 0)),  # in half an hour
]


@pytest.mark.parametrize(("told", "meeting", "awake", "reminded"), BOOKED_LATE)
async def test_of_a_meeting_booked_after_the_last_moment_the_next_is_taken_else_the_coach_sees_it(
    tmp_path: Path, told: datetime, meeting: datetime, awake: int, reminded: datetime | None
) -> None:
    awake_at = changed(programme(), quiet_hours=QuietHours(from_=time(20), to=time(awake)))
    with town_of(make_site(tmp_path / "late"), awake_at, Clock(told)) as town:
        coach, person = await town.colleague(), await town.enrolled()
        town.record(person.stream, facts.AppointmentBooked(appointment="a-1", at=meeting, place="Plan 2"))
        sent: list[datetime] = []
        while town.clock.now < meeting:
            await decide(town)
            if await deliver(town):
                sent.append(town.clock.now)
            await town.cards()
            shown = "ingen påminnelse" in coach.text()
            town.clock.forward(minutes=30)
        assert sent == ([reminded] if reminded else [])
        assert shown is (reminded is None)
        assert story(person)[-1][0] == ("message_delivered" if reminded else "message_expired")


async def test_whom_no_reminder_reaches_before_a_meeting_stands_in_the_coach_s_list_until_it_is_over_or_moved(
    village: Town,
) -> None:
    village.clock.now = at(2026, 12, 5, 11, 0)
    coach, person = await village.colleague(), await village.enrolled()
    meeting = at(2026, 12, 7, 8, 0)
    village.record(person.stream, facts.AppointmentBooked(appointment="a-1", at=meeting, place="Plan 2"))
    assert [await decide(village), await decide(village)] == [3, 0]
    await village.cards()
    assert "har ett möte måndag 7 december klockan 08:00, och ingen påminnelse hinner fram" in coach.text()
    await coach.say("meny")
    assert "får ingen påminnelse om ett möte" in await coach.press("Idag")
    village.record(person.stream, facts.AppointmentBooked(appointment="a-1", at=meeting + timedelta(hours=5)))
    await coach.say("meny")
    assert "får ingen påminnelse om ett möte" not in await coach.press("Idag")


async def test_who_books_what_nobody_can_be_told_of_in_time_hears_that_at_once(village: Town) -> None:
    village.clock.now = at(2026, 12, 5, 11, 0)
    coach, person = await village.colleague(), await village.enrolled()
    await village.press_old(coach, f"staff:book:{person.stream.hex}")
    await coach.say("7/12 08:00")
    assert "Berätta själv" in await coach.press("Boka")
    assert "message_decided" not in person.types()


GONE: list[tuple[Fact, str]] = [
    (facts.AppointmentCancelled(appointment="a-1"), "cancelled"),
    (facts.Paused(reason="own_wish"), "paused"),
    (facts.ConsentWithdrawn(party="chat_reminders"), "no_consent"),
    (facts.Discharged(reason="other"), "ended"),
    (MessagesPaused(how="stop"), "messages_paused"),
    (MessagesPaused(how="pause"), "messages_paused"),
]


@pytest.mark.parametrize(("fact", "reason"), GONE)
async def test_what_is_no_longer_true_or_wanted_is_dropped_and_says_why(village: Town, fact: Fact, reason: str) -> None:
    person = await booked(village)
    await decide(village)
    village.record(person.stream, fact)
    assert [await deliver(village), await deliver(village)] == [0, 0]
    assert story(person)[1:] == [("message_expired", reason)]
    assert "En påminnelse" not in person.text() and village.mail.sent == []


@pytest.mark.parametrize(("fact", "reason"), GONE)
async def test_nor_is_it_put_up_by_the_courier_who_comes_after_one_that_died(
    village: Town, fact: Fact, reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = await booked(village)
    await decide(village)
    await _die(village, monkeypatch, "_posted")
    village.record(person.stream, fact)
    village.clock.forward(minutes=11)
    await deliver(village)
    assert "En påminnelse" not in person.text() and village.mail.sent == []


async def test_too_late_is_not_sent(village: Town) -> None:
    person = await booked(village, hours=2)
    await decide(village)
    village.clock.forward(hours=2)
    await deliver(village)
    assert story(person)[1:] == [("message_expired", "too_late")]


@pytest.mark.parametrize("jump", [timedelta(days=2), timedelta(days=-2)])
async def test_a_clock_that_jumps_and_comes_back_sends_nothing_twice_and_nothing_too_late(
    village: Town, jump: timedelta
) -> None:
    early, late = await booked(village, email="a@exempel.se"), await village.enrolled(email="b@exempel.se")
    await decide(village), await deliver(village)
    at = village.clock() + timedelta(hours=22)
    village.record(late.stream, facts.AppointmentBooked(appointment="a-2", at=at))
    await decide(village)
    for step in (jump, -jump):
        village.clock.now += step
        await decide(village), await deliver(village)
    assert early.text().count("En påminnelse") == 1
    assert late.text().count("En påminnelse") == (0 if jump > timedelta(0) else 1)
    assert [to for to, _, _ in village.mail.sent].count("a@exempel.se") == 1
    assert (("message_expired", "too_late") in story(late)) is (jump > timedelta(0))


async def test_a_mail_that_is_refused_becomes_a_task_for_the_coach(town: Town) -> None:
    coach = await town.colleague()
    person = await booked(town)
    await decide(town)
    town.mail.refuses = "refused"
    await deliver(town)
    assert ("message_failed", "refused") in story(person)
    await town.cards()
    assert "nås inte av meddelanden" in coach.text()
    town.mail.refuses = None
    town.clock.forward(minutes=30)
    await deliver(town)
    assert town.mail.sent == []


async def test_who_gave_no_consent_or_no_address_gets_no_mail(village: Town) -> None:
    person = await booked(village, reminders="no")
    assert await decide(village) == 0
    other = await booked(village, email=None, reach="phone")
    assert await decide(village) == 1
    await deliver(village)
    assert "En påminnelse" in other.text() and "En påminnelse" not in person.text()
    assert village.mail.sent == []


async def test_two_couriers_at_once_send_once(site: Site) -> None:
    clock = Clock()
    with town_of(site, clock=clock) as one, town_of(site, clock=clock) as two:
        people = [await booked(one, email=f"p{number}@exempel.se") for number in range(3)]
        await decide(one)
        barrier = Barrier(2)

        def round_(town: Town) -> int:
            barrier.wait()
            return round_of(courier_of(town))

        with ThreadPoolExecutor(2) as pool:
            sent = sum(await asyncio.gather(*(asyncio.wrap_future(pool.submit(round_, town)) for town in (one, two))))
        assert sent == len(people)
        assert sorted(to for town in (one, two) for to, _, _ in town.mail.sent) == [
            f"p{n}@exempel.se" for n in range(3)
        ]
        for person in people:
            assert person.text().count("En påminnelse") == 1
            assert [kind for kind, _ in story(person)].count("message_sent") == 2  # one a channel


async def test_two_clocks_at_once_decide_once(site: Site) -> None:
    clock = Clock()
    with town_of(site, clock=clock) as one, town_of(site, clock=clock) as two:
        person = await booked(one)
        decided = await asyncio.gather(decide(one), decide(two))
        assert sum(decided) == 1
        assert [kind for kind, _ in story(person)] == ["message_decided"]


class Death(BaseException):
    """As if the process were killed here."""


async def _die(town: Town, monkeypatch: pytest.MonkeyPatch, where: str, whose: type = Courier) -> None:
    def dies(*_: object, **__: object) -> None:
        raise Death

    with monkeypatch.context() as patch, pytest.raises(Death):
        patch.setattr(whose, where, dies)
        await deliver(town)


async def test_killed_after_the_claim_the_message_is_put_up_once_by_the_next(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = await booked(town)
    await decide(town)
    await _die(town, monkeypatch, "_posted")
    assert await deliver(town) == 0  # it may still be at work
    town.clock.forward(minutes=11)
    assert await deliver(town) == 1
    assert person.text().count("En påminnelse") == 1 and len(town.mail.sent) == 1
    town.clock.forward(minutes=11)
    assert await deliver(town) == 0


@pytest.mark.parametrize("step", ["_refused", "_claim"])
async def test_killed_before_the_mail_is_handed_over_it_is_handed_over_by_the_next_at_once(
    town: Town, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    person = await booked(town)
    await decide(town)
    await _die(town, monkeypatch, step, attempts.Attempt)
    assert town.mail.sent == []
    await deliver(town)
    assert person.text().count("En påminnelse") == 1 and len(town.mail.sent) == 1
    assert story(person)[-1] == ("message_delivered", "email")


async def test_killed_after_the_mail_nobody_is_mailed_twice_and_the_coach_is_told(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = await booked(town)
    await decide(town)
    await _die(town, monkeypatch, "_taken", attempts.Attempt)
    assert len(town.mail.sent) == 1
    town.clock.forward(minutes=11)
    await deliver(town)
    town.clock.forward(minutes=11)
    await deliver(town)
    assert len(town.mail.sent) == 1
    assert story(person)[-1] == ("message_failed", "unknown")
    assert tasks(person) == ["unreached"]


# --- what is not taken just then ---------------------------------------------------------------------------------


def tasks(person: Person) -> list[str]:
    """The tasks about messages that humans were given about this person."""
    opened = [event.fact.kind for event in person.log() if isinstance(event.fact, messages.TaskOpened)]
    return [kind for kind in opened if kind == "unreached"]


async def test_a_mail_that_is_refused_for_now_is_tried_again_and_nobody_is_told(town: Town) -> None:
    person = await booked(town)
    await decide(town)
    town.mail.refuses, town.mail.passing = "refused", True
    courier = courier_of(town)
    for _ in range(30):
        await asyncio.to_thread(round_of, courier)
        town.clock.forward(minutes=1)
    town.mail.refuses = None
    while not town.mail.sent and town.clock() < TUESDAY + timedelta(hours=2):
        town.clock.forward(minutes=1)
        await asyncio.to_thread(round_of, courier)
    await asyncio.to_thread(round_of, courier)
    assert len(town.mail.sent) == 1 and tasks(person) == []
    assert person.text().count("En påminnelse") == 1
    assert [kind for kind, _ in story(person)].count("message_sent") == 2


async def test_what_no_channel_takes_before_it_expires_becomes_a_task_while_a_human_can_still_act(town: Town) -> None:
    person = await booked(town, hours=6)
    await decide(town)
    town.mail.refuses, town.mail.passing = "unreachable", True
    courier, asked = courier_of(town), 0
    told: list[timedelta] = []
    while asked < 30:
        await asyncio.to_thread(round_of, courier)
        if tasks(person) and not told:
            told.append(TUESDAY + timedelta(hours=6) - town.clock())
        town.clock.forward(minutes=15)
        asked += 1
    assert tasks(person) == ["unreached"]
    assert timedelta(hours=1, minutes=30) <= told[0] <= timedelta(hours=2)
    assert story(person)[-1] == ("message_failed", "unreachable")
    assert [kind for kind, _ in story(person)].count("message_failed") == 1


@pytest.mark.parametrize(("fact", "reason"), GONE)
async def test_what_is_tried_again_is_asked_again_whether_it_is_still_true_and_wanted(
    village: Town, fact: Fact, reason: str
) -> None:
    person = await booked(village)
    await decide(village)
    village.mail.refuses, village.mail.passing = "unreachable", True
    await deliver(village)
    village.record(person.stream, fact)
    village.mail.refuses = None
    village.clock.forward(minutes=5)
    await deliver(village)
    assert village.mail.sent == [] and tasks(person) == []
    assert story(person)[-1] == ("message_expired", reason)


async def test_each_message_is_judged_and_stamped_at_its_own_moment(village: Town) -> None:
    """A mail server so slow that the second person's meeting has begun when it is their turn."""

    class Slow(Post):
        async def send(self, to: str, subject: str, text: str, ready: Ready = at_once) -> bool:
            village.clock.forward(minutes=40)
            return await super().send(to, subject, text, ready)

    first, second = await booked(village, hours=1), await booked(village, hours=1, email="bo@exempel.se")
    await decide(village)
    began, mail = village.clock(), Slow()
    courier = Courier(village.office, village.service.ports.texts, [MailNudge(mail, village.service.ports.texts)])
    await asyncio.to_thread(courier.deliver)
    for place in courier.nudging._waiting():  # one after the other
        await asyncio.to_thread(courier.nudging._tried, place)
    await asyncio.to_thread(courier.nudge)
    assert len(mail.sent) == 1
    (late,) = [person for person in (first, second) if ("message_delivered", "email") not in story(person)]
    (early,) = [person for person in (first, second) if person is not late]
    assert tasks(late) == ["unreached"]
    stamps = {event.type: event.recorded - began for event in early.log() if event.type in KINDS}
    assert stamps["message_decided"] == timedelta() and stamps["message_delivered"] == timedelta(minutes=40)


async def test_chats_wait_for_no_mail_server(village: Town) -> None:
    hangs, begun = Event(), Event()

    class Hanging(Post):
        async def send(self, to: str, subject: str, text: str, ready: Ready = at_once) -> bool:
            begun.set()
            await asyncio.to_thread(hangs.wait)
            return await super().send(to, subject, text, ready)

    first = await booked(village)
    await decide(village)
    texts, mail = village.service.ports.texts, Hanging()
    courier = Courier(village.office, texts, [MailNudge(mail, texts)])
    await asyncio.to_thread(courier.deliver)
    nudging_now = asyncio.create_task(asyncio.to_thread(courier.nudge))
    try:
        assert await asyncio.to_thread(begun.wait, 60)
        second = await booked(village)
        await decide(village)
        assert await asyncio.to_thread(courier.deliver) == 1
        assert "En påminnelse" in first.text() and "En påminnelse" in second.text()
        assert mail.sent == []
    finally:
        hangs.set()
        await nudging_now
    assert [to for to, _, _ in mail.sent] == ["alva@exempel.se"]


async def test_stop_pause_and_start_hold_for_messages_and_never_for_the_programme(village: Town) -> None:
    person = await booked(village)
    for said, wanted in (("STOPP!", 0), ("start", 1), ("Paus", 0)):
        await person.say(said)
        village.record(
            person.stream, facts.AppointmentBooked(appointment=f"x-{said}", at=village.clock() + timedelta(hours=5))
        )
        assert (await decide(village) > 0) == bool(wanted), said
    assert (
        village.office.person(person.stream).history.current.paused is None
        or not village.office.person(person.stream).history.current.paused
    )
    assert PROGRAMME == person.row.programme


async def test_one_person_s_unheard_of_failure_does_not_stop_the_others(village: Town) -> None:
    class Strange(Post):
        async def send(self, to: str, subject: str, text: str, ready: Ready = at_once) -> bool:
            if to == "strange@exempel.se":
                raise RuntimeError(to)
            return await super().send(to, subject, text, ready)

    first = await booked(village, email="strange@exempel.se")
    second = await booked(village)
    await decide(village)
    mail = Strange()
    courier = Courier(village.office, village.service.ports.texts, [MailNudge(mail, village.service.ports.texts)])
    await asyncio.to_thread(round_of, courier)
    assert [to for to, _, _ in mail.sent] == ["alva@exempel.se"]
    assert "En påminnelse" in first.text() and "En påminnelse" in second.text()
