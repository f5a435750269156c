"""How a question of the self-referral is put: its words, its ready answers, and the ways around it."""

from __future__ import annotations

from typing import Any

from bots.dialogues.questions import REFERRAL, ages
from bots.dialogues.steps import Answers, Step
from bots.dialogues.talk import Choice, Talk
from bots.states import Referral
from bots.texts.catalogue import join_list
from journey.domain.programme import Programme
from services import waiting


def state_of(name: str) -> Any:
    """The chat's state while a question is open."""
    return getattr(Referral, name)


def answers_of(talk: Talk) -> Answers:
    """What has been answered so far."""
    answers: Answers = talk.data.setdefault("answers", {})
    return answers


def programme_of(talk: Talk) -> Programme:
    """The programme that was chosen."""
    return talk.office.programme(talk.turn.chat.programme or "")


async def ask(talk: Talk, step: Step) -> None:
    """Ask one question, with its ready answers, and the ways around it."""
    talk.turn.chat.state = state_of(step.name).state
    programme = programme_of(talk)
    rows = [[answer(talk, step, option)] for option in step.ready(programme)]
    around: list[Choice] = []
    if step.skip:
        around.append(talk.choice(f"referral:{step.name}:skip", "button-skip"))
    if REFERRAL.before(step.name, answers_of(talk), programme) is not None:
        around.append(talk.choice(f"referral:{step.name}:back", "button-back"))
    if answers_of(talk):
        around.append(talk.choice(f"referral:{step.name}:later", "button-later"))
    text = await _question(talk, step, programme)
    human = [talk.choice("human:call", "human-call")]
    await talk.say_plainly(_count(talk, step, programme) + text, *rows, *([around] if around else []), human)


def _count(talk: Talk, step: Step, programme: Programme) -> str:
    """Which question of how many, as far as the answers so far tell."""
    place = REFERRAL.place(step, answers_of(talk), programme)
    if place is None:
        return ""
    number, total, part = place
    return talk.text("referral-count", number=number, total=total, part=part) + "\n\n"


def answer(talk: Talk, step: Step, option: str) -> Choice:
    """A ready answer as a button: its words from the catalogue, or the programme's own."""
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
        conditions = programme.settings.conditions
        parts = [talk.text("referral-requires"), *(f"• {talk.words(line)}" for line in conditions.requires)]
        if conditions.excludes:
            parts += [talk.text("referral-requires-not"), *(f"• {talk.words(line)}" for line in conditions.excludes)]
        parts.append(talk.text("referral-requires-fits"))
    else:
        key = f"referral-{step.name.replace('_', '-')}"
        parts = [talk.text(key, programme=programme.name, human=talk.human(programme.id), **_age_values(programme))]
    return "\n\n".join(parts) if step.name != "requires" else "\n".join(parts)


async def _conditions(talk: Talk, programme: Programme) -> list[str]:
    conditions, paragraphs = programme.settings.conditions, []
    if programme.settings.introduction:
        paragraphs.append(talk.words(programme.settings.introduction))
    lines = [talk.text("referral-conditions-age", **_age_values(programme))]
    if conditions.lives_in and programme.settings.municipalities:
        places = join_list(talk.texts, talk.language, programme.settings.municipalities, "list-or")
        lines.append(talk.text("referral-conditions-lives", places=places))
    lines += map(talk.words, conditions.requires)
    lines.append(talk.text("referral-conditions-wish"))
    paragraphs.append(talk.text("referral-conditions") + "\n" + "\n".join(f"• {line}" for line in lines))
    if conditions.priority:
        paragraphs.append(talk.words(conditions.priority))
    before = await talk.ask(waiting.before_newcomers, talk.office, programme.id)
    if before is not None:
        paragraphs.append(talk.text("referral-full", waiting=before))
    return paragraphs
