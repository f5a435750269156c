"""Who is around a person: network, consents in force, matters that wait for an answer, second coach, registrations."""

from __future__ import annotations

from collections.abc import Iterator

from app.desk.pages.sections.tables import Page, Row, Step, Table
from app.desk.visit import Visit
from journey.domain import standing
from journey.domain.events import Event
from services import references, settling
from services.people import Person

FIRST = ("guardian", "interpreter")
"""Whom whoever wants to reach the person has to think of first."""


def tables(page: Page) -> list[Table]:
    """The tables of the page."""
    return [
        page.table("around", ("role", "name", "reach"), _around(page)),
        page.table("consents", ("with", "since", "until"), _consents(page)),
        page.table("matters", ("what", "party", "since"), _matters(page)),
        page.table("co-coaches", ("name", "since"), _co_coaches(page)),
        page.table("registered", ("party", "since"), _registered(page)),
    ]


def _around(page: Page) -> Iterator[Row]:
    known = references.standing(page.person, "person")
    for event in sorted(known, key=lambda one: (_place(one), one.version)):
        name = str(event.fact.person)
        mark = page.visit.t(f"desk-mark-{event.fact.party}") if event.fact.party in FIRST else ""
        steps = (
            *page.step("partner_contacted", party=event.fact.party),
            *page.step("network_person_ended", "no-more", person=name),
        )
        yield Row(
            (page.word(event, "party"), last_said(page.visit, page.person, name, "name"), *_reach(page, name)),
            steps,
            mark,
        )


def _place(event: Event) -> int:
    return FIRST.index(event.fact.party) if event.fact.party in FIRST else len(FIRST)


def last_said(visit: Visit, person: Person, name: str, field: str) -> str:
    """What was last told of somebody: what is left out when they are recorded again stays as it was."""
    recorded = person.history.by_type.get("network_person_recorded", [])
    about = [event for event in recorded if event.fact.person == name]
    about.sort(key=lambda one: (one.on, one.version), reverse=True)
    return next((said for event in about if (said := visit.office.reveal(event, field))), "")


def _reach(page: Page, name: str) -> tuple[str | Step]:
    """Their number to ring, or their address; one of the two is enough in a table."""
    phone, email = (last_said(page.visit, page.person, name, field) for field in ("phone", "email"))
    if phone:
        return (Step(phone, f"tel:{phone.replace(' ', '')}"),)
    return (email,)


def _consents(page: Page) -> Iterator[Row]:
    for party, event in sorted(standing.consents_given(page.person.history).items()):
        until = event.fact.until
        over = until is not None and until < page.person.day
        mark = page.visit.t("desk-mark-over") if over else ""
        steps = (
            *page.step("consent_given", "renew", party=party),
            *(() if over else page.step("consent_withdrawn", "withdraw", party=party)),
        )
        yield Row((page.word(event, "party"), page.day(event.on), page.day(until)), steps, mark)


def _matters(page: Page) -> Iterator[Row]:
    for event in references.standing(page.person, "matter"):
        words = settling.words(page.visit.office, page.visit.actor, page.person, event)
        what = f"{page.word(event, 'kind')}: {words}" if words != event.fact.matter else page.word(event, "kind")
        yield Row(
            (what, page.word(event, "party"), page.since(event)),
            page.step("matter_decided", "decided", matter=str(event.fact.matter)),
        )


def _co_coaches(page: Page) -> Iterator[Row]:
    for coach in page.person.co_coaches:
        event = page.latest(("co_coach_assigned",), "coach", coach, "coach")
        since = page.since(event) if event is not None else ""
        yield Row(
            (page.visit.words.staff_name(f"coach:{coach}"), since), page.step("co_coach_ended", "no-more", coach=coach)
        )


def _registered(page: Page) -> Iterator[Row]:
    ends = page.person.history.by_type.get("unregistered_from", [])
    latest = {event.fact.party: event for event in page.person.history.by_type.get("registered_with", [])}
    for party, event in latest.items():
        if not any(end.fact.party == party and (end.on, end.version) > (event.on, event.version) for end in ends):
            yield Row(
                (page.word(event, "party"), page.since(event)), page.step("unregistered_from", "no-more", party=party)
            )
