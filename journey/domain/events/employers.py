"""The employer bank: a programme's employers and its contacts with them."""

from __future__ import annotations

from journey.domain.events.base import Code, Personal
from journey.domain.events.team import TeamFact
from journey.domain.events.work import ContactMode, Sector


class EmployerRegistered(TeamFact, frozen=True, tag="employer_registered.v1"):
    """An employer is in the bank from this day on; its name stays in the bank and leaves it in no report."""

    employer: Code
    industry: Code
    sector: Sector
    name: Code | None = None


class EmployerVisited(TeamFact, frozen=True, tag="employer_visited.v1"):
    """A coach contacted an employer on the programme's behalf."""

    employer: Code
    coach: Code
    mode: ContactMode
    purpose: Personal | None = None


class EmployerAgreementSigned(TeamFact, frozen=True, tag="employer_agreement_signed.v1"):
    """The programme and the employer signed an agreement."""

    employer: Code
