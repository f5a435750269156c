"""One person in a colleague's chat: a few lines, and what can be done. Whom a button speaks of is checked here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from bots.dialogues import protection, today
from bots.dialogues.talk import CARD, Choice, Talk
from bots.outbox.cards import name_for
from journey.domain import standing
from journey.domain.errors import NotAllowed
from services import addresses, erasure, pending, settling
from services.changes import Stale
from services.people import Person
from services.permissions import Permission


async def show(talk: Talk, choice: str) -> None:
    """One person: where they are, what comes next (all of it, where `all` follows), and what can be done.

    Of somebody protected, that they exist.
    """
    stream, _, how = choice.partition(":")
    person = await anybody(talk, stream)
    if (
        person.protected
        and talk.office.may(talk.actor, Permission.BREAK_GLASS, person)
        and not talk.office.may(talk.actor, Permission.READ_FACTS, person)
    ):
        await protection.show_hidden(talk, person)
        return
    talk.office.check(talk.actor, Permission.READ_FACTS, person)
    office, chat = talk.office, talk.turn.chat
    text, left = await talk.ask(today.portrait, office, talk.texts, chat, person, whole=how == "all")
    hexed = person.stream.hex
    rows: list[list[Choice]] = []
    if talk.office.may(talk.actor, Permission.WRITE_FACTS, person):
        rows = [
            [
                talk.choice(f"staff:contact:{hexed}", "card-contact"),
                talk.choice(f"staff:employer:{hexed}", "card-employer"),
            ],
            [talk.choice(f"staff:book:{hexed}", "card-book"), talk.choice(f"staff:write:{hexed}", "card-write")],
        ]
        rows += _outcomes(talk, person)
        rows += await _to_be_settled(talk, person)
        rows += await _to_be_proved(talk, person)
        rows += _moves(talk, person)
    if left:
        rows.append([talk.choice(f"staff:open:{hexed}:all", "list-next", count=left)])
    if erasure.asked_behind_a_code(person):
        text = f"{text}\n{talk.text('asked-read-out')}"
    await talk.say_plainly(text, *rows, [talk.choice("staff:menu", "button-menu")], effect=CARD)


async def say(talk: Talk, person: Person, key: str, *rows: Sequence[Choice], **values: Any) -> None:
    """Say a part of a form, or a confirmation, under the name of whom it is about, as the colleague may know it now."""
    who = await talk.ask(name_for, talk.office, talk.texts, talk.turn.chat, person)
    talk.turn.about = person.stream
    await talk.say_plainly(talk.text("about-whom", who=who, text=talk.text(key, **values)), *rows)


async def of(talk: Talk, stream: str, permission: Permission) -> Person:
    """The person a button speaks of. Raises NotAllowed for a forged one, or somebody else's."""
    person = await anybody(talk, stream)
    talk.office.check(talk.actor, permission, person)
    return person


async def of_form(talk: Talk) -> Person:
    """Whom the form that is open is about: what is said while it is filled in is theirs. Raises NotAllowed as `of`."""
    form = talk.data.get("form") or {}
    return await of(talk, str(form.get("stream", "")), Permission.WRITE_FACTS)


def just_read(talk: Talk, stream: UUID) -> Person | None:
    """The person as they were read when what was pressed was looked at: saving begins there, without a second look."""
    _, _, subject = talk.turn.read.get(stream, (0, None, None))
    return subject.person if subject is not None else None


async def anybody(talk: Talk, stream: str) -> Person:
    """Somebody of this programme, whoever has them. Raises NotAllowed for a forged one."""
    try:
        wanted = UUID(stream)
    except ValueError:
        raise NotAllowed("nobody is meant by that") from None
    person = await talk.ask(talk.office.somebody, talk.actor, wanted)
    talk.turn.about = person.stream
    return person


async def _to_be_proved(talk: Talk, person: Person) -> list[list[Choice]]:
    """For each address that opens nothing yet: it is theirs, says whoever has met them."""
    needs = (Permission.PROVE_ADDRESS, Permission.READ_IDENTITY)
    if not all(talk.office.may(talk.actor, permission, person) for permission in needs):
        return []
    waits = await talk.ask(addresses.unproved, talk.office, person)
    return [[talk.choice(f"staff:met:{person.stream.hex}:{one.kind}:{one.given}", f"met-{one.kind}")] for one in waits]


