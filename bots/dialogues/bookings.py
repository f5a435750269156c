"""Book an appointment in a few taps or in words, and say afterwards whether the person came."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from bots.dialogues import days, menus, moves, portraits
from bots.dialogues.talk import Choice, Talk
from bots.states import Staff
from bots.texts.catalogue import beginning
from journey.domain import calendar, standing
from journey.domain.errors import WrongInput
from services import appointments, free_times
from services.changes import Stale
from services.people import Person
from services.permissions import Permission

_OFFERED, _HOURS_WIDE = 6, 3
_LONGEST_PLACE = 200
_SLOT = "%Y%m%dT%H%M"


async def begin(talk: Talk, stream: str) -> None:
    """When? Six different days and times are offered, and any other can be written."""
    person = await portraits.of(talk, stream, Permission.WRITE_FACTS)
    talk.data["form"] = {"kind": "booking", "stream": person.stream.hex, "entry": talk.turn.entry}
    await _offer(talk, person)


async def _offer(talk: Talk, person: Person) -> None:
    talk.turn.chat.state = Staff.when.state
    free = await talk.ask(free_times.offered, talk.office, talk.actor, person, _OFFERED)
    rows = [[(_data(one), beginning(talk.moment(one)))] for one in free]
    await portraits.say(talk, person, "booking-when", *rows, _out(talk))


def _data(moment: datetime) -> str:
    return f"staff:at:slot:{calendar.local_time(moment):{_SLOT}}"


def _out(talk: Talk) -> list[Choice]:
    return [talk.choice("staff:menu", "button-cancel")]


async def pressed(talk: Talk, choice: str) -> None:
    """A time, a place, or yes to both."""
    form, (what, _, value) = talk.data.get("form"), choice.partition(":")
    if form is None or form.get("kind") != "booking":
        await menus.staff(talk, "stale")
        return
    person = await portraits.of_form(talk)
    slot = _slot(value) if what == "slot" else None
    if slot is not None:
        await _confirm(talk, person, form, slot)
    elif what == "other":
        await _offer(talk, person)
    elif what == "place" and form.get("at"):
        talk.turn.chat.state = Staff.place.state
        await portraits.say(talk, person, "booking-place", _out(talk))
    elif what == "book" and form.get("at"):
        await _book(talk, person, form)
    else:
        await menus.staff(talk, "stale")


def _slot(text: str) -> datetime | None:
    try:
        local = datetime.strptime(text, _SLOT)  # noqa: DTZ007  # as the clocks on the wall show it, see _moment
    except ValueError:
        return None
    return _moment(local.date(), local.time())


def _moment(day: date, at: time) -> datetime:
    return calendar.start_of_day(day).replace(hour=at.hour, minute=at.minute)


async def typed(talk: Talk, text: str) -> None:
    """A day and a time that were written, or one of them: `3/12 14:00`, `på torsdag`, `kl 10`."""
    person, form = await portraits.of_form(talk), talk.data["form"]
    spoken = days.read(talk.texts, text, talk.office.today(), ahead=True)
    day = None if spoken is None else spoken.day or _date(form.get("day"))
    if form.get("kind") != "booking" or spoken is None or day is None:
        await portraits.say(talk, person, "booking-unclear", _out(talk))
    elif spoken.at is None:
        await _ask_hour(talk, person, form, day)
    else:
        await _confirm(talk, person, form, _moment(day, spoken.at))


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


async def _ask_hour(talk: Talk, person: Person, form: dict[str, Any], day: date) -> None:
    """A day was said, and no time."""
    if day < talk.office.today():
        await portraits.say(talk, person, "booking-past", _out(talk))
        return
    form["day"] = day.isoformat()
    free = await talk.ask(free_times.on, talk.office, talk.actor, person, day)
    hours = [(_data(one), f"{calendar.local_time(one):%H:%M}") for one in free]
    rows = [hours[start : start + _HOURS_WIDE] for start in range(0, len(hours), _HOURS_WIDE)]
    await portraits.say(talk, person, "booking-hour" if free else "booking-full", *rows, _out(talk), day=talk.day(day))


async def _confirm(talk: Talk, person: Person, form: dict[str, Any], at: datetime) -> None:
    """What will be booked, and with whom, before it is."""
    if at <= talk.turn.now:
        await portraits.say(talk, person, "booking-past", _out(talk))
        return
    form["at"], talk.turn.chat.state = at.isoformat(), Staff.when.state
    taken = await talk.ask(free_times.is_taken, talk.office, talk.actor, person, at)
    where = "yes" if form.get("place") else "no"
    await portraits.say(
        talk,
        person,
        "booking-confirm-taken" if taken else "booking-confirm",
        [talk.choice("staff:at:book", "booking-book")],
        [talk.choice("staff:at:place", "booking-where"), talk.choice("staff:at:other", "booking-other")],
        _out(talk),
        moment=talk.moment(at),
        where=where,
        place=form.get("place", ""),
    )


async def place_typed(talk: Talk, text: str) -> None:
    """Where the meeting is."""
    person, form = await portraits.of_form(talk), talk.data["form"]
    place = " ".join(text.split())
    if form.get("kind") != "booking" or not form.get("at"):
        await menus.staff(talk, "stale")
        return
    if not place or len(place) > _LONGEST_PLACE:
        raise WrongInput(f"place: a line of at most {_LONGEST_PLACE} characters")
    form["place"] = place
    await _confirm(talk, person, form, datetime.fromisoformat(form["at"]))


async def _book(talk: Talk, person: Person, form: dict[str, Any]) -> None:
    at = datetime.fromisoformat(form["at"])
    entry, place = form["entry"], form.get("place")
    try:
        changed = await talk.ask(appointments.book, talk.office, talk.actor, person, at, entry, place=place)
    except appointments.InThePast:
        await portraits.say(talk, person, "booking-past", _out(talk))
        return
    talk.data.pop("form")
    told = any(event.type == "message_decided" for event in changed.events)
    await portraits.say(talk, person, "booking-done", moment=talk.moment(at), told="yes" if told else "no")
    await menus.staff(talk, "staff-more")


async def came(talk: Talk, choice: str) -> None:
    """They came, or they did not: said once, so it is asked whether that is meant."""
    person, booking, what = await _outcome(talk, choice)
    meetings = standing.appointments(person.history).values()
    meeting = next((one for one in meetings if one.state == "booked" and one.booked.version == booking), None)
    if meeting is None:
        raise Stale("that appointment waits for no answer")
    data = f"came-sure:{person.stream.hex}:{booking}:{what}"
    await moves.sure(talk, person, data, f"came-{what}", moment=talk.moment(meeting.at))


async def said_whether_came(talk: Talk, choice: str) -> None:
    """Yes, so it was; where they did not come somebody looks for them."""
    person, booking, what = await _outcome(talk, choice)
    kept = what == "kept"
    await talk.ask(appointments.say_whether_kept, talk.office, talk.actor, person, booking, kept=kept)
    await portraits.say(talk, person, f"came-{what}-done")
    await menus.staff(talk, "staff-more")


async def _outcome(talk: Talk, choice: str) -> tuple[Person, int, str]:
    """Of whom, which booking (the version of its event), and whether it was `kept` or `missed`."""
    stream, _, rest = choice.partition(":")
    booking, _, what = rest.partition(":")
    person = await portraits.of(talk, stream, Permission.WRITE_FACTS)
    if what not in ("kept", "missed") or not booking.isdecimal():
        raise Stale("no such answer")
    return person, int(booking), what
