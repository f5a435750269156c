"""Figures of a small hand-made cohort, counted by hand: eight people, two of whom returned.

A  woman, born 1995  2023-02-01 to 2023-05-02 (90 days) and 2023-09-01 to 2024-04-01 (213, work);
                     job 2023-11-01–2024-10-14
B  man, born 1988    2023-03-01 to 2023-08-28 (180, studies) and since 2024-02-01; studies 2023-08-01–2024-01-10
C  woman, born 1979  2023-04-03 to 2024-01-08 (280, no_contact)
D  man, born 2002    since 2023-10-02, paused since 2024-06-03
E  woman, born 1971  since 2024-01-15; job since 2024-05-06
F  man, born 1960    since 2024-03-04, in job placement
G  woman, born 1995  2024-05-13 to 2024-09-10 (120, moved); placement in June, a job of 35 days in July
H  other, born 1988  since 2024-08-01; placement since 2024-10-01"""

import re
from typing import Any

import pytest

from tests.cases import every
from tests.journeys.ten_people import COHORT, END, HALF, KO, KOHORT, QUEUE, Figures

from .conftest import Row, Store
from .hand import discharged, employer, enrolled


@pytest.fixture(scope="module")
def told(module_store: Store) -> Store:
    module_store.write_programme(KOHORT)
    module_store.write_programme(KO)
    module_store.write_programme(KOHORT.replace("kohort", "sok"))
    module_store.load(COHORT, programme="kohort")
    module_store.load(QUEUE, programme="ko")
    module_store.load(SEARCHES, programme="sok")
    return module_store


def values(figures: Figures, *keys: str) -> dict[str, Any]:
    return {key: figures[key]["value"] for key in keys}


def counts(figure: Row) -> dict[str, int]:
    """A distribution without its empty categories."""
    return {category: count for category, count in figure["value"].items() if count}


def share(figure: Row) -> tuple[int, int]:
    assert figure["value"] == pytest.approx(figure["numerator"] / figure["denominator"])
    return figure["numerator"], figure["denominator"]


# -- the envelope ----------------------------------------------------------------------------------------------------
def test_a_report_says_what_it_was_asked_and_gives_its_figures_with_cohort_and_unit(told: Store) -> None:
    report = told.json("report", "flow", "--programme", "kohort", *HALF)
    assert {
        "report",
        "programme",
        "from",
        "to",
        "as_of",
        "known_at",
        "population",
        "audience",
        "rules_version",
        "figures",
    } <= report.keys()
    assert (report["report"], report["programme"], report["population"]) == ("flow", "kohort", "all")
    assert (report["from"], report["to"]) == ("2024-01-01", "2024-06-30")
    assert all({"key", "value", "cohort", "unit"} <= figure.keys() for figure in report["figures"])


# -- flow ------------------------------------------------------------------------------------------------------------
def test_flow_of_everybody_from_the_first_event_to_the_end_of_2024(told: Store) -> None:
    flow = told.figures("flow", "kohort", *END)
    # 8 people; A and B twice = 10 episodes; ended: A1, A2, B1, C, G = 5, of A, B, C, G = 4 people; left: B, D, E, F, H.
    assert values(flow, "persons", "episodes", "enrolled", "discharged", "discharged_persons", "current_end") == {
        "persons": 8,
        "episodes": 10,
        "enrolled": 10,
        "discharged": 5,
        "discharged_persons": 4,
        "current_end": 5,
    }
    # The last ended episode of each: A 213, B 180, C 280, G 120 days.
    # A2: 1 September -> 1 April: 30+31+30+31+31+29+31 = 213.
    # B1: 1 March -> 1 August: 31+30+31+30+31 = 153, + 27 = 180.
    # C: 3 April -> 3 January: 30+31+30+31+31+30+31+30+31 = 275, + 5 = 280.
    # G: 13 May -> 13 September: 31+30+31+31 = 123, - 3 = 120.
    assert flow["mean_days_discharged"]["value"] == pytest.approx(793 / 4)
    assert flow["median_days_discharged"]["value"] == pytest.approx((180 + 213) / 2)
    assert flow["discharged_7_months_or_longer"]["value"] == 2  # A and C: 210 days or more
    assert counts(flow["discharge_reasons"]) == {"own_wish": 1, "work": 1, "studies": 1, "no_contact": 1, "moved": 1}


