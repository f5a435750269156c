"""The waiting list out of the log: first come first, whatever people are called and whatever their random ids."""

from datetime import date, datetime

import pytest

from projections.live import lists, waiting
from projections.live.replay import View
from services.opened import Journey
from tests.site import PROGRAMME, Entry, Site, stream_of, take

pytestmark = pytest.mark.every_store

REFERRED = {"type": "referred", "source": "psychiatry"}
NAMES = [f"x-{number * 7 % 23:02}" for number in range(23)]
"""In no order of the alphabet."""


def places(journey: Journey, view: View | None = None) -> list[str]:
    """Who waits, as the command lists them."""
    with journey.engine.store.read() as connection:
        found = lists.waiting(journey.engine, connection, view, journey.now, str, PROGRAMME)
    return [row["participant"] for row in found]


def streams(journey: Journey, names: list[str]) -> list[str]:
    return [str(stream_of(journey, name)) for name in names]


def test_a_file_imported_at_once_waits_in_the_order_of_its_lines(site: Site) -> None:
    referred: list[Entry] = [REFERRED | {"participant": name, "on": "2026-11-02"} for name in NAMES]
    listed = [{"type": "waitlisted", "participant": name, "on": "2026-11-03"} for name in reversed(NAMES[-5:])]
    with site.opened() as journey:
        take(journey, [*referred, *listed], keep_recorded=False)
        first = streams(journey, [*NAMES[-5:], *NAMES[:-5]])
        assert places(journey) == first
        with journey.engine.store.read() as connection:
            today = waiting.today(journey.engine, connection, PROGRAMME, journey.now.date())
        assert [str(stream) for stream in today.streams] == first
        assert places(journey, View(date(2026, 11, 2))) == streams(journey, NAMES)
        assert places(journey, View(date(2026, 11, 3), datetime.fromisoformat("2026-11-01T00:00:00Z"))) == []


def test_the_waiting_day_comes_first_then_the_referral_s_then_arrival(site: Site) -> None:
    def lines(name: str, referred: str, waits: str | None) -> list[Entry]:
        move = [{"type": "waitlisted", "participant": name, "on": waits}] if waits else []
        return [REFERRED | {"participant": name, "on": referred}, *move]

    with site.opened() as journey:
        take(journey, lines("only referred", "2026-01-01", None), keep_recorded=False)
        take(journey, lines("late", "2026-10-03", "2026-11-05"), keep_recorded=False)
        take(journey, lines("referred later", "2026-10-02", "2026-11-03"), keep_recorded=False)
        take(journey, lines("a referred first", "2026-10-01", "2026-11-03"), keep_recorded=False)
        take(journey, lines("a came last", "2026-10-02", "2026-11-03"), keep_recorded=False)
        order = ["a referred first", "referred later", "a came last", "late", "only referred"]
        assert places(journey) == streams(journey, order)


def test_nobody_waits_who_is_declined_or_enrolled(site: Site) -> None:
    ends = [
        {"type": "declined", "participant": "no", "on": "2026-11-03", "reason": "own_wish"},
        {"type": "enrolled", "participant": "in", "on": "2026-11-03"},
    ]
    with site.opened() as journey:
        take(journey, [REFERRED | {"participant": name, "on": "2026-11-02"} for name in ("no", "in", "waits")])
        take(journey, ends)
        assert places(journey) == streams(journey, ["waits"])
