"""The self-referral: one question at a time, back and forth at will, until it is sent."""

from __future__ import annotations

from typing import Any

from aiogram import F, Router
from aiogram.filters import StateFilter
from aiogram.types import CallbackQuery, Message

from bots import referrals
from bots.dialogues import menus
from bots.dialogues.questions import CHANGEABLE, REFERRAL, ages, implausible
from bots.dialogues.steps import Answers, Step, Unclear
from bots.dialogues.talk import RECEIPT, Choice, Talk
from bots.mail import MailFailed
from bots.states import Referral
from journey.domain.programme import Programme

router = Router(name="referral")
_BESIDE = ("language", "programme", "summary", "change", "start_over", "later")


def state_of(name: str) -> Any:
    """The chat's state while a question is open."""
    return getattr(Referral, name)


async def begin(talk: Talk) -> None:
    """The first words, in a chat that has just been made: the language has been chosen on the page."""
    talk.turn.chat.state = Referral.programme.state
    talk.data["answers"] = {}
    await go_on(talk)


async def go_on(talk: Talk) -> None:
    """Ask what comes next: the programme where there are several, the next question, or the summary."""
    if talk.turn.chat.programme is None:
        programmes = await talk.ask(talk.desk.programmes)
        if len(programmes) != 1:
            await _ask_programme(talk, programmes)
            return
        talk.turn.chat.programme = programmes[0].id
    programme = talk.desk.programme(talk.turn.chat.programme)
    step = REFERRAL.next(answers_of(talk), programme)
    if step is None:
        await summary(talk)
    else:
        await ask(talk, step)


async def _ask_programme(talk: Talk, programmes: list[Programme]) -> None:
    talk.turn.chat.state = Referral.programme.state
    if not programmes:
        await talk.say("referral-no-programme")
        return
    await talk.say("referral-programme", *[[(f"referral:programme:{known.id}", known.name)] for known in programmes])


def answers_of(talk: Talk) -> Answers:
    """What has been answered so far."""
    found: Answers = talk.data.setdefault("answers", {})
    return found


def programme_of(talk: Talk) -> Programme:
    """The programme that was chosen."""
    return talk.desk.programme(talk.turn.chat.programme or "")


async def ask(talk: Talk, step: Step) -> None:
    """Ask one question, with its ready answers, and the ways around it."""
    talk.turn.chat.state = state_of(step.name).state
    programme = programme_of(talk)
    rows = [[_answer(talk, step, option)] for option in step.ready(programme)]
    around: list[Choice] = []
    if step.skip:
        around.append(talk.choice(f"referral:{step.name}:skip", "button-skip"))
    if REFERRAL.before(step.name, answers_of(talk), programme) is not None:
        around.append(talk.choice(f"referral:{step.name}:back", "button-back"))
    if answers_of(talk):
        around.append(talk.choice(f"referral:{step.name}:later", "button-later"))
    text = await _question(talk, step, programme)
    await talk.say_plainly(text, *rows, *([around] if around else []))


def _answer(talk: Talk, step: Step, option: str) -> Choice:
    data = f"referral:{step.name}:{option}"
    if step.plain and option in programme_of(talk).settings.municipalities:
        return f"referral:{step.name}:={step.ready(programme_of(talk)).index(option)}", option
    key = f"referral-{step.name}-{option}".replace("_", "-")
    return talk.choice(data, key, **_age_values(programme_of(talk)))


def _age_values(programme: Programme) -> dict[str, Any]:
    low, high = ages(programme)
    return {"low": low, "high": high or 0, "bounded": "yes" if high else "no"}


async def _question(talk: Talk, step: Step, programme: Programme) -> str:
    parts = []
    if step.name == "conditions":
        parts = await _conditions(talk, programme)
    elif step.name == "requires":
        known = programme.settings.conditions
        parts = [talk.text("referral-requires"), *(f"• {line}" for line in known.requires)]
        if known.excludes:
            parts += [talk.text("referral-requires-not"), *(f"• {line}" for line in known.excludes)]
        parts.append(talk.text("referral-requires-fits"))
    else:
        key = f"referral-{step.name.replace('_', '-')}"
        parts = [talk.text(key, programme=programme.name, human=talk.human(programme.id), **_age_values(programme))]
    return "\n\n".join(parts) if step.name != "requires" else "\n".join(parts)


