"""What is the same for every store and every server is worked out once in a process of tests.

What a file of texts or of crisis phrases says depends on its bytes alone: reading the phrases takes longer than most
tests, and every server, every look of the doctor and every chat reads them. What a statement is in SQL depends on the
statement and the kind of database: each store that is opened would work it out anew, a third of its time.
"""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from fluent.syntax import FluentParser
from sqlalchemy.util import LRUCache

from bots.crisis import phrases, wishes
from journey.engine.loading.programmes import shipped_config

Load = Callable[[Path | None], Any]


def remember() -> None:
    """From now on, in whatever asks for it afterwards."""
    parse = FluentParser.parse
    FluentParser.parse = _by_text(parse)  # type: ignore[method-assign]
    phrases.load_phrases = _by_content(phrases.load_phrases, "crisis")
    wishes.load_wishes = _by_content(wishes.load_wishes, "human")
    sa.create_engine = _sharing(sa.create_engine, Statements())


class Statements:
    """Statements as SQL, for all stores of one kind of database; as SQLAlchemy keeps them for one store."""

    def __init__(self) -> None:
        self._known: LRUCache[Any, Any] = LRUCache(3000)

    def get(self, key: tuple[Any, ...]) -> Any:
        return self._known.get((key[0].name, *key[1:]))

    def __setitem__(self, key: tuple[Any, ...], compiled: Any) -> None:
        self._known[key[0].name, *key[1:]] = compiled


def _sharing(create: Callable[..., sa.Engine], statements: Statements) -> Callable[..., sa.Engine]:
    def created(*address: Any, **settings: Any) -> sa.Engine:
        engine = create(*address, **settings)
        engine._compiled_cache = statements  # type: ignore[assignment]
        return engine

    return created


def _by_text(parse: Callable[..., Any]) -> Callable[..., Any]:
    known = cache(lambda source: parse(FluentParser(), source))
    return lambda _parser, source: known(source)


def _by_content(load: Load, kind: str) -> Load:
    """The same, read once for each content of that kind of the shipped folder and of somebody's own."""
    known: dict[object, Any] = {}

    def loaded(folder: Path | None) -> Any:
        places = [place / kind for place in (shipped_config(), folder) if place is not None]
        content = (
            folder is None or folder.is_dir(),
            *((file, file.read_bytes()) for place in places for file in sorted(place.glob("*.*"))),
        )
        if content not in known:
            known[content] = load(folder)
        return known[content]

    return loaded
