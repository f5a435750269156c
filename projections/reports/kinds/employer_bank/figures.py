"""The employers a programme knows, how their number grows, and the contacts with them: by industry, never by name."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

from journey.domain.events import Event
from journey.domain.history import History
from projections.reports.cohort import Cohort
from projections.reports.figures import Column, Definition, Kind, Quotient, Rows, distribution
from projections.reports.kinds.employer_bank.bank import bank
from projections.reports.months import by_month, ends, label
from projections.reports.plots import Plot
from projections.reports.view import ReportFrame

KNOWN = "Employers registered by the end of the window; one registered twice counts once, as it was told of last."
VISITS = "Contacts of coaches with employers on the programme's behalf (`employer_visited`) in the window."
CONTACTS = (
    "Contacts with employers for the people whom the population holds (`employer_contacted`) in the window, by coach "
    "or participant, about ordinary jobs and others."
)
INDUSTRY = "The industry told with a contact counts, else that of the employer in the bank."
MODES = ("face_to_face", "phone", "email", "video")

Contacts = dict[tuple[str, str, str], int]
"""How many contacts of a person's by month, mode and industry."""


def _gather(history: History, frame: ReportFrame) -> Contacts:
    """A person's contacts with employers in the window, counted."""
    employers = bank(frame.own)
    return Counter(
        (label(event.on), event.fact.mode, employers.industry(event.fact.employer, event.fact.industry))
        for event in history.by_type.get("employer_contacted", ())
        if frame.holds(event.on)
    )


def _before(cohort: Cohort) -> int:
    """Employers in the bank when the window opens."""
    return len(bank(cohort.frame.own).at(cohort.window.start - timedelta(days=1)))


def _employers(cohort: Cohort) -> int:
    return len(bank(cohort.frame.own).at(cohort.window.end))


def _industries(cohort: Cohort, day: date) -> dict[str, int]:
    return distribution(employer.industry for employer in bank(cohort.frame.own).at(day).values())


def _by_month(cohort: Cohort) -> dict[str, int]:
    days = ends(cohort.window.start, cohort.window.end)
    counts = {label(day): len(bank(cohort.frame.own).at(day)) for day in days}
    return counts if any(counts.values()) else {}


def _over_time(cohort: Cohort) -> Rows:
    return [
        {"month": label(day), "industry": industry, "employers": count}
        for day in ends(cohort.window.start, cohort.window.end)
        for industry, count in _industries(cohort, day).items()
    ]


def _growth(cohort: Cohort) -> Quotient:
    before = _before(cohort)
    return Quotient(_employers(cohort) - before, before)


def _visits(cohort: Cohort) -> list[Event]:
    return [event for event in bank(cohort.frame.own).visits if cohort.window.holds(event.on)]


def _contacts(cohort: Cohort, part: int) -> dict[str, int]:
    """Participants' contacts by one part of their key: month, mode or industry."""
    found: Counter[str] = Counter()
    for person in cohort.people:
        for key, count in person.details.items():
            found[key[part]] += count
    return distribution(found.elements(), MODES)


