"""Exports on both databases: nobody can be recognised, consent is asked now, and nothing is ever half written."""

import csv
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pyarrow.parquet as pq
import pytest

from app.cli import exporting
from journey.engine.people import programme_stream
from projections.exports import events as events_export
from projections.exports import recording
from tests.site import PROGRAMME, Entry, Site, log_of, stream_of, take

READER = Path(__file__).parents[1] / "readers" / "mining.py"
PSEUDONYMISED = ("events", "tables", "xes", "ocel")
NUMBER = "191212121212"


def mark(name: str) -> str:
    """A value that can be found again whatever a format escapes."""
    return f"Qx7{name}Z <é&\"'>"


def line(kind: str, on: str, who: str = "a", /, **keys: Any) -> Entry:
    return {
        "type": kind,
        "participant": mark(f"ref{who}"),
        "on": on,
        "note": mark("note"),
        "by": f"coach:{mark('by')}",
        "entry": mark(f"entry{who}{kind}{on}"),
        **keys,
    }


def story(who: str, **identity: str) -> list[Entry]:
    """A person with something personal in every place that takes any text."""
    m = mark
    return [
        line(
            "referred",
            "2024-01-02",
            who,
            source="self",
            name=m("name"),
            phone=m("phone"),
            email="Qx7mailZ@example.org",
            personal_number=NUMBER,
            language=m("language"),
            **identity,
        ),
        line(
            "background_recorded",
            "2024-01-10",
            who,
            gender="woman",
            birth_year=1990,
            municipality=m("municipality"),
            care_team=m("team"),
            education="higher",
            incomes=[{"source": m("source"), "payer": "FK", "amount": 9000}],
        ),
        line("enrolled", "2024-01-10", who, coach=m("coach"), reason=m("reason")),
        line("consent_given", "2024-01-11", who, party="sus", purpose=m("purpose")),
        line("consent_given", "2024-01-12", who, party="research"),
        line(
            "appointment_booked",
            "2024-01-15",
            who,
            appointment=m("appointment"),
            at="2024-01-20T10:00:00+01:00",
            place=m("place"),
        ),
        line("appointment_kept", "2024-01-20", who, appointment=m("appointment"), minutes=30),
        line("contact_held", "2024-01-21", who, mode="meeting", coach=m("coach")),
        line("preferences_recorded", "2024-01-22", who, occupations=[m("occupation"), "cafe"]),
        line(
            "questionnaire_answered", "2024-01-22", who, instrument=m("instrument"), moment="start", answers=[1, 2, 3]
        ),
        line(
            "employer_contacted",
            "2024-02-02",
            who,
            employer=m("employer"),
            industry=m("industry"),
            mode="phone",
            who="coach",
            competitive=True,
        ),
        line(
            "placement_started", "2024-02-10", who, placement=m("placement"), kind="work_trial", employer=m("employer")
        ),
        line("placement_ended", "2024-02-20", who, placement=m("placement"), reason=m("why")),
        line("studies_started", "2024-02-21", who, studies=m("studies"), kind="sfi", extent=50),
        line(
            "job_started",
            "2024-03-01",
            who,
            job=m("job"),
            employer=m("employer"),
            job_type=m("type"),
            extent=50,
            competitive=True,
        ),
        line("phase_moved", "2024-03-02", who, to="coaching"),
        line("contact_held", "2024-03-03", who, mode="phone"),
        line("struck", "2024-03-04", who, strikes=mark(f"entry{who}contact_held2024-03-03"), reason=m("strike")),
        line("deadline_waived", "2024-03-05", who, rule=m("rule"), reason=m("waiver"), by=f"supervisor:{m('eva')}"),
        line("discharged", "2024-06-01", who, reason="work"),
    ]


