"""A report as one page: everything inside it, readable on a phone, by a screen reader, and on paper."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import groupby
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from journey.domain.plain import printed
from projections.reports.beside import Beside, heads, rows
from projections.reports.figures import Cell, Distribution, Figure, MadeOf, Value
from projections.reports.intervals import FEW
from projections.reports.numbers import NOTHING, WITHHELD, absent, plain, shown, surely
from projections.reports.report import Report, shares_by_age
from projections.reports.showing.drawing import drawn

POPULATION = {"all": "Everybody", "sus": "Episodes registered in SUS"}
AUDIENCE = {
    "programme": "For the programme itself: small numbers are shown. Do not pass it on.",
    "outside": "May leave the programme: none to four is printed as <5, and what would tell it is withheld.",
}
FEW_WORDS = f"Fewer than {FEW} stand behind it: uncertain."
PARTS = {"gender=woman": "Women", "gender=man": "Men", "gender=other": "Other", "gender=unknown": "Unknown"}


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("projections.reports.showing"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=printed,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(parts=PARTS, nothing=NOTHING)
    environment.filters["code"] = _with_code
    return environment


def _with_code(sentence: str) -> Markup:
    """A sentence with what stands in backticks set as code."""
    return Markup(re.sub("`([^`]+)`", r"<code>\1</code>", str(escape(sentence))))  # noqa: S704  # escaped before


def as_html(report: Report) -> str:
    """The page. It names no moment of its making, so that the same question gives the same bytes."""
    figures = {figure.definition.key: figure for figure in report.figures}
    return _page(
        report,
        facts=_facts(report),
        singles=[_single(figure) for figure in report.figures if not _is_wide(figure)],
        genders=_genders(report),
        tables=[*_tables(report), *_by_age(report)],
        plots=[plot for plot in (_plot(plot, figures) for plot in report.kind.plots) if plot],
    )


def beside_html(beside: Beside) -> str:
    """A page with several reports beside one another: the figures that are one value, a column a report."""
    first = beside.reports[0]
    several = [(name, _window_words(report)) for name, report in beside.columns]
    table = {
        "title": "Beside one another",
        "about": [],
        "suppressed": False,
        "heads": heads(beside),
        "rows": list(rows(beside)),
        "numeric": [head != "Figure" for head in heads(beside)],
    }
    facts = [*([] if beside.windows else several), *_facts(first)[1:]]
    return _page(first, facts=facts, singles=[], genders=[], tables=[table], plots=[])


def _page(report: Report, **content: Any) -> str:
    return (
        _environment()
        .get_template("report.html")
        .render(
            title=report.kind.title,
            about=report.kind.about,
            programme=report.title,
            withheld=report.audience == "outside",
            **content,
        )
    )


def _window_words(report: Report) -> str:
    return f"{report.window.start} to {report.window.end}"


def _facts(report: Report) -> list[tuple[str, str]]:
    frame = report.frame
    return [
        ("Window", _window_words(report)),
        ("Judged as of", str(frame.as_of)),
        ("Known at", f"{frame.known_at:%Y-%m-%d %H:%M %Z}" if frame.known_at else "all that is recorded"),
        ("Population", POPULATION[frame.population]),
        ("Rules", frame.version.digest),
        ("Audience", AUDIENCE[report.audience]),
    ]


def _is_wide(figure: Figure) -> bool:
    return isinstance(figure.value, dict | list) or bool(figure.definition.columns)


def _genders(report: Report) -> list[str]:
    parts = {part for figure in report.figures for part in figure.by or {}}
    return [part for part in PARTS if part in parts]


def _single(figure: Figure) -> dict[str, Any]:
    made_of = ""
    if figure.numerator is not None and figure.denominator is not None:
        made_of = f"{plain(figure.numerator, 2)} / {plain(figure.denominator, 2)}"
    few = figure.made_of is not None and figure.made_of.is_uncertain and figure.value is not None
    return _said(figure) | {
        "value": _cell(figure.value, figure),
        "made_of": made_of,
        "surely": surely(figure.made_of, figure.definition.unit),
        "few": FEW_WORDS if few else "",
        "benchmarks": _benchmarks(figure),
        "by": {part: _cell(value, figure) for part, value in (figure.by or {}).items()},
    }


def _benchmarks(figure: Figure) -> list[str]:
    return [f"{one.name}: {shown(one.value, 'share')} ({one.source})" for one in figure.benchmarks]


def _said(figure: Figure) -> dict[str, Any]:
    definition = figure.definition
    return {
        "key": definition.key,
        "name": definition.name,
        "definition": definition.definition,
        "cohort": figure.cohort,
        "beside": _benchmarks(figure) if _is_wide(figure) else [],
    }


def _cell(value: Value, figure: Figure) -> str:
    if value is None and figure.suppressed:
        return WITHHELD
    return NOTHING if isinstance(value, dict | list) else shown(value, figure.definition.unit)


def _tables(report: Report) -> Iterator[dict[str, Any]]:
    """Distributions that share an axis and are told for everybody alone stand side by side; others by themselves."""
    wide = (figure for figure in report.figures if _is_wide(figure))
    for (axis, _), group in groupby(wide, key=_neighbours):
        figures = list(group)
        if axis and figures[0].by is None and len(figures) > 1:
            yield _side_by_side(figures)
        else:
            yield from map(_table, figures)


def _neighbours(figure: Figure) -> tuple[str, str]:
    return figure.definition.axis, figure.definition.key if figure.by is not None else ""


def _table(figure: Figure) -> dict[str, Any]:
    heading = {"title": figure.definition.name, "about": [_said(figure)], "suppressed": figure.suppressed}
    if figure.definition.columns:
        return heading | _rows(figure)
    value = _distribution(figure.value)
    by = {part: _distribution(cells) for part, cells in (figure.by or {}).items() if part in PARTS}
    shares = figure.made_of.categories if figure.made_of and figure.definition.unit == "share" else {}
    rows = [
        [
            key.replace("_", " "),
            _cell(cell, figure),
            *([_made_of(shares[key], figure)] if shares else []),
            *(_cell(cells.get(key, absent(figure.definition.unit)), figure) for cells in by.values()),
        ]
        for key, cell in value.items()
    ]
    heads = [figure.definition.axis.capitalize(), "All" if by else figure.definition.unit.capitalize()]
    heads += ["Made of"] if shares else []
    return heading | {
        "heads": [*heads, *(PARTS[part] for part in by)],
        "rows": rows,
        "numeric": [False, *[True] * (len(heads) - 1 + len(by))],
    }


def _made_of(part: MadeOf, figure: Figure) -> str:
    """What a share in a table is made of and how sure it is."""
    if not part.denominator or part.numerator is None:
        return NOTHING
    few = ["few: uncertain"] if part.is_uncertain else []
    words = [f"{plain(part.numerator, 2)} / {plain(part.denominator, 2)}", surely(part, figure.definition.unit), *few]
    return ", ".join(filter(None, words))


def _by_age(report: Report) -> Iterator[dict[str, Any]]:
    """The shares again, a column an age band."""
    shares = shares_by_age(report.figures)
    if shares:
        bands = list(shares[0][1])
        yield {
            "title": "By age",
            "about": [],
            "suppressed": False,
            "heads": ["Figure", *(band.partition("=")[2] for band in bands)],
            "rows": [[figure.definition.name, *(_of_age(figure, band) for band in bands)] for figure, _ in shares],
            "numeric": [False, *[True] * len(bands)],
        }


def _of_age(figure: Figure, band: str) -> str:
    """A share of one age band, with what it is made of."""
    part = figure.parts.get(band)
    if part is None or not part.denominator:
        return NOTHING
    return f"{_cell((figure.by or {})[band], figure)} ({plain(part.numerator or 0, 2)} / {plain(part.denominator, 2)})"


def _side_by_side(figures: list[Figure]) -> dict[str, Any]:
    axis = figures[0].definition.axis
    keys = dict.fromkeys(key for figure in figures for key in _distribution(figure.value))
    return {
        "title": f"By {axis}",
        "about": [_said(figure) for figure in figures],
        "suppressed": False,
        "heads": [axis.capitalize(), *(figure.definition.name for figure in figures)],
        "rows": [
            [key.replace("_", " "), *(_cell(_distribution(figure.value).get(key), figure) for figure in figures)]
            for key in keys
        ],
        "numeric": [False, *[True] * len(figures)],
    }


def _distribution(value: Value) -> Distribution:
    return value if isinstance(value, dict) else {}


def _rows(figure: Figure) -> dict[str, Any]:
    columns = [column for column in figure.definition.columns if not column.detail]
    sentences = [column for column in figure.definition.columns if column.detail and column.unit == "text"]
    rows = figure.value if isinstance(figure.value, list) else []
    return {
        "heads": [column.name for column in columns],
        "rows": [[_in_table(row.get(column.key), column.unit, figure) for column in columns] for row in rows],
        "numeric": [column.unit not in ("", "text") for column in columns],
        "more": [[(column.name, row[column.key]) for column in sentences if row.get(column.key)] for row in rows],
    }


def _in_table(value: Cell, unit: str, figure: Figure) -> str:
    return WITHHELD if value is None and figure.suppressed else shown(value, unit)


def _plot(plot: Any, figures: dict[str, Figure]) -> dict[str, Any] | None:
    picture = drawn(plot, figures)
    if picture is None:
        return None
    svg, legend = picture
    tables = [figures[key].definition for key in plot.figures]
    return {
        "title": plot.title,
        "says": plot.says,
        "svg": Markup(svg),  # noqa: S704  # Vega escapes texts
        "tables": tables,
        "legend": legend if len(legend) > 1 else [],
    }
