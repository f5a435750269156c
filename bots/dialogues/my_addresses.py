"""How I am reached, and where I am signed in: change an address, prove it, undo that, and end what stands open."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from bots.dialogues import menus, posting
from bots.dialogues.questions import a_phone, an_email
from bots.dialogues.steps import Unclear
from bots.dialogues.talk import Choice, Talk
from bots.dialogues.vocabulary import phrases, plain
from bots.outbox.changed_addresses import ChangedAddresses
from bots.outbox.mail import Letter
from bots.states import Mine
from journey.domain.events.requests import ContactDetailsChanged
from journey.engine.chats.sessions import SignIn
from services import addresses, doubles
from services.addresses import Replaced
from services.people import Person


async def choices(talk: Talk, person: Person) -> list[list[Choice]]:
    """What can be done about the person's addresses now."""
    rows: list[list[Choice]] = []
    if await can_be_proved(talk, person):
        rows.append([talk.choice("mine:own:prove", "prove-email")])
    for one in await talk.ask(addresses.undoable, talk.office, person):
        rows.append([talk.choice(f"mine:own:undo:{one.kind}", f"undo-{one.kind}")])
    return rows


async def can_be_proved(talk: Talk, person: Person) -> bool:
    """Whether there is an e-mail address that a code can be sent to."""
    waits = await talk.ask(addresses.unproved, talk.office, person) if talk.mail.carries else []
    return any(one.kind == "email" for one in waits)


async def change(talk: Talk, _person: Person, _: str) -> None:
    """A new telephone number or e-mail address."""
    talk.turn.chat.state = Mine.contact.state
    await talk.say("data-contact-ask", [talk.choice("mine:menu", "button-back")])


async def typed(talk: Talk, person: Person, text: str) -> None:
    """The number or address that was asked for; where one of them is only named, just that is asked for."""
    if (named := _named(talk, text)) is not None:
        await talk.say(f"data-contact-ask-{named}", [talk.choice("mine:menu", "button-back")])
        return
    try:
        fact = (
            ContactDetailsChanged(email=an_email(text)) if "@" in text else ContactDetailsChanged(phone=a_phone(text))
        )
    except Unclear as unclear:
        await talk.say(str(unclear), [talk.choice("mine:menu", "button-back")])
        return
    replaced = await talk.ask(addresses.change, talk.office, talk.actor, person, fact, talk.turn.entry)
    await _tell(talk, person, replaced)
    changed = await menus.person_of(talk)
    await _say_changed(talk, changed, "phone" if fact.email is None else "email")
    if fact.email is not None and await can_be_proved(talk, changed):
        await prove(talk, changed, "")
    else:
        await menus.mine(talk, "mine-more")


def _named(talk: Talk, text: str) -> addresses.Kind | None:
    """Which of the two somebody names without writing it; None for both, or for anything else."""
    around = phrases(talk.texts, "around-addresses")
    said = " ".join(word for word in plain(text).split() if word not in around)
    return next((one for one in addresses.KINDS if said in phrases(talk.texts, f"reach-{one}")), None)


async def _say_changed(talk: Talk, person: Person, kind: addresses.Kind) -> None:
    """It is done; and where something was there before, for how long that can be had back, and how."""
    parts = [talk.text("data-contact-changed-phone" if kind == "phone" else "data-contact-changed")]
    rows: list[list[Choice]] = []
    if any(one.kind == kind for one in await talk.ask(addresses.undoable, talk.office, person)):
        parts.append(talk.text("data-contact-undo", days=addresses.UNDONE_FOR.days))
        rows.append([talk.choice(f"mine:own:undo:{kind}", f"undo-{kind}")])
    await talk.say_plainly("\n\n".join(parts), *rows)


async def _tell(talk: Talk, person: Person, replaced: list[Replaced]) -> None:
    """Those at the old address hear of it once the change stands."""
    tell = ChangedAddresses(talk.office, talk.texts, talk.mail).tell
    if replaced:
        talk.turn.afterwards.append(lambda: tell(person, talk.language, replaced))


async def prove(talk: Talk, person: Person, _: str) -> None:
    """Send a code to the address that was given: entered here, it makes the address a way in."""
    again, back = [talk.choice("mine:own:prove", "prove-again")], [talk.choice("mine:menu", "prove-later")]
    asked = await talk.ask(addresses.ask_proof, talk.office, talk.turn.chat, person) if talk.mail.carries else None
    if asked is None:
        await menus.mine(talk, "prove-not-now")
        return
    address, code = asked
    letter = Letter(address.text, talk.text("mail-code-subject"), talk.text("mail-proof", code=code))
    posting.post(talk, letter, talk.text("prove-not-mailed", address=address.text), again, back)
    talk.turn.chat.state = Mine.proving.state
    await talk.say("prove-ask", again, back, address=address.text)


async def proof_typed(talk: Talk, person: Person, text: str) -> None:
    """The code that was sent to the address."""
    chat, entry = talk.turn.chat, talk.turn.entry
    if await talk.ask(addresses.prove_by_code, talk.office, talk.actor, person, chat, text, entry):
        if await talk.ask(doubles.opens_another, talk.office, await menus.person_of(talk)):
            await talk.say("prove-here-already", link=f"{talk.office.public_url}/oppna")
        await menus.mine(talk, "prove-done")
        return
    again, back = talk.choice("mine:own:prove", "prove-again"), talk.choice("mine:menu", "prove-later")
    await talk.say("prove-wrong", [again], [back])


async def undo(talk: Talk, person: Person, kind: str) -> None:
    """Go back to the address that was there before."""
    replaced = await talk.ask(addresses.undo, talk.office, talk.actor, person, kind, talk.turn.entry)
    await _tell(talk, person, replaced)
    await menus.mine(talk, "undo-done")


async def sign_ins(talk: Talk, _person: Person, ended: str) -> None:
    """Where this chat stands open, and how to end each of them, or all."""
    chat, doors = talk.turn.chat.id, talk.office.doors
    if ended:
        await talk.ask(doors.end, chat, None if ended == "all" else ended)
    opened = await talk.ask(doors.sign_ins, chat, talk.turn.now)
    if not opened:
        await menus.mine(talk, "sign-ins-none")
        return
    lines = [f"{place}. {_said(talk, one)}" for place, one in enumerate(opened, 1)]
    rows = [
        [talk.choice(f"mine:own:signins:{one.name}", "sign-ins-end", number=place)]
        for place, one in enumerate(opened, 1)
    ]
    rows += [[talk.choice("mine:own:signins:all", "sign-ins-end-all")], [talk.choice("mine:menu", "button-back")]]
    await talk.say_plainly("\n".join([talk.text("sign-ins-head", count=len(opened)), *lines]), *rows)


def _said(talk: Talk, one: SignIn) -> str:
    device = talk.text(f"device-{one.device}" if one.device in ("phone", "computer") else "device-unknown")
    return talk.text("sign-in", device=device, moment=talk.moment(one.used))


ACTIONS: dict[str, Callable[[Talk, Person, str], Awaitable[None]]] = {
    "contact": change,
    "prove": prove,
    "undo": undo,
    "signins": sign_ins,
}
"""What can be pressed about addresses and sign-ins, by the word after `mine:own:`."""
