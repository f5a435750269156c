"""Book an appointment in a few taps, and say afterwards whether the person came."""

from __future__ import annotations

import re
from datetime import date, datetime, time

from bots.dialogues import menus, portraits
from bots.dialogues.talk import Choice, Talk
from bots.states import Staff
from journey.domain import calendar
from services import appointments
from services.permissions import Permission

_DAYS = 6
_HOURS = ("09:00", "10:00", "11:00", "13:00", "14:00", "15:00")
_TYPED = re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})[ T](\d{1,2})[:.](\d{2})$")
_SHORT = re.compile(r"^(\d{1,2})/(\d{1,2})[ ,]+(?:kl\.? )?(\d{1,2})[:.](\d{2})$")


async def begin(talk: Talk, stream: str) -> None:
    """Which day?"""
    person = await portraits.of(talk, stream, Permission.WRITE_FACTS)
    talk.turn.chat.state = Staff.when.state
    talk.data["form"] = {"kind": "booking", "stream": person.stream.hex, "entry": talk.turn.entry}
    day, days = talk.office.today(), list[date]()
    while len(days) < _DAYS:
        day = calendar.next_working_day(day)
        days.append(day)
    rows: list[list[Choice]] = [[(f"staff:at:day:{one.isoformat()}", talk.day(one))] for one in days]
    await talk.say("booking-day", *rows, [talk.choice("staff:menu", "button-cancel")])


async def pressed(talk: Talk, choice: str) -> None:
    """A day, then an hour."""
    form, (what, _, value) = talk.data.get("form"), choice.partition(":")
    if form is None or form.get("kind") != "booking":
        await menus.staff(talk, "stale")
        return
    await portraits.of_form(talk)
    if what == "day" and _day(value):
        form["day"] = value
        buttons = [(f"staff:at:hour:{hour}", hour) for hour in _HOURS]
        await talk.say("booking-hour", buttons[:3], buttons[3:], [talk.choice("staff:menu", "button-cancel")])
    elif what == "hour" and value in _HOURS and form.get("day"):
        day = _day(form["day"])
        await _book(talk, datetime.combine(day or talk.office.today(), time.fromisoformat(value)))
    else:
        await menus.staff(talk, "stale")


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


async def typed(talk: Talk, text: str) -> None:
    """A moment that was typed: `2026-12-03 14:00`, `3/12 14:00`."""
    await portraits.of_form(talk)
    moment = _read(text.strip(), talk.office.today())
    if moment is None or talk.data.get("form", {}).get("kind") != "booking":
        await talk.say("booking-unclear", [talk.choice("staff:menu", "button-cancel")])
        return
    await _book(talk, moment)


def _read(text: str, today: date) -> datetime | None:
    try:
        if whole := _TYPED.match(text):
            return datetime(*(int(part) for part in whole.groups()))  # type: ignore[arg-type]  # noqa: DTZ001  # local, see _book
        if short := _SHORT.match(text):
            day, month, hour, minute = (int(part) for part in short.groups())
            year = today.year + (1 if (month, day) < (today.month, today.day) else 0)
            return datetime(year, month, day, hour, minute)  # noqa: DTZ001
    except ValueError:
        return None
    return None


async def _book(talk: Talk, local: datetime) -> None:
    form = talk.data["form"]
    at = calendar.start_of_day(local.date()).replace(hour=local.hour, minute=local.minute)
    person = await portraits.of(talk, form["stream"], Permission.WRITE_FACTS)
    try:
        await talk.ask(appointments.book, talk.office, talk.actor, person, at, form["entry"])
    except appointments.InThePast:
        await talk.say("booking-past", [talk.choice("staff:menu", "button-cancel")])
        return
    talk.data.pop("form")
    await talk.say("booking-done", moment=talk.moment(at))
    await menus.staff(talk, "staff-more")


async def came(talk: Talk, choice: str) -> None:
    """They came, or they did not: then somebody looks for them."""
    stream, _, rest = choice.partition(":")
    booking, _, what = rest.partition(":")
    person = await portraits.of(talk, stream, Permission.WRITE_FACTS)
    if what not in ("kept", "missed") or not booking.isdecimal():
        await menus.staff(talk, "stale")
        return
    kept = what == "kept"
    await talk.ask(appointments.say_whether_kept, talk.office, talk.actor, person, int(booking), kept=kept)
    await menus.staff(talk, f"came-{what}-done")
