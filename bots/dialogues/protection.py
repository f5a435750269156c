"""Protected identity in a supervisor's chat: that the person exists, and the glass that a written reason breaks."""

from __future__ import annotations

from bots.dialogues import menus
from bots.dialogues.talk import CARD, Choice, Talk
from bots.outbox import glass
from bots.states import Staff
from journey.domain.errors import WrongInput
from services import protection
from services.people import Person
from services.permissions import Permission


async def show_hidden(talk: Talk, person: Person) -> None:
    """No more than that somebody is there, who has them, and what a supervisor can do without knowing who it is."""
    lines = [talk.text("somebody-protected")]
    if person.coach:
        name = await talk.ask(talk.office.staff_name, person.programme.id, f"coach:{person.coach}")
        lines.append(talk.text("portrait-coach", name=name))
    hexed = person.stream.hex
    rows: list[list[Choice]] = []
    if talk.office.may(talk.actor, Permission.ASSIGN, person):
        rows.append([talk.choice(f"staff:assign:{hexed}", "move-assign")])
    if talk.office.may(talk.actor, Permission.BREAK_GLASS, person):
        rows.append([talk.choice(f"staff:glass:{hexed}", "glass-break")])
    await talk.say_plainly("\n".join(lines), *rows, [talk.choice("staff:menu", "button-menu")], effect=CARD)


async def begin(talk: Talk, person: Person) -> None:
    """Why must you see this?"""
    talk.office.check(talk.actor, Permission.BREAK_GLASS, person)
    talk.turn.chat.state = Staff.glass.state
    talk.data["form"] = {"kind": "glass", "stream": person.stream.hex, "entry": talk.turn.entry}
    await talk.say("glass-why", [talk.choice("staff:menu", "button-cancel")])


async def typed(talk: Talk, person: Person, text: str) -> None:
    """The reason; from now on, and for an hour, the supervisor sees who it is. Coach and DPO are told."""
    form = talk.data["form"]
    try:
        colleagues = await talk.ask(protection.break_glass, talk.office, talk.actor, person, text, form["entry"])
    except WrongInput:
        await talk.say("glass-why-more", [talk.choice("staff:menu", "button-cancel")])
        return
    talk.data.pop("form")
    await talk.ask(glass.tell, talk.office, talk.texts, talk.actor, person, colleagues, text, form["entry"])
    await menus.staff(talk, "glass-broken")
