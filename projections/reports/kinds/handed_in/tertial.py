"""The report handed in three times a year."""

from __future__ import annotations

from projections.reports import months
from projections.reports.figures import Headline, Kind
from projections.reports.kinds import structure
from projections.reports.kinds.flow import figures as flow
from projections.reports.kinds.handed_in import figures as handed_in
from projections.reports.kinds.handed_in.figures import figures_of
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
    headlines=(
        Headline(figures=("current_end", "current_start", "enrolled", "discharged")),
        Headline(figures=("got_work", "began_studies")),
        Headline(figures=("with_plan_share",)),
        Headline(figures=("incidents", "complaints")),
    ),
    figures=(
        *figures_of(
            flow.KIND, "persons", "referred", "current_start", "enrolled", "discharged", "current_end", "waiting"
        ),
        *handed_in.CURRENT_PLANS[1:],
        *handed_in.WORK,
        *figures_of(flow.KIND, "mean_days_discharged", "median_days_discharged"),
        *handed_in.TROUBLE,
        *figures_of(flow.KIND, "enrolled_by_month", "discharged_by_month"),
        *handed_in.CURRENT_PLANS[:1],
        *handed_in.PLAN_FIGURES,
        *handed_in.COOPERATION,
        *figures_of(flow.KIND, "discharge_reasons"),
        *figures_of(structure.KIND, "gender", "age_band", "municipality", "education", "years_on_support"),
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
            up="Episodes",
            says="Episodes that began and that ended, month by month.",
        ),
    ),
)
