"""The small language of the phrase files.

Words with spaces between. `a|b` is one of several, `a|b_c` has words that stand together as one of several, `word?` may
be missing, `word*` is all that begins so, `<name>` is anything of that group, `..` stands for up to three other words
of the same sentence and `...` for up to six.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from bots.crisis.normal import level
from journey.engine.loading.config_values import Fault, near, shown

_GAPS = {"..": 3, "...": 6}
_WORD = re.compile(r"[^\W\d_]+\*?")
_SHORTEST_START = 3  # `d*` would be half the language


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """One place of an expression: words and groups that may stand there, or a gap of up to so many other words."""

    words: frozenset[str] = frozenset()
    groups: tuple[Group, ...] = ()
    gap: int = 0
    optional: bool = False


Expression = tuple[Part, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """Expressions that are one as good as another."""

    members: tuple[Expression, ...]


def read_expression(text: str, groups: Mapping[str, Group], key: str) -> Expression:
    """The parts of an expression. Raises Fault, under that key, where it is none."""
    parts = tuple(_part(piece, groups, key) for piece in text.split())
    if not parts or parts[0].gap or parts[-1].gap:
        raise Fault(key, f"{shown(text)} is no expression; begin and end it with a word")
    if all(part.optional or part.gap for part in parts):
        raise Fault(key, f"{shown(text)} may be nothing at all; write a word without a question mark")
    return parts


def _part(piece: str, groups: Mapping[str, Group], key: str) -> Part:
    if piece in _GAPS:
        return Part(gap=_GAPS[piece])
    optional = piece.endswith("?")
    words: set[str] = set()
    named: list[Group] = []
    for choice in piece.removesuffix("?").split("|"):
        if choice.startswith("<") and choice.endswith(">"):
            named.append(_group(choice[1:-1], groups, key))
        elif "_" in choice:
            together = tuple(_part(word, groups, key) for word in choice.split("_"))
            named.append(Group((together,)))
        else:
            words.add(_spelt(choice, key))
    return Part(frozenset(words), tuple(named), optional=optional)


def _group(name: str, groups: Mapping[str, Group], key: str) -> Group:
    if name not in groups:
        raise Fault(key, f"<{shown(name)[1:-1]}> is no group above{near(name, groups)}; {_allowed(groups)}")
    return groups[name]


def _allowed(groups: Mapping[str, Group]) -> str:
    return f"allowed are {', '.join(f'<{name}>' for name in groups)}" if groups else "write the words themselves"


def _spelt(choice: str, key: str) -> str:
    start = level(choice)
    word = start.removesuffix("*")
    if not _WORD.fullmatch(start) or (start.endswith("*") and len(word) < _SHORTEST_START):
        raise Fault(
            key, f"{shown(choice)} is no word; write letters, a star at the end after three or more, or .. alone"
        )
    return start


def vocabulary(sequences: Iterable[Expression]) -> Iterator[str]:
    """Every word that expressions name, those of their groups too."""
    for sequence in sequences:
        for part in sequence:
            yield from part.words
            for group in part.groups:
                yield from vocabulary(group.members)
