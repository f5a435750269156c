"""What a file of texts or of crisis phrases says depends on its bytes alone: in one process the same is read once.

Reading the phrases takes longer than most tests, and every server, every look of the doctor and every chat reads them.
"""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from fluent.syntax import FluentParser

from bots.crisis import phrases, wishes
from journey.engine.loading.programmes import shipped_config

Load = Callable[[Path | None], Any]


def remember() -> None:
    """From now on, in whatever asks for it afterwards."""
    parse = FluentParser.parse
    FluentParser.parse = _by_text(parse)  # type: ignore[method-assign]
    phrases.load_phrases = _by_content(phrases.load_phrases, "crisis")
    wishes.load_wishes = _by_content(wishes.load_wishes, "human")


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
