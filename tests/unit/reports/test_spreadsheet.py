"""Reports for spreadsheets: every cell with what it is made of and how sure it is, as CSV and as typed cells."""

import csv
import io
from datetime import datetime
from typing import Any

import msgspec
import openpyxl
import pytest

from journey.domain.settings import Goal, Settings
from projections.reports import KINDS, Report, as_csv, as_json, as_xlsx, two_windows
from projections.reports.intervals import wilson
from projections.reports.showing.spreadsheet import COLUMNS, MEANINGS
from projections.sheets.dialects import SWEDISH
from tests.cases import every
from tests.unit.reports.given import PROGRAMME, told, told_outside
from tests.unit.reports.test_page import OWN, PEOPLE

Line = dict[str, str]


def lines(report: Report, **options: Any) -> list[Line]:
    return list(csv.DictReader(io.StringIO(as_csv(report, **options))))


def line(found: list[Line], figure: str, part: str = "all", category: str = "") -> Line:
    [one] = [
        row
        for row in found
        if (row["figure"], row["part"]) == (figure, part) and row["category"].removeprefix("'") == category
    ]
    return one


def book(*reports: Report) -> Any:
    return openpyxl.load_workbook(io.BytesIO(as_xlsx(*reports)))


def content(sheet: Any) -> list[dict[str, Any]]:
    head, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in rows]


OUTCOMES = told("outcomes", *PEOPLE, own=OWN)


def test_a_share_has_its_numerator_denominator_and_interval_and_so_has_each_part_of_it() -> None:
    found = lines(OUTCOMES)
    figure = next(one for one in as_json(OUTCOMES)["figures"] if one["key"] == "employed_share_enrolled")
    assert set(figure["parts"]) >= {"gender=woman", "gender=man"}
    for part, made_of in {"all": figure, **figure["parts"]}.items():
        row = line(found, "employed_share_enrolled", part)
        lower, upper = wilson(made_of["numerator"], made_of["denominator"]) or ("", "")
        assert (row["numerator"], row["denominator"]) == (str(made_of["numerator"]), str(made_of["denominator"]))
        assert (row["lower"], row["upper"], row["uncertain"]) == (str(lower), str(upper), "yes")


@every("kind", KINDS)
def test_what_the_report_says_of_a_value_the_spreadsheet_says_too(kind: str) -> None:
    report = told(kind, *PEOPLE, own=OWN)
    found = lines(report)
    for figure in as_json(report)["figures"]:
        if isinstance(figure["value"], list):
            continue
        for part, made_of in {"all": figure, **figure.get("parts", {})}.items():
            categories = made_of.get("categories") or {"": made_of}
            for category, one in categories.items():
                if isinstance(figure["value"], dict) and not category:
                    continue
                row = line(found, figure["key"], part, category)
                said = [one.get("numerator"), one.get("denominator"), *(one.get("interval") or (None, None))]
                said += [one.get("people") if one.get("numerator") is None else None]
                assert [row[key] for key in ("numerator", "denominator", "lower", "upper", "people")] == [
                    "" if value is None else str(value) for value in said
                ], (figure["key"], part, category)
        for one in figure.get("benchmarks", []):
            assert line(found, figure["key"], "benchmark", one["name"])["value"] == str(one["value"])


def test_a_curves_numbers_at_risk_are_told() -> None:
    report = told("job-search", *PEOPLE, own=OWN)
    at_risk = {one["key"]: one["at_risk"] for one in as_json(report)["figures"] if one.get("at_risk")}
    assert at_risk
    for key, by_day in at_risk.items():
        assert line(lines(report), key)["at_risk"] == " ".join(f"{day}={count}" for day, count in by_day.items())


def test_for_a_swedish_spreadsheet_there_are_semicolons_decimal_commas_and_a_mark() -> None:
    text = as_csv(OUTCOMES, dialect=SWEDISH)
    assert text.startswith("\ufeffreport;programme;")
    found = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";"))
    share = line(found, "employed_share_enrolled")
    assert share["value"] == "0,3333333333333333"
    assert [{key: value.replace(",", ".") for key, value in row.items()} for row in found] == [
        {key: value.replace(",", ".") for key, value in row.items()} for row in lines(OUTCOMES)
    ]


