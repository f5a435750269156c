"""What leads to decisions: take a person, the queue and its places, erasure. Who may what is asked of the office."""

from __future__ import annotations

from bots.dialogues import alerts, menus, moves, portraits
from bots.dialogues.pages import page
from bots.dialogues.talk import Choice, Talk
from bots.outbox import erasures as decisions
from bots.outbox import offers
from bots.outbox.cards import name_for
from journey.domain import standing
from journey.domain.errors import NotAllowed
from journey.engine.engine import CapReached
from services import assignments, doubles, places, waiting
from services import erasure as erasures
from services.changes import Stale
from services.people import Person
from services.permissions import Permission

_SHOWN = 8


async def take(talk: Talk, stream: str) -> None:
    """A coach says: this one is mine. Past the cap only a supervisor can."""
    person = await portraits.anybody(talk, stream)
    try:
        await talk.ask(assignments.take, talk.office, talk.actor, person, talk.turn.entry)
    except assignments.Taken as taken:
        await alerts.say_taken(talk, taken)
        return
    except CapReached as full:
        await moves.over_cap(talk, person, "take", full)
        return
    await portraits.say(talk, person, "taken-done")
    await portraits.show(talk, stream)


async def queue(talk: Talk, start: str) -> None:
    """Who waits, in order, and how many places are free. Where none is, none can be offered."""
    if not talk.office.may(talk.actor, Permission.OFFER_PLACE):
        raise NotAllowed("only a supervisor offers places")
    standing_now = await talk.ask(waiting.queue, talk.office, talk.turn.chat.programme or "")
    part = page(standing_now.streams, start, _SHOWN)
    people = await talk.ask(waiting.people, talk.office, standing_now, part.first, _SHOWN)
    talk.turn.mentions |= set(part.shown)
    programme, streams = talk.turn.chat.programme or "", standing_now.streams
    same = await talk.ask(doubles.repeats, talk.office, programme, streams)
    first = {stream: streams.index(one) + 1 for stream, one in same.items()}
    rows = [
        await _waiting(talk, number, person, standing_now.free, first.get(person.stream)) for number, person in people
    ]
    lines = [talk.text("queue-head" if rows else "queue-nobody", count=len(streams) - len(same))]
    if same:
        lines.append(talk.text("queue-same", count=len(same)))
    if rows and standing_now.free is not None:
        lines.append(talk.text("queue-places", count=standing_now.free))
    lines += part.line(talk)
    rows += part.way(talk, "staff:queue")
    await talk.say_plainly("\n".join(lines), *rows, [talk.choice("staff:menu", "button-menu")])


async def _waiting(talk: Talk, number: int, person: Person, free: int | None, same: int | None) -> list[Choice]:
    """One of those who wait: their number and name, whom they may be as well, and the place that can be offered."""
    who = await talk.ask(name_for, talk.office, talk.texts, talk.turn.chat, person)
    who = who if same is None else talk.text("queue-same-as", who=who, number=same)
    state, hexed = standing.offer(person.history), person.stream.hex
    row: list[Choice] = [(f"staff:open:{hexed}", f"{number}. {who}")]
    if free != 0:
        row.append(talk.choice(f"staff:offer:{hexed}", f"queue-offer-{state}"))
    elif state != "none":  # what became of an offer is still to be seen, and none can be made
        row.append(talk.choice(f"staff:open:{hexed}", f"queue-offer-{state}"))
    return row


async def offer(talk: Talk, stream: str) -> None:
    """Offer a place to somebody who waits: is that meant?"""
    person = await portraits.of(talk, stream, Permission.OFFER_PLACE)
    await moves.sure(talk, person, f"offer-sure:{stream}", "offer")


async def offered(talk: Talk, stream: str) -> None:
    """Yes, offer them the place; they answer in their own chat."""
    person = await portraits.of(talk, stream, Permission.OFFER_PLACE)
    await talk.ask(places.offer, talk.office, talk.actor, person, talk.turn.entry)
    reached = await talk.ask(offers.tell, talk.office, talk.texts, person, talk.turn.entry)
    await portraits.say(talk, person, "offer-made" if reached else "offer-no-chat")
    await queue(talk, "")


async def erasure(talk: Talk, choice: str) -> None:
    """A supervisor decides about an erasure that was asked for: is that meant?"""
    stream, _, decision = choice.partition(":")
    person = await portraits.of(talk, stream, Permission.DECIDE_ERASURE)
    if decision not in ("granted", "refused"):
        raise Stale("there is no such decision")
    await moves.sure(talk, person, f"erasure-sure:{stream}:{decision}", f"erasure-{decision}")


async def decide_erasure(talk: Talk, choice: str) -> None:
    """Yes, that is the decision; the operator carries out what is granted."""
    stream, _, decision = choice.partition(":")
    person = await portraits.of(talk, stream, Permission.DECIDE_ERASURE)
    await talk.ask(erasures.decide, talk.office, talk.actor, person, decision, talk.turn.entry)
    await talk.ask(decisions.tell, talk.office, talk.texts, person, decision, talk.turn.entry)
    await portraits.say(talk, person, f"erasure-{decision}-done")
    await menus.staff(talk, "staff-more")
