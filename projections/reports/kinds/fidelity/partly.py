"""Evidence for the items that only a reviewer can score: what the log has to say to them, counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from journey.domain.fidelity import Scale
from projections.reports.cohort import Cohort
from projections.reports.kinds.fidelity import window as looking
from projections.reports.kinds.fidelity.gathered import FACE_TO_FACE, Seen
from projections.reports.kinds.fidelity.indications import Evidence, Indication, fewest, gather, total
from projections.reports.kinds.fidelity.outcomes import jobs

REFUSALS = ("excluded", "outside_target")
"""Reasons for declining somebody that are the programme's and not the person's."""

PHASES = ("intake", "engagement", "assessment", "job_placement", "coaching", "follow_along")


def _said(*evidence: Evidence) -> Indication:
    persons = fewest(*(part.persons for part in evidence if part.persons))
    return Indication(evidence=evidence, events=sum(part.events or 0 for part in evidence), persons=persons or None)


def _fact(kind: str) -> Callable[[Seen], int]:
    return lambda person: person.facts.get(kind, 0)


def _meetings(cohort: Cohort, figure: str, *kinds: str) -> Evidence:
    held = len(looking.meetings(cohort, *kinds))
    return Evidence(figure=figure, value=held, unit="meetings", events=held)


def _entries(cohort: Cohort, figure: str, kind: str) -> Evidence:
    count = len(looking.entries(cohort, kind))
    return Evidence(figure=figure, value=count, unit="entries", events=count)


def _ways(cohort: Cohort, figure: str, unit: str, ways: Callable[[Seen], frozenset[str]]) -> Evidence:
    """How many different ones there are among everybody."""
    held = [person for person in map(ways, gather(cohort)) if person]
    return Evidence(figure=figure, value=len(frozenset().union(*held)), unit=unit, persons=len(held))


def phases(cohort: Cohort, _: Scale) -> Indication:
    """The phases that participants entered, and how many of them did."""
    entered = Counter(phase for person in gather(cohort) for phase in person.phases)
    return _said(
        _ways(cohort, "phases that somebody entered", "phases", lambda person: person.phases),
        *(
            Evidence(
                figure=f"persons who entered {phase.replace('_', ' ')}",
                value=entered[phase],
                unit="persons",
                events=entered[phase],
                persons=entered[phase],
            )
            for phase in PHASES
        ),
    )


def team_contact(cohort: Cohort, _: Scale) -> Indication:
    """Meetings with the care teams, which of them, and contacts with psychiatry: with the person, and about them."""
    return _said(
        _meetings(cohort, "treatment conferences and meetings with psychiatry", "treatment_conference", "psychiatry"),
        total(
            cohort, "contacts together with psychiatry", "contacts", lambda person: person.by_party.get("psychiatry", 0)
        ),
        total(
            cohort,
            "contacts with psychiatry about participants",
            "contacts",
            lambda person: person.about.get("psychiatry", 0),
        ),
        Evidence(figure="care teams met", value=len(_teams(cohort)), unit="teams"),
    )


def _teams(cohort: Cohort) -> frozenset[str]:
    held = looking.meetings(cohort, "treatment_conference", "psychiatry")
    return frozenset(event.fact.team for event in held if event.fact.team)


def supervision(cohort: Cohort, _: Scale) -> Indication:
    """Team meetings, and reviews of fidelity."""
    return _said(
        _meetings(cohort, "team meetings", "team"),
        _entries(cohort, "entries of fidelity reviews", "fidelity_reviewed"),
        Evidence(
            figure="coaches at work at the end of the window",
            unit="coaches",
            value=len(cohort.team.coaches(cohort.window.end)),
        ),
    )


def refusals(cohort: Cohort, _: Scale) -> Indication:
    """Referrals, from how many sources, and people turned away by reason."""
    reasons = (
        total(cohort, f"declined as {reason.replace('_', ' ')}", "referrals", _refused(reason)) for reason in REFUSALS
    )
    return _said(
        total(cohort, "referrals", "referrals", _fact("referred")),
        _ways(cohort, "sources of referrals", "sources", lambda person: person.sources),
        *reasons,
        total(cohort, "declined for other reasons", "referrals", _declined_otherwise),
    )


def _refused(reason: str) -> Callable[[Seen], int]:
    return lambda person: person.refusals.count(reason)


def _declined_otherwise(person: Seen) -> int:
    return sum(reason not in REFUSALS for reason in person.refusals)


def work_focus(cohort: Cohort, _: Scale) -> Indication:
    """The annual question whether people want to work."""
    answers = looking.entries(cohort, "work_wish_asked")
    times = Evidence(
        figure="times people were asked about a paid job", value=len(answers), unit="times", events=len(answers)
    )
    if not answers:
        return _said(times)
    last = answers[-1].fact
    return _said(
        times,
        Evidence(figure="people asked the last time", value=last.people, unit="persons", persons=last.people),
        Evidence(figure="of them wished for a job", value=last.wished, unit="persons", persons=last.wished),
    )


def leadership(cohort: Cohort, _: Scale) -> Indication:
    """What leaders take part in."""
    return _said(
        _meetings(cohort, "steering group meetings", "steering_group"),
        _entries(cohort, "reports submitted", "report_submitted"),
        _entries(cohort, "entries of fidelity reviews", "fidelity_reviewed"),
    )


def benefits_counselling(cohort: Cohort, _: Scale) -> Indication:
    """Counselling offered and given."""
    return _said(
        total(cohort, "times counselling was offered", "times", _fact("benefits_counselling_offered")),
        total(cohort, "times counselling was given", "times", _fact("benefits_counselling_given")),
    )


def disclosure(cohort: Cohort, _: Scale) -> Indication:
    """Wishes recorded about what employers are told."""
    return _said(total(cohort, "times the person's wish was recorded", "times", _fact("disclosure")))


def assessment(cohort: Cohort, _: Scale) -> Indication:
    """Profiles and plans, made and looked at again."""
    return _said(
        total(cohort, "profiles completed", "profiles", _fact("profile_completed")),
        total(cohort, "plans agreed", "plans", _fact("plan_agreed")),
        total(cohort, "plans reviewed", "plans", _fact("plan_reviewed")),
    )


def employer_relations(cohort: Cohort, _: Scale) -> Indication:
    """Employers in the bank that were met face to face, more than once, and agreements."""
    visits = [event for event in looking.entries(cohort, "employer_visited") if event.fact.mode == FACE_TO_FACE]
    met = Counter(event.fact.employer for event in visits)
    return _said(
        Evidence(figure="employers of the bank met face to face", value=len(met), unit="employers", events=len(visits)),
        Evidence(
            figure="employers met on more than one occasion",
            value=sum(times > 1 for times in met.values()),
            unit="employers",
        ),
        _entries(cohort, "agreements signed", "employer_agreement_signed"),
    )


def individual_support(cohort: Cohort, _: Scale) -> Indication:
    """Contacts at work, the activities of all contacts, and who took part beside the coach."""
    working = {who for who, _ in jobs(cohort)}
    return _said(
        Evidence(figure="persons with a competitive job", value=len(working), unit="persons", persons=len(working)),
        total(
            cohort,
            "contacts about the workplace",
            "contacts",
            lambda person: person.by_activity["workplace"].contacts if "workplace" in person.by_activity else 0,
        ),
        _ways(
            cohort,
            "kinds of activities",
            "activities",
            lambda person: frozenset(activity for activity in person.by_activity if activity),
        ),
        _ways(cohort, "parties who took part in contacts", "parties", lambda person: frozenset(person.by_party)),
    )


def outreach(cohort: Cohort, _: Scale) -> Indication:
    """Attempts to reach people who stay away, and in how many ways."""
    return _said(
        total(cohort, "attempts", "attempts", _fact("outreach_attempted")),
        _ways(cohort, "ways of trying, by mode and place", "ways", lambda person: person.outreach),
    )
