"""A colleague's chat: what needs me today, and whatever can be done about it in a few taps."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from aiogram.types import CallbackQuery, Message

from bots.dialogues import alerts, bookings, contacts, leading, menus, portraits, protection, replies, today
from bots.dialogues.talk import CARD, Choice, Talk
from journey.domain.errors import NotAllowed, WrongInput, WrongOrder

_CARDS = 12
"""Cards of one list: more would not be read; the list says how many things there are."""

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


async def today_list(talk: Talk, _: str) -> None:
    """What needs me today, the most pressing first, a card for each person."""
    found = await talk.ask(today.items, talk.office, talk.texts, talk.turn.chat)
    if not found:
        await menus.staff(talk, "staff-today-nothing")
        return
    await talk.say("staff-today-head", day=talk.day(talk.office.today()), count=len(found))
    for stream, items in list(today.by_person(found).items())[:_CARDS]:
        lines = "\n".join(f"• {item.text}" for item in items)
        rows = [] if stream is None else [[(f"staff:open:{stream.hex}", items[0].who)]]
        await talk.say_plainly(lines, *rows, effect=CARD)
        talk.turn.said[-1].key = stream
    await menus.staff(talk, "staff-more")


async def people(talk: Talk, _: str) -> None:
    """The people I have, in the order of their names."""
    found = await talk.ask(today.caseload, talk.office, talk.texts, talk.turn.chat)
    talk.turn.mentions |= {stream for _, stream in found}
    keys: list[Choice] = [(f"staff:open:{stream.hex}", who) for who, stream in found]
    rows = [keys[start : start + 2] for start in range(0, len(keys), 2)]
    key = "staff-people-head" if rows else "staff-people-none"
    await talk.say(key, *rows, [talk.choice("staff:menu", "button-menu")], count=len(keys))


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
    "people": people,
    "open": portraits.show,
    "digest": digest,
    "mine": mine,
    "contact": contacts.begin,
    "employer": contacts.begin_employer,
    "form": contacts.pressed,
    "book": bookings.begin,
    "at": bookings.pressed,
    "came": bookings.came,
    "ack": alerts.acknowledge,
    "why": alerts.because,
    "take": alerts.take,
    "write": replies.write,
    "reply": replies.reply,
    "queue": leading.queue,
    "offer": leading.offer,
    "move": leading.move,
    "assign": leading.assign,
    "erasure": leading.erasure,
    "glass": glass,
}
"""What can be pressed in a colleague's chat, by the word after `staff:`."""
