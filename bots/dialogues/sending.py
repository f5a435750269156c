"""From the first words to the receipt: what comes next, the summary, going on later, and sending."""

from __future__ import annotations

from datetime import datetime, timedelta

from bots.dialogues import asking, doors, menus, posting
from bots.dialogues.questions import CHANGEABLE, REFERRAL
from bots.dialogues.talk import RECEIPT, Talk
from bots.outbox.mail import Letter
from bots.states import Referral
from journey.domain import addresses
from journey.domain.programme import Programme
from services import referrals

MAILS_AN_HOUR = 3
"""Links that one draft may mail within an hour: to an address that somebody claims, and that may be another's."""
_MAILED = "mailed"


async def begin(talk: Talk) -> None:
    """The first words, in a chat that has just been made: the language has been chosen on the page."""
    talk.turn.chat.state = Referral.programme.state
    talk.data["answers"] = {}
    await go_on(talk)


async def go_on(talk: Talk) -> None:
    """Ask what comes next: the programme where there are several, the next question, or the summary."""
    if talk.turn.chat.programme is None:
        programmes = await talk.ask(talk.office.programmes)
        if len(programmes) != 1:
            await _ask_programme(talk, programmes)
            return
        talk.turn.chat.programme = programmes[0].id
    programme = talk.office.programme(talk.turn.chat.programme)
    step = REFERRAL.next(asking.answers_of(talk), programme)
    if step is None:
        await summary(talk)
    else:
        await asking.ask(talk, step)


async def _ask_programme(talk: Talk, programmes: list[Programme]) -> None:
    talk.turn.chat.state = Referral.programme.state
    if not programmes:
        await talk.say("referral-no-programme")
        return
    rows = [[(f"referral:programme:{known.id}", known.name)] for known in programmes]
    await talk.say("referral-programme", *rows, [talk.choice("human:call", "human-call")])


async def repeat(talk: Talk) -> None:
    """Ask the open question again."""
    name = (talk.turn.chat.state or "").partition(":")[2]
    step = REFERRAL.step(name)
    if step is not None:
        await asking.ask(talk, step)
    elif name == "door":
        await doors.ask(talk)
    else:  # a new link would make the one just given useless: after it, the dialogue goes on
        await go_on(talk)


async def again(talk: Talk, key: str) -> None:
    """Say why an answer did not fit, and ask the same once more."""
    await talk.say(key)
    await repeat(talk)


async def beside(talk: Talk, name: str, value: str) -> None:
    """What is pressed beside the questions: the programme, the summary and what it leads to."""
    if name == "programme":
        programmes = {programme.id for programme in await talk.ask(talk.office.programmes)}
        if value in programmes:
            talk.turn.chat.programme = value
        await go_on(talk)
    elif name == "summary":
        await {"send": send, "change": change, "later": later, "start_over": start_over}.get(value, summary)(talk)
    elif name == "change":
        step = REFERRAL.step(value)
        if step is None:
            await summary(talk)
        else:
            await asking.ask(talk, step)  # the answer stays until there is another
    elif name == "door":
        await doors.decide(talk, value)
    elif name == "start_over":
        if value == "yes":
            talk.data["answers"] = {}
        await go_on(talk)
    elif value == "mail":
        await _mail(talk)
    else:
        await go_on(talk)


async def summary(talk: Talk) -> None:
    """Everything that was said, to be looked at before it is sent."""
    talk.turn.chat.state = Referral.summary.state
    lines = [f"• {_label(talk, name)}: {_shown(talk, name)}" for name in CHANGEABLE if name in asking.answers_of(talk)]
    await talk.say_plainly(
        "\n".join([talk.text("referral-summary"), *lines, "", talk.text("referral-summary-send")]),
        [talk.choice("referral:summary:send", "button-send")],
        [
            talk.choice("referral:summary:change", "button-change"),
            talk.choice("referral:summary:later", "button-later"),
        ],
        [talk.choice("referral:summary:start_over", "button-start-over")],
        [talk.choice("human:call", "human-call")],
    )


def _label(talk: Talk, name: str) -> str:
    return talk.text(f"label-{name.replace('_', '-')}")


def _shown(talk: Talk, name: str) -> str:
    value, step = asking.answers_of(talk)[name], REFERRAL.step(name)
    if value is None:
        return talk.text("left-out")
    if step is not None and value in step.ready(asking.programme_of(talk)):
        return asking.answer(talk, step, str(value))[1]
    return str(value)


