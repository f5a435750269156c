"""What has passed its retention time is listed kind by kind, and with --apply destroyed; what is kept says why."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from journey.domain.errors import ConfigError, Conflict, NotAllowed
from journey.domain.events.oversight import RetentionApplied
from journey.domain.events.requests import ErasureDecided, ErasureRequested, Exported
from journey.domain.events.system import Erased
from journey.domain.retention import REFUSED, Retention
from journey.engine.chats.sessions import Lengths
from journey.engine.decisions import engine_event
from journey.engine.erasure import erase
from journey.engine.loading.retention import FILE, load_retention
from journey.engine.people import programme_stream
from journey.engine.receipts import read
from services import readings, retention
from services.opened import Journey
from services.permissions import Actor, Role
from tests.cases import every
from tests.site import NOW, PROGRAMME, Entry, Site, log_of, stream_of, take

SHIPPED = load_retention(None)


def case(name: str, discharged: str, **referral: Any) -> list[Entry]:
    """A case that was closed on a day."""
    return [
        {"type": "referred", "participant": name, "on": "2020-01-02", "source": "self", **referral},
        {"type": "enrolled", "participant": name, "on": "2020-02-03", "coach": "anna"},
        {"type": "discharged", "participant": name, "on": discharged, "reason": "work"},
    ]


def open_case(name: str) -> list[Entry]:
    return case(name, "2020-05-05")[:2]


def given(journey: Journey, *cases: list[Entry]) -> None:
    take(journey, [entry for one in cases for entry in one])


def times(rules: Retention = SHIPPED, **lengths: timedelta) -> retention.Times:
    return retention.Times(rules, Lengths(**lengths))


def keeping(folder: Path, *lines: str) -> Retention:
    """The times of a config folder that keeps something."""
    shipped = 'closed_cases.after = "5 years"\naccess_log.after = "5 years"\nexports.after = "1 year"\n'
    (folder / FILE).write_text(shipped + "\n".join(["[[closed_cases.keep]]", *lines]), encoding="utf-8")
    return load_retention(folder)


def passed(journey: Journey, kind: str, **more: Any) -> int:
    return next(one.passed for one in retention.due(journey, times(**more)).kinds if one.kind == kind)


def cases_of(journey: Journey, rules: Retention = SHIPPED) -> dict[str, str | None]:
    """The cases whose time is over, by reference, with why each is kept."""
    with journey.engine.store.read() as connection:
        called = journey.engine.people.references(connection)
    return {called[one.stream]: one.kept for one in retention.due(journey, times(rules)).cases}


def apply(journey: Journey, site: Site) -> retention.Passed:
    return retention.apply(journey, times(), site.folder / "erasures.jsonl")


def counts(journey: Journey) -> list[tuple[str, int]]:
    return [(one.fact.kind, one.fact.count) for one in log_of(journey) if isinstance(one.fact, RetentionApplied)]


def say(journey: Journey, reference: str | None, *facts: Any) -> None:
    """What only the engine writes, in somebody's stream or the programme's."""
    stream = stream_of(journey, reference) if reference else programme_stream(PROGRAMME)
    for fact in facts:
        version = len(journey.engine.log.load(stream)) + 1
        journey.engine.log.append([engine_event(stream, version, PROGRAMME, fact, journey.now, "test")])
    journey.projector.catch_up()


# -- what has passed its time ------------------------------------------------------------------------------------------
@pytest.mark.every_store
def test_closed_cases_whose_last_note_is_five_years_old_are_listed_and_with_apply_destroyed(site: Site) -> None:
    with site.opened() as journey:  # on the first day of 2031
        given(journey, case("old", "2025-12-31"), case("new", "2026-01-01"), open_case("open"))
        old = stream_of(journey, "old")
        assert cases_of(journey) == {"old": None}
        assert counts(journey) == []  # looking destroys nothing
        went = apply(journey, site)
        assert [one.stream for one in went.cases] == [old]
        bases = [one.fact.basis for one in log_of(journey) if isinstance(one.fact, Erased)]
        assert (bases, counts(journey)) == (["retention"], [("closed_cases", 1)])
        assert set(read(site.folder / "erasures.jsonl")) == {old}
        assert journey.engine.epochs.is_due(journey.now) is False  # the epoch of its key has ended
        assert cases_of(journey) == {}
        apply(journey, site)
        assert counts(journey) == [("closed_cases", 1)]  # nothing went, and nothing is said
        assert stream_of(journey, "new") and stream_of(journey, "open")


def test_a_note_written_down_later_counts_from_the_day_it_was_written(site: Site) -> None:
    with site.opened() as journey:
        given(journey, case("old", "2020-06-01"))
        late = {"type": "contact_held", "participant": "old", "on": "2020-05-05", "mode": "phone"}
        take(journey, [late], keep_recorded=False)
        assert cases_of(journey) == {}


def test_who_was_referred_and_never_enrolled_goes_once_declined(site: Site) -> None:
    declined = {"type": "declined", "participant": "no", "on": "2020-02-02", "reason": "own_wish"}
    with site.opened() as journey:
        given(journey, case("no", "2020-03-03")[:1], case("waits", "2020-03-03")[:1], [declined])
        assert cases_of(journey) == {"no": None}


@pytest.mark.every_store
def test_drafts_and_messages_older_than_the_file_says_go_with_their_count(site: Site) -> None:
    with site.opened() as journey:
        given(journey, open_case("open"))
        journey.engine.chats.create(NOW - timedelta(days=20), "webchat", "sv")
        assert passed(journey, "drafts") == 0
        assert passed(journey, "drafts", draft=timedelta(days=10)) == 1
        short = times(draft=timedelta(days=10))
        retention.apply(journey, short, site.folder / "erasures.jsonl")
        assert counts(journey) == [("drafts", 1)]


def test_exports_past_their_time_are_told_and_stay_for_a_human_to_destroy(site: Site) -> None:
    with site.opened(NOW - timedelta(days=400)) as journey:
        given(journey, open_case("open"))
        say(journey, None, Exported(kind="tables"))
    with site.opened() as journey:
        say(journey, None, Exported(kind="events"))
        assert passed(journey, "exports") == 1
        apply(journey, site)
        assert passed(journey, "exports") == 1


@pytest.mark.every_store
def test_months_of_readings_go_whole_once_they_are_signed_and_five_years_old(site: Site) -> None:
    with site.opened(NOW - timedelta(days=6 * 365)) as journey:
        given(journey, open_case("open"))
        readings.note(journey, [stream_of(journey, "open")], ("name",), "journey timeline")
    with site.opened() as journey:
        readings.note(journey, [stream_of(journey, "open")], ("name",), "journey timeline")
        assert passed(journey, "access_log") == 0  # no checkpoint has signed it yet
    site.run("audit", "checkpoint")
    with site.opened() as journey:
        assert passed(journey, "access_log") == 1
        apply(journey, site)
        assert counts(journey) == [("access_log", 1)]
        assert passed(journey, "access_log") == 0


# -- what is kept ------------------------------------------------------------------------------------------------------
def test_what_a_supervisor_refused_to_erase_is_kept_whatever_its_age(site: Site) -> None:
    with site.opened() as journey:
        given(journey, case("old", "2020-06-01"))
        say(journey, "old", ErasureRequested(), ErasureDecided(decision="refused"))
        assert cases_of(journey) == {"old": REFUSED}
        assert apply(journey, site).cases == []
        assert cases_of(journey) == {"old": REFUSED}


def test_archive_law_keeps_by_reference_by_programme_and_by_day_of_birth(site: Site, tmp_path: Path) -> None:
    with site.opened() as journey:
        born = {"a": "19900105-2399", "b": "19900306-2396", "c": "19900165-2396"}  # c has a coordination number
        given(journey, *(case(name, "2020-06-01", personal_number=number) for name, number in born.items()))
        given(journey, case("unknown", "2020-06-01"))
        by_birth = cases_of(journey, keeping(tmp_path, 'reason = "the archive"', "born_on = [5, 15, 25]"))
        unknown = "the archive (day of birth not known)"
        assert by_birth == {"a": "the archive", "b": None, "c": "the archive", "unknown": unknown}
        by_name = cases_of(journey, keeping(tmp_path, 'reason = "a dispute"', 'participants = ["b"]'))
        assert [name for name, why in by_name.items() if why] == ["b"]
        for programme, kept in ((PROGRAMME, 4), ("another", 0)):
            rules = keeping(tmp_path, 'reason = "research"', f'programme = "{programme}"')
            assert sum(why == "research" for why in cases_of(journey, rules).values()) == kept


# -- who, and what else may happen ---------------------------------------------------------------------------------------
@every("role, may", [(role, role in (Role.dpo, Role.operator)) for role in Role])
def test_the_operator_and_the_data_protection_officer_carry_it_out_and_nobody_else(role: Role, may: bool) -> None:
    journey: Any = type("Asking", (), {"actor": Actor(role, "kim")})()
    with pytest.raises(AttributeError if may else NotAllowed):  # whoever may goes on to the store, which is not there
        retention.due(journey, times())


def test_a_case_that_somebody_writes_about_meanwhile_stays(site: Site) -> None:
    with site.opened() as journey:
        given(journey, case("old", "2020-06-01"))
        stream = stream_of(journey, "old")
        with pytest.raises(Conflict):
            erase(journey.engine, stream, "-", NOW, "operator", site.folder / "e.jsonl", "retention", seen=2)
        assert "erased" not in {event.type for event in log_of(journey)}


def test_what_was_broken_off_before_it_was_counted_is_counted_the_next_time(site: Site) -> None:
    with site.opened() as journey:
        given(journey, case("first", "2020-06-01"), case("second", "2020-06-01"))
        receipts = site.folder / "erasures.jsonl"
        erase(journey.engine, stream_of(journey, "first"), "-", NOW, "operator", receipts, "retention")
        journey.projector.catch_up()
        apply(journey, site)
        assert counts(journey) == [("closed_cases", 2)]


@every(
    "text, wrong",
    [
        ('closed_cases.after = "5 år"', "closed_cases.after"),
        ('closed_cases.after = "0 days"\naccess_log.after = "5 years"\nexports.after = "1 year"', "is no time at all"),
        ('closed_cases.after = "5 years"', "access_log: is missing"),
        ('[[closed_cases.keep]]\nborn_on = [32]\nreason = "x"', "born_on"),
        ("[[closed_cases.keep]]\nborn_on = [5]", "reason"),
    ],
)
def test_a_slip_in_the_file_stops_the_command_and_destroys_nothing(tmp_path: Path, text: str, wrong: str) -> None:
    (tmp_path / FILE).write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match=wrong):
        load_retention(tmp_path)


@pytest.mark.every_store
def test_the_command_lists_then_destroys_and_names_nobody_in_hiding(site: Site) -> None:
    with site.opened() as journey:
        given(journey, case("old", "2020-06-01"), case("hidden", "2020-06-01", identity="protected"))
    listed = site.json("retention")
    assert "hidden" not in str(listed)
    assert len(listed["cases"]) == 2
    done = site.json("retention", "--apply")
    assert {one["kind"]: one["passed"] for one in done["kinds"]}["closed_cases"] == 2
    assert site.json("retention")["cases"] == []
    assert site.json("replay")["differences"] == []
