"""A colleague's chat: what needs me today, and whatever can be done about it in a few taps."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from aiogram.types import CallbackQuery, Message

from bots.dialogues import alerts, bookings, contacts, leading, menus, moves, portraits, protection, replies, today
from bots.dialogues.pages import page
from bots.dialogues.talk import CARD, Choice, Talk
from journey.domain.errors import NotAllowed, WrongInput, WrongOrder
from services.changes import Stale
from services.permissions import Permission

_CARDS, _LINES, _PEOPLE = 12, 8, 40
"""Cards of one list, lines of one card, people of one message: more would not be read, and are a tap away."""

Action = Callable[[Talk, str], Awaitable[None]]


async def pressed(query: CallbackQuery, talk: Talk) -> None:
    """A button, of the menu or of a card."""
    if not await _admitted(talk):
        return
    _, name, *rest = (query.data or "").split(":", 2)
    action = ACTIONS.get(name)
    if action is None:
        await menus.staff(talk, "stale")
        return
    try:
        await action(talk, rest[0] if rest else "")
    except Stale:
        await menus.staff(talk, "stale")
    except NotAllowed:
        await menus.staff(talk, "staff-not-allowed")
    except WrongOrder as refused:
        await talk.say("staff-refused", reason=str(refused).partition(":")[2].strip() or str(refused))
        await menus.staff(talk)


async def typed(message: Message, talk: Talk) -> None:
    """Words, in whatever form is open."""
    if not await _admitted(talk):
        return
    text = message.text or ""
    state = (talk.turn.chat.state or "").partition(":")[2]
    try:
        match state:
            case "replying":
                await replies.typed(talk, text)
            case "employer_name":
                await contacts.employer_typed(talk, text)
            case "words":
                await contacts.words_typed(talk, text)
            case "glass":
                form = talk.data.get("form") or {}
                person = await portraits.anybody(talk, form.get("stream", ""))
                await protection.typed(talk, person, text)
            case "when":
                await bookings.typed(talk, text)
            case "place":
                await bookings.place_typed(talk, text)
            case "day":
                await contacts.day_typed(talk, text)
            case "reason":
                await moves.reason_typed(talk, text)
            case _:
                await menus.staff(talk, "staff-unclear")
    except NotAllowed:
        await menus.staff(talk, "staff-not-allowed")
    except WrongInput:
        await menus.staff(talk, "staff-unclear")


async def _admitted(talk: Talk) -> bool:
    """Whether the colleague may still be here; who has left or is disabled is told so, and shown nothing."""
    chat = talk.turn.chat
    if talk.office.crew(chat.programme or "").works(chat.staff or ""):
        return True
    await talk.say("staff-left")
    return False


async def today_list(talk: Talk, start: str) -> None:
    """What needs me today, the most pressing first, a card for each person."""
    lines = await talk.ask(today.lines, talk.office, talk.texts, talk.turn.chat)
    if not lines:
        await menus.staff(talk, "staff-today-nothing")
        return
    await talk.say("staff-today-head", day=talk.day(talk.office.today()), count=len(lines))
    part = page(today.cards(lines), start, _CARDS)
    for lines in part.shown:
        await _card(talk, lines, _LINES)
    if part.left:
        await talk.say_plainly("\n".join(part.line(talk)), *part.way(talk, "staff:today"))
    await menus.staff(talk, "staff-more")


async def whole(talk: Talk, card: str) -> None:
    """Everything of one card of the list that was cut."""
    lines = await talk.ask(today.lines, talk.office, talk.texts, talk.turn.chat)
    lines = [line for line in lines if line.card == card]
    if lines:
        await _card(talk, lines, len(lines))
    await menus.staff(talk, "staff-more" if lines else "stale")


async def _card(talk: Talk, lines: list[today.Line], count: int) -> None:
    """What one person needs, and what can be done about it here; an urgent one as its own card offers it."""
    texts = list(dict.fromkeys(f"• {line.text}" for line in lines))
    stream, left = lines[0].stream, max(0, len(texts) - count)
    rows = [*_urgent(talk, lines), *_settle(talk, lines)]
    if stream is not None:
        rows.append([(f"staff:open:{stream.hex}", lines[0].who)])
    if left:
        texts = [*texts[:count], talk.text("list-more", count=left)]
        rows.append([talk.choice(f"staff:whole:{lines[0].card}", "list-next", count=left)])
    await talk.say_plainly("\n".join(texts), *rows, effect=CARD)
    talk.turn.said[-1].key = stream


def _urgent(talk: Talk, lines: list[today.Line]) -> list[list[Choice]]:
    """Take it, and answer: what the card of a crisis offers, as long as nobody has taken it."""
    crisis = next((line.item for line in lines if line.item.about == "task" and line.item.kind == "crisis"), None)
    if crisis is None:
        return []
    rows = [[talk.choice(f"staff:take:{crisis.place}", "card-take-crisis")]]
    person = crisis.person
    if crisis.chat and (person is None or talk.office.may(talk.actor, Permission.READ_IDENTITY, person)):
        rows.append([talk.choice(f"staff:reply:{crisis.chat}", "card-reply")])
    return rows


def _settle(talk: Talk, lines: list[today.Line]) -> list[list[Choice]]:
    """What can be settled here and now: for each action, matter or milestone a row, with a button for each way."""
    opened = {line.item.opened: line.item for line in lines if line.item.opened and line.item.ways}
    return [alerts.ways(talk, place, item.ways, item.what) for place, item in list(opened.items())[:_LINES]]


async def people(talk: Talk, start: str) -> None:
    """The people I have, in the order of their names."""
    caseload = await talk.ask(today.people, talk.office, talk.texts, talk.turn.chat)
    part = page(caseload, start, _PEOPLE)
    talk.turn.mentions |= {stream for _, stream in part.shown}
    keys: list[Choice] = [(f"staff:open:{stream.hex}", who) for who, stream in part.shown]
    rows = [keys[number : number + 2] for number in range(0, len(keys), 2)]
    text = talk.text("staff-people-head" if rows else "staff-people-none", count=len(caseload))
    rows += part.way(talk, "staff:people")
    text = "\n".join([text, *part.line(talk)])
    await talk.say_plainly(text, *rows, [talk.choice("staff:menu", "button-menu")])


async def mine(talk: Talk, stream: str) -> None:
    """A coach takes somebody whom nobody has."""
    await leading.take(talk, stream)


async def digest(talk: Talk, wish: str) -> None:
    """One list in the morning instead of a card for everything; a crisis always comes at once."""
    talk.data["digest"] = wish == "on"
    await menus.staff(talk, f"staff-digest-{'is-on' if wish == 'on' else 'is-off'}")


async def glass(talk: Talk, stream: str) -> None:
    """A supervisor must see somebody under protected identity."""
    await protection.begin(talk, await portraits.anybody(talk, stream))


async def to_menu(talk: Talk, _: str) -> None:
    """Back to the menu."""
    await menus.staff(talk)


ACTIONS: dict[str, Action] = {
    "menu": to_menu,
    "today": today_list,
    "whole": whole,
    "people": people,
    "open": portraits.show,
    "met": portraits.met,
    "digest": digest,
    "mine": mine,
    "contact": contacts.begin,
    "employer": contacts.begin_employer,
    "form": contacts.pressed,
    "book": bookings.begin,
    "at": bookings.pressed,
    "came": bookings.came,
    "came-sure": bookings.said_whether_came,
    "ack": alerts.acknowledge,
    "why": alerts.because,
    "settle": alerts.settle,
    "settled": alerts.settled,
    "take": alerts.take,
    "done": alerts.take,
    "raised": alerts.show_raised,
    "write": replies.write,
    "reply": replies.reply,
    "queue": leading.queue,
    "offer": leading.offer,
    "offer-sure": leading.offered,
    "move": moves.move,
    "move-sure": moves.moved,
    "enrol": moves.enrol,
    "enrol-sure": moves.enrolled,
    "ask-lead": moves.ask_supervisor,
    "assign": moves.assign,
    "assign-sure": moves.assigned,
    "erasure": leading.erasure,
    "erasure-sure": leading.decide_erasure,
    "glass": glass,
}
"""What can be pressed in a colleague's chat, by the word after `staff:`."""