def test_flow_by_month_adds_up(told: Store) -> None:
    flow = told.figures("flow", "kohort", *END)
    assert sum(counts(flow["enrolled_by_month"]).values()) == 10
    assert sorted(counts(flow["discharged_by_month"]).values()) == [1, 1, 1, 1, 1]  # five different months


def test_flow_of_the_first_half_of_2024(told: Store) -> None:
    flow = told.figures("flow", "kohort", *HALF)
    # There on 1 January: A, C, D. New: E, B, F, G. Gone: C on 8 January, A on 1 April. Left: D, E, B, F, G.
    assert values(
        flow, "current_start", "enrolled", "discharged", "discharged_persons", "current_any", "current_end"
    ) == {
        "current_start": 3,
        "enrolled": 4,
        "discharged": 2,
        "discharged_persons": 2,
        "current_any": 7,
        "current_end": 5,
    }
    assert flow["mean_days_discharged"]["value"] == pytest.approx((280 + 213) / 2)
    assert counts(flow["discharge_reasons"]) == {"no_contact": 1, "work": 1}


def test_flow_as_of_an_earlier_day_knows_nothing_of_later_days(told: Store) -> None:
    flow = told.figures("flow", "kohort", "--as-of", "2023-12-31")
    # A, B, C, D; A twice; ended: A1 (90 days) and B1 (180); left: A, C, D.
    assert values(flow, "persons", "episodes", "discharged_persons", "current_end") == {
        "persons": 4,
        "episodes": 5,
        "discharged_persons": 2,
        "current_end": 3,
    }
    assert flow["mean_days_discharged"]["value"] == pytest.approx((90 + 180) / 2)


def test_flow_of_those_in_sus(told: Store) -> None:
    flow = told.figures("flow", "kohort", "--population", "sus", *END)
    # Registered: A1, A2, B1, C, E. All ended: C by its discharge, E by SUS on 15 July though still enrolled.
    assert values(flow, "persons", "episodes", "discharged", "discharged_persons", "current_end") == {
        "persons": 4,
        "episodes": 5,
        "discharged": 5,
        "discharged_persons": 4,
        "current_end": 0,
    }
    # A 213, B 180, C 280, E 15 January -> 15 July 2024: 31+29+31+30+31+30 = 182.
    assert flow["mean_days_discharged"]["value"] == pytest.approx(855 / 4)
    assert flow["median_days_discharged"]["value"] == pytest.approx((182 + 213) / 2)
    assert flow["discharged_7_months_or_longer"]["value"] == 2


def test_flow_counts_referrals_and_those_who_wait(told: Store) -> None:
    flow = told.figures("flow", "ko", *END)
    assert values(flow, "referred", "waiting", "enrolled", "current_end") == {
        "referred": 4,
        "waiting": 1,
        "enrolled": 3,
        "current_end": 3,
    }


# -- structure -------------------------------------------------------------------------------------------------------
STRUCTURE = {
    "gender": {"woman": 4, "man": 3, "other": 1},
    "age_band": {"≤25": 1, "26–33": 2, "34–41": 2, "42–49": 1, "50–57": 1, "≥58": 1},
    "municipality": {"Hudiksvall": 5, "Ljusdal": 2, "Nordanstig": 1},
    "education": {"upper_secondary": 3, "compulsory": 2, "higher": 2, "post_secondary": 1},
    "years_on_support": {"<1": 2, "1–3": 2, "4–9": 2, ">9": 2},
    "income_sources": {"sickness": 6, "social_assistance": 3},  # A has both
}


@every("key", STRUCTURE)
def test_structure_counts_people(told: Store, key: str) -> None:
    assert counts(told.figures("structure", "kohort", *END)[key]) == STRUCTURE[key]


