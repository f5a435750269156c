"""A report as one page: what was found first, then pictures, then tables; readable on a phone, aloud, and on paper."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from journey.domain.plain import printed
from projections.reports.beside import Beside
from projections.reports.figures import Figure
from projections.reports.intervals import FEW
from projections.reports.numbers import NOTHING, WITHHELD
from projections.reports.plots import Plot
from projections.reports.report import Report
from projections.reports.showing.columns import heads_of, rows_of
from projections.reports.showing.drawing import drawn
from projections.reports.showing.headlines import headlines
from projections.reports.showing.tables import by_age, cell, explanation_of, is_told_apart, is_wide, tables
from projections.reports.showing.worded import worded
from projections.reports.showing.words import Words, words

PARTS = ("gender=woman", "gender=man", "gender=other", "gender=unknown")


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
    environment.filters["code"] = _with_code
    environment.filters["kept"] = _kept
    return environment


def _with_code(sentence: str) -> Markup:
    """A sentence with what stands in backticks set as code."""
    return Markup(re.sub("`([^`]+)`", r"<code>\1</code>", str(escape(sentence))))  # noqa: S704  # escaped before


def _kept(sentence: str) -> Markup:
    """A sentence in which no day and no interval is broken over two lines."""
    return Markup(  # noqa: S704  # escaped just here
        re.sub(r"(95\u00a0% [^;.]*?%|\d{4}-\d\d-\d\d)", r'<span class="keep">\1</span>', str(escape(sentence)))
    )


@dataclass(frozen=True, slots=True)
class ReportPage:
    """A report in words: what stands above it, and its body, which whoever shows it puts into a page of theirs."""

    language: str
    title: str
    programme: str
    window: str
    audience: str
    body: Markup


def as_html(page: ReportPage) -> str:
    """The page by itself: it needs nothing beside it, and opens from a disk or a mail."""
    return _environment().get_template("report.html").render(page=page)


def page_of(report: Report, language: str = "en", config: Path | None = None) -> ReportPage:
    """A report's page. It names no moment of its making, so that the same question gives the same bytes.

    Raises WrongInput for a language that there are no words in. `config` may hold words of its own.
    """
    speech = words(language, config)
    report = worded(report, speech)
    figures = {figure.definition.key: figure for figure in report.figures}
    return _page(
        report,
        speech,
        headlines=headlines(report, speech),
        facts=_facts(report, speech),
        singles=[_single(figure, speech) for figure in report.figures if not is_wide(figure)],
        genders=_genders(report),
        tables=[*tables(report, speech), *by_age(report, speech)],
        plots=[plot for plot in (_plot(plot, figures, speech) for plot in report.kind.plots) if plot],
    )


def page_beside(beside: Beside, language: str = "en", config: Path | None = None) -> ReportPage:
    """A page with several reports beside one another: the figures that are one value, a column a report."""
    speech = words(language, config)
    first = beside.reports[0]
    several = [(name, _window_words(report, speech)) for name, report in beside.columns]
    table = {
        "title": speech("beside-one-another"),
        "about": [],
        "suppressed": False,
        "heads": heads_of(beside, speech),
        "rows": list(rows_of(beside, speech)),
        "numeric": [place > 0 for place, _ in enumerate(heads_of(beside, speech))],
        "more": [],
        "form": "cards",
        "folded": False,
    }
    facts = [*([] if beside.windows else several), *_facts(first, speech)[1:]]
    content = {"headlines": [], "singles": [], "genders": [], "tables": [table], "plots": []}
    return _page(worded(first, speech), speech, facts=facts, **content)


def _page(report: Report, speech: Words, **content: Any) -> ReportPage:
    body = (
        _environment()
        .get_template("body.html")
        .render(
            about=report.kind.about,
            withheld=WITHHELD if report.audience == "outside" else "",
            nothing=NOTHING,
            say=speech,
            part=speech.part,
            **content,
        )
    )
    return ReportPage(
        language=speech("language-code"),
        title=report.kind.title,
        programme=report.title,
        window=_window_words(report, speech),
        audience=speech(f"audience-{report.audience}"),
        body=Markup(body),  # noqa: S704  # a template of ours, which escapes
    )


def _window_words(report: Report, speech: Words) -> str:
    return speech("days-from-to", **{"from": str(report.window.start), "to": str(report.window.end)})


def _facts(report: Report, speech: Words) -> list[tuple[str, str]]:
    frame = report.frame
    known = f"{frame.known_at:%Y-%m-%d %H:%M %Z}" if frame.known_at else speech("known-all")
    return [
        (speech("window"), _window_words(report, speech)),
        (speech("judged-as-of"), str(frame.as_of)),
        (speech("known-at"), known),
        (speech("population"), speech(f"population-{frame.population}")),
        (speech("rules"), frame.version.digest),
        (speech("audience"), speech(f"audience-{report.audience}")),
    ]


def _genders(report: Report) -> list[str]:
    singles = [figure for figure in report.figures if not is_wide(figure)]
    parts = {part for one in singles for part, value in (one.by or {}).items() if is_told_apart(part, value)}
    return [part for part in PARTS if part in parts]


def _single(figure: Figure, speech: Words) -> dict[str, Any]:
    made_of = ""
    if figure.numerator is not None and figure.denominator is not None:
        made_of = f"{speech.plain(figure.numerator)} / {speech.plain(figure.denominator)}"
    few = figure.made_of is not None and figure.made_of.is_uncertain and figure.value is not None
    return explanation_of(figure, speech) | {
        "value": cell(figure.value, figure, speech),
        "made_of": made_of,
        "surely": speech.surely(figure.made_of, figure.definition.unit),
        "few": speech("few-behind", few=FEW) if few else "",
        "is_text": figure.definition.unit in ("text", "band"),
        "by": {part: cell(value, figure, speech) for part, value in (figure.by or {}).items()},
    }


def _numbers_of(plot: Plot, figures: dict[str, Figure], speech: Words) -> list[tuple[str, str]]:
    """Where the same stands in numbers: the tables by name, or the list of all figures."""
    if plot.form == "shares":
        return [("figures", speech("figures"))]
    return [(key, figures[key].definition.name) for key in plot.figures]


def _plot(plot: Plot, figures: dict[str, Figure], speech: Words) -> dict[str, Any] | None:
    picture = drawn(plot, figures, speech)
    if picture is None:
        return None
    return {
        "title": plot.title,
        "says": plot.says,
        "wide": Markup(picture.wide),  # noqa: S704  # Vega escapes texts, and so do we
        "narrow": Markup(picture.narrow),  # noqa: S704
        "tables": _numbers_of(plot, figures, speech),
    }
