"""Exports: nobody can be recognised, consent is asked now, and nothing is ever half written."""

import csv
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from app.cli import exporting
from journey.engine.people import programme_stream
from projections.exports import events as events_export
from projections.exports import recording
from tests.integration.three_people import NUMBER, PSEUDONYMISED, line, mark, of_programme, story
from tests.site import PROGRAMME, Site, log_of, stream_of, take


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
    filled.run("erase", mark("refa"), "--programme", PROGRAMME, "--without-request", "--reason", "asked for")
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


def test_a_moment_that_the_list_of_exports_prints_is_one_that_known_at_takes(filled: Site) -> None:
    export(filled, "events", "--as-of", "2024-06-30", "--known-at", "2024-06-30T12:00:00+02:00")
    printed = filled.run("exports", "--programme", PROGRAMME).out
    moments = re.findall(r"20\d\d-\d\d-\d\dT\S+", printed)
    assert len(moments) == 2, "when it was made, and as known when"
    for moment in moments:
        filled.run("participants", "--as-of", moment[:10], "--known-at", moment)
