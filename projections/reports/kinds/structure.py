"""Who the participants are."""

from __future__ import annotations

from journey.domain import values
from projections.reports.cohort import IN_WINDOW, Cohort
from projections.reports.figures import GENDERS, Definition, Kind, distribution
from projections.reports.people import UNKNOWN

AGE_BANDS = tuple(band for _, band in values.AGE_BANDS)  # the oldest have no highest age, and come after them
YEARS = ("<1", "1–3", "4–9", ">9")  # as printed
EDUCATION = ("compulsory", "upper_secondary", "post_secondary", "higher")

LAST_SAID = "What was recorded last counts; `unknown` where nothing was."


def _gender(cohort: Cohort) -> dict[str, int]:
    return distribution((person.gender for person in cohort.persons), GENDERS)


def _age_band(cohort: Cohort) -> dict[str, int]:
    return distribution((person.age_band for person in cohort.persons), AGE_BANDS)


def _municipality(cohort: Cohort) -> dict[str, int]:
    return distribution(person.municipality for person in cohort.persons)


def _education(cohort: Cohort) -> dict[str, int]:
    return distribution((person.education for person in cohort.persons), EDUCATION)


def _income_sources(cohort: Cohort) -> dict[str, int]:
    return distribution(source for person in cohort.persons for source in person.income_sources)


def _income_payers(cohort: Cohort) -> dict[str, int]:
    return distribution(payer for person in cohort.persons for payer in person.income_payers)


def _years_on_support(cohort: Cohort) -> dict[str, int]:
    return distribution((_band(person.years_on_support) for person in cohort.persons), YEARS)


def _band(years: float | None) -> str:
    """The band of a number of years: below 1, below 4, up to and including 9, above."""
    if years is None:
        return UNKNOWN
    if years > 9:  # noqa: PLR2004  # as printed
        return YEARS[3]
    return YEARS[0] if years < 1 else YEARS[1] if years < 4 else YEARS[2]  # noqa: PLR2004  # as printed


KIND = Kind(
    name="structure",
    title="Structure",
    about="Who the participants of the window are.",
    pooled=True,
    figures=(
        Definition(
            key="gender",
            name="Gender",
            unit="persons",
            axis="gender",
            cohort=IN_WINDOW,
            split=False,
            definition=f"Persons by gender. {LAST_SAID}",
            compute=_gender,
        ),
        Definition(
            key="age_band",
            name="Age",
            unit="persons",
            axis="age",
            cohort=IN_WINDOW,
            definition=f"Persons by the age reached in the year in which the year of birth was recorded. {LAST_SAID}",
            compute=_age_band,
        ),
        Definition(
            key="municipality",
            name="Municipality",
            unit="persons",
            axis="municipality",
            cohort=IN_WINDOW,
            definition=f"Persons by municipality. {LAST_SAID}",
            compute=_municipality,
        ),
        Definition(
            key="education",
            name="Education",
            unit="persons",
            axis="education",
            cohort=IN_WINDOW,
            definition=f"Persons by highest education. {LAST_SAID}",
            compute=_education,
        ),
        Definition(
            key="income_sources",
            name="Sources of income",
            unit="persons",
            axis="source",
            cohort=IN_WINDOW,
            definition="Persons by source of income at their first enrolment: the record in force that day, else the "
            "first one after it. A person with several sources counts in each, so the sum may pass the number of "
            "persons. `none`: a record without any source; `unknown`: no record.",
            compute=_income_sources,
        ),
        Definition(
            key="income_payers",
            name="Who pays the income",
            unit="persons",
            axis="payer",
            cohort=IN_WINDOW,
            definition="Persons by who paid an income at their first enrolment (FK, AF, IFO, CSN, employer, other), by "
            "the same record as their sources of income; a person counts once for each payer.",
            compute=_income_payers,
        ),
        Definition(
            key="years_on_support",
            name="Years on public support",
            unit="persons",
            axis="years",
            cohort=IN_WINDOW,
            definition="Persons by years on public support: less than 1; 1 to less than 4; 4 to 9; more than 9. "
            f"{LAST_SAID}",
            compute=_years_on_support,
        ),
    ),
)
