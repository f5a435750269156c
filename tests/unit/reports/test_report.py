"""What every report has in common: the question it repeats, its window, and that order never matters."""

import json
from datetime import UTC, datetime
from itertools import permutations

import pytest

from journey.domain.errors import WrongInput
from projections.reports import KINDS, as_json
from tests.cases import every

from .given import PROGRAMME, asked, background, discharged, e, enrolled, figures, job, person, team, told

TOP = ["report", "programme", "from", "to", "as_of", "known_at", "population", "audience", "rules_version", "figures"]
KEYS = {
    "flow": "persons episodes referred waiting enrolled discharged completed discharged_persons current_start current_any "
    "current_end mean_days_discharged median_days_discharged discharged_7_months_or_longer enrolled_by_month "
    "discharged_by_month current_by_month discharge_reasons wrongly_registered referrals_by_source "
    "days_referral_to_enrolment",
    "structure": "gender age_band municipality education income_sources income_payers years_on_support",
    "outcomes": "employed_ever employed_share_discharged_or_employed employed_share_discharged employed_share_enrolled "
    "studies_ever studies_share_discharged work_or_study_share employed_share_completed work_or_study_share_completed subsidised_jobs competitive_jobs "
    "meaningful_occupation_share status_exclusive status_multi job_tenure_median sustained_13_weeks_share "
    "quarterly_employment_rate job_industries employed_within_12_months employed_within_18_months studies_kinds "
    "placements_by_kind placements_by_industry",
    "caseload": "fte participants per_fte over_cap programme_per_fte programme_per_budgeted_fte cap_per_fte unassigned",
    "fidelity": "total rated band review agreement items evidence reviews over_time profile review_items drift "
    "self_against_external consensus",
    "job-search": "median_days_to_first_employer_contact share_within_one_month breaches late_entries deadline_status "
    "waiting waiting_over_30_days mean_days_contacted median_days_to_first_job curve job_curve",
    "employer-bank": "employers employers_start new_employers growth agreements new_agreements visits contacts "
    "employers_by_industry employers_by_month visits_by_mode contacts_by_mode visits_by_month contacts_by_month "
    "visits_by_industry contacts_by_industry employers_over_time",
    "dissemination": "occasions people occasions_by_audience people_by_audience occasions_by_month people_by_month",
    "monthly": "current_start enrolled discharged current_end waiting attendance contacts minutes employer_contacts "
    "got_work began_studies incidents complaints mean_days_discharged appointments support causes plans_made "
    "partner_contacts authority_contacts authority_meetings partner_contacts_by_party plans_reviewed "
    "discharge_reasons participants participant_support discharges submitted",
    "tertial": "persons referred current_start enrolled discharged current_end waiting with_plan_share got_work "
    "began_studies mean_days_discharged median_days_discharged incidents complaints enrolled_by_month "
    "discharged_by_month plans_current plans_made plans_reviewed partner_contacts authority_contacts "
    "authority_meetings partner_contacts_by_party discharge_reasons gender age_band municipality "
    "education years_on_support discharges submitted incidents_told complaints_told analysis",
    "steering": "goals meetings parties",
    "economics": "starters left_out benefits_before_year tax_before_year wages_year subsidies_year extra_tax_year "
    "tax_municipal_year housing_support_persons housing_support_hours_week saved_with_housing_year programme_cost_year programme_cost "
    "sickness_lower_year accumulated accumulated_parts housing_support budget "
    "production_year saved_by_payer_year housing_support_saved_year municipality_gain_year society_gain_year "
    "counterfactual_low counterfactual_high benefit_period_gain month perspectives_year result_by_year "
    "result_by_year_lower_sickness people people_savings rates",
    "questionnaires": "answered answered_of_sent answered_of_due n mean raised paired_n paired_change qaly_n qaly_gain qaly_gain_sum "
    "moments scorings tariffs",
    "quality": "entries entered_late_share record_time_unknown_share without_gender without_age_band without_incomes "
    "facts",
}
OF_THE_PROGRAMME = {"cap_per_fte", "programme_cost", "rates", "tariffs", "items", "evidence", "profile"}
"""What a programme says of itself is there before its first participant."""
PEOPLE = [
    person(enrolled("2018-02-01", coach="anna"), job("2018-03-01"), gender="woman"),
    person(enrolled("2018-01-10", coach="bo"), discharged("2018-03-11"), gender="man"),
    person(e("referred", "2018-04-01", source="self"), background("2018-04-01", municipality="Ljusdal")),
]