def of_programme() -> list[Entry]:
    m = mark
    told = [
        ("coach_registered", {"coach": m("coach"), "fte": 1.0, "name": m("coachname")}),
        ("coach_registered", {"coach": m("deputy"), "fte": 0.5}),
        ("coach_absent", {"coach": m("coach"), "until": "2024-05-01", "deputy": m("deputy")}),
        (
            "employer_registered",
            {"employer": m("employer"), "name": m("firm"), "industry": m("industry"), "sector": "private"},
        ),
        (
            "employer_visited",
            {"employer": m("employer"), "coach": m("coach"), "mode": "phone", "purpose": m("purpose")},
        ),
        ("meeting_held", {"kind": "team", "parties": [m("party")], "absent": [m("absent")]}),
        ("fidelity_reviewed", {"scale": m("scale"), "rater": "self", "scores": {"1": 4}}),
        ("dissemination_held", {"audience": m("audience"), "people": 7}),
        ("report_submitted", {"kind": m("report"), "period": m("period")}),
    ]
    return [
        {
            "type": kind,
            "on": "2024-02-01",
            "by": f"supervisor:{m('eva')}",
            "note": m("note"),
            "entry": m(f"p{number}"),
            **keys,
        }
        for number, (kind, keys) in enumerate(told)
    ]


@pytest.fixture(scope="module")
def original(module_site: Site) -> Site:
    """Three people: one like any other, one who withdrew a consent to research, one under protected identity."""
    with module_site.opened() as journey:
        withdrawn = line("consent_withdrawn", "2024-02-01", "b", party="research")
        hidden = line("identity_changed", "2024-04-01", "c", identity="protected")
        take(journey, [*of_programme(), *story("a"), *story("b"), withdrawn, *story("c"), hidden])
    return module_site


@pytest.fixture
def filled(original: Site, tmp_path: Path) -> Site:
    """A copy of it for one test."""
    return original.copy(tmp_path / "filled")


def export(site: Site, kind: str, *options: str, name: str = "out") -> Path:
    out = site.folder / name
    site.run("export", kind, "--programme", PROGRAMME, "--out", str(out), *options)
    return out


def everything(out: Path) -> Iterator[tuple[str, str]]:
    """Every file of an export by name, as text; Parquet also as the values it holds."""
    for path in sorted(out.rglob("*")) if out.is_dir() else [out]:
        yield path.name, path.read_bytes().decode("utf-8", "replace")
        if path.suffix == ".parquet":
            yield path.name, str(pq.read_table(path).to_pydict())


def records(site: Site, *options: str, name: str = "out") -> list[dict[str, Any]]:
    return [json.loads(text) for text in export(site, "events", *options, name=name).read_text().splitlines()]


def names(found: list[dict[str, Any]]) -> set[str]:
    return {str(record["participant"]) for record in found if record["participant"]}


def pseudonyms(found: list[dict[str, Any]]) -> set[str]:
    keys = ("participant", "coach", "job", "employer", "appointment", "placement", "studies", "deputy")
    return {record[key] for record in found for key in keys if record.get(key)}


# -- nobody can be recognised ------------------------------------------------------------------------------------------
@pytest.mark.parametrize("what", PSEUDONYMISED)
@pytest.mark.parametrize("asked", [(), ("--same-pseudonyms",)], ids=["fresh", "same"])
def test_nothing_that_names_anybody_and_no_id_of_the_logs_own_leaves(
    filled: Site, what: str, asked: tuple[str, ...]
) -> None:
    out = export(filled, what, *asked)
    with filled.opened() as journey:
        ids = {event.stream.hex for event in log_of(journey)} | {str(event.stream) for event in log_of(journey)}
        ids |= {event.entry for event in log_of(journey) if event.entry} | {
            event.correlation for event in log_of(journey)
        }
    for name, content in everything(out):
        assert "Qx7" not in content, f"{name}: {content[content.index('Qx7') - 80 :][:120]}"
        assert NUMBER not in content
        assert not [found for found in ids if found in content], name
        assert "protected" not in content.replace('"protected"', ""), name


def test_somebody_under_protected_identity_is_in_no_export_not_even_of_earlier(filled: Site) -> None:
    assert len(names(records(filled))) == 1
    assert len(names(records(filled, "--as-of", "2024-01-31", "--known-at", "2024-01-31", name="earlier"))) == 1
    with filled.opened() as journey:
        told = [
            event.fact for event in journey.engine.log.load(programme_stream(PROGRAMME)) if event.type == "exported"
        ]
    assert [(fact.kind, fact.people, fact.left_out) for fact in told] == [
        ("events", 1, {"protected": 1, "withdrawn": 1})
    ] * 2


