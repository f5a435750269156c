"""What colleagues choose between speaks of the participant, and of nobody as "you"; a code stands on no screen."""

import re
from collections.abc import Iterator
from pathlib import Path

from app.desk.forms.fields import fields
from app.desk.forms.words import DeskWording
from bots.texts.catalogue import Texts
from journey.domain.events import ENTRY_TYPES
from tests.cases import every
from tests.chat.talking import programme

TEXTS = Texts([Path(__file__).parents[2] / "config" / "locales"])
SPOKEN_TO = {"sv": r"\b(du|dig|din|ditt|dina|ni|er|era)\b", "en": r"\b(you|your|yours)\b"}


def said(language: str) -> Iterator[tuple[str, str]]:
    """Everything that can be chosen or is asked at the desk, with where it stands."""
    words = DeskWording(TEXTS, language, programme(), lambda staff: staff, {})
    for kind in ENTRY_TYPES:
        yield kind, words.what(kind)
        for one in fields(kind):
            yield f"{kind}.{one.key}", words.name(kind, one.key)
            for code in one.words:
                yield f"{kind}.{one.key}.{code}", words.word(kind, one.key, code)


@every("language", ["sv", "en"])
def test_choices_speak_of_the_participant_and_are_words(language: str) -> None:
    spoken = re.compile(SPOKEN_TO[language], re.IGNORECASE)
    assert [(place, text) for place, text in said(language) if spoken.search(text)] == []
    assert [(place, text) for place, text in said(language) if not text.strip() or "_" in text] == []


@every("language", ["sv", "en"])
def test_why_somebody_was_read_is_said_to_an_officer_as_of_another(language: str) -> None:
    """A page that reads people says why to whoever was read; where it says *you*, the officer's log has words of its own."""
    spoken = re.compile(SPOKEN_TO[language], re.IGNORECASE)
    reasons = [key.removeprefix("read-") for key in TEXTS.keys(language) if key.startswith("read-")]
    said = {
        reason: TEXTS(language, own if TEXTS.has(language, own) else f"read-{reason}")
        for reason in reasons
        for own in [f"office-why-{reason}"]
    }
    assert {reason: text for reason, text in said.items() if spoken.search(text)} == {}
