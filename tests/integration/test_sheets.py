"""Workbooks and Swedish CSV as they leave by the command line: reports, tables, SUS."""

import csv
import io
import json
import subprocess
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow.parquet as pq
import pytest

from app.cli import exporting
from tests.cases import every
from tests.command import COMMAND, run_process
from tests.integration.three_people import line, mark, of_programme, story
from tests.site import PROGRAMME, Site, take

VIEW = ("--as-of", "2024-12-31", "--known-at", "2024-12-31")


@pytest.fixture(scope="module")
def store(module_site: Site) -> Site:
    with module_site.opened() as journey:
        odd = line("employer_contacted", "2024-02-03", employer="=1+1", mode="email", who="both", competitive=False)
        plain = line("contact_held", "2024-02-04", mode="phone", minutes=20, place="home")
        take(journey, [*of_programme(), *story("a"), *story("b"), odd, plain])
    return module_site


def export(site: Site, kind: str, out: Path, *options: str) -> Path:
    site.run("export", kind, "--programme", PROGRAMME, "--out", str(out), *VIEW, *options)
    return out


def rows(sheet: Any) -> list[dict[str, Any]]:
    head, *lines = sheet.iter_rows(values_only=True)
    return [dict(zip(head, values, strict=True)) for values in lines]


