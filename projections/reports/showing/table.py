"""A report for the terminal: quiet, and readable at 80 columns."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from rich.console import Group, RenderableType
from rich.constrain import Constrain
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from projections.reports.beside import Beside, heads, rows
from projections.reports.figures import Distribution, Figure, Rows, Value
from projections.reports.intervals import FEW
from projections.reports.numbers import NOTHING, SPACE, WITHHELD, absent, amount, plain, surely, with_unit
from projections.reports.report import Report, shares_by_age

WIDTH = 80
VALUE, MIDDLE, OF, PART = 10, 14, 17, 7  # columns: the value, its bar, what it is made of, one gender
POPULATION = {"all": "everybody", "sus": "registered in SUS"}
GENDER = {"woman": "women", "man": "men", "other": "other", "unknown": "unknown"}
FOOTNOTE = f"{NOTHING} nobody to count, or not known. Definitions: --format html"
WITHHELD_NOTE = f"{WITHHELD} withheld: it would tell what a number of none to four (<5) is, or nobody has classed it."


FEW_WORD = "few: uncertain"
FEW_NOTE = f"{FEW_WORD} – fewer than {FEW} stand behind it: chance alone could have made it."


def as_table(report: Report) -> RenderableType:
    """The report as something `rich` can print."""
    parts = [Padding(part, (1, 0, 0, 0)) for part in _parts(report)]
    rows = (_rows(figure, figure.value) for figure in report.figures if isinstance(figure.value, list))
    tables = [Padding(part, (1, 0, 0, 0)) for part in [*rows, *_ages(report)]]
    notes = [
        FOOTNOTE,
        *([FEW_NOTE] if any(figure.made_of and figure.made_of.is_uncertain for figure in report.figures) else []),
        *([WITHHELD_NOTE] if report.audience == "outside" else []),
        f"Rules {report.frame.version.digest}.",
    ]
    footnote = Text("\n" + "\n".join(notes), "dim")
    return Group(_heading(report), *(Constrain(part, _width(report)) for part in parts), *tables, footnote)


def beside_table(beside: Beside) -> RenderableType:
    """Reports beside one another, a column each: the figures that are one value."""
    table = Table(box=None, pad_edge=False, header_style="dim", padding=(0, 2, 0, 0))
    for head in heads(beside):
        table.add_column(head, justify="left" if head == "Figure" else "right", overflow="fold")
    for row in rows(beside):
        table.add_row(*row)
    return Group(
        Text(f"\n{beside.reports[0].kind.title}, beside one another", "bold"), table, Text(f"\n{FEW_NOTE}", "dim")
    )


def _width(report: Report) -> int:
    """The columns a report asks for: more than the usual where more than women and men are told apart."""
    genders = max((len(_genders(figure)) for figure in report.figures), default=0)
    return WIDTH + (PART + 2) * max(genders - 2, 0)


def _heading(report: Report) -> Text:
    window = f"{report.window.start} to {report.window.end}"
    frame = report.frame
    words = [window, POPULATION[frame.population], f"as of {frame.as_of}"]
    if frame.known_at:
        words.append(f"known at {frame.known_at:%Y-%m-%d %H:%M}")
    return Text.assemble((f"{report.kind.title}, {report.title}", "bold"), ("\n" + " · ".join(words), "dim"))


def _parts(report: Report) -> Iterator[RenderableType]:
    """Single values in one table; distributions each in their own, or side by side where they share an axis."""
    single = [figure for figure in report.figures if not isinstance(figure.value, dict | list)]
    if single:
        yield _singles(single)
    wide = [figure for figure in report.figures if isinstance(figure.value, dict)]
    for _, group in groupby(wide, key=lambda figure: (figure.definition.axis, figure.by and figure.definition.key)):
        figures = list(group)
        yield _bars(figures[0]) if len(figures) == 1 else _matrix(figures)


def _rows(figure: Figure, rows: Rows) -> RenderableType:
    """A table as it is: words to the left, numbers to the right."""
    table = Table(box=None, pad_edge=False, header_style="dim", padding=(0, 2, 0, 0))
    columns = [column for column in figure.definition.columns if not column.detail]
    for column in columns:
        words = column.unit in ("", "text")
        table.add_column(column.name, justify="left" if words else "right", overflow="fold")
    for row in rows:
        table.add_row(*(with_unit(row.get(column.key), column.unit) for column in columns))
    return Group(Text(figure.definition.name, "bold"), table if rows else Text(NOTHING, "dim"))


def _table(title: str) -> Table:
    table = Table(box=None, expand=True, pad_edge=False, header_style="dim", padding=(0, 2, 0, 0))
    table.add_column(Text(title, "bold"), ratio=1, overflow="fold")
    return table


def _numbers(table: Table, width: int, *headers: str) -> None:
    for header in headers:
        table.add_column(header, justify="right", min_width=width)


def _singles(figures: list[Figure]) -> Table:
    """A row a figure: its value, what it is made of, and the same for each gender."""
    parts = list(_genders(figures[0]))
    table = _table("")
    table.show_header = bool(parts)
    _numbers(table, VALUE, "")
    table.add_column("", width=OF, no_wrap=True)
    _numbers(table, PART, *map(_part, parts))
    for figure in figures:
        cells = (_cell((figure.by or {}).get(part), figure, short=True) for part in parts)
        table.add_row(_name(figure), Text(_cell(figure.value, figure), "bold"), _made_of(figure), *cells)
    return table


def _name(figure: Figure) -> Text:
    """A figure's name; below it what others have reached."""
    name = Text(figure.definition.name)
    for one in figure.benchmarks:
        name.append(f"\n  {one.name}: {with_unit(one.value, 'share')}", "dim")
    return name


