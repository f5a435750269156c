"""Reports at the desk: which there are and what each answers, and one of them through a window, to read or to keep."""

from __future__ import annotations

from functools import cache
from http import HTTPStatus
from pathlib import Path

from starlette.responses import Response

from app.desk.pages.report_window import Asked, asked
from app.desk.visit import Visit
from journey.domain.errors import NotAllowed, WrongInput
from projections import reports
from projections.reports import Beside, Report
from projections.sheets.dialects import DIALECTS, STANDARD
from services.opened import Journey
from services.permissions import Permission, by_pseudonym
from services.reports import ReportFiles, report_on

GROUPS = {
    "people": ("flow", "structure", "caseload"),
    "work": ("outcomes", "job-search", "employer-bank", "dissemination"),
    "hand-in": ("monthly", "tertial", "steering"),
    "worth": ("economics", "questionnaires", "fidelity", "quality"),
}
"""Every report, beside those that answer something alike."""
FILES = {"xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "csv": "text/csv; charset=utf-8"}
"""As what a report can be kept."""


@cache
def _files(config: Path | None) -> ReportFiles:
    """What reports read beside the log, kept for as long as the process runs."""
    return ReportFiles(config)


def index(visit: Visit) -> Response:
    """Which reports there are; the window that is chosen here goes along to each of them."""
    visit.office.check(visit.actor, Permission.READ_REPORTS)
    question = _asked(visit)
    titles = {kind: _title(visit, kind) for kind in reports.KINDS}
    return visit.page("reports.html", _status(question), asked=question, groups=GROUPS, titles=titles, **_reader(visit))


def page(visit: Visit) -> Response:
    """One report, or one line about what was asked of it and cannot be answered."""
    visit.office.check(visit.actor, Permission.READ_REPORTS)
    kind, question, shown = _kind(visit), _asked(visit), None
    if not question.wrong:
        try:
            shown = reports.as_page(_made(visit, kind, question), _language(visit), visit.office.config)
        except WrongInput:
            question = _unanswered(question)
    content = {"asked": question, "shown": shown, "files": tuple(FILES)}
    return visit.page(
        "report.html", _status(question), kind=kind, title=_title(visit, kind), **content, **_reader(visit)
    )


def keep(visit: Visit) -> Response:
    """The same report as a file, through the code that the command uses."""
    visit.office.check(visit.actor, Permission.READ_REPORTS)
    kind, question, form = _kind(visit), asked(visit.form, visit.today), str(visit.form.get("format"))
    if question.wrong or form not in FILES:
        return visit.go(f"/desk/reports/{kind}{question.query}")
    try:
        made = _made(visit, kind, question)
    except WrongInput:
        return visit.go(f"/desk/reports/{kind}{question.query}")
    every = [made] if isinstance(made, Report) else [report for _, report in made.columns]
    dialect = DIALECTS.get(_language(visit), STANDARD)
    content = reports.as_xlsx(*every) if form == "xlsx" else reports.as_csv(*every, dialect=dialect).encode()
    name = f"{visit.t('desk-report-file')}-{kind}-{visit.today.isoformat()}.{form}"
    said = f'attachment; filename="{name}"'
    return Response(content, media_type=FILES[form], headers={"Content-Disposition": said})


def _made(visit: Visit, kind: str, question: Asked) -> Report | Beside:
    """The report that is asked for, or two windows of it. Raises WrongInput where there is no answer."""
    office = visit.office
    journey = Journey(office.engine, office.projector, visit.now, visit.actor)
    one = question.of(kind, visit.session.programme, visit.today)
    other = question.beside(one)
    made = [report_on(journey, each, _files(office.config), visit.why) for each in (one, other) if each]
    return made[0] if other is None else reports.two_windows(*made)


def _title(visit: Visit, kind: str) -> str:
    return reports.title_of(kind, _language(visit), visit.office.config)


def _language(visit: Visit) -> str:
    """The language of figures: of easy Swedish, Swedish."""
    return visit.language.partition("-")[0]


def _kind(visit: Visit) -> str:
    kind: str = visit.request.path_params["kind"]
    if kind not in reports.KINDS:
        raise NotAllowed("there is no such report")
    return kind


def _asked(visit: Visit) -> Asked:
    return asked(visit.request.query_params, visit.today)


def _unanswered(question: Asked) -> Asked:
    """The same, with what is wrong though each day is one: a window that is not told outside, or that holds no day."""
    cause = "not-closed" if question.outside else "after"
    return Asked(question.written, question.days, (("from", cause),))


def _status(question: Asked) -> HTTPStatus:
    return HTTPStatus.UNPROCESSABLE_ENTITY if question.wrong else HTTPStatus.OK


def _reader(visit: Visit) -> dict[str, bool]:
    """Whether whoever reads knows people by pseudonym alone."""
    return {"coded": by_pseudonym(visit.actor, Permission.READ_REPORTS)}
