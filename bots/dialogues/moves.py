"""Moves and coaches: enrol, wait, another phase, another coach. Each is asked about before it is made.

Nobody is enrolled without a coach. Where the coach is full, a supervisor is asked for the reason; a coach can ask one.
"""

from __future__ import annotations

from bots.dialogues import menus, portraits
from bots.dialogues.talk import Talk
from bots.states import Staff
from journey.engine.engine import CapReached
from services import assignments, moves
from services.changes import Stale
from services.people import Person
from services.permissions import Permission

_LEAST_WORDS = 3  # letters: less is no reason


async def move(talk: Talk, choice: str) -> None:
    """Enrol, put on the waiting list, or say in which phase the work is now: ask first."""
    stream, _, what = choice.partition(":")
    person = await portraits.of(talk, stream, Permission.WRITE_FACTS)
    if what == "phase":
        await _ask_phase(talk, person)
    elif what == "enrolled":
        await enrol(talk, stream)
    elif what == "waitlisted":
        await sure(talk, person, f"move-sure:{stream}:{what}", "move-waitlisted")
    elif what in moves.NEXT_PHASES:
        phase = talk.text(f"state-{what.replace('_', '-')}")
        await sure(talk, person, f"move-sure:{stream}:{what}", "move-phase", phase=phase)
    else:
        raise Stale("there is no such move")


async def sure(talk: Talk, person: Person, data: str, name: str, **values: str) -> None:
    """Ask before it is done, naming whom it is about."""
    yes, no = talk.choice(f"staff:{data}", f"{name}-yes"), talk.choice("staff:menu", "button-cancel")
    await portraits.say(talk, person, f"{name}-sure", [yes], [no], **values)


async def _ask_phase(talk: Talk, person: Person) -> None:
    hexed = person.stream.hex
    rows = [
        [talk.choice(f"staff:move:{hexed}:{phase}", f"state-{phase.replace('_', '-')}")] for phase in moves.NEXT_PHASES
    ]
    await portraits.say(talk, person, "move-phase-ask", *rows, [talk.choice("staff:menu", "button-cancel")])


async def moved(talk: Talk, choice: str) -> None:
    """Yes, wait; or yes, that phase."""
    stream, _, what = choice.partition(":")
    person = await portraits.of(talk, stream, Permission.WRITE_FACTS)
    if what == "waitlisted":
        await talk.ask(moves.put_on_waiting_list, talk.office, talk.actor, person, talk.turn.entry)
    else:
        await talk.ask(moves.to_phase, talk.office, talk.actor, person, what, talk.turn.entry)
    await _done(talk, person, "move-done")


async def _done(talk: Talk, person: Person, key: str) -> None:
    talk.data.pop("form", None)
    await portraits.say(talk, person, key)
    await portraits.show(talk, person.stream.hex)


# --- enrolment ------------------------------------------------------------------------------------------------------


async def enrol(talk: Talk, choice: str) -> None:
    """Take somebody in: with which coach, and is that meant?"""
    stream, _, chosen = choice.partition(":")
    person = await portraits.of(talk, stream, Permission.WRITE_FACTS)
    coach = await talk.ask(moves.coach_for, talk.office, talk.actor, person) or chosen
    if coach:
        name = await _name(talk, person, coach)
        await sure(talk, person, f"enrol-sure:{stream}:{coach}", "move-enrolled", coach=name)
    else:
        await _ask_coach(talk, person, "enrol", "move-enrolled-coach")


async def enrolled(talk: Talk, choice: str) -> None:
    """Yes, take them in; a supervisor is asked for a reason where the coach is full."""
    stream, _, coach = choice.partition(":")
    person = await portraits.of(talk, stream, Permission.WRITE_FACTS)
    try:
        await talk.ask(moves.enrol, talk.office, talk.actor, person, talk.turn.entry, coach=coach or None)
    except CapReached as full:
        await over_cap(talk, person, "enrol", full)
        return
    await _done(talk, person, "move-enrolled-done")