# -- the workbook ------------------------------------------------------------------------------------------------------
@every("kind", KINDS)
def test_a_workbook_holds_every_cell_of_the_report_typed(kind: str) -> None:
    report = told(kind, *PEOPLE, own=OWN)
    sheets = book(report)
    figures = content(sheets["figures"])
    tables = {figure.definition.key for figure in report.figures if isinstance(figure.value, list)}
    wanted = [row for row in lines(report) if row["figure"] not in tables]
    assert [row["figure"] for row in figures] == [row["figure"] for row in wanted]
    for typed, text in zip(figures, wanted, strict=True):
        value = typed["value"]
        assert (text["value"] in ("yes", "no")) is isinstance(value, bool)
        if isinstance(value, int | float) and not isinstance(value, bool):
            assert value == pytest.approx(float(text["value"]), rel=1e-15)
        elif not isinstance(value, bool):
            assert (value or "") == text["value"].removeprefix("'")
        assert isinstance(typed["from"], datetime)
    assert set(sheets.sheetnames) == {"figures", *(key[:31] for key in tables), "codebook"}
    for figure in report.figures:
        if isinstance(figure.value, list):
            assert sheets[figure.definition.key[:31]].max_row == len(figure.value) + 1


def test_shares_are_percent_and_kept_whole_and_counts_are_counts() -> None:
    sheet = book(OUTCOMES)["figures"]
    head = [cell.value for cell in sheet[1]]
    rows = [dict(zip(head, row, strict=True)) for row in sheet.iter_rows(min_row=2)]
    [share] = [row for row in rows if (row["figure"].value, row["part"].value) == ("employed_share_enrolled", "all")]
    assert (share["value"].value, share["value"].number_format) == (1 / 3, "0.0 %")
    assert share["lower"].number_format == "0.0 %"
    assert (share["numerator"].value, share["numerator"].number_format) == (1, "General")


def test_days_in_a_table_are_dates_and_each_goal_is_shown_in_its_own_unit() -> None:
    rates = content(book(told("economics", *PEOPLE, own=OWN))["rates"])
    assert {type(row["From"]) for row in rates} == {datetime}
    settings = Settings(
        goals=(Goal("work", "20 procent i arbete", figure="outcomes.employed_share_enrolled", target=0.2),)
    )
    goals = book(told("steering", *PEOPLE, own=OWN, programme=msgspec.structs.replace(PROGRAMME, settings=settings)))[
        "goals"
    ]
    by_head = {goals.cell(1, at).value: goals.cell(2, at) for at in range(1, goals.max_column + 1)}
    assert (by_head["Value"].number_format, by_head["Target"].number_format) == ("0.0 %", "0.0 %")
    assert (by_head["Met"].value, by_head["Of these"].number_format) == (True, "General")


def test_two_reports_share_the_sheets_and_say_whose_a_line_is() -> None:
    first, second = (told("outcomes", *PEOPLE, own=OWN, start=start) for start in ("2018-01-01", "2018-06-01"))
    sheet = content(book(*(one for _, one in two_windows(first, second).columns))["figures"])
    assert {row["from"] for row in sheet} == {datetime(2018, 1, 1), datetime(2018, 6, 1)}


def test_no_words_of_somebody_elses_are_a_formula_in_a_workbook() -> None:
    cells = [cell for row in book(told("caseload", *PEOPLE, own=OWN))["figures"].iter_rows() for cell in row]
    assert [cell.data_type for cell in cells if cell.value == "=1+1"]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d", "b"}


@every("kind", KINDS)
def test_the_same_question_gives_the_same_workbook_in_whatever_order_people_come(kind: str) -> None:
    one, other = (told(kind, *people, own=OWN) for people in (PEOPLE, PEOPLE[::-1]))
    assert as_xlsx(one) == as_xlsx(other)


def test_every_column_is_explained() -> None:
    assert set(MEANINGS) == set(COLUMNS)
    explained = content(book(OUTCOMES)["codebook"])
    assert {row["column or figure"] for row in explained} >= {*COLUMNS} - {"row"}
    assert all(row["meaning"] for row in explained if row["sheet"] == "figures")


def test_what_is_withheld_is_empty_and_marked_in_a_workbook() -> None:
    sheet = content(book(told_outside("flow", *PEOPLE, own=OWN))["figures"])
    [persons] = [row for row in sheet if (row["figure"], row["part"]) == ("persons", "all")]
    assert persons["suppressed"] is True
    assert not isinstance(persons["value"], int)
