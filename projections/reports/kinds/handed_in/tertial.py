"""The report handed in three times a year."""

from __future__ import annotations

from projections.reports import months
from projections.reports.figures import Kind
from projections.reports.kinds import structure
from projections.reports.kinds.flow import figures as flow
from projections.reports.kinds.handed_in import figures as handed_in
from projections.reports.kinds.handed_in.figures import taken
from projections.reports.kinds.handed_in.support import gather
from projections.reports.kinds.handed_in.written import analysis, written_of
from projections.reports.plots import Plot

KIND = Kind(
    name="tertial",
    title="Report for a third of the year",
    about="What is handed in for January to April, May to August and September to December: in and out by month, the "
    "target group, plans, work, discharges with reason and length, incidents and complaints with what was written of "
    "them. Without `--from` and `--to` the window is the last whole third by the `as_of` day.",
    gather=gather,
    needs=("written",),
    period=months.third,
    figures=(
        *taken(flow.KIND, "persons", "referred", "current_start", "enrolled", "discharged", "current_end", "waiting"),
        *handed_in.CURRENT_PLANS[1:],
        *handed_in.WORK,
        *taken(flow.KIND, "mean_days_discharged", "median_days_discharged"),
        *handed_in.TROUBLE,
        *taken(flow.KIND, "enrolled_by_month", "discharged_by_month"),
        *handed_in.CURRENT_PLANS[:1],
        *handed_in.PLAN_FIGURES,
        *handed_in.COOPERATION,
        *taken(flow.KIND, "discharge_reasons"),
        *taken(structure.KIND, "gender", "age_band", "municipality", "education", "years_on_support"),
        handed_in.DISCHARGE_ROWS,
        written_of("incidents_told", "What happened: incidents", "incident_reported"),
        written_of("complaints_told", "What was complained of", "complaint_received"),
        analysis(("tertial", "tertial_report"), months.third),
        handed_in.submitted("tertial_report"),
    ),
    plots=(
        Plot(
            title="In and out",
            form="bars",
            figures=("enrolled_by_month", "discharged_by_month"),
            x="month",
            y="episodes",
            says="Episodes that began and that ended, month by month.",
        ),
    ),
)
