"""About is not with: who speaks of a person without them has not met them, and no rule of a person is settled by it."""

from __future__ import annotations

from typing import get_args

from hypothesis import given
from hypothesis import strategies as st

from journey.domain.events import ENTRY_TYPES
from journey.domain.events.codes import Partner
from journey.domain.rulebook import RuleBook
from tests.histories import Entry, books, histories, shipped
from tests.spec import entry, log_of, missed
from tests.spec import given as given_that
from tests.unit.domain.judging import days, judged, some

ABOUT = st.fixed_dictionaries(
    {
        "party": st.sampled_from(get_args(Partner)),
        "mode": st.sampled_from(["meeting", "phone"]),
        "activity": st.sampled_from(["authority", "job_search", "mapping"]),
        "by": st.sampled_from(["coach:anna", "supervisor:eva"]),
    }
)


@some
@given(histories(), books(), days, st.lists(st.tuples(ABOUT, st.integers(0, 2)), min_size=1, max_size=4), st.data())
def test_contacts_with_partners_change_no_deadline_under_any_rules(
    entries: list[Entry], book: RuleBook, as_of: object, told: list[tuple[dict[str, str], int]], data: st.DataObject
) -> None:
    beside = [
        {
            **about,
            "type": "partner_contacted",
            "on": near["on"],
            "recorded": near["recorded"],
            "entry": f"about-{number}",
        }
        for number, (about, _) in enumerate(told)
        for near in [data.draw(st.sampled_from(entries))]
    ]
    assert judged(log_of([*entries, *beside]), book, as_of) == judged(log_of(entries), book, as_of)  # type: ignore[arg-type]


def test_outreach_after_a_missed_visit_is_to_the_person() -> None:
    spoke = entry("partner_contacted", "2018-03-02", party="family", mode="phone", by="coach:anna")
    past = given_that(entry("enrolled", "2018-02-01"), missed("2018-03-01"), spoke)
    assert past.under("missed_visit_outreach").on("2018-03-30").deadline().status == "breached"


def test_no_shipped_rule_waits_for_what_is_said_about_somebody() -> None:
    awaited = {
        pattern.type
        for programme in shipped().values()
        for rule in programme.rules
        for leg in rule.legs
        for pattern in (*leg.satisfier, *leg.until)
    }
    assert len(awaited) > 10
    assert not {name for name in awaited if not ENTRY_TYPES[name].settles}