def swedish(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        assert file.read(1) == "\ufeff"
        return list(csv.DictReader(file, delimiter=";"))


# -- tables ------------------------------------------------------------------------------------------------------------
def test_the_workbook_holds_the_lines_of_every_table_with_the_same_types(store: Site, tmp_path: Path) -> None:
    out = export(store, "tables", tmp_path / "out")
    book = openpyxl.load_workbook(out / "tables.xlsx")
    tables = json.loads((out / "codebook.json").read_text())["tables"]
    assert book.sheetnames == [*(table["table"] for table in tables), "codebook"]
    for table in tables:
        typed = pq.read_table(out / f"{table['table']}.parquet").to_pylist()
        assert [{key: _plain(value) for key, value in row.items()} for row in rows(book[table["table"]])] == [
            {key: _in_a_cell(value) for key, value in row.items()} for row in typed
        ]
    assert not [cell for sheet in book for row in sheet for cell in row if cell.data_type == "f"]


def _plain(value: Any) -> Any:
    return value.date() if isinstance(value, datetime) else value


def _in_a_cell(value: Any) -> Any:
    return ";".join(value) or None if isinstance(value, list) else value


def test_with_the_clock_moments_are_utc_in_csv_and_swedish_time_for_spreadsheets(store: Site, tmp_path: Path) -> None:
    clock = ("--exact-times", "--reason", "hours of the day")
    out = export(store, "tables", tmp_path / "out", *clock)
    [booked] = [r for r in csv.DictReader((out / "contacts.csv").open()) if r["booked_for"]][:1]
    [cell] = [r for r in rows(openpyxl.load_workbook(out / "tables.xlsx")["contacts"]) if r["booked_for"]][:1]
    assert (booked["booked_for"], cell["booked_for"]) == ("2024-01-20T09:00:00+00:00", datetime(2024, 1, 20, 10))
    assert "at" in cell
    [local] = [
        r
        for r in swedish(export(store, "tables", tmp_path / "sv", *clock, "--dialect", "sv") / "contacts.csv")
        if r["booked_for"]
    ][:1]
    assert local["booked_for"] == "2024-01-20 10:00:00"


def test_tables_for_swedish_spreadsheets_hold_what_the_others_hold(store: Site, tmp_path: Path) -> None:
    local, usual = (
        export(store, "tables", tmp_path / "sv", "--dialect", "sv"),
        export(store, "tables", tmp_path / "out"),
    )
    for path in usual.glob("*.csv"):
        found = swedish(local / path.name)
        with path.open(newline="") as file:
            wanted = list(csv.DictReader(file))
        assert len(found) == len(wanted), path.name
        assert not wanted or list(found[0]) == list(wanted[0])
    [extent] = {row["extent"] for row in swedish(local / "jobs.csv")}
    assert extent == "50,0"


def test_the_codebook_says_how_many_lines_lack_a_column_of_those_that_could_say_it(store: Site, tmp_path: Path) -> None:
    out = export(store, "tables", tmp_path / "out")
    tables = {table["table"]: table for table in json.loads((out / "codebook.json").read_text())["tables"]}
    contacts = {column["column"]: column for column in tables["contacts"]["columns"]}
    written = [row for row in pq.read_table(out / "contacts.parquet").to_pylist()]
    held = [row for row in written if row["type"] in ("contact_held", "outreach_attempted")]
    assert (contacts["place"]["missing"], contacts["place"]["of"]) == (sum(not row["place"] for row in held), len(held))
    assert 0 < contacts["place"]["missing"] < contacts["place"]["of"] < len(written)
    assert (contacts["on"]["missing"], contacts["on"]["of"]) == (0, len(written))
    assert contacts["struck_recorded"]["of"] == sum(row["struck"] for row in written) > 0
    for table in tables.values():
        nothing = pq.read_table(out / f"{table['table']}.parquet")
        for column in table["columns"]:
            told = table["lines"] - nothing[column["column"]].null_count
            assert column["of"] - column["missing"] == told, (table["table"], column["column"])
    said = (out / "codebook.md").read_text()
    assert f"| {contacts['place']['missing']} of {contacts['place']['of']} (" in said
    sheet = rows(openpyxl.load_workbook(out / "tables.xlsx")["codebook"])
    [place] = [row for row in sheet if (row["table"], row["column"]) == ("contacts", "place")]
    assert place["missing share"] == pytest.approx(contacts["place"]["missing"] / contacts["place"]["of"])


@every("kind", ["tables", "sus"])
def test_the_same_question_gives_the_same_workbook(store: Site, kind: str) -> None:
    folder = store.folder / f"same-{kind}"
    folder.mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(exporting.secrets, "token_bytes", lambda size: bytes(size))
        one, other = (export(store, kind, folder / name) for name in ("one", "other"))
    assert (one / f"{kind}.xlsx").read_bytes() == (other / f"{kind}.xlsx").read_bytes()
    assert sorted(path.name for path in one.iterdir()) == sorted(path.name for path in other.iterdir())


# -- SUS ---------------------------------------------------------------------------------------------------------------
def test_sus_is_a_workbook_of_typed_cells_and_anonymous_lines_say_no_more(store: Site, tmp_path: Path) -> None:
    site = store.copy(tmp_path / "site")
    with site.opened() as journey:
        take(journey, [line("consent_withdrawn", "2024-07-01", "b", party="sus")])
    out = export(site, "sus", tmp_path / "out")
    book = openpyxl.load_workbook(out / "sus.xlsx")
    named, unnamed = sorted(rows(book["sus"]), key=lambda row: row["registration"], reverse=True)
    assert (named["name"], named["start"], named["start_year"]) == (mark("name"), datetime(2024, 1, 10), 2024)
    assert (named["personal_number"], named["end_work_percent"], named["end_seeking"]) == ("191212121212", 50, False)
    assert {key: value for key, value in unnamed.items() if value is not None} == {
        "form": unnamed["form"],
        "registration": "anonymous",
        "gender": "woman",
        "start_year": 2024,
    }
    lacking = {row["column"]: (row["missing"], row["of"]) for row in rows(book["codebook"])}
    assert (lacking["gender"], lacking["name"]) == ((0, 2), (1, 2))


def test_sus_for_swedish_spreadsheets_opens_as_columns_with_every_letter(store: Site, tmp_path: Path) -> None:
    out = export(store, "sus", tmp_path / "out", "--dialect", "sv")
    lines = swedish(out / "sus.csv")
    assert {row["name"] for row in lines} == {mark("name")}
    assert {row["start"] for row in lines} == {"2024-01-10"}
    assert {row["personal_number"] for row in lines} == {"19121212-1212"}, "digits alone would be shown as 1,9E+11"


# -- reports -----------------------------------------------------------------------------------------------------------
ASKED = ("report", "outcomes", "--programme", PROGRAMME, *VIEW)


def test_a_report_is_a_workbook_in_a_file_and_on_standard_output(store: Site, tmp_path: Path) -> None:
    out = tmp_path / "report.xlsx"
    store.run(*ASKED, "--format", "xlsx", "--out", str(out))
    sheet = rows(openpyxl.load_workbook(out)["figures"])
    [share] = [row for row in sheet if (row["figure"], row["part"]) == ("employed_share_enrolled", "all")]
    wanted = {figure["key"]: figure for figure in store.json(*ASKED)["figures"]}["employed_share_enrolled"]
    assert (share["value"], share["numerator"], share["lower"]) == (
        wanted["value"],
        wanted["numerator"],
        pytest.approx(wanted["interval"][0]),
    )
    assert share["as_of"].date() == date(2024, 12, 31)
    piped = subprocess.run(
        [COMMAND, *ASKED, "--format", "xlsx"],
        env=store.env,
        cwd=store.folder,
        capture_output=True,
        timeout=60,
        check=True,
    )
    assert piped.stdout == out.read_bytes()
    assert not piped.stderr


def test_a_report_for_a_swedish_spreadsheet_arrives_with_its_mark(store: Site) -> None:
    text = run_process([*ASKED, "--format", "csv", "--dialect", "sv"], store.env, store.folder).out
    assert text.startswith("\ufeffreport;")
    found = list(csv.DictReader(io.StringIO(text[1:]), delimiter=";"))
    assert {row["programme"] for row in found} == {PROGRAMME}
    usual = run_process([*ASKED, "--format", "csv"], store.env, store.folder).out
    assert usual.startswith("report,")
    assert len(list(csv.DictReader(io.StringIO(usual)))) == len(found)


def test_a_dialect_is_refused_where_there_is_no_csv(store: Site) -> None:
    refused = store.run(*ASKED, "--format", "json", "--dialect", "sv", code=2)
    assert "--dialect: belongs to --format csv" in refused.err
