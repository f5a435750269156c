"""Every text a person sees, in every language: Fluent files in a folder for each under `config/locales/`.

A language is a folder. It says its own name (`language-name`) and what it falls back to (`language-falls-back`), so
that easy Swedish needs only what easy Swedish says differently.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax.ast import Junk

from journey.domain.errors import WrongInput

NAME, FALLBACK = "language-name", "language-falls-back"
FIRST = "sv"
"""The language of whoever has chosen none, and the one every text exists in."""


class Texts:
    """The catalogues, read once."""

    def __init__(self, folders: Iterable[Path]) -> None:
        """Read the locales folders, a later one's texts over an earlier one's. WrongInput for a file that is broken."""
        self._bundles: dict[str, FluentBundle] = {}
        self._fixed: dict[tuple[str, str], str] = {}
        """Texts that are given nothing, as they were formed first: by language and key."""
        for folder in folders:
            for path in sorted(folder.glob("*/*.ftl")):
                bundle = self._bundles.setdefault(path.parent.name, _bundle(path.parent.name))
                _read(bundle, path)
        if FIRST not in self._bundles:
            raise WrongInput(f"locales: no folder {FIRST}; allowed: one for each language, {FIRST} among them")
        self._chains = {code: self._chain_of(code) for code in self._bundles}
        ordered = sorted(self._bundles, key=lambda code: (not code.startswith(FIRST), code))  # the first one first
        self.languages = {code: self._format(self._bundles[code], NAME, {}) or code for code in ordered}

    def language(self, wanted: str | None) -> str:
        """A language we have: the one wanted, or the first."""
        return wanted if wanted in self._bundles else FIRST

    def __call__(self, language: str, key: str, **values: Any) -> str:
        """A text in a language, or in what that language falls back to. KeyError where no catalogue has it."""
        if values:  # what a text was given may be about somebody: it is not remembered
            return self._text(language, key, values)
        text = self._fixed.get((language, key))
        if text is None:
            text = self._fixed[self.language(language), key] = self._text(language, key, {})
        return text

    def _text(self, language: str, key: str, values: dict[str, Any]) -> str:
        for code in self._chains[self.language(language)]:
            text = self._format(self._bundles[code], key, values)
            if text is not None:
                return text
        raise KeyError(key)

    def chain(self, language: str) -> list[str]:
        """The language, and those it falls back to, in order."""
        return self._chains[self.language(language)]

    def has(self, language: str, key: str) -> bool:
        """Whether a text exists in a language or what it falls back to."""
        return any(self._bundles[code].has_message(key) for code in self._chains[self.language(language)])

    def keys(self, language: str) -> set[str]:
        """The keys that a language's own files hold."""
        return set(self._bundles[language]._messages)  # noqa: SLF001  # the library has no other way to ask

    def _chain_of(self, code: str) -> list[str]:
        """The language, then what it falls back to, then the first one."""
        fallback = self._format(self._bundles[code], FALLBACK, {})
        return list(dict.fromkeys(one for one in (code, fallback, FIRST) if one in self._bundles))

    def _format(self, bundle: FluentBundle, key: str, values: dict[str, Any]) -> str | None:
        if not bundle.has_message(key):
            return None
        pattern = bundle.get_message(key).value
        if pattern is None:
            return None
        text, errors = bundle.format_pattern(pattern, values)
        if errors:
            raise KeyError(f"{key}: {errors[0]}")
        return str(text)


def beginning(said: str) -> str:
    """The same with a capital, to begin a line: Swedish writes weekdays small. In texts `BEGINNING($day)`."""
    return said[:1].upper() + said[1:]


def _bundle(code: str) -> FluentBundle:
    # No isolation marks around values: screen readers and copied telephone numbers are better off without.
    functions: dict[str, Any] = {"BEGINNING": beginning}
    return FluentBundle([code.partition("-")[0]], use_isolating=False, functions=functions)


def _read(bundle: FluentBundle, path: Path) -> None:
    try:
        resource = FluentResource(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        raise WrongInput(f"{path.parent.name}/{path.name}: cannot be read; allowed: a Fluent file in UTF-8") from None
    for entry in resource.body:
        if isinstance(entry, Junk):
            line = (entry.content or "").strip().partition("\n")[0][:60]
            raise WrongInput(f"{path.parent.name}/{path.name}: not a Fluent text: {line!r}; allowed: key = text")
    bundle.add_resource(resource, allow_overrides=True)


def join_list(texts: Texts, language: str, parts: Sequence[str], joint: str = "list-and") -> str:
    """Parts of a list, readably joined: the last one by *and*, or by another text of the same kind."""
    *most, last = parts
    return texts(language, joint, first=", ".join(most), last=last) if most else last
