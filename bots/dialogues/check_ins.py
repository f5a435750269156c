"""How was the week? Three questions of one tap each, for whoever has asked to be asked."""

from __future__ import annotations

from bots.dialogues import menus
from bots.dialogues.talk import Choice, Talk
from bots.outbox.check_ins import TALK, next_question
from journey.domain import standing
from journey.engine.chats.messages import Button
from services import check_ins
from services.changes import Stale
from services.people import Person

_LAST = 3
"""Taps after which everything is answered."""


def choices(talk: Talk, person: Person) -> list[list[Choice]]:
    """The way to switch it on or off, where somebody can be asked."""
    if standing.wants_check_ins(person.history):
        return [[talk.choice("mine:weekly:off", "week-off")]]
    return [[talk.choice("mine:weekly:on", "week-on")]] if check_ins.offered(person) else []


async def switch(talk: Talk, person: Person, what: str) -> None:
    """Be asked once a week, or no more; without the leave to write, that is what comes first."""
    wanted = what == "on"
    if wanted and not check_ins.may_come(person):
        way = [talk.choice("mine:consents", "mine-consents")], [talk.choice("mine:messages", "mine-messages")]
        await talk.say("week-no-leave", *way, [talk.choice("mine:menu", "button-back")])
        return
    await talk.ask(check_ins.switch, talk.office, talk.actor, person, talk.turn.entry, wanted=wanted)
    await talk.say("week-on-done" if wanted else "week-off-done")
    await menus.mine(talk, "mine-more")


async def on_tap(talk: Talk, person: Person, choice: str) -> None:
    """A tap: the next question, or thanks. A conversation that is open stays open."""
    week, *taps = choice.split(":")
    if not check_ins.waits(person, week):
        raise Stale("that week waits for no answer")
    if len(taps) < _LAST:
        await _ask(talk, f"mine:week:{choice}", len(taps))
        return
    went, work, word = taps
    if word not in TALK:
        raise Stale("that is no answer")
    talks = word == "yes"
    kept = (went, work)
    await talk.ask(check_ins.answer, talk.office, talk.actor, person, week, kept, talk.turn.entry, talk=talks)
    await _thank(talk, person, talks=talks, hard="hard" in kept)


async def _ask(talk: Talk, data: str, taps: int) -> None:
    buttons: list[list[Button]] = next_question(talk.texts, talk.language, data, taps)
    rows = [[(one.data, one.text) for one in row] for row in buttons]
    await talk.say("week-work" if taps == 1 else "week-talk", *rows)


async def _thank(talk: Talk, person: Person, *, talks: bool, hard: bool) -> None:
    if talks:
        names = [talk.office.staff_name(person.programme.id, staff) for staff in talk.office.recipients(person)]
        parts = [talk.text("week-thanks-talk", names=", ".join(names), human=talk.human(person.programme.id))]
    else:
        parts = [talk.text("week-thanks")]
    if hard:
        parts.append(talk.text("week-hard"))
    await talk.say_plainly("\n\n".join(parts), [talk.choice("mine:menu", "button-menu")])
