"""My journey: what somebody who has sent a referral can see and do, from one menu."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from aiogram.types import CallbackQuery, Message

from bots.dialogues import appointments, check_ins, consents, menus, my_addresses, own_data, questionnaires, talking
from bots.dialogues.talk import Choice, Talk
from bots.states import Mine
from journey.domain import standing
from services import nudge_links, referrals, waiting, wishes
from services.appointments import ahead
from services.changes import Stale
from services.people import Person

Action = Callable[[Talk, Person, str], Awaitable[None]]
_ENDED = ("declined", "discharged")


async def repeat(talk: Talk) -> None:
    """Where one is: the menu, or the conversation that is open."""
    if talk.turn.chat.state == Mine.talking.state:
        await talking.still(talk)
    else:
        await menus.mine(talk)


async def pressed(query: CallbackQuery, talk: Talk) -> None:
    """Something of the menu."""
    _, name, *rest = (query.data or "").split(":", 2)
    action = ACTIONS.get(name)
    if action is None:
        await menus.mine(talk, "stale")
        return
    if name == "answer":  # a question that was open before a human was talked with
        talking.turn_back(talk.turn.chat)
    try:
        await action(talk, await menus.person_of(talk), rest[0] if rest else "")
    except Stale:
        await menus.mine(talk, "stale")


async def typed(message: Message, talk: Talk) -> None:
    """Words, in whatever is open."""
    try:
        await _answered(talk, message.text or "")
    except Stale:
        await menus.mine(talk, "stale")


async def _answered(talk: Talk, text: str) -> None:
    state = (talk.turn.chat.state or "").partition(":")[2]
    person = await menus.person_of(talk)
    match state:
        case "talking":
            await talking.relay(talk, text)
        case "wish":
            await appointments.wished(talk, person, text)
        case "answering":
            await questionnaires.typed(talk, person, text)
        case "contact":
            await my_addresses.typed(talk, person, text)
        case "proving":
            await my_addresses.proof_typed(talk, person, text)
        case _:
            await talking.offer(talk, person, text)


async def obey(talk: Talk, command: str) -> None:
    """The words that hold everywhere, as they are meant here."""
    person = await menus.person_of(talk)
    match command:
        case "stop" | "pause" | "start":
            await messages(talk, person, command)
        case _:
            await menus.mine(talk)


async def _reachable(talk: Talk, person: Person) -> bool:
    """Whether the person gave any way to reach them: whom nobody can call is promised no call."""
    known = await talk.ask(talk.office.identity, person, talk.actor.signed, "their own chat")
    return bool(known.phone or known.email)


async def where(talk: Talk, person: Person, _: str) -> None:
    """Where am I, what is next and when, who is my coach."""
    stay = person.history.current
    state = stay.state if stay else "referred"
    alone = state == "referred" and not await _reachable(talk, person)
    parts = [talk.text("where-referred-alone" if alone else f"where-{state.replace('_', '-')}")]
    if state in waiting.STATES:
        place = await talk.ask(waiting.place, talk.office, person)
        if place is not None:
            parts.append(talk.text("where-queue", place=place))
        waits = [row.due for row in talk.office.deadlines(person) if row.rule == referrals.ANSWER_RULE and row.due]
        if state == "referred" and not alone and waits and max(waits) >= person.day:
            parts.append(talk.text("where-answer", day=talk.day(max(waits))))
    if person.coach and state not in _ENDED:
        name = await talk.ask(talk.office.staff_name, person.programme.id, f"coach:{person.coach}")
        parts.append(talk.text("where-coach", name=name))
    coming = ahead(person, talk.turn.now)
    if coming:
        parts.append(talk.text("where-next", moment=talk.moment(coming[0].at)))
    parts.append(talk.text("where-human", human=talk.human(person.programme.id)))
    await talk.say_plainly("\n\n".join(parts))
    await menus.mine(talk, "mine-more")


async def pause(talk: Talk, person: Person, choice: str) -> None:
    """Rest from the programme, with a reason, and without losing the place."""
    reason, _, sure = choice.partition(":")
    if not reason:
        reasons = person.programme.settings.pause_policy.reasons
        rows = [[talk.choice(f"mine:pause:{name}", f"pause-{name.replace('_', '-')}")] for name in reasons]
        await talk.say("pause-ask", *rows, [talk.choice("mine:menu", "button-back")])
        return
    if reason in person.programme.settings.pause_policy.reasons and sure != "yes":
        await _sure(talk, f"mine:pause:{reason}", "pause")
        return
    await talk.ask(wishes.pause, talk.office, talk.actor, person, reason, talk.turn.entry)
    await talk.say("pause-done", human=talk.human(person.programme.id))
    await menus.mine(talk, "mine-more")


async def _sure(talk: Talk, data: str, name: str) -> None:
    """Ask before something is done that one press too many should not do."""
    yes = talk.choice(f"{data}:yes", f"{name}-yes")
    await talk.say(f"{name}-sure", [yes], [talk.choice("mine:menu", "button-back")])


async def resume(talk: Talk, person: Person, sure: str) -> None:
    """Go on where it was."""
    if sure != "yes":
        await _sure(talk, "mine:resume", "resume")
        return
    await talk.ask(wishes.resume, talk.office, talk.actor, person, talk.turn.entry)
    await talk.say("resume-done")
    await menus.mine(talk, "mine-more")


async def messages(talk: Talk, person: Person, wish: str) -> None:
    """Stop, rest from or start the messages; the programme itself goes on."""
    now = standing.wants_messages(person.history)
    if wish in ("stop", "pause", "start"):
        await talk.ask(wishes.set_messages, talk.office, talk.actor, person, wish, talk.turn.entry)
        await talk.say(f"messages-{wish}")
        await menus.mine(talk, "mine-more")
        return
    rows = [
        [talk.choice(f"mine:messages:{name}", f"messages-choose-{name}")]
        for name in ("stop", "pause", "start")
        if name != {"yes": "start"}.get(now, now)
    ]
    rows += check_ins.choices(talk, person)
    rows += await _telegram_choices(talk, person)
    await talk.say("messages-now", *rows, [talk.choice("mine:menu", "button-back")], now=now)


async def _telegram_choices(talk: Talk, person: Person) -> list[list[Choice]]:
    """Nudges on Telegram, where this site and this programme have them."""
    if not nudge_links.offered(talk.telegram, person):
        return []
    links = await talk.ask(lambda: talk.office.engine.chats.find(channel="telegram", stream=person.stream))
    what = "off" if links else "on"
    return [[talk.choice(f"mine:telegram:{what}", f"messages-telegram-{what}")]]


async def telegram(talk: Talk, person: Person, what: str) -> None:
    """Be nudged on Telegram too, or no more."""
    if talk.telegram is not None and what == "on" and nudge_links.offered(talk.telegram, person):
        behind = talk.actor.read_out
        token = await talk.ask(nudge_links.new_link, talk.office, person.stream, talk.turn.now, behind=behind)
        await talk.say("messages-telegram-link", link=talk.telegram.link(token))
    elif what == "off":
        await talk.ask(nudge_links.unlink_person, talk.office, person.stream)
        await talk.say("messages-telegram-gone")
    await menus.mine(talk, "mine-more")


async def language(talk: Talk, person: Person, wanted: str) -> None:
    """Write to me in another language."""
    if wanted in talk.texts.languages:
        talk.turn.chat.language = wanted
        await talk.ask(wishes.set_language, talk.office, talk.actor, person, wanted, talk.turn.entry)
        await menus.mine(talk, "language-done")
        return
    rows = [[(f"mine:language:{code}", name)] for code, name in talk.texts.languages.items()]
    await talk.say("language-ask", *rows, [talk.choice("mine:menu", "button-back")])


async def offer(talk: Talk, person: Person, choice: str) -> None:
    """A place is offered: take it, or leave it to the next."""
    answer, _, sure = choice.partition(":")
    if standing.offer(person.history) == "open" and answer in ("accepted", "refused") and sure != "yes":
        await _sure(talk, f"mine:offer:{answer}", f"offer-{answer}")
        return
    await talk.ask(wishes.answer_offer, talk.office, talk.actor, person, answer, talk.turn.entry)
    await talk.say(f"offer-{answer}", human=talk.human(person.programme.id))
    await menus.mine(talk, "mine-more")


async def to_menu(talk: Talk, _person: Person, _: str) -> None:
    """Back to the menu."""
    await menus.mine(talk)


ACTIONS: dict[str, Action] = {
    "menu": to_menu,
    "where": where,
    "pause": pause,
    "resume": resume,
    "messages": messages,
    "language": language,
    "offer": offer,
    "telegram": telegram,
    "weekly": check_ins.switch,
    "week": check_ins.on_tap,
    "appointments": appointments.show,
    "appointment": appointments.act,
    "questionnaire": questionnaires.begin,
    "answer": questionnaires.pressed,
    "write": talking.begin,
    "send": talking.send_offered,
    "consents": consents.show,
    "consent": consents.act,
    "data": own_data.show,
    "own": own_data.act,
}
"""What can be pressed in one's own chat, by the word after `mine:`."""
