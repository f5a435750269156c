"""What came of it: jobs, studies, placements, always with numerator and denominator."""

from __future__ import annotations

from projections.reports.cohort import COMPLETED, ENDED, IN_WINDOW
from projections.reports.figures import Definition, Kind
from projections.reports.kinds.outcomes import counts, courses, status

JOB = (
    "A job counts from the day on which it was competitive (a `job_changed` may make it so, or end that; changes up to "
    "the end of the window applied), where that day is no earlier than the person's first enrolment and no later than "
    "the end of the window, and it had not ended before the window. In the population `sus` the first enrolment is the "
    "first registered one."
)
STUDIES = (
    "Studies count where they began on or after the person's first enrolment and by the end of the window, and had not "
    "ended before the window."
)
PLACEMENT = (
    "Work trials, work training, social training and internships count by the same dates as jobs do; they are no "
    "employment."
)
WITH_JOB = "Persons with an episode that overlaps the window and a competitive job in it."
STANDING = (
    "Persons with an episode that overlaps the window, and persons referred or on the waiting list at its end; those "
    "declined are left out."
)
STATUSES = (
    "At the end of the window, in this order: a running competitive job; running studies; a running placement; job "
    "search (the phase job placement); paused; another phase; waiting (referred, or on the waiting list); discharged "
    "(an episode has ended and none goes on). A paused person is in no phase."
)
ENROLLED_LONG_AGO = (
    "Persons with an episode that overlaps the window, where the first such episode began at least {} before its end."
)
KIND = Kind(
    name="outcomes",
    title="Outcomes",
    about="What came of the support. The same people employed give different shares over different denominators, so "
    "every share names its own.",
    ages=True,
    pooled=True,
    needs=("benchmarks",),
    figures=(
        Definition(
            key="employed_ever",
            name="Persons employed",
            unit="persons",
            cohort=IN_WINDOW,
            definition=f"Persons with a competitive job. {JOB}",
            compute=counts.employed_ever,
        ),
        Definition(
            key="employed_share_discharged_or_employed",
            name="Employed, of discharged or employed",
            unit="share",
            cohort="Persons with an episode that ended in the window, and those employed and still enrolled.",
            definition="Persons employed ÷ persons discharged or employed. Hudiksvall's printed 28 % is this figure: "
            "11 ÷ 39.",
            compute=counts.employed_of_discharged_or_employed,
        ),
        Definition(
            key="employed_share_discharged",
            name="Employed, of discharged",
            unit="share",
            cohort=ENDED,
            definition="All persons employed ÷ persons discharged. The numerator holds also those employed and still "
            "enrolled, so the share can pass 1.",
            compute=counts.employed_share_discharged,
        ),
        Definition(
            key="employed_share_enrolled",
            name="Employed, of all served",
            unit="share",
            cohort=IN_WINDOW,
            definition="Persons employed ÷ persons served.",
            compute=counts.employed_share_enrolled,
        ),
        Definition(
            key="employed_within_12_months",
            name="Employed within 12 months",
            unit="share",
            cohort=ENROLLED_LONG_AGO.format("twelve months"),
            definition=f"Persons with a competitive job by the day twelve months after that enrolment ÷ all of these; "
            f"who left before counts too. {JOB}",
            compute=courses.within_12_months,
        ),
        Definition(
            key="employed_within_18_months",
            name="Employed within 18 months",
            unit="share",
            cohort=ENROLLED_LONG_AGO.format("eighteen months"),
            definition="The same within eighteen months.",
            compute=courses.within_18_months,
        ),
        Definition(
            key="studies_ever",
            name="Persons in studies",
            unit="persons",
            cohort=IN_WINDOW,
            definition=f"Persons who studied. {STUDIES}",
            compute=counts.studies_ever,
        ),
        Definition(
            key="studies_share_discharged",
            name="In studies, of discharged",
            unit="share",
            cohort=ENDED,
            definition="All persons in studies ÷ persons discharged; the numerator holds also those still enrolled.",
            compute=counts.studies_share_discharged,
        ),
        Definition(
            key="work_or_study_share",
            name="Employed or in studies",
            unit="share",
            cohort=IN_WINDOW,
            definition="Persons with a competitive job or studies ÷ persons served.",
            compute=counts.work_or_study,
        ),
        Definition(
            key="employed_share_completed",
            name="Employed, of those who completed",
            unit="share",
            cohort=COMPLETED,
            definition="Of the persons who completed, those with a competitive job ÷ all of them; who left for another "
            "reason is in neither.",
            compute=counts.employed_share_completed,
            pooled=False,
        ),
        Definition(
            key="work_or_study_share_completed",
            name="Employed or in studies, of those who completed",
            unit="share",
            cohort=COMPLETED,
            definition="Of the persons who completed, those with a competitive job or studies ÷ all of them; who left "
            "for another reason is in neither.",
            compute=counts.work_or_study_share_completed,
            pooled=False,
        ),
        Definition(
            key="competitive_jobs",
            name="Competitive jobs",
            unit="jobs",
            cohort="Competitive jobs of persons with an episode that overlaps the window.",
            definition=f"Jobs; a person may have several. {JOB}",
            compute=counts.competitive_jobs,
        ),
        Definition(
            key="subsidised_jobs",
            name="Jobs with a wage subsidy",
            unit="jobs",
            cohort="Competitive jobs of persons with an episode that overlaps the window.",
            definition="Competitive jobs recorded as subsidised at the end of the window; where that was not said, "
            "those with an amount of subsidy.",
            compute=counts.subsidised_jobs,
        ),
        Definition(
            key="meaningful_occupation_share",
            name="Ever in a placement",
            unit="share",
            cohort=IN_WINDOW,
            definition=f"Persons ever in a placement ÷ persons served. {PLACEMENT}",
            compute=counts.meaningful_occupation_share,
        ),
        Definition(
            key="job_tenure_median",
            name="Median length of a job",
            unit="days",
            cohort="Competitive jobs of persons with an episode that overlaps the window.",
            definition="Days from start to end of a job; a running one counts up to the end of the window.",
            compute=counts.tenure,
            certainty=counts.tenure_certainty,
        ),
        Definition(
            key="sustained_13_weeks_share",
            name="Kept a job for 13 weeks",
            unit="share",
            cohort=WITH_JOB,
            definition=f"Persons with a job of {counts.THIRTEEN_WEEKS} days or more (so far) ÷ persons employed.",
            compute=counts.sustained,
        ),
        Definition(
            key="status_exclusive",
            name="Status, one per person",
            unit="persons",
            axis="status",
            cohort=STANDING,
            definition=f"Each person counts once, with the first status that holds. {STATUSES}",
            compute=status.exclusive,
        ),
        Definition(
            key="status_multi",
            name="Status, all that hold",
            unit="persons",
            axis="status",
            cohort=STANDING,
            definition="Each person counts in every status that holds, so the sum may pass the number of persons. "
            f"{STATUSES}",
            compute=status.multi,
        ),
        Definition(
            key="quarterly_employment_rate",
            name="Employed, by quarter",
            unit="share",
            axis="quarter",
            cohort="Per calendar quarter: persons with an episode that overlaps the quarter.",
            definition="Persons with a competitive job in the quarter ÷ persons served in it, for each quarter that "
            "touches the window, from the first enrolment on. A quarter is counted whole, up to the end of the window.",
            compute=counts.quarterly,
        ),
        Definition(
            key="job_industries",
            name="Industries",
            unit="jobs",
            axis="industry",
            cohort="Competitive jobs of persons with an episode that overlaps the window.",
            definition="Competitive jobs by industry: `care_municipal`, `trade`, `manufacturing`, `services`; every "
            "other or unnamed one is `other`.",
            compute=counts.industries,
        ),
        Definition(
            key="studies_kinds",
            name="Kinds of studies",
            unit="studies",
            axis="kind of studies",
            cohort="Studies of persons with an episode that overlaps the window.",
            definition=f"Studies by kind; a person may have several. {STUDIES}",
            compute=courses.studies_kinds,
        ),
        Definition(
            key="placements_by_kind",
            name="Kinds of placements",
            unit="placements",
            axis="kind of placement",
            cohort="Placements of persons with an episode that overlaps the window.",
            definition=f"Placements by kind; a person may have several. {PLACEMENT}",
            compute=courses.placements_by_kind,
        ),
        Definition(
            key="placements_by_industry",
            name="Placements by industry",
            unit="placements",
            axis="industry of placement",
            cohort="Placements of persons with an episode that overlaps the window.",
            definition="Placements by industry, in the categories of `job_industries`; every other one is `other`. One "
            "without an industry, as social training may be, is in none.",
            compute=courses.placements_by_industry,
        ),
    ),
)
