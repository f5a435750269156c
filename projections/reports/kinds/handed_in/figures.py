"""Figures of the reports that a programme hands in: by the month, and three times a year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import get_args

from journey.domain.events.codes import Partner
from journey.domain.rules import deadlines
from projections.reports.cohort import Cohort
from projections.reports.figures import Cell, Column, Definition, Kind, Quotient, Rows, distribution
from projections.reports.kinds.handed_in.support import AUTHORITIES, PLANS, Support
from projections.reports.people import ReportPerson
from projections.reports.spells import Spell

HELD = "Persons whom the population holds, waiting ones and those who have left among them."
CURRENT = "Persons enrolled by the end of the window and not discharged by then; paused included."


def figures_of(kind: Kind, *keys: str) -> tuple[Definition, ...]:
    """Figures of another report, as that one defines them."""
    by_key = {definition.key: definition for definition in kind.figures}
    return tuple(by_key[key] for key in keys)


def supported(cohort: Cohort) -> Iterable[Support]:
    """Everybody's support."""
    return (person.details for person in cohort.people)


def began(spells: Callable[[ReportPerson], tuple[Spell, ...]]) -> Callable[[Cohort], int]:
    """Counts the persons who began something in the window."""
    return lambda cohort: sum(any(cohort.window.holds(s.start) for s in spells(person)) for person in cohort.people)


def ordinals(rows: Iterable[tuple[Cell, ...]]) -> list[tuple[Cell, ...]]:
    """Rows in the order of what they say, each with its place as the first cell: whose they are shows nowhere."""
    return [(str(place), *row) for place, row in enumerate(sorted(rows, key=_order), 1)]


def _order(row: tuple[Cell, ...]) -> list[tuple[str, float]]:
    """Words by alphabet, numbers by size; what is missing comes first."""
    return [(cell, 0.0) if isinstance(cell, str) else ("", cell or 0.0) for cell in row]


def rows(columns: tuple[Column, ...], cells: Iterable[tuple[Cell, ...]]) -> Rows:
    """Rows by their columns' keys."""
    return [dict(zip((column.key for column in columns), row, strict=True)) for row in cells]


def _plans(chosen: Callable[[Support], Iterable[str]]) -> Callable[[Cohort], dict[str, int]]:
    return lambda cohort: distribution((plan for support in supported(cohort) for plan in chosen(support)), PLANS)


def _current_plans(cohort: Cohort) -> dict[str, int]:
    return distribution((plan for person in cohort.current for plan in person.details.plans), PLANS)


def _with_plan(cohort: Cohort) -> Quotient:
    return Quotient(sum(bool(person.details.plans) for person in cohort.current), len(cohort.current))


def _discharges(cohort: Cohort) -> Rows:
    ended = [episode for episode in cohort.without_protected.episodes() if cohort.window.holds(episode.end)]
    return rows(DISCHARGES, ordinals((episode.reason, episode.days(cohort.window.end)) for episode in ended))


def _partners(cohort: Cohort) -> dict[str, int]:
    contacts = (party for support in supported(cohort) for party in Counter(support.partners).elements())
    return distribution(contacts, get_args(Partner))


def _partner_contacts(cohort: Cohort) -> int:
    return sum(_partners(cohort).values())


def _authority_contacts(cohort: Cohort) -> int:
    return sum(count for party, count in _partners(cohort).items() if party in AUTHORITIES)


def _authority_meetings(cohort: Cohort) -> int:
    held = cohort.frame.programme_history.by_type.get("meeting_held", ())
    return sum(event.fact.kind == "authority_cooperation" and cohort.window.holds(event.on) for event in held)


def _entries(kind: str) -> Callable[[Cohort], int]:
    return lambda cohort: sum(
        cohort.window.holds(event.on) for event in cohort.frame.programme_history.by_type.get(kind, ())
    )


