"""The three questions about a week, as buttons: what was tapped before stands in what is tapped next."""

from __future__ import annotations

from bots.texts.catalogue import Texts
from journey.engine.chats.messages import Button
from services.check_ins import HOW

TALK = ("yes", "no")


def first_question(texts: Texts, language: str, week: str) -> list[list[Button]]:
    """How was the week?"""
    return _buttons(texts, language, "week-went", f"mine:week:{week}", HOW)


def next_question(texts: Texts, language: str, data: str, taps: int) -> list[list[Button]]:
    """The buttons of the question that comes after so many taps: how is it with work, do you want to talk?"""
    return _buttons(texts, language, *(("week-work", data, HOW) if taps == 1 else ("week-talk", data, TALK)))


def _buttons(texts: Texts, language: str, key: str, data: str, codes: tuple[str, ...]) -> list[list[Button]]:
    return [[Button(texts(language, f"{key}-{code.replace('_', '-')}"), f"{data}:{code}")] for code in codes]