async def met(talk: Talk, choice: str) -> None:
    """A colleague has met the person: the address is asked about once more, then it is proved."""
    stream, _, rest = choice.partition(":")
    kind, _, rest = rest.partition(":")
    given, _, sure = rest.partition(":")
    person = await of(talk, stream, Permission.PROVE_ADDRESS)
    talk.office.check(talk.actor, Permission.READ_IDENTITY, person)
    version = int(given) if given.isdecimal() else 0
    if sure == "yes":
        args = (person, kind, version, talk.turn.entry)
        await talk.ask(addresses.prove_by_meeting, talk.office, talk.actor, *args)
        await talk.say("met-done")
        await show(talk, stream)
        return
    waits = await talk.ask(addresses.unproved, talk.office, person)
    meant = next((one for one in waits if (one.kind, one.given) == (kind, version)), None)
    if meant is None:
        raise Stale("another address holds, or it is proved")
    who = await talk.ask(name_for, talk.office, talk.texts, talk.turn.chat, person)
    yes = talk.choice(f"staff:met:{stream}:{kind}:{given}:yes", "met-yes")
    await talk.say("met-ask", [yes], [talk.choice(f"staff:open:{stream}", "button-back")], who=who, address=meant.text)


def _outcomes(talk: Talk, person: Person) -> list[list[Choice]]:
    """For each appointment whose time has come: did the person come?"""
    past = [
        meeting
        for meeting in standing.appointments(person.history).values()
        if meeting.state == "booked" and meeting.at <= talk.turn.now
    ]
    rows = []
    for meeting in sorted(past, key=lambda meeting: meeting.at)[:2]:
        place = f"{person.stream.hex}:{meeting.booked.version}"
        rows.append(
            [
                talk.choice(f"staff:came:{place}:{what}", f"came-{what}", moment=talk.moment(meeting.at))
                for what in ("kept", "missed")
            ]
        )
    return rows


async def _to_be_settled(talk: Talk, person: Person) -> list[list[Choice]]:
    """For each action, matter or milestone that is awaited: how it is settled."""
    rows = []
    for row in pending.still_waiting(await talk.ask(talk.office.deadlines, person)):
        opened = settling.waits_on(person, row)
        if opened is not None:
            what = await talk.ask(settling.words, talk.office, talk.actor, person, opened)
            rows.append(
                [
                    talk.choice(f"staff:settle:{settling.place_of(opened)}:{way}", f"settle-{way}-what", what=what)
                    for way in settling.WAYS[opened.type]
                ]
            )
    return rows


def _moves(talk: Talk, person: Person) -> list[list[Choice]]:
    """The moves that can come next for this person."""
    stay, hexed = person.history.current, person.stream.hex
    rows: list[list[Choice]] = []
    if stay is not None and stay.ending is None and stay.enrolment is None:
        first = [talk.choice(f"staff:move:{hexed}:enrolled", "move-enrolled")]
        if stay.state == "referred":
            first.append(talk.choice(f"staff:move:{hexed}:waitlisted", "move-waitlisted"))
        rows.append(first)
    elif stay is not None and stay.ending is None and not stay.paused:
        rows.append([talk.choice(f"staff:move:{hexed}:phase", "move-phase")])
    if talk.office.may(talk.actor, Permission.ASSIGN, person) and stay is not None and stay.ending is None:
        rows.append([talk.choice(f"staff:assign:{hexed}", "move-assign")])
    asked = any(event.type == "erasure_requested" for event in person.history.dealings)
    decided = any(event.type == "erasure_decided" for event in person.history.dealings)
    if asked and not decided and talk.office.may(talk.actor, Permission.DECIDE_ERASURE, person):
        rows.append(
            [
                talk.choice(f"staff:erasure:{hexed}:granted", "erasure-grant"),
                talk.choice(f"staff:erasure:{hexed}:refused", "erasure-refuse"),
            ]
        )
    return rows
