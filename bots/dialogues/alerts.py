"""Acknowledge an alert with a reason, and take a task on. Both are events: everybody sees who has it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from bots.dialogues import menus
from bots.dialogues.talk import Talk
from journey.domain import standing
from journey.domain.errors import NotAllowed
from journey.domain.events import Event, is_person
from journey.domain.events.messages import AlertAcknowledged, TaskAcknowledged, TaskOpened
from journey.domain.events.system import AlertRaised
from journey.domain.team import SUPERVISOR
from services.permissions import Permission

AGAIN = ":again"
"""Ends the name of a task that is told again because nobody took it."""
REASONS = ("planned", "waiting", "done", "wish", "other")


async def acknowledge(talk: Talk, place: str) -> None:
    """Why does it stand as it does?"""
    await _event(talk, place, AlertRaised)
    rows = [[talk.choice(f"staff:why:{place}:{reason}", f"ack-{reason}")] for reason in REASONS]
    await talk.say("ack-why", *rows, [talk.choice("staff:menu", "button-cancel")])


async def because(talk: Talk, choice: str) -> None:
    """Seen, and why."""
    place, _, reason = choice.rpartition(":")
    alert = await _event(talk, place, AlertRaised)
    if reason not in REASONS:
        await menus.staff(talk, "stale")
        return
    fact = AlertAcknowledged(
        rule=alert.fact.rule,
        occurrence=alert.fact.occurrence,
        kind=alert.fact.kind,
        due=alert.fact.due,
        reason=reason,  # type: ignore[arg-type]  # one of REASONS
    )
    entry = (f"ack-{alert.stream.hex}-{alert.version}-{talk.turn.chat.id}", fact)
    await talk.ask(talk.office.record, alert.stream, alert.programme, talk.turn.chat.staff or "", entry)
    await menus.staff(talk, "ack-kept")


async def take(talk: Talk, place: str) -> None:
    """I have it."""
    opened = await _event(talk, place, TaskOpened)
    actor, task = talk.turn.chat.staff or "", opened.fact.task
    known = await _tasks(talk, opened)
    before = known.get(task)
    if before is not None and before.taken is not None and before.taken.by != actor:
        name = await talk.ask(talk.office.staff_name, opened.programme, before.taken.by or "")
        await talk.say("task-taken-by", name=name)
        return
    first = task.removesuffix(AGAIN)  # told again, it is still one task: whoever takes the one has the other
    same = [name for name in (first, first + AGAIN) if name in known and known[name].taken is None]
    told = [(f"take-{name}", TaskAcknowledged(task=name, done=opened.fact.kind != "crisis")) for name in same]
    if told:
        await talk.ask(talk.office.record, opened.stream, opened.programme, actor, *told)
    if opened.fact.chat is not None and opened.fact.kind == "crisis":
        await talk.ask(_tell, talk, opened)
    await menus.staff(talk, "task-taken")


async def _tasks(talk: Talk, opened: Event) -> dict[str, standing.Task]:
    log = await talk.ask(talk.office.engine.log.load, opened.stream)
    return standing.tasks(talk.office.history(log))


def _tell(talk: Talk, opened: Event) -> None:
    """The person learns that somebody has seen it, and who."""
    from journey.engine.chats.chats import Message  # the name is aiogram's in the other dialogues

    chat = talk.office.engine.chats.load(int(opened.fact.chat))
    if chat is not None:
        name = talk.office.staff_name(opened.programme, talk.turn.chat.staff or "")
        text = talk.texts(chat.language, "crisis-seen", name=name)
        talk.office.post(chat.id, [Message("bot", text, once=f"seen-{opened.fact.task}")])


async def _event(talk: Talk, place: str, kind: type[Any]) -> Event:
    """The alert or task that a button speaks of. Raises NotAllowed for a forged one, or somebody else's."""
    hexed, _, version = place.partition(":")
    if len(hexed) != 32 or not version.isdecimal():  # noqa: PLR2004  # a stream in hexadecimal digits
        raise NotAllowed("nothing is meant by that")
    try:
        stream = UUID(hexed)
    except ValueError:
        raise NotAllowed("nothing is meant by that") from None
    log = await talk.ask(talk.office.engine.log.load, stream)
    found = log[int(version) - 1] if 0 < int(version) <= len(log) else None
    if found is None or not isinstance(found.fact, kind) or found.programme != talk.turn.chat.programme:
        raise NotAllowed("nothing is meant by that")
    actor = talk.turn.chat.staff or ""
    told = actor in found.fact.to or (SUPERVISOR in found.fact.to and actor.startswith(f"{SUPERVISOR}:"))
    if is_person(log) and not told:
        talk.office.check(talk.actor, Permission.ACKNOWLEDGE, await talk.ask(talk.office.person, stream))
    elif not told:
        raise NotAllowed("somebody else was told")
    return found
