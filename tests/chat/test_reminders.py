"""Reminders: decided once, sent once, and not at all where they are no longer true or not wanted."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier

import pytest

from bots.outbox.courier import Courier, MailNudge
from journey.domain.events import Fact, messages
from journey.domain.events import participant as facts
from journey.domain.events.messages import MessagesPaused
from services import reminders
from tests.chat.talking import PROGRAMME, SECRET, Clock, Person, Post, Town, town_of
from tests.site import Site

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


async def deliver(town: Town) -> int:
    return await asyncio.to_thread(courier_of(town).deliver, town.clock())


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
        ("message_sent", "email"),
        ("message_delivered", "webchat"),
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
            return courier_of(town).deliver(clock())

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


async def _die(town: Town, monkeypatch: pytest.MonkeyPatch, where: str) -> None:
    def dies(*_: object, **__: object) -> None:
        raise Death

    with monkeypatch.context() as patch, pytest.raises(Death):
        patch.setattr(Courier, where, dies)
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


async def test_killed_after_the_chat_and_before_the_mail_neither_is_done_twice(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = await booked(town)
    await decide(town)
    await _die(town, monkeypatch, "_nudged")
    town.clock.forward(minutes=11)
    await deliver(town)
    assert person.text().count("En påminnelse") == 1 and len(town.mail.sent) == 1


async def test_killed_after_the_mail_nobody_is_mailed_twice_and_the_coach_is_told(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = await booked(town)
    await decide(town)
    await _die(town, monkeypatch, "_write")
    assert len(town.mail.sent) == 1
    town.clock.forward(minutes=11)
    await deliver(town)
    town.clock.forward(minutes=11)
    await deliver(town)
    assert len(town.mail.sent) == 1
    assert story(person)[-1] == ("message_failed", "unknown")
    assert [e.fact.kind for e in person.log() if isinstance(e.fact, messages.TaskOpened)][-1] == "unreached"


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
        async def send(self, to: str, subject: str, text: str) -> None:
            if to == "strange@exempel.se":
                raise RuntimeError(to)
            await super().send(to, subject, text)

    first = await booked(village, email="strange@exempel.se")
    second = await booked(village)
    await decide(village)
    mail = Strange()
    courier = Courier(village.office, village.service.ports.texts, [MailNudge(mail, village.service.ports.texts)])
    for _ in range(3):
        try:
            await asyncio.to_thread(courier.deliver, village.clock())
        except RuntimeError:
            continue
    assert [to for to, _, _ in mail.sent] == ["alva@exempel.se"]
    assert "En påminnelse" in first.text() and "En påminnelse" in second.text()
