"""What was written of the programme itself: minutes, incidents, complaints, reviews. Opened for whoever may read it.

Nobody can be found in free text for certain. A note in which a name, an address or a reference of somebody under
protected identity stands is withheld whole, unless whoever asks has said why they must read it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy.engine import Connection

from journey.domain.events import Event, participant, requests
from journey.engine.engine import Engine
from journey.engine.people import programme_stream
from projections.live import lists, timeline
from projections.live.replay import View
from services import readings
from services.opened import Journey
from services.permissions import Permission, may

WITHHELD = "(withheld: it names somebody under protected identity)"
"""Stands in place of such a note."""

_FREE = {"note", "purpose", "reason"}  # a code or a colleague's name is nobody's secret
_SHORTEST = 3  # letters of a part of a name that is looked for by itself
_WORD = re.compile(r"[^\W_]+")
_DIGITS = 6  # of a telephone number that are looked for, from its end


def story(
    journey: Journey, connection: Connection, programme: str, view: View, coder: timeline.Coding | None
) -> list[dict[str, Any]]:
    """The programme's own facts in the order they happened, its notes opened; or as a `coder` codes them.

    Raises NotAllowed. The reading is the caller's to log, outside this connection.
    """
    readings.permit(journey, Permission.READ_FACTS if coder else Permission.READ_WRITTEN)
    stream = programme_stream(programme)
    told = timeline.story(journey.engine, connection, stream, view, coder=coder, own=True)
    if coder is None:
        hidden = _hidden(journey, connection, programme)
        for record in told:
            record["values"] |= {key: hidden.show(record["values"][key]) for key in _FREE & record["values"].keys()}
    return told


def notes(journey: Journey, connection: Connection, events: Iterable[Event], programme: str) -> dict[int, str]:
    """The notes of events of the programme's own stream, by version; none where whoever asks may not read them."""
    if not may(journey.actor, Permission.READ_WRITTEN):
        return {}
    hidden, log = _hidden(journey, connection, programme), journey.engine.log
    told = {event.version: log.reveal(event, connection).get("note") for event in events}
    return {version: str(hidden.show(note)) for version, note in told.items() if note is not None}


@dataclass(frozen=True, slots=True)
class _Hidden:
    """What those under protected identity could be known by in a text."""

    words: frozenset[str]
    numbers: frozenset[str]
    """The last digits of telephone numbers, and whole personal numbers without their century."""
    texts: frozenset[str]
    """References and addresses, found anywhere."""

    def show(self, value: Any) -> Any:
        """A value as it may be shown."""
        return WITHHELD if isinstance(value, str) and self._names(_plain(value)) else value

    def _names(self, text: str) -> bool:
        digits = re.sub(r"\D", "", text)
        return (
            not self.words.isdisjoint(_WORD.findall(text))
            or any(number in digits for number in self.numbers)
            or any(re.search(rf"(?<!\w){re.escape(one)}(?!\w)", text) for one in self.texts)
        )


def _hidden(journey: Journey, connection: Connection, programme: str) -> _Hidden:
    """Of the programme's people in hiding, where whoever asks has not said why they must be read."""
    words, numbers, texts = set[str](), set[str](), set[str]()
    if not readings.may_know(journey):
        streams = {stream for stream, where in lists.protected(connection).items() if where == programme}
        texts |= {_plain(text) for text in journey.engine.people.references(connection, streams).values()}
        for key, value in _details(journey.engine, connection, streams):
            if key == "name":
                words |= {word for word in _WORD.findall(_plain(value)) if len(word) >= _SHORTEST}
            elif key == "email":
                texts.add(_plain(value))
            else:
                numbers.add(re.sub(r"\D", "", value)[-_DIGITS if key == "phone" else -10 :])
    return _Hidden(frozenset(words), frozenset(numbers - {""}), frozenset(texts))


def _details(engine: Engine, connection: Connection, streams: Collection[Any]) -> Iterator[tuple[str, str]]:
    """Every name, address and number that was ever known of these people, with what it is."""
    for stream in sorted(streams):
        for event in engine.log.load(stream, connection=connection):
            if isinstance(event.fact, participant.Referred | requests.ContactDetailsChanged):
                values = engine.log.reveal(event, connection)
                keys = ("name", "email", "phone", "personal_number")
                yield from ((key, str(values[key])) for key in keys if values.get(key))


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()