async def _conditions(talk: Talk, programme: Programme) -> list[str]:
    known, found = programme.settings.conditions, []
    if programme.settings.description:
        found.append(programme.settings.description)
    lines = [talk.text("referral-conditions-age", **_age_values(programme))]
    if known.lives_in and programme.settings.municipalities:
        lines.append(talk.text("referral-conditions-lives", places=", ".join(programme.settings.municipalities)))
    lines += known.requires
    lines.append(talk.text("referral-conditions-wish"))
    found.append(talk.text("referral-conditions") + "\n" + "\n".join(f"• {line}" for line in lines))
    if known.priority:
        found.append(known.priority)
    waiting = await talk.ask(referrals.is_full, talk.desk, programme.id)
    if waiting is not None:
        found.append(talk.text("referral-full", waiting=waiting))
    return found


# --- answers ---------------------------------------------------------------------------------------------------------


@router.callback_query(F.data.startswith("referral:"), StateFilter(Referral))
async def pressed(query: CallbackQuery, talk: Talk) -> None:
    """A ready answer, or a way around the question."""
    _, name, value = (query.data or "").split(":", 2)
    if name != (talk.turn.chat.state or "").partition(":")[2]:
        await again(talk, "stale")
        return
    if name in _BESIDE:
        await _beside(talk, name, value)
        return
    step = REFERRAL.step(name)
    if step is None:
        await again(talk, "stale")
    elif value == "back":
        await back(talk)
    elif value == "later":
        await later(talk)
    elif value == "skip" and step.skip:
        await answered(talk, step, None)
    elif (option := _option(step, value, programme_of(talk))) is not None:
        await _chosen(talk, step, option)
    else:
        await again(talk, "stale")


def _option(step: Step, value: str, programme: Programme) -> str | None:
    ready = step.ready(programme)
    if value.startswith("=") and value[1:].isdecimal() and int(value[1:]) < len(ready):
        return ready[int(value[1:])]
    return value if value in ready else None


async def _chosen(talk: Talk, step: Step, option: str) -> None:
    if step.name == "welcome" and option == "data":
        days = talk.desk.doors.lengths.draft.days
        await talk.say("privacy", human=talk.human(programme_of(talk).id), drafts=days)
        await ask(talk, step)
    elif step.name == "protected" and option == "what":
        await talk.say("referral-protected-explained")
        await ask(talk, step)
    else:
        await answered(talk, step, option)


async def typed(message: Message, talk: Talk) -> None:
    """A typed answer to the open question."""
    name = (talk.turn.chat.state or "").partition(":")[2]
    step = REFERRAL.step(name)
    text = message.text or ""
    if step is None:
        await again(talk, "unclear-button")
        return
    option = _matching(talk, step, text)
    if option is not None:
        await _chosen(talk, step, option)
        return
    if step.reads is None:
        await again(talk, "unclear-button")
        return
    try:
        value = step.reads(text)
    except Unclear as unclear:
        await again(talk, str(unclear))
        return
    if step.name == "birth_year" and implausible(value, programme_of(talk), talk.desk.today()):
        await again(talk, "unclear-birth-year-age")
        return
    await answered(talk, step, value)


def _matching(talk: Talk, step: Step, text: str) -> str | None:
    """The ready answer that was typed instead of pressed."""
    wanted = " ".join(text.casefold().split()).strip(" .!?")
    for option in step.ready(programme_of(talk)):
        if wanted == _answer(talk, step, option)[1].casefold().strip(" .!?"):
            return option
        if option in ("yes", "no") and wanted in talk.text(f"words-{option}").casefold().split(", "):
            return option
    return None


async def answered(talk: Talk, step: Step, value: Any) -> None:
    """Keep an answer, and go on; or show the other door that it leads to, and keep nothing."""
    door = step.door(value)
    if door is not None:
        talk.turn.door = door
        return
    answers = answers_of(talk)
    answers[step.name] = value
    if step.name == "reach":
        for other in ("phone", "email"):
            if value not in (other, "both"):
                answers.pop(other, None)
        if value == "none":
            answers.pop("reminders", None)
    await go_on(talk)


async def again(talk: Talk, key: str) -> None:
    """Say why an answer did not fit, and ask the same once more."""
    await talk.say(key)
    await repeat(talk)


async def repeat(talk: Talk) -> None:
    """Ask the open question again."""
    name = (talk.turn.chat.state or "").partition(":")[2]
    step = REFERRAL.step(name)
    if step is not None:
        await ask(talk, step)
    elif name == "later":
        await later(talk)
    else:
        await go_on(talk)


async def back(talk: Talk) -> None:
    """To the question before, which is asked anew."""
    name = (talk.turn.chat.state or "").partition(":")[2]
    answers, programme = answers_of(talk), programme_of(talk)
    at = REFERRAL.steps[-1].name if REFERRAL.step(name) is None else name
    step = REFERRAL.before(at, answers, programme) if REFERRAL.step(name) else _last(answers, programme)
    if step is None:
        await talk.say("referral-first")
        await repeat(talk)
        return
    answers.pop(step.name, None)
    await ask(talk, step)


