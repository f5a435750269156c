"""What others make of our exports: process mining, and the schemas of its formats."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from app.cli import exporting
from tests.site import Site

READER = Path(__file__).parents[1] / "readers" / "mining.py"


def mining(*arguments: str | Path) -> Any:
    done = subprocess.run(
        [sys.executable, str(READER), *map(str, arguments)], capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout.splitlines()[-1])


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The reconstructed cohort, whole; one database is enough: the bytes are the same."""
    from journey.engine.loading.programmes import shipped_config
    from tests.site import make_site

    made = make_site(tmp_path_factory.mktemp("demo") / "site")
    cohort = str(shipped_config() / "demo" / "hudiksvall.jsonl")
    made.run("import", cohort, "--programme", "hudiksvall", "--keep-recorded")
    for kind, name, *options in (("xes", "log.xes"), ("xes", "moves.xes", "--moves-only"), ("ocel", "log.json")):
        made.run("export", kind, "--programme", "hudiksvall", "--out", name, *options)
    made.run("export", "model", "--out", "model.pnml")
    return made


def forged(site: Site) -> Path:
    """The log of moves with one person who is discharged before they were ever enrolled, and coached afterwards."""
    tree = ET.parse(site.folder / "moves.xes")
    trace = next(trace for trace in tree.iter("trace") if len(trace.findall("event")) > 4)
    labels = [event.find("string[@key='concept:name']") for event in trace.findall("event")]
    for label, said in zip(labels, ["discharged", "phase_moved coaching", "enrolled"], strict=False):
        label.set("value", said)
    tree.write(site.folder / "forged.xes", encoding="utf-8", xml_declaration=True)
    return site.folder / "forged.xes"


@pytest.mark.slow
def test_pm4py_finds_every_episode_of_the_cohort_to_follow_the_model_and_a_forged_one_not(demo: Site) -> None:
    moves = demo.folder / "moves.xes"
    found = mining("xes", demo.folder / "model.pnml", moves, forged(demo))
    fits, forgery = found[str(moves)], found[str(demo.folder / "forged.xes")]
    assert (fits["replayed"], fits["replayed_whole"], fits["aligned"], fits["aligned_whole"]) == (
        1.0,
        100.0,
        1.0,
        100.0,
    )
    assert forgery["replayed"] < 1
    assert forgery["aligned"] < 1
    assert fits["columns"]["time:timestamp"].startswith("datetime64")
    assert fits["traces"] == 94


@pytest.mark.slow
def test_pm4py_keeps_every_event_on_its_day_and_in_its_place(demo: Site) -> None:
    log = demo.folder / "log.xes"
    told = [
        [trace.find("string[@key='concept:name']").get("value"), *_said(event)]
        for trace in ET.parse(log).iter("trace")
        for event in trace.iter("event")
    ]
    assert sorted(mining("days", log)[str(log)], key=lambda row: row[0]) == sorted(told, key=lambda row: row[0])


def _said(event: ET.Element) -> tuple[str, str]:
    values = {child.get("key"): child.get("value") for child in event}
    return values["concept:name"], values["time:timestamp"][:10]


@pytest.mark.slow
def test_pm4py_reads_the_object_centric_log(demo: Site) -> None:
    found = mining("ocel", demo.folder / "log.json")
    raw = json.loads((demo.folder / "log.json").read_text())
    assert (found["events"], found["objects"]) == (len(raw["events"]), len(raw["objects"]))
    assert found["types"]["job"] == 11
    assert {"participant", "episode", "coach", "employer", "placement", "studies", "appointment"} <= set(found["types"])
    assert {"enrolled", "phase_moved coaching", "employer contacted", "meeting held"} <= set(found["activities"])
    assert found["types"]["programme"] == 1
    assert found["relations"] == sum(len(event["relationships"]) for event in raw["events"])
    assert found["changes"] > 0


# What the schemas of both standards demand, checked by hand: their files carry no licence to be committed here.
XES_VALUES = {
    "string": str,
    "date": exporting.calendar.datetime.fromisoformat,
    "int": int,
    "float": float,
    "boolean": lambda text: {"true": True, "false": False}[text],
}
ORDER = ("extension", "global", "classifier", *XES_VALUES, "trace")


@pytest.mark.parametrize("name", ["log.xes", "moves.xes"])
def test_xes_is_built_as_its_schema_demands(demo: Site, name: str) -> None:
    log = ET.parse(demo.folder / name).getroot()
    assert (log.tag, log.attrib) == ("log", {"xes.version": "1849.2016", "xes.features": ""})
    places = [ORDER.index(child.tag) for child in log]
    assert places == sorted(places)
    prefixes = {found.get("prefix") for found in log.iter("extension")}
    assert prefixes == {"concept", "time", "lifecycle", "org"}
    for holder in [log, *log.iter("trace"), *log.iter("event"), *log.iter("global")]:
        keys = [child.get("key") for child in holder if child.tag in XES_VALUES]
        assert len(keys) == len(set(keys)), "no key twice in one element"
        for child in holder:
            if child.tag in XES_VALUES:
                assert set(child.attrib) == {"key", "value"}
                assert " " not in child.attrib["key"]
                XES_VALUES[child.tag](child.attrib["value"])
    for event in log.iter("event"):
        assert {"concept:name", "time:timestamp", "lifecycle:transition"} <= {child.get("key") for child in event}
    for trace in log.iter("trace"):
        times = [event.find("date[@key='time:timestamp']").get("value") for event in trace.iter("event")]
        assert times == sorted(times, key=exporting.calendar.datetime.fromisoformat)


def test_ocel_is_built_as_its_schema_demands(demo: Site) -> None:
    log = json.loads((demo.folder / "log.json").read_text())
    assert set(log) == {"eventTypes", "objectTypes", "events", "objects"}
    declared = {}
    for kinds in ("eventTypes", "objectTypes"):
        for kind in log[kinds]:
            assert set(kind) == {"name", "attributes"}
            declared[kinds, kind["name"]] = {a["name"]: a["type"] for a in kind["attributes"]}
            assert set(declared[kinds, kind["name"]].values()) <= {"string", "time", "integer", "float", "boolean"}
    objects = {found["id"] for found in log["objects"]}
    assert len(objects) == len(log["objects"])
    assert len({event["id"] for event in log["events"]}) == len(log["events"])
    for thing, kinds, keys in [
        *((event, "eventTypes", {"id", "type", "time", "attributes", "relationships"}) for event in log["events"]),
        *((found, "objectTypes", {"id", "type", "attributes", "relationships"}) for found in log["objects"]),
    ]:
        assert set(thing) == keys
        types = declared[kinds, thing["type"]]
        for attribute in thing["attributes"]:
            assert isinstance(attribute["value"], str)
            assert attribute["name"] in types
            assert ("time" in attribute) is (kinds == "objectTypes")
        assert {found["objectId"] for found in thing["relationships"]} <= objects
        assert all(found["qualifier"] for found in thing["relationships"])
        assert kinds == "objectTypes" or thing["relationships"]
