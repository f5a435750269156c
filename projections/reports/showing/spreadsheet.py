"""A report as CSV: a line a cell, so that spreadsheets and statistics programs take it as it is."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date, datetime

from projections.reports.figures import Cell, Figure, MadeOf, Value
from projections.reports.report import Report, as_json
from projections.sheets.dialects import STANDARD, Dialect

HEAD = ("report", "programme", "from", "to", "as_of", "known_at", "population", "audience", "rules_version")
COLUMNS = (
    *HEAD,
    "figure",
    "part",
    "row",
    "category",
    "value",
    "numerator",
    "denominator",
    "lower",
    "upper",
    "people",
    "at_risk",
    "uncertain",
    "unit",
    "suppressed",
    "cohort",
)
"""`part` is `all` or such as `gender=woman`; `category` is a distribution's, or a table's column; `row` a table's."""

MEANINGS = {
    "report": "Which report.",
    "programme": "The programme's id; of figures over several, their ids with `+` between.",
    "from": "The first day of the window.",
    "to": "The last day of the window.",
    "as_of": "The day at whose end it is judged.",
    "known_at": "Only what was recorded by then counts; empty where all does.",
    "population": "Who is counted: `all`, or `sus` for those registered there.",
    "audience": "For whom it is: `programme`, or `outside`, where small cells are withheld.",
    "rules_version": "Which version of the programme's rules it was judged by.",
    "figure": "The figure, by its key.",
    "part": "`all`, one part of them such as `gender=woman`, or `benchmark`: what others have reached.",
    "row": "Of a table: the number of its row.",
    "category": "Of a distribution: the category. Of a table: the column. Of a benchmark: its name.",
    "value": "The value, not rounded; shares are fractions.",
    "numerator": "Of a share or a mean: what is divided.",
    "denominator": "Of a share or a mean: by what.",
    "lower": "The lower bound of the 95 % interval.",
    "upper": "The upper bound of the 95 % interval; empty where it is not reached.",
    "people": "How many people the value rests on.",
    "at_risk": "Of a curve: how many still waited, by the day (`0=70 30=41`).",
    "uncertain": "Whether so few people stand behind it that chance could have made it.",
    "unit": "What the value is counted in.",
    "suppressed": "Whether it is withheld, as it would tell of few people.",
    "cohort": "Who is counted, in a sentence.",
}
"""What each column holds."""

HeadCell = Cell | date | datetime
Line = tuple[str, int | None, str, Cell]


def as_csv(*reports: Report, dialect: Dialect = STANDARD) -> str:
    """Whole reports: UTF-8, a header line, values neither rounded nor given a unit, in the dialect of the reader."""
    file = io.StringIO()
    writer = dialect.begin(file, COLUMNS)
    for report in reports:
        writer.writerows([dialect.cell(cell, ("no", "yes")) for cell in row] for row in rows(report))
    return file.getvalue()


def rows(report: Report, *, tables: bool = True) -> Iterator[list[HeadCell]]:
    """Every cell of a report as a line of values under `COLUMNS`; without `tables`, only what is no table."""
    head = head_of(report)
    for figure in report.figures:
        if not tables and isinstance(figure.value, list):
            continue
        for part, row, category, value in _lines(figure):
            few = (figure.suppressed and (value is None or isinstance(value, str))) or None  # or a word such as `<5`
            about = (figure.definition.unit, few, figure.cohort)
            made_of = _made_of(figure, part, category)
            yield [*head, figure.definition.key, part, row, category, value, *made_of, *about]


def head_of(report: Report) -> list[HeadCell]:
    """What was asked, under `HEAD`."""
    answer = as_json(report)
    days = {"from": report.window.start, "to": report.window.end, "as_of": report.frame.as_of}
    typed = {**answer, **days, "known_at": report.frame.known_at}
    return [typed[key] for key in HEAD]


def _made_of(figure: Figure, part: str, category: str) -> tuple[Cell, ...]:
    """What one cell is made of, and how sure it is: of the whole, of a part, and of a category of either."""
    made = figure.made_of if part == "all" else figure.parts.get(part)
    if category:
        made = made.categories.get(category) if made else None
    if made is None:
        whole = part == "all" and not category
        made = MadeOf(numerator=figure.numerator, denominator=figure.denominator) if whole else MadeOf()
    lower, upper = made.interval or (None, None)
    at_risk = " ".join(f"{days}={count}" for days, count in (made.at_risk or {}).items()) or None
    people = made.people if made.numerator is None else None  # else it is the denominator
    return made.numerator, made.denominator, lower, upper, people, at_risk, made.is_uncertain or None


def _lines(figure: Figure) -> Iterator[Line]:
    yield from _cells("all", figure.value)
    for part, value in (figure.by or {}).items():
        yield from _cells(part, value)
    for one in figure.benchmarks:
        yield "benchmark", None, one.name, one.value


def _cells(part: str, value: Value) -> Iterator[Line]:
    if isinstance(value, dict):
        for category, number_in_it in value.items():
            yield part, None, category, number_in_it
    elif isinstance(value, list):
        for number, row in enumerate(value, 1):
            for column, cell in row.items():
                yield part, number, column, cell
    else:
        yield part, None, "", value