# -- outcomes --------------------------------------------------------------------------------------------------------
def test_employment_is_given_on_every_denominator(told: Store) -> None:
    outcomes = told.figures("outcomes", "kohort", *END)
    assert outcomes["employed_ever"]["value"] == 3  # A, E, G
    assert share(outcomes["employed_share_discharged"]) == (3, 4)  # discharged: A, B, C, G
    assert share(outcomes["employed_share_discharged_or_employed"]) == (3, 5)  # and E, employed and still enrolled
    assert share(outcomes["employed_share_enrolled"]) == (3, 8)


def test_studies_jobs_and_placements_are_counted(told: Store) -> None:
    outcomes = told.figures("outcomes", "kohort", *END)
    assert values(outcomes, "studies_ever", "competitive_jobs", "subsidised_jobs") == {
        "studies_ever": 1,
        "competitive_jobs": 3,
        "subsidised_jobs": 2,
    }
    assert share(outcomes["studies_share_discharged"]) == (1, 4)
    assert share(outcomes["meaningful_occupation_share"]) == (2, 8)  # G and H
    assert outcomes["work_or_study_share"]["numerator"] == 4  # A, B, E, G
    assert counts(outcomes["job_industries"]) == {"trade": 1, "services": 1, "manufacturing": 1}
    # A 348 days and E 239 so far are 13 weeks (91 days) or more; G's 35 days are not.
    assert share(outcomes["sustained_13_weeks_share"]) == (2, 3)


def test_everybody_has_exactly_one_exclusive_status(told: Store) -> None:
    status = counts(told.figures("outcomes", "kohort", *END)["status_exclusive"])
    assert status == {
        "job": 1,  # E
        "placement": 1,  # H
        "job_search": 1,  # F
        "paused": 1,  # D
        "other_phase": 1,  # B, in engagement; the studies ended in January
        "discharged": 3,
    }  # A, C, G
    assert sum(status.values()) == 8


def by(figure: Row, cell: str) -> float:
    found = figure["by"][cell]
    return float(found["value"] if isinstance(found, dict) else found)


def test_figures_are_split_by_sex(told: Store) -> None:
    employed = told.figures("outcomes", "kohort", *END)["employed_ever"]
    assert by(employed, "gender=woman") == 3
    assert "gender=man" not in employed["by"] or by(employed, "gender=man") == 0


def test_outcomes_as_of_midsummer(told: Store) -> None:
    outcomes = told.figures("outcomes", "kohort", "--as-of", "2024-06-30")
    # Enrolled so far: all but H. Employed: A, E. Discharged people: A, B, C.
    assert share(outcomes["employed_share_enrolled"]) == (2, 7)
    assert share(outcomes["employed_share_discharged"]) == (2, 3)
    assert share(outcomes["employed_share_discharged_or_employed"]) == (2, 4)
    assert share(outcomes["meaningful_occupation_share"]) == (1, 7)


def test_outcomes_as_known_before_a_job_was_told_of(told: Store) -> None:
    known = told.figures("outcomes", "kohort", *END, "--known-at", "2024-11-01T12:00:00+01:00")
    assert known["employed_ever"]["value"] == 2  # A, E: G's job of July was recorded on 15 November
    assert share(known["employed_share_discharged"]) == (2, 4)


# -- caseload --------------------------------------------------------------------------------------------------------
def per_coach(figures: Figures, key: str) -> dict[str, Any]:
    """One key per coach, whether the figure's value is a table or its `by` is."""
    figure = figures[key]
    cells = figure["value"] if isinstance(figure["value"], dict) else figure["by"]
    plain = {name: cell["value"] if isinstance(cell, dict) else cell for name, cell in cells.items()}
    return {re.split("[=:]", name)[-1]: cell for name, cell in plain.items()}


def test_caseload_per_coach_and_post(told: Store) -> None:
    caseload = told.figures("caseload", "kohort", *END)
    # Current: B, D (paused included) with anna, 1.0; E, F, H with bo, 0.5. 5 / 1.5 and 5 / 2.0 budgeted.
    assert caseload["programme_per_fte"]["value"] == pytest.approx(5 / 1.5)
    assert caseload["programme_per_budgeted_fte"]["value"] == pytest.approx(5 / 2.0)
    assert per_coach(caseload, "participants") == {"anna": 2, "bo": 3}
    assert per_coach(caseload, "fte") == {"anna": 1.0, "bo": 0.5}
    assert per_coach(caseload, "per_fte") == {"anna": 2.0, "bo": 6.0}
    assert per_coach(caseload, "over_cap") == {"anna": False, "bo": False}


