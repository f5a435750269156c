"""My appointments: say that one comes, ask for another time, call it off."""

from __future__ import annotations

from bots.dialogues import menus
from bots.dialogues.talk import Choice, Talk
from bots.states import Mine
from bots.texts.catalogue import beginning
from journey.domain.standing import Appointment
from services import appointments
from services.people import Person

_SHOWN = 5


def standing_of(meeting: Appointment) -> str:
    """Confirmed, asked to be moved, or open: a word of the catalogues."""
    return "asked" if meeting.asked else "confirmed" if meeting.confirmed else "open"


async def show(talk: Talk, person: Person, _: str) -> None:
    """What lies ahead, with what can be done about it."""
    ahead = appointments.ahead(person, talk.turn.now)[:_SHOWN]
    if not ahead:
        await talk.say(
            "appointments-none" if person.coach else "appointments-none-us", human=talk.human(person.programme.id)
        )
        await menus.mine(talk, "mine-more")
        return
    talk.data["appointments"] = [meeting.id for meeting in ahead]
    lines, rows = [talk.text("appointments-ahead")], list[list[Choice]]()
    for number, meeting in enumerate(ahead):
        place = await talk.ask(talk.office.reveal, meeting.booked, "place")
        state = talk.text(f"appointment-{standing_of(meeting)}")
        lines.append(f"{number + 1}. {beginning(talk.moment(meeting.at))}{', ' + place if place else ''} ({state})")
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
    meeting = _one(talk, person, number)
    if meeting is None:
        await talk.say("appointment-gone")
        await show(talk, person, "")
    elif what == "confirm":
        await talk.ask(appointments.confirm, talk.office, talk.actor, person, meeting.id, talk.turn.entry)
        await talk.say("appointment-confirmed-done", moment=talk.moment(meeting.at))
        await menus.mine(talk, "mine-more")
    elif what == "change":
        talk.turn.chat.state, talk.data["appointment"] = Mine.wish.state, meeting.id
        await talk.say("appointment-wish", [talk.choice(f"mine:appointment:{number}:wish", "appointment-no-wish")])
    elif what == "wish":
        await _ask_for_change(talk, person, meeting, None)
    elif what == "cancel":
        await talk.say(
            "appointment-cancel-sure",
            [talk.choice(f"mine:appointment:{number}:cancelled", "appointment-cancel-yes")],
            [talk.choice("mine:appointments", "button-back")],
            moment=talk.moment(meeting.at),
        )
    elif what == "cancelled":
        await talk.ask(appointments.cancel, talk.office, talk.actor, person, meeting.id, talk.turn.entry)
        await talk.say("appointment-cancelled-done")
        await menus.mine(talk, "mine-more")


def _one(talk: Talk, person: Person, number: str) -> Appointment | None:
    shown = talk.data.get("appointments", [])
    if not number.isdecimal() or int(number) >= len(shown):
        return None
    wanted = shown[int(number)]
    return next((meeting for meeting in appointments.ahead(person, talk.turn.now) if meeting.id == wanted), None)


async def wished(talk: Talk, person: Person, text: str) -> None:
    """When it would suit better, in the person's own words."""
    ahead = appointments.ahead(person, talk.turn.now)
    meeting = next((one for one in ahead if one.id == talk.data.get("appointment")), None)
    if meeting is None:
        await talk.say("appointment-gone")
        await menus.mine(talk)
    else:
        await _ask_for_change(talk, person, meeting, text)


async def _ask_for_change(talk: Talk, person: Person, meeting: Appointment, wish: str | None) -> None:
    await talk.ask(appointments.ask_for_change, talk.office, talk.actor, person, meeting.id, wish, talk.turn.entry)
    await talk.say("appointment-change-done", moment=talk.moment(meeting.at))
    await menus.mine(talk, "mine-more")