def test_every_promised_key_is_there_and_every_figure_has_a_unit_and_a_cohort() -> None:
    assert set(KINDS) == set(KEYS)
    for kind, keys in KEYS.items():
        found = figures(kind, *PEOPLE)
        assert set(found) == set(keys.split())
        assert all(figure["unit"] and figure["cohort"].endswith(".") for figure in found.values())


@every("kind", KINDS)
def test_a_report_repeats_what_it_was_asked(kind: str) -> None:
    known = datetime(2018, 6, 1, 12, tzinfo=UTC)
    asked_for = told(
        kind, *PEOPLE, start="2018-01-01", end="2018-05-31", as_of="2018-06-30", known_at=known, population="sus"
    )
    found = as_json(asked_for)
    assert list(found) == TOP
    del found["figures"]
    assert found == {
        "report": kind,
        "programme": "prov",
        "from": "2018-01-01",
        "to": "2018-05-31",
        "as_of": "2018-06-30",
        "known_at": "2018-06-01T12:00:00+00:00",
        "population": "sus",
        "audience": "programme",
        "rules_version": PROGRAMME.version(),
    }
    assert all("SUS" in figure.cohort for figure in asked_for.figures)


def test_the_window_runs_from_the_programmes_start_or_the_first_enrolment_to_the_day_of_judging() -> None:
    found = asked("flow", person(enrolled("2018-02-01")), person(background("2018-01-20", gender="man")))
    assert (found["from"], found["to"], found["known_at"]) == ("2018-01-01", "2018-12-31", None)
    assert asked("flow", person(enrolled("2017-11-06")))["from"] == "2017-11-06"


@every("kind", [kind for kind in KINDS if kind != "quality"])  # which tells of that very fact
def test_one_fact_with_a_wrong_year_moves_no_other_figure(kind: str) -> None:
    typo = e("contact_held", "1918-02-15", mode="phone", by="coach:anna")
    meeting = e("meeting_held", "1918-02-15", kind="team")
    right, wrong = person(enrolled("2018-02-01")), person(typo, enrolled("2018-02-01"))
    assert asked(kind, right, *PEOPLE) == asked(kind, wrong, *PEOPLE, own=team(meeting))


def test_the_window_never_closes_after_the_day_of_judging() -> None:
    assert asked("flow", *PEOPLE, end="2019-06-30")["to"] == "2018-12-31"


def test_a_window_that_closes_before_anything_happened_is_one_day_long() -> None:
    found = asked("flow", *PEOPLE, end="2016-06-30")
    assert (found["from"], found["to"]) == ("2016-06-30", "2016-06-30")


def test_a_window_that_closes_before_it_opens_is_refused() -> None:
    with pytest.raises(WrongInput, match="starts on 2018-06-01 and ends on 2018-05-31"):
        asked("flow", *PEOPLE, start="2018-06-01", end="2018-05-31")
    with pytest.raises(WrongInput, match="ends on 2018-12-31"):
        asked("flow", *PEOPLE, start="2019-06-01")


def test_an_unknown_kind_or_population_is_refused_with_what_is_allowed() -> None:
    with pytest.raises(WrongInput, match="allowed: flow, structure, outcomes, caseload"):
        asked("flows")
    with pytest.raises(WrongInput, match="allowed: all, sus"):
        asked("flow", population="none")


@every("kind", KINDS)
@every("population", ["all", "sus"])
def test_an_empty_programme_has_figures_of_nothing(kind: str, population: str) -> None:
    found = asked(kind, population=population)
    assert (found["from"], found["to"]) == ("2018-01-01", "2018-12-31")
    assert all(
        figure["value"] in (0, None, {}, []) for figure in found["figures"] if figure["key"] not in OF_THE_PROGRAMME
    )
    shares = [figure for figure in found["figures"] if figure["unit"] == "share" and "numerator" in figure]
    assert all((f["value"], f["numerator"], f["denominator"]) == (None, 0, 0) for f in shares)


@every("kind", KINDS)
def test_the_order_in_which_people_come_changes_no_byte(kind: str) -> None:
    told = {json.dumps(asked(kind, *people), ensure_ascii=False) for people in permutations(PEOPLE)}
    assert len(told) == 1


@every("kind", KINDS)
def test_numerator_and_denominator_stand_where_the_value_is_their_quotient(kind: str) -> None:
    for figure in figures(kind, *PEOPLE).values():
        assert ("numerator" in figure) == ("denominator" in figure)
        if figure.get("denominator"):
            assert figure["value"] == figure["numerator"] / figure["denominator"]
