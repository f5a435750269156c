"""docs/reference/dialogues.md: what each dialogue does, drawn from the lists that drive them."""

from __future__ import annotations

from collections.abc import Iterable

from bots.dialogues import mine, staff
from bots.dialogues.questions import CHANGEABLE, REFERRAL
from bots.dialogues.steps import Step, mermaid
from bots.dialogues.words import COMMANDS
from journey.engine.loading.programmes import shipped_config
from services import tasks
from tools.reference.markdown import block, code, codes, page, sentence, table

INTRODUCTION = """\
Every dialogue leads back to a menu or repeats the question it was at; whatever is said that it cannot use is answered
kindly and asked again. Texts stand in `config/locales/`, a folder for each language."""
REFERRAL_TEXT = """\
One question at a time. *Back* asks the one before again, *Later* gives a link that opens the draft once, the summary
lets every answer be changed. An answer that leads to another door ends the chat: its key is destroyed, nothing is kept.
What is sent becomes `referred`, `background_recorded`, `consent_given` and a task for the team, all at once or not at
all."""
WORDS_TEXT = """\
Whole messages only, in every language at once, with or without a slash."""


def markdown() -> str:
    """The whole page."""
    return page(
        "Dialogues",
        "bots/dialogues/",
        INTRODUCTION,
        "## Self-referral",
        REFERRAL_TEXT,
        block("mermaid", mermaid(REFERRAL)),
        table(("question", "asks", "may be skipped", "leads elsewhere"), (_step(step) for step in REFERRAL.steps)),
        f"From the summary these can be changed: {codes(CHANGEABLE)}.",
        "## Words that work everywhere",
        WORDS_TEXT,
        table(("command", "Swedish", "English"), (_word(name) for name in COMMANDS)),
        "## My journey",
        sentence(mine),
        block("mermaid", *_star("menu", mine.ACTIONS)),
        table(("press", "does"), ((code(f"mine:{name}"), sentence(action)) for name, action in mine.ACTIONS.items())),
        "## A colleague's chat",
        sentence(staff),
        block("mermaid", *_star("menu", staff.ACTIONS)),
        table(("press", "does"), ((code(f"staff:{name}"), sentence(action)) for name, action in staff.ACTIONS.items())),
        f"An alert is acknowledged with a reason: {codes(tasks.REASONS)}.",
    )


def _step(step: Step) -> tuple[str, ...]:
    doors = ", ".join(f"{answer} → {door.replace('_', ' ')}" for answer, door in step.doors)
    return code(step.name), step.about, "yes" if step.skip else "", doors


def _word(name: str) -> tuple[str, ...]:
    return (name, *(_said(language, name) for language in ("sv", "en")))


def _said(language: str, name: str) -> str:
    written = (shipped_config() / "locales" / language / "common.ftl").read_text(encoding="utf-8")
    line = next(line for line in written.splitlines() if line.startswith(f"words-{name} ="))
    return line.partition("=")[2].strip()


def _star(middle: str, names: Iterable[str]) -> list[str]:
    return ["flowchart LR", *(f"    {middle} <--> {name}" for name in names if name != middle)]
