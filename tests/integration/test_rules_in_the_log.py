"""The rules' own history: a programme whose file has changed is recorded once, whoever starts first."""

from contextlib import ExitStack
from datetime import timedelta
from functools import partial
from typing import Any

import msgspec
import pytest

from journey.domain.errors import WrongInput
from journey.domain.events.participant import ContactHeld
from journey.domain.events.system import RulesChanged
from journey.domain.programme import Programme
from services.opened import Journey
from tests.histories import shipped
from tests.site import NOW, PROGRAMME, Site, log_of, read_models, rebuilt, record, take
from tests.threads import at_once, errors

pytestmark = pytest.mark.every_store

TOMORROW = NOW + timedelta(days=1)


def without(*rules: str, **keys: Any) -> dict[str, Programme]:
    """The shipped programmes, ours without some of its rules."""
    ours = shipped()[PROGRAMME]
    kept = tuple(rule for rule in ours.rules if rule.id not in rules)
    return {**shipped(), PROGRAMME: msgspec.structs.replace(ours, rules=kept, **keys)}


def versions(journey: Journey) -> list[str]:
    return [event.fact.programme.version() for event in log_of(journey) if isinstance(event.fact, RulesChanged)]


@pytest.fixture
def used(site: Site) -> Site:
    with site.opened() as journey:
        people = [{"type": "enrolled", "participant": f"J-{number}", "on": "2024-01-01"} for number in range(3)]
        take(journey, people)
    return site


def test_a_change_is_recorded_once_and_a_start_without_one_records_nothing(used: Site) -> None:
    first, second = shipped()[PROGRAMME].version(), without("contact_rhythm")[PROGRAMME].version()
    for programmes, expected in (
        (None, [first]),
        (without("contact_rhythm"), [first, second]),
        (without("contact_rhythm"), [first, second]),
        (None, [first, second, first]),
    ):
        with used.opened(TOMORROW, programmes) as journey:
            assert versions(journey) == expected


def test_a_change_that_many_processes_start_with_at_once_is_recorded_once(used: Site) -> None:
    with ExitStack() as opened:
        programmes = without("contact_rhythm")
        results = at_once(*[lambda: opened.enter_context(used.opened(TOMORROW, programmes))] * 4)
        assert errors(results) == []
        assert len(versions(results[0])) == 2


def test_a_programme_that_the_log_does_not_know_is_not_recorded_at_a_start(used: Site) -> None:
    with used.opened() as journey:
        assert journey.engine.in_use() == [PROGRAMME]


def test_a_running_process_goes_by_the_rules_that_another_has_recorded(used: Site) -> None:
    with used.opened() as running:
        assert running.engine.books[PROGRAMME].latest.rule("contact_rhythm")
        with used.opened(TOMORROW, without("contact_rhythm", "job_search_one_month", valid_from=None)):
            pass
        running.execute(record(ContactHeld(mode="phone"), "J-1", now=TOMORROW))
        assert running.engine.books[PROGRAMME].latest.rule("contact_rhythm") is None
        assert read_models(running) == rebuilt(running)


def test_a_change_refreshes_the_deadlines_of_everybody_it_concerns(used: Site) -> None:
    programmes = without("job_search_one_month", valid_from=NOW.date().replace(year=2020))
    with used.opened(TOMORROW, programmes, rejudge=True) as journey:
        assert read_models(journey) == rebuilt(journey)


def test_rules_from_before_recorded_ones_are_refused_and_record_nothing(used: Site) -> None:
    day = NOW.date().replace(year=2020)
    with pytest.raises(WrongInput, match=r"valid_from: 2020-\d\d-\d\d is before .* --rejudge"):
        used.opened(TOMORROW, without("contact_rhythm", valid_from=day)).__enter__()
    with used.opened(TOMORROW) as journey:
        assert len(versions(journey)) == 1


def test_rules_that_were_taken_so_once_are_in_the_log_and_are_not_asked_about_again(used: Site) -> None:
    programmes = without("contact_rhythm", valid_from=NOW.date().replace(year=2020))
    with used.opened(TOMORROW, programmes, rejudge=True):
        pass
    with used.opened(TOMORROW, programmes) as journey:
        assert len(versions(journey)) == 2


def test_rules_of_the_same_day_or_a_later_one_are_taken(used: Site) -> None:
    for day in (NOW.date(), NOW.date() + timedelta(days=40)):
        programmes = without(f"contact_rhythm{'' if day == NOW.date() else '-'}", valid_from=day)
        with used.opened(TOMORROW, programmes) as journey:
            assert journey.engine.books[PROGRAMME].versions[-1].valid_from == day


def test_rules_recorded_and_people_imported_at_once_end_where_a_rebuild_does(used: Site) -> None:
    with used.opened() as importer, ExitStack() as opened:
        people = [{"type": "enrolled", "participant": f"p-{number}", "on": "2024-01-01"} for number in range(50)]
        results = at_once(
            partial(take, importer, people),
            lambda: opened.enter_context(used.opened(TOMORROW, without("contact_rhythm"))),
        )
        assert errors(results) == []
        importer.projector.catch_up()
        assert read_models(importer) == rebuilt(importer)
