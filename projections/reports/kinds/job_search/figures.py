"""How soon employers are met and jobs found, counting those who still wait."""

from __future__ import annotations

from functools import partial

from projections.reports.figures import Column, Definition, Kind
from projections.reports.kinds.job_search import searches
from projections.reports.kinds.job_search.searches import LONG, RULE
from projections.reports.plots import Plot

BEGUN = "Episodes that began in the window; a person who returned waits anew."
STILL_THERE = "Persons enrolled by the end of the window and not discharged by then; paused included."
CONTACT = (
    "The first employer contact is the first one about a competitive job (any mode, by coach or participant), or the "
    "start of a competitive job, from the referral on; one before enrolment counts as day 0."
)
CENSORED = (
    "Kaplan–Meier: whoever had none by the end of the window or by discharge, whichever came first, is censored that "
    "day."
)
CURVE = (
    Column("series", "Who"),
    Column("day", "Day", "number"),
    Column("at_risk", "Waiting before", "persons"),
    Column("events", "Got it", "persons"),
    Column("censored", "Left or still waiting", "persons"),
    Column("waiting", "Still waiting", "share"),
    Column("low", "95 % from", "share"),
    Column("high", "95 % to", "share"),
)
KIND = Kind(
    name="job-search",
    title="Job search",
    about="How soon an employer is met and a job is found. Those who still wait count too: leaving them out would "
    "make every programme look quick.",
    gather=searches.gather,
    pooled=True,
    figures=(
        Definition(
            key="median_days_to_first_employer_contact",
            name="Half have met an employer after",
            unit="days",
            cohort=BEGUN,
            definition="The first day from enrolment by whose end no more than half still waited for their first "
            f"employer contact; none where more than half still do. {CONTACT} {CENSORED}",
            compute=partial(searches.median_wait, searches.contact_waits),
            certainty=partial(searches.wait_certainty, searches.contact_waits),
        ),
        Definition(
            key="share_within_one_month",
            name="Met an employer within a month",
            unit="share",
            cohort="Episodes that began in the window and whose first month had ended by its end; not those that ended "
            "within the month without a contact.",
            definition=f"Episodes with a first employer contact by the day a calendar month after enrolment ÷ all of "
            f"these; pauses are not deducted, whatever the rule says. {CONTACT}",
            compute=searches.within_a_month,
        ),
        Definition(
            key="breaches",
            name="Not in time",
            unit="episodes",
            cohort=BEGUN,
            definition=f"Episodes in which the deadline `{RULE}` passed without a contact dated by it, whether one "
            "came later (`met_late`) or has not come (`breached`), judged at the end of the window by the rules in "
            "force when it opened. A contact recorded late is no breach.",
            compute=searches.breaches,
        ),
        Definition(
            key="late_entries",
            name="In time, recorded late",
            unit="episodes",
            cohort=BEGUN,
            definition=f"Episodes in which a contact was dated by the deadline `{RULE}` and recorded after it.",
            compute=searches.late_entries,
        ),
        Definition(
            key="deadline_status",
            name="The deadline's standing",
            unit="episodes",
            axis="status",
            cohort=BEGUN,
            definition=f"Episodes by the status of the deadline `{RULE}` at the end of the window; none for a "
            "programme that has switched it off.",
            compute=searches.statuses,
        ),
        Definition(
            key="waiting",
            name="Still waiting",
            unit="persons",
            cohort=STILL_THERE,
            definition=f"Persons without an employer contact in their present episode. {CONTACT}",
            compute=searches.waiting,
        ),
        Definition(
            key="waiting_over_30_days",
            name="Waiting for more than 30 days",
            unit="persons",
            cohort=STILL_THERE,
            definition=f"Of those still waiting, the persons enrolled more than {LONG} days before the end of the "
            "window, whenever that was.",
            compute=searches.waiting_over_30_days,
        ),
        Definition(
            key="mean_days_contacted",
            name="Mean days to the first contact",
            unit="days",
            cohort="Episodes that began in the window and had an employer contact by its end.",
            definition=f"The mean of the days from enrolment to the first employer contact. It leaves out those who "
            f"still wait: read it beside the median. {CONTACT}",
            compute=searches.mean_days,
        ),
        Definition(
            key="median_days_to_first_job",
            name="Half have found a job after",
            unit="days",
            cohort=BEGUN,
            definition="The first day from enrolment by whose end no more than half were still without a competitive "
            "job begun in the episode; none where more than half still are. A job that became competitive counts from "
            f"that day. {CENSORED}",
            compute=partial(searches.median_wait, searches.job_waits),
            certainty=partial(searches.wait_certainty, searches.job_waits),
        ),
        Definition(
            key="curve",
            name="Until the first employer contact",
            unit="table",
            cohort=BEGUN,
            split=False,
            personal=True,  # a row tells of the few people to whom something happened on one day
            definition="For each day after enrolment on which anything happened: how many waited as it began, how many "
            f"met their first employer, how many were seen last, and the share still waiting with its 95 % interval. "
            f"{CONTACT} {CENSORED}",
            compute=partial(searches.curves, searches.contact_waits),
            columns=CURVE,
        ),
        Definition(
            key="job_curve",
            name="Until the first job",
            unit="table",
            cohort=BEGUN,
            split=False,
            personal=True,
            definition=f"The same for the first competitive job begun in the episode. {CENSORED}",
            compute=partial(searches.curves, searches.job_waits),
            columns=CURVE,
        ),
    ),
    plots=(
        Plot(
            title="Until the first employer contact",
            form="steps",
            figures=("curve",),
            x="day",
            y="waiting",
            series="series",
            says="The share still waiting for their first employer contact, by days since enrolment.",
        ),
        Plot(
            title="Until the first job",
            form="steps",
            figures=("job_curve",),
            x="day",
            y="waiting",
            series="series",
            says="The share still without a competitive job, by days since enrolment.",
        ),
    ),
)
