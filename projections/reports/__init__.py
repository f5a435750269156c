"""Reports: figures over everybody's histories, each with numerator, denominator and cohort."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from projections.reports.beside import Beside, beside_json, programmes, two_windows
from projections.reports.episodes import POPULATIONS
from projections.reports.figures import WRITTEN
from projections.reports.kinds import REGISTRY
from projections.reports.report import AUDIENCES, Report, as_json, make_outside_reports, make_report, needs
from projections.reports.view import ReportFrame
from projections.sheets.dialects import STANDARD, Dialect

if TYPE_CHECKING:
    from rich.console import RenderableType

    from projections.reports.showing.page import ReportPage

STYLE = Path(__file__).parent / "showing" / "templates" / "report.css"
"""How the body of a page looks; where a page stands by itself, `document.css` comes before."""
KINDS: tuple[str, ...] = tuple(REGISTRY)
"""Every report there is, by the name it has on the command line."""

__all__ = [
    "AUDIENCES",
    "KINDS",
    "POPULATIONS",
    "REGISTRY",
    "STYLE",
    "WRITTEN",
    "Beside",
    "Report",
    "ReportFrame",
    "as_csv",
    "as_html",
    "as_json",
    "as_page",
    "as_table",
    "as_xlsx",
    "beside_html",
    "beside_json",
    "beside_table",
    "make_outside_reports",
    "make_report",
    "needs",
    "programmes",
    "title_of",
    "two_windows",
]


def as_table(report: Report) -> RenderableType:
    """The report for the terminal."""
    from projections.reports.showing import table  # rich is slow to load, and JSON does without

    return table.as_table(report)


def as_html(report: Report, language: str = "en", config: Path | None = None) -> str:
    """The report as one page that needs nothing beside itself, in English or Swedish; see `showing.page`."""
    from projections.reports.showing import page  # the drawing takes a second to load

    return page.as_html(page.page_of(report, language, config))


def title_of(kind: str, language: str, config: Path | None = None) -> str:
    """What a page of a report is called; raises WrongInput for a language that there are no words in."""
    from projections.reports.showing.words import words

    return words(language, config).find(f"report-{kind}") or REGISTRY[kind].title


def as_csv(*reports: Report, dialect: Dialect = STANDARD) -> str:
    """Reports as a table with a line a cell, for spreadsheets and statistics programs."""
    from projections.reports.showing import spreadsheet

    return spreadsheet.as_csv(*reports, dialect=dialect)


def as_xlsx(*reports: Report) -> bytes:
    """Reports as a workbook: the figures, a sheet for each table among them, and what everything means."""
    from projections.reports.showing import workbook  # the library takes a tenth of a second to load

    return workbook.as_xlsx(*reports)


def beside_table(beside: Beside) -> RenderableType:
    """Reports beside one another for the terminal."""
    from projections.reports.showing import table

    return table.beside_table(beside)


def beside_html(beside: Beside, language: str = "en", config: Path | None = None) -> str:
    """Reports beside one another as one page, in English or Swedish."""
    from projections.reports.showing import page

    return page.as_html(page.page_beside(beside, language, config))


def as_page(shown: Report | Beside, language: str, config: Path | None = None) -> ReportPage:
    """A report, or several beside one another, for somebody else's page: its body, and what stands above it."""
    from projections.reports.showing import page

    if isinstance(shown, Beside):
        return page.page_beside(shown, language, config)
    return page.page_of(shown, language, config)
