"""Reports beside one another: two windows of one programme, several programmes and all of them together."""

from __future__ import annotations

from datetime import date

import msgspec

from projections.reports import KINDS, as_csv, as_json, beside_html, beside_json, programmes, two_windows
from projections.reports.intervals import wilson
from tests.cases import every

from .given import PROGRAMME, discharged, enrolled, job, person, told, told_outside

OTHER = msgspec.structs.replace(PROGRAMME, id="andra", name="Den andra", starts=date(2018, 6, 1))
HERE = [person(enrolled("2018-02-01"), job("2018-03-01"), gender="woman"), person(enrolled("2018-02-01"))]
THERE = [person(enrolled("2018-07-02"), discharged("2018-09-01"), gender="man")]


def test_a_second_window_stands_beside_the_first() -> None:
    first, second = told("outcomes", *HERE, start="2018-03-01"), told("outcomes", *HERE, end="2018-02-15")
    answer = beside_json(two_windows(first, second))
    assert answer | {"compare": None} == as_json(first) | {"compare": None}
    assert answer["compare"] == {key: as_json(second)[key] for key in ("from", "to", "figures")}
    page = beside_html(two_windows(first, second))
    assert "+50.0 points" in page
    assert "2018-01-01 to 2018-02-15" in page


def test_several_programmes_are_told_each_and_together() -> None:
    here, there = told("outcomes", *HERE), told("outcomes", *THERE, programme=OTHER)
    answer = beside_json(programmes((here, there)))
    assert answer["programmes"] == [as_json(here), as_json(there)]
    pooled = answer["pooled"]
    assert (pooled["programme"], pooled["from"], pooled["rules_version"]) == ("prov+andra", "2018-01-01", None)
    share = next(figure for figure in pooled["figures"] if figure["key"] == "employed_share_enrolled")
    assert (share["numerator"], share["denominator"], share["interval"]) == (1, 3, wilson(1, 3))
    assert share["by"] == {"gender=woman": 1, "gender=man": 0, "gender=unknown": 0}
    lines = as_csv(here, there).splitlines()
    assert {line.split(",")[1] for line in lines[1:]} == {"prov", "andra"}


@every("kind", KINDS)
def test_what_is_pooled_is_the_report_over_everybody_and_what_is_not_is_named(kind: str) -> None:
    here, there = told(kind, *HERE), told(kind, *THERE)
    answer = beside_json(programmes((here, there)))
    everybody = {figure["key"]: figure for figure in as_json(told(kind, *HERE, *THERE))["figures"]}
    pooled = {figure["key"]: figure for figure in answer["pooled"]["figures"]} if answer["pooled"] else {}
    assert {key: everybody[key] for key in pooled} == pooled
    assert set(answer["not_pooled"]) == set(everybody) - set(pooled)


def test_for_outside_nothing_is_pooled() -> None:
    outside = [told_outside("outcomes", *people) for people in (HERE, THERE)]
    assert beside_json(programmes(tuple(outside)))["pooled"] is None
