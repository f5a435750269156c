"""The employers a programme knows, how their number grows, and the contacts with them: by industry, never by name."""

from __future__ import annotations

from projections.reports.figures import Column, Definition, Kind
from projections.reports.kinds.employer_bank import counts
from projections.reports.plots import Plot

KNOWN = "Employers registered by the end of the window; one registered twice counts once, as it was told of last."
VISITS = "Contacts of coaches with employers on the programme's behalf (`employer_visited`) in the window."
CONTACTS = (
    "Contacts with employers for the people whom the population holds (`employer_contacted`) in the window, by coach "
    "or participant, about ordinary jobs and others."
)
INDUSTRY = "The industry told with a contact counts, else that of the employer in the bank."
KIND = Kind(
    name="employer-bank",
    title="Employer bank",
    about="The employers that the programme knows, how their number grows, and the contacts with them. Employers are "
    "counted and told by industry; no figure names one.",
    gather=counts.gather,
    figures=(
        Definition(
            key="employers",
            name="Employers",
            unit="employers",
            cohort=KNOWN,
            split=False,
            definition="Employers in the bank at the end of the window.",
            compute=counts.employers,
        ),
        Definition(
            key="employers_start",
            name="Employers when the window opens",
            unit="employers",
            split=False,
            cohort="Employers registered before the window.",
            definition="Employers in the bank before the first day of the window.",
            compute=counts.before,
        ),
        Definition(
            key="new_employers",
            name="New employers",
            unit="employers",
            split=False,
            cohort="Employers registered for the first time in the window.",
            definition="Employers at the end of the window less those before its first day.",
            compute=counts.new_employers,
        ),
        Definition(
            key="growth",
            name="Growth",
            unit="share",
            split=False,
            cohort="Employers registered before the window.",
            definition="New employers ÷ employers when the window opens: a bank that goes from 30 to 42 has grown by "
            "12 ÷ 30, which is 40 %. None where there was no employer before the window.",
            compute=counts.growth,
            proportion=False,
        ),
        Definition(
            key="agreements",
            name="Employers with an agreement",
            unit="employers",
            split=False,
            cohort="Employers with an agreement signed by the end of the window.",
            definition="Employers that have signed an agreement with the programme; a second one counts no more.",
            compute=counts.agreements,
        ),
        Definition(
            key="new_agreements",
            name="New agreements",
            unit="employers",
            split=False,
            cohort="Employers whose first agreement was signed in the window.",
            definition="Employers that signed their first agreement in the window.",
            compute=counts.new_agreements,
        ),
        Definition(
            key="visits",
            name="Contacts on the programme's behalf",
            unit="contacts",
            cohort=VISITS,
            split=False,
            definition="Contacts that a coach had with an employer without being there for one participant.",
            compute=counts.number_of_visits,
        ),
        Definition(
            key="contacts",
            name="Contacts for participants",
            unit="contacts",
            cohort=CONTACTS,
            definition="Contacts with employers for participants.",
            compute=counts.number_of_contacts,
        ),
        Definition(
            key="employers_by_industry",
            name="Employers by industry",
            unit="employers",
            axis="industry",
            cohort=KNOWN,
            split=False,
            definition="Employers in the bank at the end of the window by industry.",
            compute=counts.employers_by_industry,
        ),
        Definition(
            key="employers_by_month",
            name="Employers at the end of each month",
            unit="employers",
            axis="month",
            cohort="Employers registered by the end of the month.",
            split=False,
            definition="Employers in the bank at the end of every month of the window, of the last one at its end.",
            compute=counts.employers_by_month,
        ),
        Definition(
            key="visits_by_mode",
            name="Contacts on the programme's behalf, by mode",
            unit="contacts",
            axis="mode",
            cohort=VISITS,
            split=False,
            definition="These contacts by mode.",
            compute=counts.visits_by_mode,
        ),
        Definition(
            key="contacts_by_mode",
            name="Contacts for participants, by mode",
            unit="contacts",
            axis="mode",
            cohort=CONTACTS,
            definition="These contacts by mode.",
            compute=counts.contacts_by_mode,
        ),
        Definition(
            key="visits_by_month",
            name="Contacts on the programme's behalf, by month",
            unit="contacts",
            axis="month",
            cohort=VISITS,
            split=False,
            definition="These contacts by calendar month; months without one are left out.",
            compute=counts.visits_by_month,
        ),
        Definition(
            key="contacts_by_month",
            name="Contacts for participants, by month",
            unit="contacts",
            axis="month",
            cohort=CONTACTS,
            definition="These contacts by calendar month; months without one are left out.",
            compute=counts.contacts_by_month,
        ),
        Definition(
            key="visits_by_industry",
            name="Contacts on the programme's behalf, by industry",
            unit="contacts",
            axis="industry",
            cohort=VISITS,
            split=False,
            definition="These contacts by the industry of the employer in the bank.",
            compute=counts.visits_by_industry,
        ),
        Definition(
            key="contacts_by_industry",
            name="Contacts for participants, by industry",
            unit="contacts",
            axis="industry",
            cohort=CONTACTS,
            definition=f"These contacts by industry. {INDUSTRY}",
            compute=counts.contacts_by_industry,
        ),
        Definition(
            key="employers_over_time",
            name="Employers by industry at the end of each month",
            unit="table",
            split=False,
            cohort="Employers registered by the end of the month.",
            definition="Employers in the bank at the end of every month of the window, by industry.",
            compute=counts.over_time,
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