def test_imported_history_over_the_cap_is_accepted_and_shown_and_an_unregistered_coach_has_no_cap(told: Store) -> None:
    caseload = told.figures("caseload", "ko", *END)
    # cia has half a post of at most 2: room for 1, and carries 2.
    assert per_coach(caseload, "participants") == {"cia": 2, "dan": 1}
    assert per_coach(caseload, "over_cap") == {"cia": True, "dan": None}
    assert per_coach(caseload, "fte")["dan"] is None


# -- job search ------------------------------------------------------------------------------------------------------
# Enrolled 10 January 2024; contacts after 10, 20 and 40 days; one discharged after 25 days, one still without any.
SEARCHES = [enrolled(who, "2024-01-10") for who in ("ten", "twenty", "forty", "left", "waiting")] + [
    employer("ten", "2024-01-20"),
    employer("twenty", "2024-01-30"),
    employer("forty", "2024-02-19"),
    discharged("left", "2024-02-04"),
]


# -- erasure (last: it changes the store) ----------------------------------------------------------------------------
REPORTS = ("flow", "structure", "outcomes", "caseload")


def test_an_open_episode_cannot_be_erased(told: Store) -> None:
    refused = told.run("erase", "B", "--without-request", "--reason", "asked for", code=(1, 2))
    assert refused.err.strip()
    assert "B" in told.people("kohort")


@pytest.fixture(scope="module")
def erased(told: Store) -> dict[str, list[Row]]:
    """The figures before and after A is erased."""

    def all_figures() -> list[Row]:
        return [told.figures("flow", "kohort", *HALF), *(told.figures(kind, "kohort", *END) for kind in REPORTS)]

    before = all_figures()
    told.run("erase", "A", "--without-request", "--reason", "asked for", code=0)
    told._read.clear()
    return {"before": before, "after": all_figures()}


def test_figures_stay_the_same_after_an_erasure(erased: dict[str, list[Row]]) -> None:
    assert erased["after"] == erased["before"]


def test_an_erased_person_is_shown_by_eight_hex_digits_and_nothing_else(told: Store, erased: object) -> None:
    people = told.people("kohort")
    assert "A" not in people
    [pseudonym] = [who for who in people if who.startswith("erased-")]
    assert re.fullmatch(r"erased-[0-9a-f]{8}", pseudonym)
    assert "2023-09-01" in told.run("timeline", pseudonym, "--programme", "kohort", "--format", "json").out
    told.run("timeline", "A", "--programme", "kohort", code=2)
    shown = {row["participant"] for row in told.deadlines(programme="kohort", as_of="2024-12-31")}
    assert pseudonym in shown
    assert "A" not in shown


def test_the_same_file_sent_again_after_an_erasure_changes_nothing(told: Store, erased: dict[str, list[Row]]) -> None:
    told.load(COHORT, programme="kohort")
    assert "A" not in told.people("kohort")
    assert told.figures("flow", "kohort", *HALF) == erased["before"][0]


def test_somebody_who_never_enrolled_can_be_erased(told: Store, erased: object) -> None:
    told.run("erase", "declined", "--without-request", "--reason", "asked for")
    told._read.clear()
    assert "declined" not in told.people("ko")


def test_an_erased_reference_sent_with_something_new_is_a_new_person(told: Store, erased: object) -> None:
    told.load([enrolled("A", "2024-11-04", entry="new-1")], programme="kohort")
    assert "A" in told.people("kohort")
    assert told.one("A", "job_search_one_month", as_of="2024-12-31", programme="kohort")["episode"] == 1


def test_a_fold_of_the_whole_log_finds_the_same(told: Store, erased: object) -> None:
    assert not told.replayed()
