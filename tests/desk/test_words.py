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