KIND = Kind(
    name="employer-bank",
    title="Employer bank",
    about="The employers that the programme knows, how their number grows, and the contacts with them. Employers are "
    "counted and told by industry; no figure names one.",
    gather=_gather,
    figures=(
        Definition(
            key="employers",
            name="Employers",
            unit="employers",
            cohort=KNOWN,
            split=False,
            definition="Employers in the bank at the end of the window.",
            compute=_employers,
        ),
        Definition(
            key="employers_start",
            name="Employers when the window opens",
            unit="employers",
            split=False,
            cohort="Employers registered before the window.",
            definition="Employers in the bank before the first day of the window.",
            compute=_before,
        ),
        Definition(
            key="new_employers",
            name="New employers",
            unit="employers",
            split=False,
            cohort="Employers registered for the first time in the window.",
            definition="Employers at the end of the window less those before its first day.",
            compute=lambda cohort: _employers(cohort) - _before(cohort),
        ),
        Definition(
            key="growth",
            name="Growth",
            unit="share",
            split=False,
            cohort="Employers registered before the window.",
            definition="New employers ÷ employers when the window opens: a bank that goes from 30 to 42 has grown by "
            "12 ÷ 30, which is 40 %. None where there was no employer before the window.",
            compute=_growth,
        ),
        Definition(
            key="agreements",
            name="Employers with an agreement",
            unit="employers",
            split=False,
            cohort="Employers with an agreement signed by the end of the window.",
            definition="Employers that have signed an agreement with the programme; a second one counts no more.",
            compute=lambda cohort: len(bank(cohort.frame.own).signed(cohort.window.end)),
        ),
        Definition(
            key="new_agreements",
            name="New agreements",
            unit="employers",
            split=False,
            cohort="Employers whose first agreement was signed in the window.",
            definition="Employers that signed their first agreement in the window.",
            compute=lambda cohort: sum(
                map(cohort.window.holds, bank(cohort.frame.own).signed(cohort.window.end).values())
            ),
        ),
        Definition(
            key="visits",
            name="Contacts on the programme's behalf",
            unit="contacts",
            cohort=VISITS,
            split=False,
            definition="Contacts that a coach had with an employer without being there for one participant.",
            compute=lambda cohort: len(_visits(cohort)),
        ),
        Definition(
            key="contacts",
            name="Contacts for participants",
            unit="contacts",
            cohort=CONTACTS,
            definition="Contacts with employers for participants.",
            compute=lambda cohort: sum(sum(person.details.values()) for person in cohort.people),
        ),
        Definition(
            key="employers_by_industry",
            name="Employers by industry",
            unit="employers",
            axis="industry",
            cohort=KNOWN,
            split=False,
            definition="Employers in the bank at the end of the window by industry.",
            compute=lambda cohort: _industries(cohort, cohort.window.end),
        ),
        Definition(
            key="employers_by_month",
            name="Employers at the end of each month",
            unit="employers",
            axis="month",
            cohort="Employers registered by the end of the month.",
            split=False,
            definition="Employers in the bank at the end of every month of the window, of the last one at its end.",
            compute=_by_month,
        ),
        Definition(
            key="visits_by_mode",
            name="Contacts on the programme's behalf, by mode",
            unit="contacts",
            axis="mode",
            cohort=VISITS,
            split=False,
            definition="These contacts by mode.",
            compute=lambda cohort: distribution((event.fact.mode for event in _visits(cohort)), MODES),
        ),
        Definition(
            key="contacts_by_mode",
            name="Contacts for participants, by mode",
            unit="contacts",
            axis="mode",
            cohort=CONTACTS,
            definition="These contacts by mode.",
            compute=lambda cohort: _contacts(cohort, 1),
        ),
        Definition(
            key="visits_by_month",
            name="Contacts on the programme's behalf, by month",
            unit="contacts",
            axis="month",
            cohort=VISITS,
            split=False,
            definition="These contacts by calendar month; months without one are left out.",
            compute=lambda cohort: by_month(event.on for event in _visits(cohort)),
        ),
        Definition(
            key="contacts_by_month",
            name="Contacts for participants, by month",
            unit="contacts",
            axis="month",
            cohort=CONTACTS,
            definition="These contacts by calendar month; months without one are left out.",
            compute=lambda cohort: _contacts(cohort, 0),
        ),
        Definition(
            key="visits_by_industry",
            name="Contacts on the programme's behalf, by industry",
            unit="contacts",
            axis="industry",
            cohort=VISITS,
            split=False,
            definition="These contacts by the industry of the employer in the bank.",
            compute=lambda cohort: distribution(
                bank(cohort.frame.own).industry(event.fact.employer) for event in _visits(cohort)
            ),
        ),
        Definition(
            key="contacts_by_industry",
            name="Contacts for participants, by industry",
            unit="contacts",
            axis="industry",
            cohort=CONTACTS,
            definition=f"These contacts by industry. {INDUSTRY}",
            compute=lambda cohort: _contacts(cohort, 2),
        ),
        Definition(
            key="employers_over_time",
            name="Employers by industry at the end of each month",
            unit="table",
            split=False,
            cohort="Employers registered by the end of the month.",
            definition="Employers in the bank at the end of every month of the window, by industry.",
            compute=_over_time,
            columns=(
                Column("month", "Month"),
                Column("industry", "Industry"),
                Column("employers", "Employers", "employers"),
            ),
        ),
    ),
    plots=(
        Plot(
            title="The bank month by month",
            form="lines",
            figures=("employers_by_month",),
            x="month",
            y="employers",
            says="Employers in the bank at the end of each month.",
        ),
        Plot(
            title="Employers by industry",
            form="bars",
            figures=("employers_by_industry",),
            x="industry",
            y="employers",
            says="Employers in the bank at the end of the window, by industry.",
        ),
    ),
)
