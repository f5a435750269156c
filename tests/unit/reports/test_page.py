"""A report as a page and as a spreadsheet: whole, self-contained, the same every time, and safe with any words."""

import csv
import html
import io
import re
from html.parser import HTMLParser

from projections.reports import KINDS, as_csv, as_html
from projections.reports.publishing.classed import CLASSED
from projections.reports.showing.spreadsheet import COLUMNS
from projections.reports.showing.worded import worded
from projections.reports.showing.words import words
from tests.cases import every

from .given import background, discharged, e, enrolled, job, person, team, told, told_outside

PEOPLE = [
    person(enrolled("2018-02-01", coach="anna"), job("2018-03-01", industry="care_municipal"), gender="woman"),
    person(enrolled("2018-01-10", coach="bo"), discharged("2018-03-11"), gender="man"),
    person(enrolled("2018-01-10", coach="=1+1"), background(gender="other", municipality="<script>alert(1)</script>")),
]
OWN = team(e("coach_registered", "2018-01-01", coach="anna", fte=0.8))
VOID = {"meta", "br", "link", "input", "img", "hr"}


class Page(HTMLParser):
    """What a page is made of; fails where a tag is closed that was not opened."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def attributes(self, name: str) -> list[str]:
        return [attrs[name] or "" for _, attrs in self.seen if name in attrs]


@every("kind", [*KINDS, *(f"{kind} outside" for kind in CLASSED)])
def test_a_page_is_whole_and_needs_nothing_beside_itself(kind: str) -> None:
    name, _, outside = kind.partition(" ")
    text = as_html((told_outside if outside else told)(name, *PEOPLE, own=OWN))
    page = Page(text)
    assert page.open == []
    assert not {tag for tag, _ in page.seen} & {"script", "link", "img", "iframe", "object"}
    assert all(address.startswith("#") for address in page.attributes("href"))
    assert "url(" not in text
    assert "@import" not in text
    names = page.attributes("id")
    assert len(names) == len(set(names))
    assert {address[1:] for address in page.attributes("href")} <= set(names), "every plot leads to its numbers"


@every("kind", KINDS)
def test_every_figure_stands_on_the_page_with_its_definition_and_who_is_counted(kind: str) -> None:
    report = told(kind, *PEOPLE, own=OWN)
    for language in ("sv", "en"):
        page = html.unescape(re.sub(r"<[^>]+>", "", as_html(report, language)))
        for figure in worded(report, words(language)).figures:
            assert figure.definition.name in page
            assert figure.definition.definition in page
            assert figure.cohort in page


@every("kind", KINDS)
def test_no_code_stands_on_a_page_where_words_are_meant(kind: str) -> None:
    report = told(kind, *PEOPLE, own=OWN)
    for language in ("sv", "en"):
        page = re.sub(r"<style>.*?</style>|<svg.*?</svg>|<[^>]+>", " ", as_html(report, language), flags=re.DOTALL)
        assert not re.findall(r"\b[a-z]+_[a-z_]+\b|gender=", page), language


@every("kind", KINDS)
def test_pictures_come_before_the_tables(kind: str) -> None:
    text = as_html(told(kind, *PEOPLE, own=OWN), "sv")
    first = text.index("<table") if "<table" in text else len(text)
    assert "<svg" not in text or text.index("<svg") < first, "pictures before the tables"


def test_a_word_of_somebody_elses_is_never_markup() -> None:
    text = as_html(told("structure", *PEOPLE, own=OWN))
    assert "<script>" not in text
    assert "&lt;script&gt;" in text


def test_the_same_question_gives_the_same_bytes_in_whatever_order_people_come() -> None:
    for kind in KINDS:
        one, other = (told(kind, *people, own=OWN) for people in (PEOPLE, PEOPLE[::-1]))
        assert as_html(one) == as_html(other)
        assert as_csv(one) == as_csv(other)


def test_a_plot_has_no_size_of_its_own_and_is_hidden_from_those_who_hear_the_table() -> None:
    page = Page(as_html(told("flow", *PEOPLE, own=OWN)))
    drawings = [attrs for tag, attrs in page.seen if tag == "svg"]
    assert len(drawings) == 4, "two pictures, each for a wide sheet and for a narrow one"
    assert all("width" not in attrs and attrs["aria-hidden"] == "true" for attrs in drawings)


def test_a_spreadsheet_has_a_line_for_every_cell() -> None:
    lines = list(csv.DictReader(io.StringIO(as_csv(told("outcomes", *PEOPLE, own=OWN)))))
    assert list(lines[0]) == list(COLUMNS)
    [share] = [line for line in lines if (line["figure"], line["part"]) == ("employed_share_enrolled", "all")]
    assert (float(share["value"]), share["numerator"], share["denominator"]) == (1 / 3, "1", "3")
    [women] = [
        line
        for line in lines
        if (line["figure"], line["part"], line["category"]) == ("job_industries", "gender=woman", "care_municipal")
    ]
    assert women["value"] == "1"


def test_no_cell_of_a_spreadsheet_is_a_formula() -> None:
    cells = [cell for line in csv.reader(io.StringIO(as_csv(told("caseload", *PEOPLE, own=OWN)))) for cell in line]
    assert "'=1+1" in cells
    assert not [cell for cell in cells if cell.startswith(("=", "+", "@", "-"))]


def test_what_is_withheld_is_empty_and_marked() -> None:
    lines = list(csv.DictReader(io.StringIO(as_csv(told_outside("flow", *PEOPLE, own=OWN)))))
    [persons] = [line for line in lines if (line["figure"], line["part"]) == ("persons", "all")]
    assert (persons["value"], persons["suppressed"]) == ("<5", "yes")
