"""What entry types, questions and codes are called by the people who work here: neutral, and never "you".

A code without a word of its own here has the one that the person reads it in.
"""

from __future__ import annotations

from dataclasses import dataclass

from bots.texts.wording import Wording, slug


@dataclass(frozen=True)
class DeskWording(Wording):
    """Words for colleagues."""

    def what(self, type_: str) -> str:
        """What an entry type is called."""
        own = f"entry-{slug(type_)}"
        return self.t(own) if self.texts.has(self.language, own) else super().what(type_)

    def name(self, type_: str, key: str) -> str:
        """What a question is called."""
        for own in (f"field-{slug(type_)}-{slug(key)}", f"field-{slug(key)}"):
            if self.texts.has(self.language, own):
                return self.t(own)
        return super().name(type_, key)

    def hint(self, type_: str, key: str) -> str | None:
        """What helps to answer a question; None where it needs no help."""
        for own in (f"hint-{slug(type_)}-{slug(key)}", f"hint-{slug(key)}"):
            if self.texts.has(self.language, own):
                return self.t(own)
        return None

    def code_text(self, type_: str, key: str, code: str) -> str | None:
        """The narrowest text that the catalogue has for a code."""
        word = slug(code)
        keys = (f"choice-{slug(type_)}-{word}", f"choice-{slug(key)}-{word}", f"choice-{word}")
        own = next((one for one in keys if self.texts.has(self.language, one)), None)
        return own or super().code_text(type_, key, code)

    def who(self, actor: str) -> str:
        """Who somebody is: a colleague by name, the person, the system."""
        role, _, reference = actor.partition(":")
        if reference and role in ("coach", "supervisor"):
            return self.staff_name(actor)
        own = f"by-{slug(role)}"
        said = self.t(own) if self.texts.has(self.language, own) else super().who(actor)
        return f"{said} ({reference})" if reference and reference not in said else said