async def change(talk: Talk) -> None:
    """Which answer to change."""
    talk.turn.chat.state = Referral.change.state
    rows = [[(f"referral:change:{name}", _label(talk, name))] for name in CHANGEABLE if name in asking.answers_of(talk)]
    await talk.say("referral-change", *rows, [talk.choice("referral:change:none", "button-back")])


async def start_over(talk: Talk) -> None:
    """Ask before everything is thrown away."""
    talk.turn.chat.state = Referral.start_over.state
    await talk.say(
        "referral-start-over",
        [talk.choice("referral:start_over:yes", "referral-start-over-yes")],
        [talk.choice("referral:start_over:no", "referral-start-over-no")],
    )


async def later(talk: Talk) -> None:
    """A link by which the draft can be opened once, on any device."""
    link = await _new_link(talk)
    talk.data["before_later"] = talk.turn.chat.state
    talk.turn.chat.state = Referral.later.state
    rows = [[talk.choice("referral:later:on", "button-go-on")], [talk.choice("human:call", "human-call")]]
    if asking.answers_of(talk).get("email") and talk.mail.carries:
        rows.insert(0, [talk.choice("referral:later:mail", "button-mail-link")])
    days = talk.office.doors.lengths.draft.days
    await talk.say("referral-later", *rows, link=link, days=days)


async def _mail(talk: Talk) -> None:
    """Mail the link, to the address as it is stored: in its one spelling, also in a draft of an earlier version."""
    address = addresses.email(str(asking.answers_of(talk).get("email") or ""))
    if address is None:  # asked before there is a new link, which would make the one just shown useless
        await talk.say("referral-later-no-address", [talk.choice("referral:later:on", "button-go-on")])
        return
    if not _may_mail(talk):
        await talk.say("referral-later-not-mailed")
        await later(talk)
        return
    link, on = await _new_link(talk), talk.choice("referral:later:on", "button-go-on")
    letter = Letter(address, talk.text("mail-later-subject"), talk.text("mail-later", link=link))
    posting.post(talk, letter, talk.text("referral-later-failed", address=address, link=link), [on])
    again = talk.choice("referral:later:mail", "button-mail-link")
    await talk.say("referral-later-mailed", [on], [again], address=address)


async def _new_link(talk: Talk) -> str:
    token = await talk.ask(talk.office.doors.link, talk.turn.chat.id, talk.turn.now)
    return f"{talk.office.public_url}/fortsatt/{token}"


def _may_mail(talk: Talk) -> bool:
    """Whether this draft may mail one more link now, which is counted."""
    now = talk.turn.now
    lately = [at for at in talk.data.get(_MAILED, ()) if datetime.fromisoformat(at) > now - timedelta(hours=1)]
    talk.data[_MAILED] = [*lately, now.isoformat()][:MAILS_AN_HOUR]
    return len(lately) < MAILS_AN_HOUR


def _way_back(talk: Talk) -> str:
    """How the person can open this again: by a mailed code, one read out, or not; `alone` where nobody can reach them.

    What the receipt promises follows from it: whom we cannot reach is promised no call.
    """
    answers = asking.answers_of(talk)
    if answers.get("email") and talk.mail.carries:
        return "code"
    if answers.get("phone"):
        return "phone"
    return "closed" if answers.get("email") else "alone"


async def send(talk: Talk) -> None:
    """Send it, and say what happens next."""
    chat = talk.turn.chat
    await talk.bot.send_chat_action(chat.id, "typing")
    sent = await talk.ask(referrals.send, talk.office, chat, asking.answers_of(talk))
    way = _way_back(talk)
    chat.stream = sent.stream
    chat.data = {key: chat.data[key] for key in ("open", "taken") if key in chat.data}
    parts = [talk.text("receipt", reference=sent.reference)]
    if sent.place is not None:
        parts.append(talk.text("receipt-queue", place=sent.place))
    if sent.answered_by is not None and way != "alone":  # who gave no way to be reached cannot be
        parts.append(talk.text("receipt-by", day=talk.day(sent.answered_by)))
    parts.append(talk.text(f"receipt-{way}"))
    parts.append(talk.text("receipt-human", human=talk.human(chat.programme or "")))
    await talk.say_plainly("\n\n".join(parts), effect=RECEIPT)
    if way == "code":
        await talk.say("prove-offer", [talk.choice("mine:own:prove", "prove-email")])
    await menus.mine(talk)