def test_two_exports_share_no_pseudonym_unless_asked(filled: Site) -> None:
    one, other = records(filled), records(filled, name="other")
    assert not pseudonyms(one) & pseudonyms(other)
    same, again = (records(filled, "--same-pseudonyms", name=name) for name in ("same", "again"))
    assert pseudonyms(same) == pseudonyms(again)
    listed = {row["participant"] for row in filled.json("participants", "--pseudonyms")}
    assert names(same) <= listed


def test_started_and_ended_still_match_and_struck_events_are_marked(filled: Site) -> None:
    found = records(filled)
    by_type = {record["type"]: record for record in found}
    assert by_type["placement_started"]["placement"] == by_type["placement_ended"]["placement"]
    assert (
        by_type["placement_started"]["employer"]
        == by_type["employer_contacted"]["employer"]
        == by_type["employer_visited"]["employer"]
    )
    assert by_type["enrolled"]["coach"] == by_type["coach_absent"]["coach"]
    assert by_type["appointment_booked"]["booked_for"] == "2024-01-20T09:00:00Z"
    struck = [record for record in found if record["struck"]]
    assert [(record["type"], record["on"]) for record in struck] == [("contact_held", "2024-03-03")]
    assert struck[0]["struck_recorded"] == "2024-03-03T23:00:00Z"
    assert by_type["deadline_waived"]["by"] == "supervisor"


def test_an_erased_person_stays_under_a_name_that_is_never_the_same(filled: Site) -> None:
    before = names(records(filled, "--same-pseudonyms"))
    filled.run("erase", mark("refa"), "--programme", PROGRAMME, "--reason", "asked for")
    after, again = (names(records(filled, "--same-pseudonyms", name=name)) for name in ("after", "again"))
    assert len(after) == len(again) == 1
    assert not before & after
    assert not after & again
    assert names(records(filled, "--for", "research", name="research")) == set()


# -- consent -----------------------------------------------------------------------------------------------------------
def test_withdrawn_consent_narrows_later_exports_and_earlier_ones_are_still_told_of(filled: Site) -> None:
    assert len(names(records(filled, "--for", "research"))) == 1
    with filled.opened() as journey:
        take(journey, [line("consent_withdrawn", "2024-07-01", party="research")])
    then = ("--as-of", "2024-06-30", "--known-at", "2024-06-30")
    assert names(records(filled, "--for", "research", name="later")) == set()
    assert names(records(filled, *then, name="then")) == set(), "consent is asked now, whatever the view"
    told = filled.json("exports", "--programme", PROGRAMME)
    assert [(row["kind"], row["purpose"], row["people"], row["left_out"]) for row in told] == [
        ("events", "research", 1, {"protected": 1, "withdrawn": 1}),
        ("events", "research", 0, {"protected": 1, "withdrawn": 2}),
        ("events", "programme", 0, {"protected": 1, "withdrawn": 2}),
    ]
    assert told[2]["as_of"] == "2024-06-30"


def test_known_at_and_as_of_cut_what_is_told(filled: Site) -> None:
    with filled.opened() as journey:
        take(journey, [line("contact_held", "2024-03-10", mode="video", recorded="2024-05-01T12:00:00+02:00")])

    def modes(*view: str, name: str) -> set[str]:
        return {record["mode"] for record in records(filled, *view, name=name) if record["type"] == "contact_held"}

    assert "video" in modes("--as-of", "2024-03-31", name="1")
    assert "video" not in modes("--as-of", "2024-03-31", "--known-at", "2024-04-30", name="2")
    assert "video" not in modes("--as-of", "2024-03-09", name="3")


