"""Reports on the terminal, and the page that says what each figure means."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from rich.console import Console

from projections.reports import KINDS, as_table
from projections.reports.kinds import REGISTRY
from projections.reports.numbers import with_unit
from projections.reports.reference import figures_markdown
from tests.cases import every

from .given import background, discharged, e, enrolled, job, person, team, told

PAGE = Path(__file__).resolve().parents[3] / "docs" / "reference" / "figures.md"
PEOPLE = [
    person(enrolled("2018-02-01", coach="anna"), job("2018-03-01", industry="care_municipal"), gender="woman"),
    person(enrolled("2018-01-10", coach="bo"), discharged("2018-03-11"), gender="man"),
    person(enrolled("2018-01-10", coach="bo"), background(gender="other")),
    person(e("referred", "2018-04-01", source="self")),
]
OWN = team(e("coach_registered", "2018-01-01", coach="anna", fte=0.8))


def printed(kind: str, *, width: int = 80, people: bool = True) -> list[str]:
    shown_report = told(
        kind, *(PEOPLE if people else []), own=OWN if people else team(), known_at=datetime(2019, 1, 1, tzinfo=UTC)
    )
    console = Console(width=width)
    with console.capture() as capture:
        console.print(as_table(shown_report))
    return [line.rstrip().replace("\N{NO-BREAK SPACE}", " ") for line in capture.get().splitlines()]


@every("kind", KINDS)
@every("people", [True, False])
@every("width", [80, 60])
def test_a_report_fits_the_screen_and_names_every_figure(kind: str, width: int, *, people: bool) -> None:
    lines = printed(kind, width=width, people=people)
    assert max(map(len, lines)) <= width
    words = " ".join(" ".join(lines).split())
    if width == 80 and people:
        assert all(definition.name.split()[0] in words for definition in REGISTRY[kind].figures)


def test_a_row_has_the_value_what_it_is_made_of_and_each_gender() -> None:
    [row] = [" ".join(line.split()) for line in printed("outcomes", width=100) if line.startswith("Employed, of all")]
    assert row == "Employed, of all served 33.3 % 1 / 3 100.0 % 0.0 % 0.0 % –"


def test_a_distribution_has_a_bar_and_each_gender() -> None:
    lines = printed("outcomes")
    [row] = [line.split() for line in lines if line.startswith("care municipal")]
    assert row == ["care", "municipal", "1", "██████████████", "1", "0", "0", "0"]


def test_coaches_stand_side_by_side() -> None:
    lines = printed("caseload")
    assert ["anna", "0.8", "1", "1.25", "no"] in [line.split() for line in lines]
    assert ["bo", "–", "1", "–", "–"] in [line.split() for line in lines]


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (11 / 39, "share", "28.2 %"),
        (1, "share", "100.0 %"),
        (194.0, "days", "194 days"),
        (1, "days", "1 day"),
        (204.85, "days", "204.8 days"),
        (1772604, "SEK", "1 772 604 SEK"),
        (21.25, "persons per fte", "21.25"),
        (70, "persons", "70"),
        (100, "persons", "100"),
        (None, "share", "–"),
        (True, "yes or no", "yes"),
        (False, "yes or no", "no"),
    ],
)
def test_values_are_written_for_people(value: float | None, unit: str, text: str) -> None:
    assert with_unit(value, unit).replace("\N{NO-BREAK SPACE}", " ") == text


def test_the_reference_names_every_figure_and_the_committed_page_is_the_written_one() -> None:
    page = figures_markdown()
    assert all(f"### `{figure.key}`" in page for kind in REGISTRY.values() for figure in kind.figures)
    assert PAGE.read_text(encoding="utf-8") == page
