"""Moves and decisions: take a person, enrol, the queue and its places, erasure. Who may what is asked of the office."""

from __future__ import annotations

from bots.dialogues import menus, portraits
from bots.dialogues.pages import page
from bots.dialogues.talk import Choice, Talk
from bots.outbox.cards import name_for
from bots.states import Mine
from journey.domain import standing
from journey.domain.errors import NotAllowed
from journey.domain.events import Fact
from journey.domain.events import participant as facts
from journey.domain.events.messages import TaskAcknowledged
from journey.domain.events.requests import ErasureDecided, PlaceOffered
from journey.domain.programme import PHASES
from services import waiting
from services.people import Person
from services.permissions import Permission

_SHOWN = 8


async def take(talk: Talk, stream: str) -> None:
    """A coach says: this one is mine. Past the cap only a supervisor can."""
    actor = talk.turn.chat.staff or ""
    person = await portraits.anybody(talk, stream)
    if not talk.office.may(talk.actor, Permission.TAKE_PERSON):
        raise NotAllowed("only a coach takes somebody on")
    if person.coach is not None:
        name = await talk.ask(talk.office.staff_name, person.programme.id, f"coach:{person.coach}")
        await talk.say("task-taken-by", name=name)
        return
    told: list[tuple[str, Fact]] = [(f"mine-{person.stream.hex}", facts.CoachAssigned(coach=actor.partition(":")[2]))]
    for name, task in standing.tasks(person.history).items():
        if task.opened.fact.kind == "referral" and task.taken is None:
            told.append((f"take-{name}", TaskAcknowledged(task=name, done=True)))
    await talk.ask(talk.office.record, person.stream, person.programme.id, actor, *told)
    await talk.say("taken-done")
    await portraits.show(talk, stream)


async def move(talk: Talk, choice: str) -> None:
    """Enrol, put on the waiting list, or say in which phase the work is now."""
    stream, _, what = choice.partition(":")
    person = await portraits.of(talk, stream, Permission.WRITE_FACTS)
    fact: Fact
    if what == "phase":
        rows = [
            [talk.choice(f"staff:move:{stream}:{phase}", f"state-{phase.replace('_', '-')}")] for phase in PHASES[1:]
        ]
        await talk.say("move-phase-ask", *rows, [talk.choice("staff:menu", "button-cancel")])
        return
    if what == "enrolled":
        coach = person.coach or (talk.turn.chat.staff or "").removeprefix("coach:")
        fact = facts.Enrolled(coach=None if ":" in coach else coach)
    elif what == "waitlisted":
        fact = facts.Waitlisted()
    elif what in PHASES[1:]:
        fact = facts.PhaseMoved(to=what)  # type: ignore[arg-type]  # one of the phases
    else:
        await menus.staff(talk, "stale")
        return
    await talk.ask(
        talk.office.record, person.stream, person.programme.id, talk.turn.chat.staff or "", (talk.turn.entry, fact)
    )
    await talk.say("move-done")
    await portraits.show(talk, stream)


async def assign(talk: Talk, choice: str) -> None:
    """A supervisor gives somebody to a coach; past the cap that is their decision, and is noted as such."""
    stream, _, coach = choice.partition(":")
    person = await portraits.of(talk, stream, Permission.ASSIGN)
    coaches = await talk.ask(lambda: talk.office.team(person.programme.id).coaches(person.day))
    if not coach:
        rows = []
        for one in coaches:
            name = await talk.ask(talk.office.staff_name, person.programme.id, f"coach:{one}")
            rows.append([(f"staff:assign:{stream}:{one}", name)])
        await talk.say("assign-ask" if rows else "assign-nobody", *rows, [talk.choice("staff:menu", "button-cancel")])
        return
    if coach not in coaches:
        await menus.staff(talk, "stale")
        return
    fact = facts.CoachAssigned(coach=coach, reason=talk.text("assign-reason"))
    await talk.ask(
        talk.office.record, person.stream, person.programme.id, talk.turn.chat.staff or "", (talk.turn.entry, fact)
    )
    await talk.say("assign-done")
    await portraits.show(talk, stream)


