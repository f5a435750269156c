"""The log's own fast reading against the eventsourcing library's: whatever is written, both tell the same."""

from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from journey.domain.errors import Conflict
from journey.domain.events import Event, Recorded
from journey.domain.participant import as_event
from journey.engine.engine import Engine
from journey.engine.entries import Frame, as_command
from journey.engine.log import BATCH
from services.opened import Journey
from tests.histories import histories
from tests.site import NOW, PROGRAMME, Entry, Site, take

pytestmark = pytest.mark.every_store

FRAME = Frame(PROGRAMME, "import", NOW, "import", "test", keep_recorded=True)
ON_A_GROWING_LOG = settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture(scope="module")
def journey(module_site: Site) -> Iterator[Journey]:
    with module_site.opened() as opened:
        yield opened


@pytest.fixture(scope="module")
def engine(journey: Journey) -> Engine:
    """One log for all examples: it only grows."""
    take(journey, [{"type": "meeting_held", "on": "2020-01-01", "kind": "team"}])
    return journey.engine


def events_of(entries: list[Entry], stream: UUID) -> list[Event]:
    lines = ({**entry, "participant": "somebody", "note": "told in confidence"} for entry in entries)
    return [as_event(stream, version, as_command(line, FRAME)) for version, line in enumerate(lines, 1)]


@st.composite
def saves(draw: st.DrawFn) -> list[list[Event]]:
    """Several people's events in the saves they come in: by streams that take turns, each save a few events of one."""
    people = draw(st.lists(histories(longest=4, facts=4, strikes=1), min_size=1, max_size=3))
    waiting = {uuid4(): entries for entries in people}
    left = {stream: events_of(entries, stream) for stream, entries in waiting.items()}
    turns: list[list[Event]] = []
    while any(left.values()):
        stream = draw(st.sampled_from([stream for stream, events in left.items() if events]))
        size = draw(st.integers(1, 4))
        turns.append(left[stream][:size])
        left[stream] = left[stream][size:]
    return turns


def save(engine: Engine, events: list[Event], *, in_bulk: bool) -> None:
    if not in_bulk:
        engine.log.append(events)
        return
    with engine.store.write() as connection:
        engine.store.lock_log(connection)
        engine.vault.ensure(connection, {event.stream for event in events})
        engine.log.insert(connection, events)


def told_by_the_library(engine: Engine) -> list[tuple[int, Recorded]]:
    application = engine.log.application
    found = application.recorder.select_notifications(start=1, limit=1_000_000)
    return [(notification.id, application.mapper.to_domain_event(notification)) for notification in found]


@ON_A_GROWING_LOG
@given(turns=saves(), bulk=st.randoms(use_true_random=False), batch=st.sampled_from([1, 3, 1000]))
def test_a_scan_gives_every_event_in_the_order_and_form_that_the_library_gives(
    engine: Engine, turns: list[list[Event]], bulk, batch: int
) -> None:
    before = engine.log.head()
    for events in turns:
        save(engine, events, in_bulk=bulk.random() < 0.3)
    library = told_by_the_library(engine)
    assert [event for _, events in engine.log.scan() for event in events] == [event for _, event in library]
    # from a position on, in batches, each with the position of its last event
    news = [(position, event) for position, event in library if position > before]
    scanned = list(engine.log.scan(before, batch=batch))
    assert [event for _, events in scanned for event in events] == [event for _, event in news]
    assert [position for position, _ in scanned] == [position for position, _ in news][batch - 1 :: batch] + (
        [news[-1][0]] if len(news) % batch else []
    )
    # up to a position
    upto = news[len(news) // 2][0]
    cut = [event for _, events in engine.log.scan(before, upto) for event in events]
    assert cut == [event for position, event in news if position <= upto]
    # stream by stream
    for stream in {event.stream for _, event in news}:
        own = list(engine.log.application.recorder.select_events(stream))
        mapped = [engine.log.application.mapper.to_domain_event(stored) for stored in own]
        assert engine.log.load(stream) == mapped
        assert engine.log.load(stream, upto=upto) == [e for p, e in library if e.stream == stream and p <= upto]


def test_streams_come_whole_and_in_key_order_and_a_range_of_keys_gives_its_part(engine: Engine) -> None:
    by_key = sorted(told_by_the_library(engine), key=lambda pair: (pair[1].stream.hex, pair[1].version))
    wanted = [(stream, list(group)) for stream, group in groupby((e for _, e in by_key), attrgetter("stream"))]
    with engine.store.read() as connection:
        assert list(engine.log.streams(connection)) == wanted
        parts = [
            list(engine.log.streams(connection, first=f, last=last)) for f, last in (("", "7"), ("8", "b"), ("c", ""))
        ]
        assert [stream for part in parts for stream in part] == wanted


@ON_A_GROWING_LOG
@given(entries=histories(longest=4, facts=6))
def test_what_is_written_is_read_back_with_its_personal_values_sealed(engine: Engine, entries: list[Entry]) -> None:
    stream = uuid4()
    events = events_of(entries, stream)
    save(engine, events, in_bulk=False)
    for written, found in zip(events, engine.log.load(stream), strict=True):
        assert (found.on, found.at, found.recorded, found.entry, found.type) == (
            written.on,
            written.at,
            written.recorded,
            written.entry,
            written.type,
        )
        assert found.note is None
        assert engine.log.reveal(found)["note"] == "told in confidence"


def test_a_save_over_several_streams_is_whole_or_nothing(engine: Engine) -> None:
    entry = {"type": "enrolled", "on": "2020-01-01", "recorded": "2020-01-01T12:00:00+01:00"}
    taken, free = uuid4(), uuid4()
    save(engine, events_of([entry], taken), in_bulk=False)
    head = engine.log.head()
    with pytest.raises(Conflict):
        engine.log.append([*events_of([entry], free), *events_of([entry], taken)])
    assert engine.log.head() == head
    assert engine.log.load(free) == []


LONG = 2 * BATCH + 3
"""More events than one answer of the database holds."""


def test_a_long_stream_and_many_at_once_come_whole_and_in_order(engine: Engine) -> None:
    entry = {"type": "contact_held", "on": "2020-01-01", "recorded": "2020-01-01T12:00:00+01:00", "mode": "phone"}
    long, others = uuid4(), [uuid4() for _ in range(120)]
    save(engine, events_of([entry] * LONG, long), in_bulk=True)
    for other in others:
        save(engine, events_of([entry] * 2, other), in_bulk=True)
    assert [event.version for event in engine.log.load(long)] == list(range(1, LONG + 1))
    nobody, asked = uuid4(), [*others, long]
    assert engine.log.load_each([*asked, nobody]) == {one: engine.log.load(one) for one in asked} | {nobody: []}


def test_positions_only_grow_and_the_head_is_the_last(engine: Engine) -> None:
    positions = [position for position, _ in told_by_the_library(engine)]
    assert positions == sorted(set(positions))
    assert engine.log.head() == positions[-1]
