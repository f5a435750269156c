"""The small language of the phrase files.

Words with spaces between. `a|b` is one of several, `a|b_c` has words that stand together as one of several, `word?` may
be missing, `word*` is all that begins so, `5+` is a number of five or more in digits, `<name>` is anything of that
group, `..` stands for up to three other words of the same sentence and `...` for up to six. A `.` alone is where a
sentence begins or ends. What stands around ` + ` may come in any order, with up to three other words between, and
around ` & ` with up to six.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import permutations, product

from bots.crisis.normal import level
from journey.engine.loading.config_values import Fault, near, on_one_line

_GAPS = {"..": 3, "...": 6}
_EDGE = "."
_WORD = re.compile(r"[^\W\d_]+\*?")
_NUMBER = re.compile(r"\d{1,4}\+?")
_ANY_ORDER = {" & ": "...", " + ": ".."}  # and the gap between
_LATE_END = re.compile(r" \.{2,3} \S+\|\.$")
_MOST_IN_ANY_ORDER = 4  # five would be 120 expressions
_SHORTEST_START = 3  # `d*` would be half the language


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """One place of an expression: words and groups that may stand there, or a gap of up to so many other words.

    Or the `edge` of a sentence, where no word stands.
    """

    words: frozenset[str] = frozenset()
    groups: tuple[Group, ...] = ()
    gap: int = 0
    optional: bool = False
    edge: bool = False
    may_end: bool = False  # an edge is one of its choices


Expression = tuple[Part, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """Expressions that are one as good as another."""

    members: tuple[Expression, ...]


def read_expressions(text: str, groups: Mapping[str, Group], key: str) -> tuple[Expression, ...]:
    """What an expression stands for: itself, or each order of what it joins. Raises Fault where it is none."""
    if _LATE_END.search(text):  # the words may come later, the end of the sentence may not: it would be everywhere
        return tuple(read_expression(other, groups, key) for other in _ends(text))
    sign = next((sign for sign in _ANY_ORDER if sign in text), None)
    if sign is None:
        return (read_expression(text, groups, key),)
    pieces = [read_expressions(piece, groups, key) for piece in text.split(sign)]
    if len(pieces) > _MOST_IN_ANY_ORDER:
        raise Fault(
            key, f"{on_one_line(text)} joins {len(pieces)} parts; join up to {_MOST_IN_ANY_ORDER} with{sign.rstrip()}"
        )
    between = Part(gap=_GAPS[_ANY_ORDER[sign]])
    return tuple(_joined(order, between) for choice in product(*pieces) for order in permutations(choice))


def _ends(text: str) -> tuple[str, str]:
    """`a .. b|.` as `a .. b` and `a .`."""
    head, gap, last = text.rsplit(" ", 2)
    return f"{head} {gap} {last.removesuffix('|.')}", f"{head} ."


def _joined(order: Iterable[Expression], between: Part) -> Expression:
    first, *others = order
    return first + tuple(part for piece in others for part in (between, *piece))


def read_expression(text: str, groups: Mapping[str, Group], key: str) -> Expression:
    """The parts of an expression. Raises Fault, under that key, where it is none."""
    parts = tuple(_part(piece, groups, key) for piece in text.split())
    if not parts or parts[0].gap or parts[-1].gap:
        raise Fault(key, f"{on_one_line(text)} is no expression; begin and end it with a word")
    if all(part.optional or part.gap or part.edge for part in parts):
        raise Fault(key, f"{on_one_line(text)} may be nothing at all; write a word without a question mark")
    return parts


def _part(piece: str, groups: Mapping[str, Group], key: str) -> Part:
    if piece in _GAPS:
        return Part(gap=_GAPS[piece])
    if piece == _EDGE:
        return Part(edge=True)
    optional = piece.endswith("?")
    words: set[str] = set()
    named: list[Group] = []
    for choice in piece.removesuffix("?").split("|"):
        if choice == _EDGE:
            named.append(Group(((Part(edge=True),),)))
        elif choice.startswith("<") and choice.endswith(">"):
            named.append(_group(choice[1:-1], groups, key))
        elif "_" in choice:
            together = tuple(_part(word, groups, key) for word in choice.split("_"))
            named.append(Group((together,)))
        else:
            words.add(_spelt(choice, key))
    return Part(frozenset(words), tuple(named), optional=optional, may_end=_EDGE in piece.split("|"))


def _group(name: str, groups: Mapping[str, Group], key: str) -> Group:
    if name not in groups:
        raise Fault(key, f"<{on_one_line(name)[1:-1]}> is no group above{near(name, groups)}; {_allowed(groups)}")
    return groups[name]


def _allowed(groups: Mapping[str, Group]) -> str:
    return f"allowed are {', '.join(f'<{name}>' for name in groups)}" if groups else "write the words themselves"


def _spelt(choice: str, key: str) -> str:
    if _NUMBER.fullmatch(choice):
        return choice
    start = level(choice)
    word = start.removesuffix("*")
    if not _WORD.fullmatch(start) or (start.endswith("*") and len(word) < _SHORTEST_START):
        raise Fault(
            key, f"{on_one_line(choice)} is no word; write letters, a star at the end after three or more, or .. alone"
        )
    return start


def vocabulary(sequences: Iterable[Expression]) -> Iterator[str]:
    """Every word that expressions name, those of their groups too."""
    for sequence in sequences:
        for part in sequence:
            yield from part.words
            for group in part.groups:
                yield from vocabulary(group.members)
