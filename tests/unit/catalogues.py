"""The catalogues as the tests read them: every text of a language, its values, and how it reads."""

import re
from functools import cache
from itertools import product
from pathlib import Path

from fluent.syntax import FluentParser
from fluent.syntax import ast as fluent
from fluent.syntax.visitor import Visitor

from bots.texts.catalogue import FIRST, Texts

ROOT = Path(__file__).parents[2]
LOCALES = ROOT / "config" / "locales"
TEXTS = Texts([LOCALES])
EASY = "sv-easy"
FOR_PARTICIPANTS = ("common.ftl", "pages.ftl", "referral.ftl", "mine.ftl", "human.ftl", "facts.ftl", "telegram.ftl")
EASIEST, EASY_TEXT, LONGEST_SENTENCE, SHORT_TEXT = 25, 30, 15, 10

KEY = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


class Values(Visitor):
    """The values that a text asks for, and the variants it has for some of them."""

    def __init__(self) -> None:
        self.names: set[str] = set()
        self.variants: dict[str, list[str | int]] = {}

    def visit_VariableReference(self, node: fluent.VariableReference) -> None:
        self.names.add(node.id.name)

    def visit_SelectExpression(self, node: fluent.SelectExpression) -> None:
        assert isinstance(node.selector, fluent.VariableReference)
        named = [variant.key for variant in node.variants]
        self.variants[node.selector.id.name] = [_chosen(key) for key in named]
        self.generic_visit(node)


def _chosen(key: fluent.Identifier | fluent.NumberLiteral) -> str | int:
    """A value that chooses the variant."""
    if isinstance(key, fluent.NumberLiteral):
        return int(key.value)
    return {"one": 1, "other": 5}.get(key.name, key.name)


@cache
def messages(language: str, names: tuple[str, ...] | None = None) -> dict[str, Values]:
    """Each key of a language's own files, with its values."""
    found: dict[str, Values] = {}
    for path in sorted((LOCALES / language).glob("*.ftl")):
        if names is not None and path.name not in names:
            continue
        for entry in FluentParser().parse(path.read_text(encoding="utf-8")).body:
            if isinstance(entry, fluent.Message):
                assert entry.id.name not in found, f"{language}: {entry.id.name} is there twice"
                values = found[entry.id.name] = Values()
                values.visit(entry)
    return found


def own(language: str, key: str) -> Values:
    """The values of a text as the language says it, or as it falls back to."""
    return messages(language).get(key) or messages(FIRST)[key]


def rendered(language: str, key: str, hidden: str | None = None) -> list[str]:
    """A text once for every variant, with sample values or with a mark in their place."""
    values = own(language, key)
    samples = {name: hidden or name.capitalize() for name in values.names}
    chosen = [[(name, one) for one in found] for name, found in values.variants.items()]
    return [TEXTS(language, key, **{**samples, **dict(some)}) for some in product(*chosen)]


LANGUAGES = sorted(TEXTS.languages)
