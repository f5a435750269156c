"""Answering a questionnaire, an item at a time; without the licensee's texts, the coach is asked to do it."""

from __future__ import annotations

from bots.dialogues import menus
from bots.dialogues.talk import Talk
from bots.states import Mine
from services.people import Person
from services.questionnaires import Form, answer, ask_coach, due, form


async def begin(talk: Talk, person: Person, _: str) -> None:
    """Ask the first item, or ask the coach where there are no texts."""
    waiting = due(talk.office, person)
    if waiting is None:
        await menus.mine(talk, "questionnaire-none")
        return
    instrument, moment = waiting
    texts = form(talk.office.config, instrument)
    if texts is None:
        await talk.ask(ask_coach, talk.office, talk.actor, person, waiting)
        await talk.say("questionnaire-coach")
        await menus.mine(talk, "mine-more")
        return
    talk.turn.chat.state = Mine.answering.state
    talk.data["form"] = {"instrument": instrument, "moment": moment, "answers": [], "entry": talk.turn.entry}
    await talk.say_plainly(texts.introduction or talk.text("questionnaire-begin", count=len(texts.items)))
    await _item(talk, texts)


async def _item(talk: Talk, texts: Form) -> None:
    number = len(talk.data["form"]["answers"])
    rows = [[(f"mine:answer:{number}:{place}", text)] for place, text in enumerate(texts.answers)]
    around = [talk.choice(f"mine:answer:{number}:back", "button-back")] if number else []
    stop = talk.choice(f"mine:answer:{number}:stop", "questionnaire-stop")
    head = talk.text("questionnaire-item", number=number + 1, count=len(texts.items))
    await talk.say_plainly(f"{head}\n\n{texts.items[number]}", *rows, [*around, stop])


async def pressed(talk: Talk, person: Person, choice: str) -> None:
    """An answer; after the last one they are kept."""
    number, _, value = choice.partition(":")
    held = talk.data.get("form")
    texts = form(talk.office.config, held["instrument"]) if held else None
    if held is None or texts is None or number != str(len(held["answers"])):
        await repeat(talk)
        return
    if value == "stop":
        talk.data.pop("form")
        await menus.mine(talk, "questionnaire-stopped")
        return
    if value == "back":
        held["answers"] = held["answers"][:-1]
    elif value.isdecimal() and int(value) < len(texts.answers):
        held["answers"].append(texts.lowest + int(value))
    if len(held["answers"]) < len(texts.items):
        await _item(talk, texts)
        return
    asked = held["instrument"], held["moment"]
    await talk.ask(answer, talk.office, talk.actor, person, asked, tuple(held["answers"]), held["entry"])
    talk.data.pop("form")
    await talk.say("questionnaire-done")
    await menus.mine(talk, "mine-more")


async def typed(talk: Talk, _person: Person, text: str) -> None:
    """An answer typed as its words."""
    held = talk.data.get("form")
    texts = form(talk.office.config, held["instrument"]) if held else None
    wanted = " ".join(text.casefold().split())
    for place, option in enumerate(texts.answers if texts else ()):
        if option.casefold() == wanted and held is not None:
            await pressed(talk, _person, f"{len(held['answers'])}:{place}")
            return
    await talk.say("unclear-button")
    await repeat(talk)


async def repeat(talk: Talk) -> None:
    """Ask the open item again; the menu where none is open."""
    held = talk.data.get("form")
    texts = form(talk.office.config, held["instrument"]) if held else None
    if texts is None:
        await menus.mine(talk, "stale")
    else:
        await _item(talk, texts)
