"""Work: jobs, placements and studies as they are now, and how far it has come with each employer."""

from __future__ import annotations

from collections.abc import Iterator

from app.desk.pages.sections.tables import Page, Row, Table
from journey.domain.events import Event
from services import references

_JOB = ("job_started", "job_changed")
_LEADS = ("employer_contacted", "job_applied", "interview_held")


def tables(page: Page) -> list[Table]:
    """The tables of the page."""
    return [
        page.table("jobs", ("employer", "extent", "since"), _jobs(page)),
        page.table("placements", ("employer", "kind", "since"), _placements(page)),
        page.table("studies", ("kind", "extent", "since"), _studies(page)),
        page.table("leads", ("employer", "contacted", "applied", "interviewed"), _leads(page)),
    ]


def _jobs(page: Page) -> Iterator[Row]:
    for event in references.standing(page.person, "job"):
        job = str(event.fact.job)
        if event.type == "job_agreed":
            starts = page.visit.t("desk-job-starts", day=page.day(event.fact.start))
            yield Row(("", "", starts), page.step("job_started", job=job), page.visit.t("desk-mark-agreed"))
            continue
        steps = (*page.step("job_changed", "changed", job=job), *page.step("job_ended", "ended", job=job))
        competitive = page.latest(_JOB, "job", job, "competitive")
        mark = "" if competitive is None or competitive.fact.competitive else page.visit.t("desk-mark-sheltered")
        yield Row((_said(page, job, "employer"), _said(page, job, "extent"), page.since(event)), steps, mark)


def _said(page: Page, job: str, field: str) -> str:
    event = page.latest(_JOB, "job", job, field)
    return page.word(event, field) if event is not None else ""


def _placements(page: Page) -> Iterator[Row]:
    for event in references.standing(page.person, "placement"):
        cells = (page.word(event, "employer"), page.word(event, "kind"), page.since(event))
        yield Row(cells, page.step("placement_ended", "ended", placement=str(event.fact.placement)))


def _studies(page: Page) -> Iterator[Row]:
    for event in references.standing(page.person, "studies"):
        cells = (page.word(event, "kind"), page.word(event, "extent"), page.since(event))
        yield Row(cells, page.step("studies_ended", "ended", studies=str(event.fact.studies)))


def _leads(page: Page) -> Iterator[Row]:
    """Each employer with the latest contact, application and interview; those where something happened last first."""
    by_employer: dict[str, dict[str, Event]] = {}
    for kind in _LEADS:
        for event in page.person.history.by_type.get(kind, ()):
            known = by_employer.setdefault(str(event.fact.employer), {})
            if kind not in known or known[kind].on <= event.on:
                known[kind] = event
    latest = sorted(by_employer.items(), key=lambda one: max(event.on for event in one[1].values()), reverse=True)
    for employer, known in latest:
        days = [page.day(known[kind].on) if kind in known else "" for kind in _LEADS]
        following = "interview_held" if "job_applied" in known else "job_applied"
        steps = (*page.step("employer_contacted", employer=employer), *page.step(following, employer=employer))
        yield Row((page.visit.words.referent("employer", employer) or employer, *days), steps)
