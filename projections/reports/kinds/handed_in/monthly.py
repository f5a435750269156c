"""The monthly report: who came and went, who attended, and what support they had."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from projections.reports import months
from projections.reports.cohort import Cohort
from projections.reports.figures import Cell, Column, Definition, Headline, Kind, Quotient, Rows, distribution
from projections.reports.kinds.flow import figures as flow
from projections.reports.kinds.handed_in import figures as handed_in
from projections.reports.kinds.handed_in.figures import HELD, figures_of, supported
from projections.reports.kinds.handed_in.support import ACTIVITIES, CAUSES, Support, gather
from projections.reports.people import ReportPerson
from projections.reports.plots import Plot

ROWS = (
    "Persons with an episode that overlaps the window, and others with an appointment, contact or plan in it. A person "
    "has the same number in both tables and in no other report: numbers follow from what the rows say. Nobody under "
    "protected identity has a row; they are in the totals."
)
ATTENDANCE = (
    Column("participant", "No."),
    Column("phase", "Phase"),
    Column("kept", "Kept", "number"),
    Column("missed", "Missed", "number"),
    Column("cancelled", "Cancelled", "number"),
    Column("contacts", "Contacts", "number"),
    Column("minutes", "Minutes", "number"),
    Column("employer_contacts", "Employers", "number"),
)
SUPPORT = (
    Column("participant", "No."),
    *(Column(activity, activity.replace("_", " ").capitalize(), "number") for activity in ACTIVITIES),
    Column("partner_contacts", "Partners", "number"),
)


def _appointments(cohort: Cohort) -> dict[str, int]:
    counts = {
        state: sum(getattr(support, state) for support in supported(cohort))
        for state in ("kept", "missed", "cancelled")
    }
    return {state: count for state, count in counts.items() if count}


def _attendance(cohort: Cohort) -> Quotient:
    kept = sum(support.kept for support in supported(cohort))
    return Quotient(kept, kept + sum(support.missed for support in supported(cohort)))


def _support(cohort: Cohort) -> dict[str, int]:
    contacts: Counter[str] = Counter()
    for support in supported(cohort):
        contacts.update(support.contacts)
        contacts.update(support.visits)
    return distribution(contacts.elements(), ACTIVITIES)


def _causes(cohort: Cohort) -> dict[str, int]:
    return distribution(
        (cause for support in supported(cohort) for cause in Counter(support.causes).elements()), CAUSES
    )


def _listed(cohort: Cohort) -> Iterator[ReportPerson]:
    return (
        person
        for person in cohort.without_protected.people
        if any(map(cohort.window.overlaps, person.episodes)) or person.details.any()
    )


def _lines(cohort: Cohort) -> list[tuple[Cell, ...]]:
    """Both tables' cells in one row a person, numbered."""
    return handed_in.ordinals(
        (
            person.state,
            person.details.kept,
            person.details.missed,
            person.details.cancelled,
            sum(person.details.contacts.values()),
            person.details.minutes,
            person.details.employers,
            *(_about(person.details, activity) for activity in ACTIVITIES),
            sum(person.details.partners.values()),
        )
        for person in _listed(cohort)
    )


def _about(support: Support, activity: str) -> int:
    return support.contacts.get(activity, 0) + support.visits.get(activity, 0)


def _participants(cohort: Cohort) -> Rows:
    return handed_in.rows(ATTENDANCE, (line[: len(ATTENDANCE)] for line in _lines(cohort)))


def _participant_support(cohort: Cohort) -> Rows:
    return handed_in.rows(SUPPORT, ((line[0], *line[len(ATTENDANCE) :]) for line in _lines(cohort)))


def _contacts(cohort: Cohort) -> int:
    return sum(sum(support.contacts.values()) for support in supported(cohort))


def _minutes(cohort: Cohort) -> int:
    return sum(support.minutes for support in supported(cohort))


def _employer_contacts(cohort: Cohort) -> int:
    return sum(support.employers for support in supported(cohort))