def test_an_export_changes_no_figure_no_deadline_and_no_read_model(filled: Site) -> None:
    asked = [
        ("report", "flow", "--programme", PROGRAMME, "--as-of", "2024-12-31"),
        ("deadlines", "--as-of", "2024-12-31"),
        ("participants", "--as-of", "2024-12-31"),
    ]
    before = [filled.json(*arguments) for arguments in asked]
    for kind in (*PSEUDONYMISED, "sus"):
        export(filled, kind, name=kind)
    assert [filled.json(*arguments) for arguments in asked] == before
    assert filled.json("replay")["differences"] == []


# -- whole or not at all -----------------------------------------------------------------------------------------------
@pytest.mark.parametrize("what", ["events", "tables"])
@pytest.mark.parametrize("error", [KeyboardInterrupt, OSError])
def test_a_crash_leaves_nothing_behind_and_nothing_recorded(
    filled: Site, what: str, error: type[BaseException], monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(*_: object) -> None:
        raise error

    monkeypatch.setattr(events_export, "as_record", crash)
    monkeypatch.setattr("projections.exports.tabular.rows.of_facts", crash)
    out = filled.folder / "out"
    filled.run(
        "export", what, "--programme", PROGRAMME, "--out", str(out), code=130 if error is KeyboardInterrupt else 2
    )
    assert not [path for path in filled.folder.iterdir() if path.name.startswith("out")]
    assert filled.json("exports") == []


def test_what_cannot_be_recorded_is_not_handed_out(filled: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(*_: object) -> None:
        raise OSError

    monkeypatch.setattr(recording, "record", crash)
    filled.run("export", "events", "--programme", PROGRAMME, "--out", str(filled.folder / "out"), code=2)
    assert not [path for path in filled.folder.iterdir() if path.name.startswith("out")]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("events", "--out", "new"), "--programme"),
        (("events", "--out", "new", "--programme", "nowhere"), "--programme: no such programme"),
        (("events", "--out", "new", "--programme", "hudiksvall"), "nothing to export"),
        (("events", "--out", "there", "--programme", PROGRAMME), "--out: something of that name exists"),
        (("tables", "--out", "there", "--programme", PROGRAMME), "--out: something of that name exists"),
        (("events", "--out", "no/folder", "--programme", PROGRAMME), "--out: there is no folder"),
        (("events", "--out", "new", "--programme", PROGRAMME, "--as-of", "2024-02-30"), "--as-of"),
        (("events", "--out", "new", "--programme", PROGRAMME, "--moves-only"), "--moves-only"),
        (("sus", "--out", "new", "--programme", PROGRAMME, "--same-pseudonyms"), "no pseudonyms"),
        (("person", "--out", "new"), "PARTICIPANT"),
        (("person", "nobody", "--out", "new"), "PARTICIPANT: nobody is known"),
        (("events", "nobody", "--out", "new", "--programme", PROGRAMME), "PARTICIPANT"),
        (("pictures", "--out", "new"), "pictures"),
        (("events",), "--out"),
    ],
)
def test_wrong_use_is_one_clear_line(original: Site, arguments: tuple[str, ...], said: str) -> None:
    (original.folder / "there").mkdir(exist_ok=True)
    result = original.run("export", *arguments, code=2)
    assert said in result.err
    assert len(result.err.splitlines()) == 1
    assert not (original.folder / "new").exists()


