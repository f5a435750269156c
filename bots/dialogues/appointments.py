"""My appointments: say that one comes, ask for another time, call it off."""

from __future__ import annotations

from bots.dialogues import menus
from bots.dialogues.talk import Choice, Talk
from bots.states import Mine
from journey.domain import standing
from journey.domain.events import Fact
from journey.domain.events import participant as facts
from journey.domain.events.messages import TaskOpened
from journey.domain.events.requests import AppointmentChangeRequested, AppointmentConfirmed
from journey.domain.standing import Appointment
from services.people import Person

_SHOWN = 5


def coming(talk: Talk, person: Person) -> list[Appointment]:
    """What lies ahead, the nearest first."""
    booked = (found for found in standing.appointments(person.history).values() if found.state == "booked")
    return sorted((found for found in booked if found.at >= talk.turn.now), key=lambda found: found.at)


def standing_of(found: Appointment) -> str:
    """Confirmed, asked to be moved, or open: a word of the catalogues."""
    return "asked" if found.asked else "confirmed" if found.confirmed else "open"


async def show(talk: Talk, person: Person, _: str) -> None:
    """What lies ahead, with what can be done about it."""
    ahead = coming(talk, person)[:_SHOWN]
    if not ahead:
        await talk.say("appointments-none", human=talk.human(person.programme.id))
        await menus.mine(talk, "mine-more")
        return
    talk.data["appointments"] = [found.id for found in ahead]
    lines, rows = [talk.text("appointments-ahead")], list[list[Choice]]()
    for number, found in enumerate(ahead):
        place = await talk.ask(talk.office.reveal, found.booked, "place")
        state = talk.text(f"appointment-{standing_of(found)}")
        lines.append(f"{number + 1}. {talk.moment(found.at)}{', ' + place if place else ''} ({state})")
        rows.append(
            [
                talk.choice(f"mine:appointment:{number}:{what}", f"appointment-{what}", number=number + 1)
                for what in ("confirm", "change", "cancel")
            ]
        )
    await talk.say_plainly("\n".join(lines), *rows, [talk.choice("mine:menu", "button-back")])


async def act(talk: Talk, person: Person, choice: str) -> None:
    """Something was pressed about one of them."""
    number, _, what = choice.partition(":")
    found = _one(talk, person, number)
    if found is None:
        await talk.say("appointment-gone")
        await show(talk, person, "")
    elif what == "confirm":
        await _record(talk, person, AppointmentConfirmed(appointment=found.id))
        await talk.say("appointment-confirmed-done", moment=talk.moment(found.at))
        await menus.mine(talk, "mine-more")
    elif what == "change":
        talk.turn.chat.state, talk.data["appointment"] = Mine.wish.state, found.id
        await talk.say("appointment-wish", [talk.choice(f"mine:appointment:{number}:wish", "appointment-no-wish")])
    elif what == "wish":
        await _ask_for_change(talk, person, found, None)
    elif what == "cancel":
        await talk.say(
            "appointment-cancel-sure",
            [talk.choice(f"mine:appointment:{number}:cancelled", "appointment-cancel-yes")],
            [talk.choice("mine:appointments", "button-back")],
            moment=talk.moment(found.at),
        )
    elif what == "cancelled":
        task = TaskOpened(
            task=f"appointment-{talk.turn.entry}", kind="appointment", to=_to(talk, person), about=found.id
        )
        await _record(talk, person, facts.AppointmentCancelled(appointment=found.id), task)
        await talk.say("appointment-cancelled-done")
        await menus.mine(talk, "mine-more")


def _one(talk: Talk, person: Person, number: str) -> Appointment | None:
    known = talk.data.get("appointments", [])
    if not number.isdecimal() or int(number) >= len(known):
        return None
    wanted = known[int(number)]
    return next((found for found in coming(talk, person) if found.id == wanted), None)


async def wished(talk: Talk, person: Person, text: str) -> None:
    """When it would suit better, in the person's own words."""
    ahead = coming(talk, person)
    found = next((one for one in ahead if one.id == talk.data.get("appointment")), None)
    if found is None:
        await talk.say("appointment-gone")
        await menus.mine(talk)
    else:
        await _ask_for_change(talk, person, found, text)


async def _ask_for_change(talk: Talk, person: Person, found: Appointment, wish: str | None) -> None:
    task = TaskOpened(task=f"appointment-{talk.turn.entry}", kind="appointment", to=_to(talk, person), about=found.id)
    await _record(talk, person, AppointmentChangeRequested(appointment=found.id, wish=wish), task)
    await talk.say("appointment-change-done", moment=talk.moment(found.at))
    await menus.mine(talk, "mine-more")


def _to(talk: Talk, person: Person) -> tuple[str, ...]:
    return (talk.office.told(person),)


async def _record(talk: Talk, person: Person, *told: Fact) -> None:
    entries = [(f"{talk.turn.entry}-{fact.type_name()}", fact) for fact in told]
    await talk.ask(talk.office.record, person.stream, person.programme.id, "participant", *entries)
