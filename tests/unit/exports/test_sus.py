"""SUS: whom a form may name, and what it says; an anonymous one has no place for anything else."""

import dataclasses
from datetime import date
from typing import Any

import pytest

from journey.domain.errors import NotAllowed
from projections.exports.config import sus_words
from projections.exports.sus.forms import COLUMNS, OPEN_TO_ALL, Forms, as_row, check, shown_number
from projections.exports.sus.registration import AnonymousForm, anonymous_form, named_form, refusal
from tests.cases import every
from tests.unit.reports.given import Entry, background, discharged, e, enrolled, job, person, placement, studies

TODAY = date(2018, 12, 31)
CONSENT, WITHDRAWN = ("consent_given", "consent_withdrawn")


def consent(on: str, **keys: Any) -> Entry:
    return e(CONSENT, on, party="sus", **keys)


def refusals(*story: Entry, today: date = TODAY) -> list[str | None]:
    """For each episode why it is registered without the person."""
    history = person(*story)
    return [refusal(history, stay.enrolment, today) for stay in history.stays if stay.enrolment]


TWO = (enrolled("2018-01-10"), discharged("2018-02-10"), enrolled("2018-05-10"))


@every(
    "story, expected",
    [
        ([enrolled("2018-01-10")], ["no_consent"]),
        ([enrolled("2018-01-10"), consent("2018-01-11")], [None]),
        ([consent("2018-01-01"), enrolled("2018-01-10")], [None]),
        ([enrolled("2018-01-10"), consent("2018-01-11"), e(WITHDRAWN, "2018-03-01", party="sus")], ["withdrawn"]),
        ([enrolled("2018-01-10"), consent("2018-01-11", until="2018-06-30")], ["no_consent"]),
        ([enrolled("2018-01-10"), e(CONSENT, "2018-01-11", party="research")], ["no_consent"]),
        ([*TWO, consent("2018-01-12")], [None, "no_consent"]),
        ([*TWO, consent("2018-05-12")], ["no_consent", None]),
        ([*TWO, consent("2018-01-12"), consent("2018-03-01")], [None, None]),
        (
            [*TWO, consent("2018-01-12"), e(WITHDRAWN, "2018-05-11", party="sus"), consent("2018-05-12")],
            ["no_consent", None],
        ),
        ([*TWO[:2], consent("2018-03-01")], [None]),
        (
            [enrolled("2018-01-10"), consent("2018-01-11"), e("identity_changed", "2018-02-01", identity="protected")],
            ["protected"],
        ),
        (
            [enrolled("2018-01-10"), consent("2018-01-11"), e("identity_changed", "2018-02-01", identity="anonymous")],
            ["no_consent"],
        ),
    ],
)
def test_consent_is_asked_for_each_episode_anew(story: list[Entry], expected: list[str | None]) -> None:
    assert refusals(*story) == expected


def test_an_anonymous_registration_has_sex_and_start_year_and_no_place_for_more() -> None:
    assert {field.name for field in dataclasses.fields(AnonymousForm)} == {"gender", "start_year"}
    history = person(enrolled("2018-01-10"), background("2018-01-10", municipality="Hudiksvall"), gender="woman")
    assert anonymous_form(history, history.stays[0]) == AnonymousForm("woman", 2018)


@every("column", sorted(set(COLUMNS) - OPEN_TO_ALL))
def test_an_anonymous_line_with_anything_else_in_it_is_refused(column: str) -> None:
    line = {"form": "0001", **as_row(AnonymousForm("woman", 2018))}
    check(line)
    with pytest.raises(NotAllowed, match="anonymous"):
        check(line | {column: "H-001"})


def test_a_form_says_what_held_at_the_start_and_at_the_end() -> None:
    incomes = [{"source": "sickness_benefit", "payer": "FK", "amount": 1.0}]
    history = person(
        enrolled("2018-01-10"),
        background("2018-01-12", education="higher", years_on_support=9.5, incomes=incomes),
        placement("2018-02-01"),
        job("2018-03-01", subsidised=True),
        e("job_changed", "2018-04-01", job="job", extent=50, subsidised=False),
        studies("2018-04-02"),
        discharged("2018-05-01", reason="work"),
        e("incomes_recorded", "2018-05-20", incomes=[]),
        gender="man",
    )
    form = named_form(history, history.stays[0], {"reference": "H-1"})
    assert (form.start.on, form.start.incomes, form.start.work) == (date(2018, 1, 10), ("sickness_benefit",), None)
    assert form.end is not None
    assert (form.end.work, form.end.studies, form.end.seeking) == ((50, False), ("adult_education", 50), False)
    assert form.end.incomes == ("sickness_benefit",), "what is told after the episode is not its end"
    assert (form.reason, form.education, form.years_on_support) == ("work", "higher", 9.5)


def test_placements_are_not_in_sus() -> None:
    story = [enrolled("2018-01-10"), discharged("2018-05-01")]
    without, within = person(*story), person(story[0], placement("2018-02-01"), story[1])
    assert named_form(without, without.stays[0], {}) == named_form(within, within.stays[0], {})


def test_a_page_escapes_what_it_says(tmp_path: Any) -> None:
    history = person(enrolled("2018-01-10"))
    with Forms(tmp_path, "Prov", sus_words(None)) as forms:
        forms.write(
            named_form(history, history.stays[0], {"name": "<b>Anna\u202e\x1b", "personal_number": "191212121212"})
        )
        forms.write(anonymous_form(history, history.stays[0]))
    page = (tmp_path / "sus-0001-named.html").read_text()
    assert "&lt;b&gt;Anna</td>" in page
    assert "19121212-1212" in page
    assert "Prov" not in (tmp_path / "sus-0002-anonymous.html").read_text()


def test_no_name_is_a_formula_in_the_table(tmp_path: Any) -> None:
    history = person(enrolled("2018-01-10"))
    with Forms(tmp_path, "Prov", sus_words(None)) as forms:
        forms.write(named_form(history, history.stays[0], {"name": "=1+1\x1b"}))
    assert ",'=1+1," in (tmp_path / "sus.csv").read_text()


@every(
    "digits, shown",
    [
        ("191212121212", "19121212-1212"),
        ("191212121213", ""),
        (None, ""),
        ("H-001", ""),
        ("191212721219", "19121272-1219"),
    ],
)
def test_a_number_is_shown_where_it_can_be_right(digits: str | None, shown: str) -> None:
    assert shown_number(digits) == shown