async def queue(talk: Talk, start: str) -> None:
    """Who waits, in order, and how many places are free. Where none is, none can be offered."""
    if not talk.office.may(talk.actor, Permission.OFFER_PLACE):
        raise NotAllowed("only a supervisor offers places")
    standing_now = await talk.ask(waiting.queue, talk.office, talk.turn.chat.programme or "")
    part = page(standing_now.streams, start, _SHOWN)
    people = await talk.ask(waiting.people, talk.office, standing_now, part.first, _SHOWN)
    talk.turn.mentions |= set(part.shown)
    rows = [await _waiting(talk, number, person, free=standing_now.free) for number, person in people]
    lines = [talk.text("queue-head" if rows else "queue-nobody", count=len(standing_now.rows))]
    if rows and standing_now.free is not None:
        lines.append(talk.text("queue-places", count=standing_now.free))
    lines += part.line(talk)
    rows += part.way(talk, "staff:queue")
    await talk.say_plainly("\n".join(lines), *rows, [talk.choice("staff:menu", "button-menu")])


async def _waiting(talk: Talk, number: int, person: Person, free: int | None) -> list[Choice]:
    """One of those who wait: their number and name, and the place they were or can be offered."""
    who = await talk.ask(name_for, talk.office, talk.texts, talk.turn.chat, person)
    state, hexed = standing.offer(person.history), person.stream.hex
    row: list[Choice] = [(f"staff:open:{hexed}", f"{number}. {who}")]
    if free != 0:
        row.append(talk.choice(f"staff:offer:{hexed}", f"queue-offer-{state}"))
    elif state != "none":  # what became of an offer is still to be seen, and none can be made
        row.append(talk.choice(f"staff:open:{hexed}", f"queue-offer-{state}"))
    return row


async def offer(talk: Talk, stream: str) -> None:
    """Offer a place to somebody who waits; they answer in their own chat."""
    person = await portraits.of(talk, stream, Permission.OFFER_PLACE)
    stay = person.history.current
    if stay is None or stay.state not in waiting.STATES or standing.offer(person.history) == "open":
        await menus.staff(talk, "stale")
        return
    entry = (talk.turn.entry, PlaceOffered())
    await talk.ask(talk.office.record, person.stream, person.programme.id, talk.turn.chat.staff or "", entry)
    told = await talk.ask(_tell_of_offer, talk, person)
    await talk.say("offer-made" if told else "offer-no-chat")
    await queue(talk, "")


def _tell_of_offer(talk: Talk, person: Person) -> bool:
    from journey.engine.chats.chats import Button, Message  # the names are aiogram's elsewhere in the dialogues

    for chat in talk.office.engine.chats.find(stream=person.stream, channel="webchat"):
        rows = [
            [Button(talk.texts(chat.language, f"mine-offer-{answer}"), f"mine:offer:{answer}")]
            for answer in ("accepted", "refused")
        ]

        def at_menu(theirs: object) -> None:
            theirs.state = Mine.menu.state  # type: ignore[attr-defined]  # it is a chat

        text = talk.texts(chat.language, "offer-told", human=talk.human(person.programme.id))
        talk.office.post(chat.id, [Message("bot", text, rows, once=f"offer-{talk.turn.entry}")], at_menu)
        return True
    return False


async def erasure(talk: Talk, choice: str) -> None:
    """A supervisor decides about an erasure that was asked for; the operator carries out what is granted."""
    stream, _, decision = choice.partition(":")
    person = await portraits.of(talk, stream, Permission.DECIDE_ERASURE)
    if decision not in ("granted", "refused"):
        await menus.staff(talk, "stale")
        return
    fact = ErasureDecided(decision=decision)  # type: ignore[arg-type]  # one of the two
    entry = (f"erasure-{person.stream.hex}-{talk.turn.entry}", fact)
    await talk.ask(talk.office.record, person.stream, person.programme.id, talk.turn.chat.staff or "", entry)
    await talk.ask(_tell_of_decision, talk, person, decision)
    await menus.staff(talk, f"erasure-{decision}-done")


def _tell_of_decision(talk: Talk, person: Person, decision: str) -> None:
    from journey.engine.chats.chats import Message  # as above

    for chat in talk.office.engine.chats.find(stream=person.stream, channel="webchat"):
        text = talk.texts(chat.language, f"data-erase-{decision}", human=talk.human(person.programme.id))
        talk.office.post(chat.id, [Message("bot", text, once=f"erasure-{talk.turn.entry}")])
