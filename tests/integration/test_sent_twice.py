"""Facts without ids, sent twice: they are taken once, whatever the file has become meanwhile."""

import json
from collections import Counter
from collections.abc import Iterable
from functools import partial
from itertools import chain

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from journey.engine import imports
from services.opened import Journey
from tests.histories import histories, team_histories
from tests.site import Entry, NewSite, Site, log_of, read_models, take
from tests.threads import at_once, errors

pytestmark = pytest.mark.every_store

EACH = settings(  # no shrinking: a store for every try takes too long
    max_examples=8, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck)
)


def nameless(entries: Iterable[Entry]) -> list[Entry]:
    """The same facts as a sender hands them over who keeps no ids, but for those that a strike names."""
    story = list(entries)
    named = {entry["strikes"] for entry in story if "strikes" in entry}
    return [{key: entry[key] for key in entry if key != "entry" or entry[key] in named} for entry in story]


def call(day: int, **keys: object) -> Entry:
    return {"type": "contact_held", "participant": "p-1", "on": f"2024-02-{day:02d}", "mode": "phone", **keys}


@st.composite
def files(draw: st.DrawFn) -> tuple[list[Entry], list[Entry]]:
    """A file and what it grows by. Some facts stand several times: two calls of one day are two calls."""
    people = draw(st.lists(st.integers(0, 99), min_size=2, max_size=3, unique=True))
    stories = [nameless(draw(histories(f"p-{number}"))) for number in people]
    days = draw(st.lists(st.integers(1, 4), min_size=2, max_size=12))
    calls = [call(day, participant=f"p-{people[0]}") for day in days]
    cut, split = draw(st.integers(1, len(stories))), draw(st.integers(0, len(calls)))
    before = [*chain.from_iterable(stories[:cut]), *calls[:split]]
    return before, [*chain.from_iterable(stories[cut:]), *calls[split:], *nameless(draw(team_histories(facts=3)))]


def facts_of(journey: Journey) -> Counter[tuple[str, str]]:
    """The facts of the log by stream and content, however they are called."""
    return Counter((str(event.stream), repr(event.fact) + str(event.on)) for event in log_of(journey) if event.sender)


@EACH
@given(data=st.data())
def test_a_grown_file_adds_what_it_has_grown_by(
    prepared_site: NewSite, monkeypatch: pytest.MonkeyPatch, data: st.DataObject
) -> None:
    monkeypatch.setattr(imports, "CHUNK", data.draw(st.sampled_from([1, 3, 2000])))
    before, more = data.draw(files())
    file = [*before, *more]
    with prepared_site().opened() as journey:
        assert take(journey, before).taken == len(before)
        grown = take(journey, file)
        assert (grown.taken, grown.repeated) == (len(more), len(before))
        log, rows = log_of(journey), read_models(journey)
        assert take(journey, file).taken == 0
        assert take(journey, data.draw(st.permutations(file))).taken == 0
        assert log_of(journey) == log
        assert read_models(journey) == rows
    with prepared_site().opened() as once:
        take(once, file)
        assert Counter(fact for _, fact in facts_of(once)) == Counter(fact for _, fact in facts_of(journey))


def test_equal_lines_are_as_many_facts_as_there_are_lines(site: Site) -> None:
    start = {"type": "enrolled", "participant": "p-1", "on": "2024-01-01"}
    with site.opened() as journey:
        assert take(journey, [start, call(1), call(1)]).taken == 3
        assert take(journey, [start, call(1), call(1), call(1)]).taken == 1
        assert take(journey, [call(1)]).taken == 0, "a shorter file takes nothing back"
        assert len([event for event in log_of(journey) if event.type == "contact_held"]) == 3


def test_two_who_send_the_same_at_once_send_it_once(site: Site) -> None:
    file = [{"type": "enrolled", "participant": f"p-{number}", "on": "2024-01-01"} for number in range(100)] * 2
    file = [*file[:100], *(line | {"type": "contact_held", "mode": "phone"} for line in file)]
    with site.opened() as one, site.opened() as other:
        results = at_once(partial(take, one, file), partial(take, other, file))
    assert sorted(result.taken for result in results) == [0, len(file)], errors(results)


def test_how_a_line_is_written_does_not_matter(site: Site) -> None:
    start = {"type": "enrolled", "participant": "p-1", "on": "2024-01-01"}
    with site.opened() as journey:
        take(journey, [start, call(1, minutes=30)])
        backwards = dict(reversed(call(1, minutes=30).items()))
        assert take(journey, [backwards | {"note": None}]).taken == 0
        assert take(journey, [call(1, minutes=31)]).taken == 1


def test_two_senders_and_two_programmes_are_two_facts(site: Site) -> None:
    line = {"type": "enrolled", "participant": "p-1", "on": "2024-01-01"}
    with site.opened() as journey:
        assert [take(journey, [line], sender=sender).taken for sender in ("a", "b", "a")] == [1, 1, 0]
    file = site.folder / "file.jsonl"
    file.write_text(json.dumps(line) + "\n")
    said = [site.run("import", str(file), "--programme", "jonkoping", "--sender", "a").err for _ in range(2)]
    assert said == [
        "1 entry imported, about 1 participant; 0 known already\n",
        "0 entries imported, about 0 participants; 1 known already\n",
    ]


def test_the_name_says_nothing_of_the_line_and_can_be_struck(site: Site) -> None:
    with site.opened() as journey:
        take(journey, [{"type": "enrolled", "participant": "p-1", "on": "2024-01-01"}, call(1, note="private")])
        entry = log_of(journey)[-1].entry
        strike = {"type": "struck", "participant": "p-1", "on": "2024-03-01", "strikes": entry, "reason": "wrong"}
        assert take(journey, [strike, call(1, note="private")]).taken == 1, "what was struck stays struck"
        assert take(journey, [strike]).taken == 0


def test_a_refused_file_leaves_its_names_free(site: Site) -> None:
    start = {"type": "enrolled", "participant": "p-1", "on": "2024-01-01"}
    with site.opened() as journey:
        for _ in range(2):
            with pytest.raises(imports.ImportRefused):
                take(journey, [start, call(1), {"type": "nonsense"}])
        assert take(journey, [start, call(1)]).taken == 2