KIND = Kind(
    name="monthly",
    title="Monthly report",
    about="What is handed in every month: who came and went, who attended and what support they had, plans, work, "
    "discharges, incidents and complaints. Without `--from` and `--to` the window is the last whole month by the "
    "`as_of` day; with one of them it ends with that day's month, or begins with it.",
    gather=gather,
    period=months.month,
    headlines=(
        Headline(figures=("current_end", "current_start", "enrolled", "discharged")),
        Headline(figures=("attendance",)),
        Headline(figures=("got_work", "began_studies")),
        Headline(figures=("incidents", "complaints")),
    ),
    figures=(
        *figures_of(flow.KIND, "current_start", "enrolled", "discharged", "current_end", "waiting"),
        Definition(
            key="attendance",
            name="Attendance",
            unit="share",
            cohort=HELD,
            definition="Appointments kept ÷ appointments kept or missed in the window; those cancelled beforehand do "
            "not count.",
            compute=_attendance,
        ),
        Definition(
            key="contacts",
            name="Contacts",
            unit="contacts",
            cohort=HELD,
            definition="Contacts held in the window (`contact_held`), kept appointments apart.",
            compute=_contacts,
        ),
        Definition(
            key="minutes",
            name="Minutes of support",
            unit="minutes",
            cohort=HELD,
            definition="Minutes of contacts, kept appointments and benefits counselling, as far as they were recorded.",
            compute=_minutes,
        ),
        Definition(
            key="employer_contacts",
            name="Employer contacts",
            unit="contacts",
            cohort=HELD,
            definition="Contacts with employers for participants in the window.",
            compute=_employer_contacts,
        ),
        *handed_in.WORK,
        *handed_in.TROUBLE,
        *figures_of(flow.KIND, "mean_days_discharged"),
        Definition(
            key="appointments",
            name="Appointments",
            unit="appointments",
            axis="outcome",
            cohort=HELD,
            definition="Appointments kept, missed and cancelled in the window, by the day that was told of it.",
            compute=_appointments,
        ),
        Definition(
            key="support",
            name="Kinds of support",
            unit="contacts",
            axis="activity",
            cohort=HELD,
            definition="Contacts held in the window by what they were about; `unknown` where that was not said. Kept "
            "appointments of which it was said are among them.",
            compute=_support,
        ),
        Definition(
            key="causes",
            name="Why appointments did not take place",
            unit="appointments",
            axis="cause",
            cohort=HELD,
            definition="Appointments missed or cancelled in the window by cause; `unknown` where nobody said.",
            compute=_causes,
        ),
        *handed_in.COOPERATION,
        *handed_in.PLAN_FIGURES,
        *figures_of(flow.KIND, "discharge_reasons"),
        Definition(
            key="participants",
            name="Attendance of each participant",
            unit="table",
            split=False,
            personal=True,
            cohort=ROWS,
            definition="For each person the phase at the end of the window, appointments kept, missed and cancelled, "
            "other contacts, minutes of support, and contacts with employers in the window.",
            compute=_participants,
            columns=ATTENDANCE,
        ),
        Definition(
            key="participant_support",
            name="Kinds of support of each participant",
            unit="table",
            split=False,
            personal=True,
            cohort=ROWS,
            definition="For each person the contacts held in the window by what they were about, kept appointments of "
            "which it was said among them; and contacts with partners about the person, without them.",
            compute=_participant_support,
            columns=SUPPORT,
        ),
        handed_in.DISCHARGE_ROWS,
        handed_in.submitted("monthly_report"),
    ),
    plots=(
        Plot(
            title="Appointments",
            form="bars",
            figures=("appointments",),
            up="Appointments",
            says="Appointments kept, missed and cancelled in the window.",
        ),
        Plot(
            title="Kinds of support",
            form="bars",
            figures=("support",),
            up="Contacts",
            says="Contacts by what they were about.",
        ),
    ),
)
