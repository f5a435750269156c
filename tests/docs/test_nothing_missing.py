"""No type of fact is missing anywhere without a written reason: exports, one's own data, the reference."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any
from uuid import UUID
from xml.etree import ElementTree as ET

import msgspec

from bots.texts.catalogue import FALLBACK, Texts
from bots.texts.wording import ELSEWHERE, slug
from journey.domain.events import ENTRY_TYPES, FACTS, PROGRAMME_TYPES, Event, decode, keys
from journey.domain.history import History
from projections.exports import fact_types
from projections.exports.coding import Coder
from projections.exports.config import code_lists
from projections.exports.fact_types import TYPES
from projections.exports.mining import ocel, xes
from projections.exports.mining.activities import activity
from projections.exports.moments import noon
from projections.exports.population import ExportLine, ExportPerson, Request, line, lines
from projections.exports.pseudonyms import Pseudonyms
from projections.exports.tabular import rows, tables
from projections.live.replay import View
from tests.unit.reports.given import e, enrolled, person

from . import stored
from .pages import ROOT, section

EVERY_TYPE = {cls.type_name() for cls in FACTS}
REFERENCE = ROOT / "docs" / "reference"
STREAM = UUID("5a1f0c52-3f0e-4f57-9d3a-0f6f6f3a7b10")
END = date(2018, 12, 31)


def coder() -> Coder:
    return Coder(Pseudonyms(b""), code_lists(None))


def placed(everything: Iterable[str], places: Iterable[str], reasons: Mapping[str, str]) -> None:
    """Everything has a place or a reason, nothing has both, and a reason is a sentence."""
    assert set(everything) - set(places) == set(reasons)
    assert all(reason.endswith(".") and len(reason.split()) > 3 for reason in reasons.values())


def stored_events() -> dict[str, Event]:
    """The last stored event of each type that exports hold."""
    events = [decode(line["stored"].encode()) for line in stored.lines()]
    return {event.type: event for event in events if event.type in TYPES}


def as_lines(types: Iterable[str], history: History) -> list[ExportLine]:
    """An event of each type, all of them in the stay of one history."""
    coding, events = coder(), stored_events()
    return [line(events[name], coding, noon(events[name].on), history.current) for name in types]


# -- exports -----------------------------------------------------------------------------------------------------------
def test_every_type_of_fact_leaves_in_exports_or_a_reason_says_why_not() -> None:
    placed(EVERY_TYPE, TYPES, fact_types.NEVER)
    assert set(stored_events()) == set(TYPES)


def test_every_type_of_fact_stands_in_a_table_or_a_reason_says_why_not() -> None:
    placed(TYPES, {name for table in tables.TABLES for name in (*table.types, *table.made_of)}, tables.LEFT_OUT)


LIFE = (
    e("referred", "2018-01-02", source="self", language="sv"),
    e("waitlisted", "2018-01-03"),
    e("declined", "2018-01-10", reason="own_wish"),
    e("referred", "2018-02-01", source="psychiatry", language="en"),
    enrolled("2018-02-10", coach="anna"),
    e(
        "background_recorded",
        "2018-02-11",
        gender="woman",
        incomes=[{"source": "sickness_benefit", "payer": "FK", "amount": 1}],
    ),
    e("coach_assigned", "2018-02-12", coach="bo"),
    e("phase_moved", "2018-02-20", to="job_placement"),
    e("paused", "2018-03-01", reason="hospital"),
    e("resumed", "2018-04-01"),
    e("job_started", "2018-05-01", job="j", extent=50, competitive=True),
    e("job_changed", "2018-06-01", job="j", extent=75),
    e("job_ended", "2018-07-01", job="j", reason="contract"),
    e("studies_started", "2018-05-02", studies="s", kind="university", extent=50),
    e("studies_ended", "2018-07-02", studies="s", completed=True),
    e("placement_started", "2018-05-03", placement="p", kind="work_training"),
    e("placement_ended", "2018-07-03", placement="p"),
    e("incomes_recorded", "2018-08-01", incomes=[{"source": "wage", "payer": "employer", "amount": 2}]),
    e("fidelity_reviewed", "2018-09-01", scale="ips25", rater="self", scores={"1": 5}),
    e("discharged", "2018-10-01", reason="work"),
)


def made(table: tables.Table, *life: Any) -> list[dict[str, Any]]:
    """The lines of a table that is put together."""
    history = person(*life)
    request = Request("prov", View(END), END, coder())
    one = ExportPerson("P-1", STREAM, history, lines(history, request.coder))
    return list(rows.MADE[table.name](one, request, None))  # type: ignore[arg-type]  # only deadlines need rules


def test_a_table_that_is_put_together_changes_with_every_type_it_is_said_to_be_made_of() -> None:
    for table in tables.TABLES:
        assert bool(table.types) != (table.name in rows.MADE), table.name
        for name in table.made_of:
            without = [entry for entry in LIFE if entry["type"] != name]
            assert len(without) < len(LIFE), name
            assert made(table, *without) != made(table, *LIFE), (table.name, name)


def test_every_type_of_fact_is_an_activity_of_xes_or_a_reason_says_why_not() -> None:
    history = person(enrolled("2018-01-10"))
    personal = [name for name in TYPES if name not in PROGRAMME_TYPES]
    file = io.BytesIO()
    xes.write(file, "t", [ExportPerson("P-1", STREAM, history, as_lines(personal, history))], coder(), moves_only=False)
    written = [
        one.get("value") for one in ET.fromstring(file.getvalue()).findall("trace/event/string[@key='concept:name']")
    ]
    events = stored_events()
    placed(TYPES, [name for name in TYPES if activity(events[name]) in written], xes.LEFT_OUT)


def test_every_type_of_fact_touches_an_object_of_ocel() -> None:
    history = person(enrolled("2018-01-10"))
    of_all = ExportPerson("P-1", STREAM, history, as_lines([n for n in TYPES if n not in PROGRAMME_TYPES], history))
    own = ExportPerson("", STREAM, history, as_lines(sorted(PROGRAMME_TYPES & set(TYPES)), history))
    file = io.BytesIO()
    ocel.write(file, own, [of_all], coder())
    log = json.loads(file.getvalue())
    touching = {
        one["type"] for one in log["events"] if any(r["qualifier"] != "entered by" for r in one["relationships"])
    }
    assert touching == {one["type"] for one in log["events"]} <= {one["name"] for one in log["eventTypes"]}
    events = stored_events()
    placed(TYPES, [name for name in TYPES if activity(events[name]) in touching], {})


# -- one's own data ----------------------------------------------------------------------------------------------------
def test_every_type_of_fact_has_words_in_every_language_or_a_reason_says_why_not() -> None:
    texts = Texts([ROOT / "config" / "locales"])
    for language in texts.languages:
        said = texts.keys(language)
        if FALLBACK in said:  # easy Swedish says only what it says differently
            said |= texts.keys(texts(language, FALLBACK))
        placed(EVERY_TYPE, {name for name in EVERY_TYPE if f"event-{slug(name)}" in said}, ELSEWHERE)


# -- the reference -----------------------------------------------------------------------------------------------------
def test_every_type_of_fact_has_its_place_in_the_reference() -> None:
    for cls in FACTS:
        said = section(REFERENCE / "events.md", f"`{cls.__struct_config__.tag}`")
        assert all(f"`{field.encode_name}`" in said for field in msgspec.structs.fields(cls)), cls
    for name, cls in ENTRY_TYPES.items():
        said = section(REFERENCE / "entries.md", f"`{name}`")
        assert all(f"`{key}`" in said for key in keys(cls)), cls
