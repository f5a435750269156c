"""Whom a person can always turn to, in words."""

from __future__ import annotations

from bots.texts.catalogue import Texts
from journey.domain.programme import Programme


def human(texts: Texts, language: str, programme: Programme) -> str:
    """The human of a programme, and by which number; the programme itself where it names none."""
    contact = programme.settings.human_contact
    if contact is None:
        return texts(language, "human-unnamed", programme=programme.name)
    if contact.phone is None:
        return texts(language, "human-named", name=contact.name)
    return texts(language, "human-phone", name=contact.name, phone=contact.phone)