def _genders(figure: Figure) -> dict[str, Value]:
    """The parts by gender: those by age have a table of their own."""
    return {part: value for part, value in (figure.by or {}).items() if part.startswith("gender=")}


def _part(name: str) -> str:
    return GENDER[name.partition("=")[2]]


def _cell(value: Value, figure: Figure, *, short: bool = False) -> str:
    """A value with its unit; short: of units only percent, which a column of numbers cannot do without."""
    number = None if isinstance(value, dict | list) else value
    unit = figure.definition.unit
    if number is None and figure.suppressed:
        return WITHHELD
    return with_unit(number, unit).removesuffix(f"{SPACE}days") if short else with_unit(number, unit)


def _made_of(figure: Figure) -> Text:
    """What a value is made of, its interval, and a word where so few stand behind it that chance could have made it."""
    lines = []
    if figure.numerator is not None and figure.denominator is not None:
        lines.append(f"{plain(figure.numerator, 2)} / {plain(figure.denominator, 2)}")
    lines += [surely(figure.made_of, figure.definition.unit)]
    if figure.made_of and figure.made_of.is_uncertain and figure.value is not None:
        lines.append(FEW_WORD)
    return Text("\n".join(filter(None, lines)), "dim")


def _bars(figure: Figure) -> Table:
    """A row a category: its count, a bar, and the count for each gender."""
    value, by = _distribution(figure.value), _genders(figure)
    table = _table(figure.definition.name)
    _numbers(table, VALUE, "")
    shares = figure.made_of.categories if figure.made_of and figure.definition.unit == "share" else {}
    table.add_column("", width=OF if shares else MIDDLE, no_wrap=True)
    _numbers(table, PART, *map(_part, by))
    longest = max((abs(amount(count)) for count in value.values()), default=0)
    none = absent(figure.definition.unit)
    for category, count in value.items():
        cells = (_cell(_distribution(part).get(category, none), figure, short=True) for part in by.values())
        sure = surely(shares.get(category), figure.definition.unit)
        bar = Text(sure if shares else _bar(amount(count), longest), "dim")
        table.add_row(category.replace("_", " "), Text(_cell(count, figure), "bold"), bar, *cells)
    if not value:
        table.add_row(Text(NOTHING, "dim"))
    for one in figure.benchmarks:
        table.add_row(Text(f"  {one.name}", "dim"), Text(with_unit(one.value, "share"), "dim"))
    if figure.made_of and figure.made_of.is_uncertain:
        table.add_row(Text(FEW_WORD, "dim"))
    return table


def _distribution(value: Value) -> Distribution:
    return value if isinstance(value, dict) else {}


def _bar(count: float, longest: float) -> str:
    return "█" * max(round(MIDDLE * abs(count) / longest), 1) if count else ""


def _ages(report: Report) -> Iterator[RenderableType]:
    """The shares again, a column an age band."""
    shares = shares_by_age(report.figures)
    if shares:
        table = _table("By age")
        _numbers(table, PART, *(band.partition("=")[2] for band in shares[0][1]))
        for figure, by in shares:
            table.add_row(figure.definition.name, *(_cell(value, figure) for value in by.values()))
        yield Constrain(table, WIDTH)


def _matrix(figures: list[Figure]) -> Table:
    """A row a category, a column a figure."""
    table = _table(figures[0].definition.axis.capitalize())
    _numbers(table, VALUE, *(figure.definition.name for figure in figures))
    for category in _distribution(figures[0].value):
        cells = (with_unit(_distribution(figure.value)[category], figure.definition.unit) for figure in figures)
        table.add_row(category, *cells)
    if not table.rows:
        table.add_row(Text(NOTHING, "dim"))
    return table