async def over_cap(talk: Talk, person: Person, what: str, full: CapReached) -> None:
    """The coach is full: why should it be done all the same? Who may not decide that can ask whoever may."""
    values = {"coach": await _name(talk, person, full.coach), "count": full.participants, "places": full.places}
    cancel = [talk.choice("staff:menu", "button-cancel")]
    if talk.office.may(talk.actor, Permission.PASS_CAP, person):
        form = {"kind": what, "stream": person.stream.hex, "entry": talk.turn.entry, "coach": full.coach}
        talk.data["form"], talk.turn.chat.state = form, Staff.reason.state
        await portraits.say(talk, person, "cap-reason", cancel, **values)
        return
    ask = talk.choice(f"staff:ask-lead:{person.stream.hex}:{full.coach}", "cap-ask")
    await portraits.say(talk, person, "cap-full", [ask], cancel, **values)


async def ask_supervisor(talk: Talk, choice: str) -> None:
    """A coach who is full asks whoever leads to decide."""
    stream, _, coach = choice.partition(":")
    person = await portraits.of(talk, stream, Permission.WRITE_FACTS)
    await talk.ask(moves.ask_supervisor, talk.office, talk.actor, person, coach, talk.turn.entry)
    await portraits.say(talk, person, "cap-asked")
    await menus.staff(talk, "staff-more")


async def reason_typed(talk: Talk, text: str) -> None:
    """A supervisor's reason why the coach shall have one more all the same."""
    person, form, reason = await portraits.of_form(talk), talk.data["form"], " ".join(text.split())
    if form.get("kind") not in ("enrol", "assign") or not form.get("coach"):
        await menus.staff(talk, "stale")
    elif sum(sign.isalpha() for sign in reason) < _LEAST_WORDS:
        await portraits.say(talk, person, "cap-reason-more", [talk.choice("staff:menu", "button-cancel")])
    elif form["kind"] == "enrol":
        entry, coach = form["entry"], form["coach"]
        await talk.ask(moves.enrol, talk.office, talk.actor, person, entry, coach=coach, reason=reason)
        await _done(talk, person, "move-enrolled-done")
    else:
        await talk.ask(assignments.assign, talk.office, talk.actor, person, form["coach"], reason, form["entry"])
        await _done(talk, person, "assign-done")


# --- another coach --------------------------------------------------------------------------------------------------


async def assign(talk: Talk, choice: str) -> None:
    """A supervisor gives somebody to a coach: to whom, and is that meant?"""
    stream, _, coach = choice.partition(":")
    person = await portraits.of(talk, stream, Permission.ASSIGN)
    if coach:
        name = await _name(talk, person, coach)
        await sure(talk, person, f"assign-sure:{stream}:{coach}", "assign", coach=name)
    else:
        await _ask_coach(talk, person, "assign", "assign-ask")


async def assigned(talk: Talk, choice: str) -> None:
    """Yes, to that coach; past the cap that is the supervisor's decision, and needs a reason."""
    stream, _, coach = choice.partition(":")
    person = await portraits.of(talk, stream, Permission.ASSIGN)
    try:
        await talk.ask(assignments.assign, talk.office, talk.actor, person, coach, None, talk.turn.entry)
    except CapReached as full:
        await over_cap(talk, person, "assign", full)
        return
    await _done(talk, person, "assign-done")


async def _ask_coach(talk: Talk, person: Person, action: str, key: str) -> None:
    rows = []
    for one in await talk.ask(assignments.coaches, talk.office, person):
        rows.append([(f"staff:{action}:{person.stream.hex}:{one}", await _name(talk, person, one))])
    cancel = [talk.choice("staff:menu", "button-cancel")]
    await portraits.say(talk, person, key if rows else "assign-nobody", *rows, cancel)


async def _name(talk: Talk, person: Person, coach: str) -> str:
    return await talk.ask(talk.office.staff_name, person.programme.id, f"coach:{coach}")
