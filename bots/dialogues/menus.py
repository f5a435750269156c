"""The two menus: of somebody whose referral is sent, and of a colleague. Every way leads back to one of them."""

from __future__ import annotations

from bots.dialogues.talk import Choice, Talk
from bots.states import Mine, Staff
from journey.domain import standing
from services import conversations
from services.people import Person
from services.permissions import Permission
from services.questionnaires import due


async def person_of(talk: Talk) -> Person:
    """Whose chat this is."""
    stream = talk.turn.chat.stream
    if stream is None:
        raise LookupError("the chat is nobody's yet")
    return await talk.ask(talk.office.person, stream)


async def mine(talk: Talk, key: str = "mine-menu") -> None:
    """Everything one can do here."""
    talk.turn.chat.state = Mine.menu.state
    talk.data.pop("back", None)
    conversations.ends(talk.turn.chat)
    person = await person_of(talk)
    stay = person.history.current
    rows: list[list[Choice]] = [
        [talk.choice("mine:where", "mine-where"), talk.choice("mine:appointments", "mine-appointments")],
        [talk.choice("mine:write", "mine-write" if person.coach else "mine-write-us")],
    ]
    if standing.offer(person.history) == "open":
        rows.insert(0, [talk.choice("mine:offer:accepted", "mine-offer-accepted")])
        rows.insert(1, [talk.choice("mine:offer:refused", "mine-offer-refused")])
    if due(talk.office, person):
        rows.append([talk.choice("mine:questionnaire", "mine-questionnaire")])
    if stay is not None and stay.enrolment is not None and stay.ending is None:
        rows.append(
            [talk.choice("mine:resume", "mine-resume") if stay.paused else talk.choice("mine:pause", "mine-pause")]
        )
    rows += [
        [talk.choice("mine:consents", "mine-consents"), talk.choice("mine:data", "mine-data")],
        [talk.choice("mine:messages", "mine-messages"), talk.choice("mine:language", "mine-language")],
    ]
    await talk.say(key, *rows)


async def staff(talk: Talk, key: str = "staff-menu") -> None:
    """The ways from here."""
    talk.turn.chat.state = Staff.menu.state
    talk.data.pop("form", None)
    if not talk.office.may(talk.actor, Permission.RECORD_MEETING):
        inside = talk.office.crew(talk.turn.chat.programme or "").works(talk.turn.chat.staff or "")
        await talk.say("staff-elsewhere" if inside else "staff-left")
        return
    rows = [[talk.choice("staff:today", "staff-today"), talk.choice("staff:people", "staff-people")]]
    if talk.office.may(talk.actor, Permission.OFFER_PLACE):
        rows.append([talk.choice("staff:queue", "staff-queue")])
    digest = bool(talk.data.get("digest"))
    rows.append([talk.choice(f"staff:digest:{'off' if digest else 'on'}", f"staff-digest-{'off' if digest else 'on'}")])
    await talk.say(key, *rows)
    talk.turn.said[-1].key = talk.turn.chat.key  # it speaks of nobody: there is a way on whatever is hidden above it
