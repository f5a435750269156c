"""The files of crisis phrases as clinicians write and review them: families of expressions, with examples to try."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

from msgspec import Meta, Struct

from bots.crisis.expressions import Expression, Group, read_expressions
from bots.crisis.files import folders, wrong
from bots.crisis.normal import level
from journey.domain.settings import Code, Line
from journey.engine.loading.config_values import Fault, read_struct
from journey.engine.loading.toml_files import read_toml

Text = Annotated[str, Meta(min_length=1, max_length=1200, description="an expression such as vill .. dö")]
Sentence = Annotated[str, Meta(min_length=1, max_length=400, description="a sentence as somebody would write it")]


class WrittenFamily(Struct, frozen=True, forbid_unknown_fields=True):
    """A family as it is written: what it is, what raises it, what people say without meaning it, and examples."""

    about: Line
    raises: tuple[Text, ...]
    unless: tuple[Text, ...] = ()
    must_raise: tuple[Sentence, ...] = ()
    must_not_raise: tuple[Sentence, ...] = ()


class WrittenFile(Struct, frozen=True, forbid_unknown_fields=True):
    """A file of phrases as it is written. `raises` without a family is how files were written before families."""

    groups: dict[str, tuple[Text, ...]] = {}
    spoken: dict[str, tuple[Line, ...]] = {}
    benign: tuple[Text, ...] = ()
    families: dict[Code, WrittenFamily] = {}
    raises: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Family:
    """Expressions that mean one thing, in one language. `unless` takes back a match whose last word lies within it."""

    id: str
    about: str
    file: str
    raises: tuple[Expression, ...]
    unless: tuple[Expression, ...] = ()
    must_raise: tuple[str, ...] = ()
    must_not_raise: tuple[str, ...] = ()
    own: bool = False
    """Whether it stands in a programme's own file: nothing takes it back but its own words."""


@dataclass(slots=True)
class Families:
    """What all files together say, in the order in which they say it."""

    all: list[Family] = field(default_factory=list)
    benign: list[Expression] = field(default_factory=list)
    spoken: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """A levelled word as people speak, and the words for which it may stand."""

    def take(self, written: WrittenFile, file: str, *, own: bool) -> None:
        """Add a file. Raises Fault for the first mistake in it."""
        groups: dict[str, Group] = {}
        for name, members in written.groups.items():
            groups[name] = Group(tuple(_expressions(members, groups, f"groups.{name}")))
        for family, its in _named(written, file).items():
            self.all.append(_family(family, its, groups, file, own=own))
        self.benign += _expressions(written.benign, groups, "benign")
        for word, forms in written.spoken.items():
            for form in forms:
                self.spoken[level(form)].add(level(word))


def read_families(folder: Path | None) -> Families:
    """The families of `crisis/*.toml`: the shipped files, or the folder's own of the same name, and its others.

    Raises WrongInput of one line for the first fault: file, key, what is wrong, what is allowed.
    """
    paths = {path.name: path for place in folders(folder) for path in sorted((place / "crisis").glob("*.toml"))}
    shipped = folders(None)[0] / "crisis"
    families = Families()
    for path in paths.values():
        try:
            families.take(read_struct(WrittenFile, read_toml(path)), path.stem, own=path.parent != shipped)
        except Fault as fault:
            raise wrong(path, fault) from None
    return families


def _named(written: WrittenFile, file: str) -> dict[str, WrittenFamily]:
    if written.raises:
        return {file: WrittenFamily(f"{file}.toml", written.raises), **written.families}
    if not written.families:
        raise Fault("families", "is empty; write at least one, such as [families.wish_to_die] with about and raises")
    return written.families


def _family(name: str, written: WrittenFamily, groups: Mapping[str, Group], file: str, *, own: bool) -> Family:
    key = f"families.{name}." if name != file else ""
    if not written.raises:
        raise Fault(f"{key}raises", "is empty; write at least one expression, such as vill .. dö")
    return Family(
        name,
        written.about,
        file,
        tuple(_expressions(written.raises, groups, f"{key}raises")),
        tuple(_expressions(written.unless, groups, f"{key}unless")),
        written.must_raise,
        written.must_not_raise,
        own,
    )


def _expressions(texts: Iterable[str], groups: Mapping[str, Group], key: str) -> list[Expression]:
    return [
        expression
        for number, text in enumerate(texts)
        for expression in read_expressions(text, groups, f"{key}[{number}]")
    ]
