"""Two exports under fresh pseudonyms, in one hand: nothing finer than a day, no name and no place in them is the same."""

import json
import re
from collections import defaultdict
from datetime import datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pyarrow.parquet as pq
import pytest

from tests.cases import every
from tests.integration.three_people import PSEUDONYMISED
from tests.site import PROGRAMME, Site, cohort, take

Values = dict[str, set[str]]
"""What an export holds of each person, as texts, by the person's pseudonym."""

WHY = ("--exact-times", "--reason", "the hours of the day are the question of the study")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@pytest.fixture(scope="module")
def store(module_site: Site) -> Site:
    with module_site.opened() as journey:
        take(journey, cohort(8))
    return module_site


def export(site: Site, kind: str, name: str, *options: str) -> Path:
    site.run("export", kind, "--programme", PROGRAMME, "--out", name, *options)
    return site.folder / name


def values_of(out: Path, kind: str) -> Values:
    """Every value of every person, told by a reader of the format alone."""
    found: Values = defaultdict(set)
    for person, record in {"events": events, "tables": lines, "xes": traces, "ocel": objects}[kind](out):
        found[person] |= {str(value) for value in record if value is not None}
    return found


def events(out: Path) -> Any:
    for event in map(json.loads, out.read_text().splitlines()):
        yield event["participant"], event.values()


def lines(out: Path) -> Any:
    for path in out.glob("*.parquet"):
        for row in pq.read_table(path).to_pylist():
            yield row.get("participant"), row.values()


def traces(out: Path) -> Any:
    for trace in ET.parse(out).iter("trace"):
        person = trace.find("string[@key='participant']").get("value")
        yield person, [child.get("value") for child in trace.iter() if child.get("value")]


def objects(out: Path) -> Any:
    log = json.loads(out.read_text())
    people = {one["id"] for one in log["objects"] if one["type"] == "participant"}
    for event in log["events"]:
        for person in people & {one["objectId"] for one in event["relationships"]}:
            yield person, [event["time"], *(one["value"] for one in event["attributes"])]


def is_a_moment(text: str) -> bool:
    """Whether a text is a time of the clock: a day is not, nor is the middle of one with the seconds of its order."""
    if not _DAY.match(text) or len(text) == len("2018-01-01"):
        return False
    read = datetime.fromisoformat(text)
    return (read.hour, read.minute) != (12, 0) or bool(read.microsecond)


def linked(one: Values, other: Values) -> list[str]:
    """The moments that stand in both, with one person each: who has both exports knows who is who."""

    def whose(values: Values) -> dict[str, set[str]]:
        people = defaultdict(set)
        for person, texts in values.items():
            for text in filter(is_a_moment, texts):
                people[text].add(person)
        return people

    here, there = whose(one), whose(other)
    return [text for text in here.keys() & there.keys() if len(here[text]) == len(there[text]) == 1]


@pytest.mark.parametrize("kind", PSEUDONYMISED)
def test_no_moment_and_no_name_links_two_exports_unless_the_clock_was_asked_for(
    store: Site, tmp_path: Path, kind: str
) -> None:
    site = store.copy(tmp_path / "site")
    one, other = (values_of(export(site, kind, name), kind) for name in ("one", "other"))
    assert len(one) == len(other) > 8
    assert linked(one, other) == []
    assert not {name for name in one if name} & {name for name in other if name}
    clocked, again = (values_of(export(site, kind, name, *WHY), kind) for name in ("clocked", "again"))
    assert linked(clocked, again), "the intruder can do it where there are moments"


def test_the_clock_needs_a_reason_and_is_kept_with_it(store: Site, tmp_path: Path) -> None:
    site = store.copy(tmp_path / "site")
    refused = site.run("export", "events", "--programme", PROGRAMME, "--out", "out", "--exact-times", code=2)
    assert "--exact-times" in refused.err
    assert "--reason" in refused.err
    export(site, "events", "by-day")
    export(site, "events", "by-clock", *WHY)
    assert [row["exact_times"] for row in site.json("exports")] == [None, True]
    read = site.json("access", "list")
    assert [f"journey export events: {WHY[-1]}"] in [row["why"] for row in read]


@every(
    "options", [("sus", *WHY), ("model", "--exact-times"), ("events", "--dialect", "sv"), ("xes", "--dialect", "sv")]
)
def test_what_does_not_belong_to_a_kind_of_export_is_refused_in_one_line(store: Site, options: tuple[str, ...]) -> None:
    kind, *rest = options
    refused = store.run("export", kind, "--programme", PROGRAMME, "--out", "never", *rest, code=2)
    assert "belongs to" in refused.err
    assert len(refused.err.splitlines()) == 1


def test_the_xes_command_says_how_many_events_are_in_no_trace(store: Site, tmp_path: Path) -> None:
    site = store.copy(tmp_path / "site")
    told = site.run("export", "xes", "--programme", PROGRAMME, "--out", "log.xes").err
    stays = {why: int(count) for count, why in re.findall(r"stays inside: (\d+) events? \((.*)\)", told)}
    everything = [json.loads(text) for text in export(site, "events", "events").read_text().splitlines()]
    assert stays["the programme's own"] == sum(event["participant"] is None for event in everything)
    in_traces = len(list(ET.parse(site.folder / "log.xes").iter("event")))
    assert in_traces + sum(stays.values()) == len(everything)
