"""Acknowledge an alert with a reason, and take a task on."""

from __future__ import annotations

from collections.abc import Sequence

from bots.dialogues import menus, portraits
from bots.dialogues.talk import CARD, Choice, Talk
from bots.outbox import answers
from bots.outbox.cards import name_in_task
from bots.texts.quoting import RELAYED
from journey.domain import addresses
from journey.engine.chats.messages import Message
from services import crisis, settling, tasks
from services.assignments import Taken
from services.messages import Viewing
from services.people import Person
from services.raised import Raised
from services.raised import words_behind as read_raised


async def acknowledge(talk: Talk, place: str) -> None:
    """Why does it stand as it does?"""
    raised = await talk.ask(tasks.alert, talk.office, talk.actor, place)
    rows = [[talk.choice(f"staff:why:{place}:{reason}", f"ack-{reason}")] for reason in tasks.REASONS]
    person = await talk.ask(tasks.person_of, talk.office, raised)
    await _say(talk, person, "ack-why", *rows, [talk.choice("staff:menu", "button-cancel")])


async def _say(talk: Talk, person: Person | None, key: str, *rows: Sequence[Choice]) -> None:
    """Say something about somebody under their name, or about the programme itself under none."""
    if person is None:
        await talk.say(key, *rows)
    else:
        await portraits.say(talk, person, key, *rows)


async def because(talk: Talk, choice: str) -> None:
    """Seen, and why."""
    place, _, reason = choice.rpartition(":")
    changed = await talk.ask(tasks.acknowledge, talk.office, talk.actor, place, reason, str(talk.turn.chat.id))
    await _say(talk, changed.person, "ack-kept")
    await menus.staff(talk, "staff-more")


def ways(talk: Talk, place: str, ways: Sequence[str], what: str | None) -> list[Choice]:
    """A button for each way to settle something, with what it is."""
    return [talk.choice(f"staff:settle:{place}:{way}", f"settle-{way}-what", what=what or "") for way in ways]


async def settle(talk: Talk, choice: str) -> None:
    """It is done, or decided: on which day?"""
    place, _, way = choice.rpartition(":")
    stream, opened = await talk.ask(settling.opened_at, talk.office, talk.actor, place)
    person = await talk.ask(talk.office.somebody, talk.actor, stream)
    what = await talk.ask(settling.words, talk.office, talk.actor, person, opened)
    days = [talk.choice(f"staff:settled:{choice}:{number}", f"form-on-{number}") for number in range(settling.DAYS)]
    asked = talk.text(f"settle-{way}-what", what=what) if way in settling.WAYS[opened.type] else what
    await portraits.say(talk, person, "settle-when", days, [talk.choice("staff:menu", "button-cancel")], what=asked)


async def settled(talk: Talk, choice: str) -> None:
    """Settled, on that day."""
    rest, _, days = choice.rpartition(":")
    place, _, way = rest.rpartition(":")
    ago = int(days) if days.isdecimal() else settling.DAYS
    changed = await talk.ask(settling.settle, talk.office, talk.actor, place, way, ago, talk.turn.entry)
    await _say(talk, changed.person, "settle-kept")
    await menus.staff(talk, "staff-more")


async def take(talk: Talk, place: str) -> None:
    """I have it."""
    opened = await talk.ask(tasks.task, talk.office, talk.actor, place)
    try:
        changed = await talk.ask(tasks.take, talk.office, talk.actor, place)
    except Taken as taken:
        await say_taken(talk, taken)
        return
    if opened.fact.chat is not None and opened.fact.kind == crisis.CRISIS:
        await talk.ask(answers.tell_who_took, talk.office, talk.texts, talk.actor, opened)
        await show_raised(talk, place)
    if changed.person is None and opened.fact.chat is not None:
        who = await talk.ask(name_in_task, Viewing(talk.office, talk.turn.chat), talk.texts, None, opened)
        await talk.say("about-whom", who=who, text=talk.text("task-taken"))
    else:
        await _say(talk, changed.person, "task-taken")
    await menus.staff(talk, "staff-more")


async def take_by_answering(talk: Talk, places: Sequence[str]) -> list[str]:
    """Whoever writes to somebody in crisis has them: the person learns who it is. Returns what is theirs by that."""
    mine = []
    for place in places:
        opened = await talk.ask(tasks.task, talk.office, talk.actor, place)
        try:
            await talk.ask(tasks.take, talk.office, talk.actor, place)
        except Taken:
            continue  # somebody else was first, and has told the person so; the words are sent all the same
        await talk.ask(answers.tell_who_took, talk.office, talk.texts, talk.actor, opened)
        mine.append(place)
    return mine


async def say_taken(talk: Talk, taken: Taken) -> None:
    """Somebody else was first: who."""
    name = await talk.ask(talk.office.staff_name, talk.turn.chat.programme or "", taken.by)
    await talk.say("task-taken-by", name=name)


async def show_raised(talk: Talk, place: str) -> None:
    """The words that raised a crisis, when, and a number to ring: for who has taken it, and may know the person."""
    seen = await talk.ask(read_raised, talk.office, talk.actor, place)
    if seen is None:
        rows = [[talk.choice(f"staff:open:{place.partition(':')[0]}", "card-open")]]
        await talk.say("raised-hidden", *rows, [talk.choice(f"staff:raised:{place}", "raised-read")], effect=CARD)
        return
    talk.turn.about = seen.key
    who = await talk.ask(name_in_task, Viewing(talk.office, talk.turn.chat), talk.texts, seen.person, seen.event)
    words = seen.words or talk.text("raised-gone")
    said = talk.text("raised-words", who=who, when=talk.moment(seen.at))
    talk.turn.said.append(Message("human", f"{said}\n\n{words}", style=RELAYED))
    number = (addresses.phone(seen.phone) or seen.phone) if seen.phone else None
    ring = f"{talk.text('label-phone')}: {number}" if number else talk.text("raised-no-number")
    await talk.say_plainly(ring, *_ways(talk, seen), effect=CARD)


def _ways(talk: Talk, seen: Raised) -> list[list[Choice]]:
    rows = [[talk.choice(f"staff:reply:{seen.event.fact.chat}", "card-reply")]]
    if seen.person is not None:
        rows.append([talk.choice(f"staff:open:{seen.person.stream.hex}", "card-open")])
    return rows