@pytest.mark.parametrize("what", PSEUDONYMISED)
def test_the_same_log_gives_the_same_bytes_on_either_database(
    filled: Site, other_kind: Site, what: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled.run("backup", str(filled.folder / "b"))
    shutil.copy(filled.folder / "journey.key", other_kind.folder / "journey.key")
    other_kind.run("restore", str(filled.folder / "b"))
    monkeypatch.setattr(exporting.secrets, "token_bytes", lambda size: bytes(size))
    view = ("--as-of", "2024-12-31", "--known-at", "2024-12-31")
    one, other = (export(site, what, *view, name="same") for site in (filled, other_kind))
    files = sorted(path.name for path in one.iterdir()) if one.is_dir() else [""]
    for name in files:
        assert (one / name if name else one).read_bytes() == (other / name if name else other).read_bytes(), name


# -- tables ------------------------------------------------------------------------------------------------------------
def test_parquet_and_csv_hold_the_same_lines_and_the_codebook_counts_them(filled: Site) -> None:
    out = export(filled, "tables")
    codebook = json.loads((out / "codebook.json").read_text())
    for table in codebook["tables"]:
        parquet = pq.read_table(out / f"{table['table']}.parquet")
        with (out / f"{table['table']}.csv").open(newline="") as file:
            head, *lines = csv.reader(file)
        assert head == parquet.column_names == [column["column"] for column in table["columns"]]
        assert len(lines) == parquet.num_rows == table["lines"], table["table"]
    kinds = {field.name: str(field.type) for field in pq.read_schema(out / "contacts.parquet")}
    assert kinds["on"] == "date32[day]"
    assert kinds["recorded"].startswith("timestamp[us, tz=UTC")
    assert kinds["struck"] == "bool"
    jobs = pq.read_table(out / "jobs.parquet").to_pylist()
    assert [(row["extent"], row["job_type"], row["episode"]) for row in jobs] == [(50.0, "other", 1)]
    incomes = pq.read_table(out / "incomes.parquet").to_pylist()
    assert [(row["source"], row["amount"]) for row in incomes] == [("other", 9000.0)]


# -- sus and one's own data --------------------------------------------------------------------------------------------
def test_sus_forms_name_only_those_whose_consent_stands(filled: Site) -> None:
    with filled.opened() as journey:
        take(journey, [line("consent_withdrawn", "2024-07-01", "b", party="sus")])
    out = export(filled, "sus")
    pages = sorted(path.name for path in out.glob("*.html"))
    assert [name.rpartition("-")[2] for name in pages].count("named.html") == 1
    assert len(pages) == 3
    with (out / "sus.csv").open(newline="") as file:
        lines = list(csv.DictReader(file))
    unnamed = [row for row in lines if row["registration"] == "anonymous"]
    assert [{key: value for key, value in row.items() if value} for row in unnamed] == [
        {"form": row["form"], "registration": "anonymous", "gender": "woman", "start_year": "2024"} for row in unnamed
    ]
    assert next(row["name"] for row in lines if row["registration"] == "named") == mark("name")
    for page in out.glob("*-anonymous.html"):
        content = page.read_text()
        assert not [word for word in ("Qx7", NUMBER, "19121212", "2024-", PROGRAMME, "Uppsala") if word in content]
    with filled.opened() as journey:
        told = [event.type for event in journey.engine.log.load(stream_of(journey, mark("refa")))]
        hidden = [event.type for event in journey.engine.log.load(stream_of(journey, mark("refc")))]
    assert told.count("exported") == 1
    assert "exported" not in hidden


def test_a_person_gets_everything_about_them_and_the_reading_is_kept(filled: Site) -> None:
    out = filled.folder / "own"
    filled.run("export", "person", mark("refa"), "--programme", PROGRAMME, "--out", str(out))
    page, found = (out / "index.html").read_text(), json.loads((out / "data.json").read_text())
    assert "Qx7nameZ &lt;é&amp;" in page
    assert found["consents"] == ["research", "sus"]
    assert {event["type"] for event in found["events"]} >= {"referred", "struck", "discharged", "exported"}
    assert found["events"][0]["values"]["personal_number"] == NUMBER
    assert [event["kind"] for event in found["exported"]] == ["person"]
    assert all(row["by"].startswith("operator:") for row in found["read"])
    assert filled.json("timeline", mark("refa"))["events"][-1]["type"] == "exported"


# -- other readers -----------------------------------------------------------------------------------------------------
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
def test_pm4py_reads_the_object_centric_log(demo: Site) -> None:
    found = mining("ocel", demo.folder / "log.json")
    raw = json.loads((demo.folder / "log.json").read_text())
    assert (found["events"], found["objects"]) == (len(raw["events"]), len(raw["objects"]))
    assert found["types"]["job"] == 11
    assert {"participant", "episode", "coach", "employer", "placement", "studies", "appointment"} <= set(found["types"])
    assert {"enrolled", "phase_moved coaching", "employer contacted"} <= set(found["activities"])
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
