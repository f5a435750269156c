"""Who came, who is there, who left, and after how long."""

from __future__ import annotations

from projections.reports.cohort import ENDED, IN_WINDOW
from projections.reports.figures import Definition, Kind
from projections.reports.kinds.flow import arrivals, counts
from projections.reports.kinds.flow.counts import SEVEN_MONTHS
from projections.reports.plots import Plot

LAST_ENDED = f"{ENDED} Each counts with the last episode that had ended by the end of the window."
KIND = Kind(
    name="flow",
    title="Flow",
    about="Who came to the programme, who is there, who left and after how long. Persons and episodes are told apart: "
    "a person may return.",
    pooled=True,
    figures=(
        Definition(
            key="persons",
            name="Persons served",
            unit="persons",
            cohort=IN_WINDOW,
            definition="Distinct persons with at least one day of an episode in the window.",
            compute=counts.persons,
        ),
        Definition(
            key="episodes",
            name="Episodes",
            unit="episodes",
            cohort="Episodes that overlap the window.",
            definition="Episodes with at least one day in the window; a person who returned has several.",
            compute=counts.episodes,
        ),
        Definition(
            key="referred",
            name="Referrals",
            unit="referrals",
            cohort="Referrals dated in the window.",
            definition="Referrals in the window, whatever came of them. In the population `sus`: those that led to an "
            "episode registered there.",
            compute=counts.referred,
        ),
        Definition(
            key="referrals_by_source",
            name="Who referred",
            unit="referrals",
            axis="source of referral",
            cohort="Referrals dated in the window.",
            definition="Referrals in the window by who made them, whatever came of them.",
            compute=arrivals.by_source,
        ),
        Definition(
            key="days_referral_to_enrolment",
            name="Half are enrolled after",
            unit="days",
            cohort="Referrals dated in the window, of those who wait and of those declined too.",
            definition="The first day from referral by whose end no more than half were still not enrolled; none where "
            "more than half are not. Kaplan–Meier: who was declined is censored that day, who still waits at the end "
            "of the window.",
            compute=arrivals.median_wait,
            certainty=arrivals.wait_certainty,
        ),
        Definition(
            key="waiting",
            name="On the waiting list",
            unit="persons",
            cohort="Persons on the waiting list at the end of the window.",
            definition="Persons put on the waiting list and neither enrolled nor declined by the end of the window. In "
            "the population `sus` this is nobody but those registered there since.",
            compute=counts.waiting,
        ),
        Definition(
            key="enrolled",
            name="New episodes",
            unit="episodes",
            cohort="Episodes that began in the window.",
            definition="Enrolments in the window.",
            compute=counts.enrolled,
        ),
        Definition(
            key="discharged",
            name="Ended episodes",
            unit="episodes",
            cohort="Episodes that ended in the window.",
            definition="Episodes whose end lies in the window. In the population `sus` an episode ends with the end "
            "in SUS or with discharge, whichever comes first.",
            compute=counts.discharged,
        ),
        Definition(
            key="completed",
            name="Completed episodes",
            unit="episodes",
            cohort="Episodes that ended in the window.",
            definition="Those of them that ended for a reason that the programme counts as completing (`completed` in "
            "its file; work, studies and completed where it does not say).",
            compute=counts.completed,
            pooled=False,
        ),
        Definition(
            key="wrongly_registered",
            name="Wrongly registered",
            unit="episodes",
            cohort="Episodes that ended in the window as wrongly registered.",
            definition="Episodes that ended in the window with the reason `wrongly_registered`. They, and what was "
            "recorded in them, count in no other figure of any report; alerts that were raised stay in the log.",
            compute=arrivals.wrongly_registered,
        ),
        Definition(
            key="discharged_persons",
            name="Persons discharged",
            unit="persons",
            cohort=ENDED,
            definition="Distinct persons with an episode that ended in the window; a returner counts once.",
            compute=counts.discharged_persons,
        ),
        Definition(
            key="current_start",
            name="There when the window opens",
            unit="persons",
            cohort="Persons enrolled before the window and not discharged before it.",
            definition="Persons whose episode began before the first day of the window and had not ended before it; "
            "paused included.",
            compute=counts.current_start,
        ),
        Definition(
            key="current_any",
            name="There at some time",
            unit="persons",
            cohort=IN_WINDOW,
            definition="Persons enrolled on at least one day of the window; paused included.",
            compute=counts.current_any,
        ),
        Definition(
            key="current_end",
            name="There when the window closes",
            unit="persons",
            cohort="Persons enrolled by the end of the window and not discharged by then.",
            definition="Persons whose episode began by the last day of the window and had not ended by then; paused "
            "included.",
            compute=counts.current_end,
        ),
        Definition(
            key="mean_days_discharged",
            name="Mean length of stay",
            unit="days",
            cohort=LAST_ENDED,
            definition="The mean of the days from enrolment to the end of the episode.",
            compute=counts.mean_days,
        ),
        Definition(
            key="median_days_discharged",
            name="Median length of stay",
            unit="days",
            cohort=LAST_ENDED,
            definition="The median of the days from enrolment to the end of the episode.",
            compute=counts.median_days,
            certainty=counts.median_certainty,
        ),
        Definition(
            key="discharged_7_months_or_longer",
            name="Stayed seven months or longer",
            unit="persons",
            cohort=LAST_ENDED,
            definition=f"Persons whose episode lasted {SEVEN_MONTHS} days (seven months of thirty days) or longer.",
            compute=counts.discharged_7_months_or_longer,
        ),
        Definition(
            key="enrolled_by_month",
            name="New episodes by month",
            unit="episodes",
            axis="month",
            cohort="Episodes that began in the window.",
            definition="Enrolments by calendar month; months without one are left out.",
            compute=counts.enrolled_by_month,
        ),
        Definition(
            key="discharged_by_month",
            name="Ended episodes by month",
            unit="episodes",
            axis="month",
            cohort="Episodes that ended in the window.",
            definition="Ends of episodes by calendar month; months without one are left out.",
            compute=counts.discharged_by_month,
        ),
        Definition(
            key="current_by_month",
            name="There at the end of the month",
            unit="persons",
            axis="month",
            cohort="Persons enrolled by the end of the month and not discharged by then.",
            definition="Persons whose episode goes on at the end of each month of the window (of the last month: at "
            "the end of the window), from the first enrolment on; paused included.",
            compute=counts.current_by_month,
        ),
        Definition(
            key="discharge_reasons",
            name="Reasons for leaving",
            unit="episodes",
            axis="reason",
            cohort="Episodes that ended in the window.",
            definition="Episodes by reason of discharge; `sus_end` where an episode was ended in SUS and the person is "
            "not discharged.",
            compute=counts.reasons,
        ),
    ),
    plots=(
        Plot(
            title="In and out, month by month",
            form="bars",
            x="month",
            says="New and ended episodes in each month of the window.",
            figures=("enrolled_by_month", "discharged_by_month"),
        ),
        Plot(
            title="How many are there",
            form="lines",
            x="month",
            says="Persons enrolled and not discharged at the end of each month.",
            figures=("current_by_month",),
        ),
    ),
)