def submitted(rule: str) -> Definition:
    """Whether the report itself was handed in, and when: the standing of the rule for it."""

    def rows(cohort: Cohort) -> Rows:
        frame = cohort.frame
        judged = deadlines(frame.programme_history, frame.book.only(rule), frame.as_of, "programme")
        return [
            {
                "period": deadline.occurrence,
                "due": deadline.due.isoformat() if deadline.due else None,
                "status": deadline.status,
                "submitted": deadline.met_on.isoformat() if deadline.met_on else None,
            }
            for deadline in judged
            if cohort.window.holds(deadline.opened)
        ]

    return Definition(
        key="submitted",
        name="Handed in",
        unit="table",
        split=False,
        cohort="Reports due for periods that ended in the window.",
        definition=f"For every period that ended in the window: when the report was due by the rule `{rule}`, how that "
        "deadline stands on the `as_of` day, and when it was handed in (`report_submitted`). No row where the "
        "programme has switched the rule off, or the period goes on.",
        compute=rows,
        columns=(
            Column("period", "Period until"),
            Column("due", "Due"),
            Column("status", "Standing"),
            Column("submitted", "Handed in"),
        ),
    )


DISCHARGES = (Column("discharge", "No."), Column("reason", "Reason"), Column("days", "Days in the programme", "days"))

PLAN_FIGURES = (
    Definition(
        key="plans_made",
        name="Plans made",
        unit="plans",
        axis="plan",
        cohort=HELD,
        definition="Plans agreed in the window (`plan_agreed`) by kind.",
        compute=_plans(lambda support: Counter(support.agreed).elements()),
    ),
    Definition(
        key="plans_reviewed",
        name="Plans reviewed",
        unit="plans",
        axis="plan",
        cohort=HELD,
        definition="Reviews of plans in the window (`plan_reviewed`) by kind of plan; a plan may be reviewed often.",
        compute=_plans(lambda support: Counter(support.reviewed).elements()),
    ),
)
CURRENT_PLANS = (
    Definition(
        key="plans_current",
        name="Current plans",
        unit="persons",
        axis="plan",
        cohort=CURRENT,
        definition="Current participants by the kinds of plan agreed in their present stay; a person may have several.",
        compute=_current_plans,
    ),
    Definition(
        key="with_plan_share",
        name="Participants with a plan",
        unit="share",
        cohort=CURRENT,
        definition="Current participants with a plan agreed in their present stay ÷ current participants.",
        compute=_with_plan,
    ),
)
WORK = (
    Definition(
        key="got_work",
        name="Got work",
        unit="persons",
        cohort=HELD,
        definition="Persons who began a competitive job in the window, on or after their first enrolment.",
        compute=began(lambda person: person.jobs),
    ),
    Definition(
        key="began_studies",
        name="Began studies",
        unit="persons",
        cohort=HELD,
        definition="Persons who began studies in the window, on or after their first enrolment.",
        compute=began(lambda person: person.studies),
    ),
)
COOPERATION = (
    Definition(
        key="partner_contacts",
        name="Contacts with partners",
        unit="contacts",
        cohort=HELD,
        definition="Contacts in the window about a participant, without them (`partner_contacted`). They are no "
        "contacts with the participant, and no minutes of support.",
        compute=_partner_contacts,
    ),
    Definition(
        key="authority_contacts",
        name="Of them with authorities",
        unit="contacts",
        cohort=HELD,
        definition="Those with the employment service, the social insurance agency or social services.",
        compute=_authority_contacts,
    ),
    Definition(
        key="authority_meetings",
        name="Meetings with authorities",
        unit="meetings",
        split=False,
        cohort="The programme.",
        definition="Meetings for cooperation with authorities in the window (`meeting_held`).",
        compute=_authority_meetings,
    ),
    Definition(
        key="partner_contacts_by_party",
        name="Contacts with partners by party",
        unit="contacts",
        axis="partner",
        cohort=HELD,
        definition="Contacts in the window about a participant, without them, by the party spoken with.",
        compute=_partners,
    ),
)
DISCHARGE_ROWS = Definition(
    key="discharges",
    name="Those who left",
    unit="table",
    split=False,
    personal=True,
    cohort="Episodes that ended in the window.",
    definition="Each episode that ended, with its reason and its length in days. The numbers are this table's "
    "own. Nobody under protected identity has a row; they are in the totals.",
    compute=_discharges,
    columns=DISCHARGES,
)
TROUBLE = (
    Definition(
        key="incidents",
        name="Incidents",
        unit="incidents",
        cohort="The programme.",
        split=False,
        definition="Incidents reported in the window (`incident_reported`).",
        compute=_entries("incident_reported"),
    ),
    Definition(
        key="complaints",
        name="Complaints",
        unit="complaints",
        cohort="The programme.",
        split=False,
        definition="Complaints received in the window (`complaint_received`).",
        compute=_entries("complaint_received"),
    ),
)