def _last(answers: Answers, programme: Programme) -> Step | None:
    asked = [step for step in REFERRAL.steps if step.name in answers and step.asked(answers, programme)]
    return asked[-1] if asked else None


async def skip(talk: Talk) -> None:
    """Leave the open question out, where it can be."""
    step = REFERRAL.step((talk.turn.chat.state or "").partition(":")[2])
    if step is not None and step.skip:
        await answered(talk, step, None)
    else:
        await again(talk, "referral-needed")


# --- beside the questions ---------------------------------------------------------------------------------------------


async def _beside(talk: Talk, name: str, value: str) -> None:
    if name == "programme":
        known = {programme.id for programme in await talk.ask(talk.desk.programmes)}
        if value in known:
            talk.turn.chat.programme = value
        await go_on(talk)
    elif name == "summary":
        await {"send": send, "change": change, "back": back, "later": later, "start_over": start_over}[value](talk)
    elif name == "change":
        step = REFERRAL.step(value)
        if step is None:
            await summary(talk)
        else:
            answers_of(talk).pop(value, None)
            await ask(talk, step)
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
    lines = [f"• {_label(talk, name)}: {_shown(talk, name)}" for name in CHANGEABLE if name in answers_of(talk)]
    await talk.say_plainly(
        "\n".join([talk.text("referral-summary"), *lines, "", talk.text("referral-summary-send")]),
        [talk.choice("referral:summary:send", "button-send")],
        [
            talk.choice("referral:summary:change", "button-change"),
            talk.choice("referral:summary:later", "button-later"),
        ],
        [talk.choice("referral:summary:start_over", "button-start-over")],
    )


def _label(talk: Talk, name: str) -> str:
    return talk.text(f"label-{name.replace('_', '-')}")


def _shown(talk: Talk, name: str) -> str:
    value, step = answers_of(talk)[name], REFERRAL.step(name)
    if value is None:
        return talk.text("left-out")
    if step is not None and value in step.ready(programme_of(talk)):
        return _answer(talk, step, str(value))[1]
    return str(value)


async def change(talk: Talk) -> None:
    """Which answer to change."""
    talk.turn.chat.state = Referral.change.state
    rows = [[(f"referral:change:{name}", _label(talk, name))] for name in CHANGEABLE if name in answers_of(talk)]
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
    token = await talk.ask(talk.desk.doors.link, talk.turn.chat.id, talk.turn.now)
    link = f"{talk.desk.public_url}/fortsatt/{token}"
    talk.data["before_later"] = talk.turn.chat.state
    talk.turn.chat.state = Referral.later.state
    rows = [[talk.choice("referral:later:on", "button-go-on")]]
    if answers_of(talk).get("email") and talk.mail.carries:
        rows.insert(0, [talk.choice("referral:later:mail", "button-mail-link")])
    days = talk.desk.doors.lengths.draft.days
    await talk.say("referral-later", *rows, link=link, days=days)


async def _mail(talk: Talk) -> None:
    token = await talk.ask(talk.desk.doors.link, talk.turn.chat.id, talk.turn.now)
    link = f"{talk.desk.public_url}/fortsatt/{token}"
    address = str(answers_of(talk)["email"])
    try:
        await talk.mail.send(address, talk.text("mail-later-subject"), talk.text("mail-later", link=link))
    except MailFailed:
        await again(talk, "referral-later-not-mailed")
        return
    await talk.say("referral-later-mailed", [talk.choice("referral:later:on", "button-go-on")])


async def send(talk: Talk) -> None:
    """Send it, and say what happens next."""
    chat = talk.turn.chat
    sent = await talk.ask(referrals.send, talk.desk, chat, answers_of(talk))
    anonymous_and_alone = answers_of(talk).get("reach") == "none"
    chat.stream = sent.stream
    chat.data = {key: chat.data[key] for key in ("open", "taken") if key in chat.data}
    parts = [talk.text("receipt", reference=sent.reference)]
    if sent.place is not None:
        parts.append(talk.text("receipt-queue", place=sent.place))
    if sent.answered_by is not None:
        parts.append(talk.text("receipt-by", day=talk.day(sent.answered_by)))
    parts.append(talk.text("receipt-alone" if anonymous_and_alone else "receipt-code"))
    parts.append(talk.text("receipt-human", human=talk.human(chat.programme or "")))
    await talk.say_plainly("\n\n".join(parts), effect=RECEIPT)
    await menus.mine(talk)
