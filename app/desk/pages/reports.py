"""Reports at the desk: which there are and what each answers, and one of them through a window, to read or to keep."""

from __future__ import annotations

from functools import cache
from http import HTTPStatus
from pathlib import Path

from starlette.responses import Response

from app.desk.pages.report_window import Choice, choice_of
from app.desk.visit import Visit
from journey.domain.errors import NotAllowed, WrongInput
from projections import reports
from projections.reports import Beside, Report
from projections.sheets.dialects import DIALECTS, STANDARD
from services.acting import journey_of
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
    choice = _choice(visit)
    titles = {kind: _title(visit, kind) for kind in reports.KINDS}
    return visit.page(
        "reports.html", _status(choice), choice=choice, groups=GROUPS, titles=titles, coded=_is_coded(visit)
    )


def page(visit: Visit) -> Response:
    """One report, or one line about what was asked of it and cannot be answered."""
    visit.office.check(visit.actor, Permission.READ_REPORTS)
    kind, choice, shown = _kind(visit), _choice(visit), None
    if not choice.wrong:
        try:
            shown = reports.as_page(_made(visit, kind, choice), _language(visit), visit.office.config)
        except WrongInput:
            choice = _unanswered(choice)
    content = {"kind": kind, "title": _title(visit, kind), "files": tuple(FILES), "coded": _is_coded(visit)}
    return visit.page("report.html", _status(choice), choice=choice, shown=shown, **content)


def keep(visit: Visit) -> Response:
    """The same report as a file, through the code that the command uses; back to the page where there is none."""
    visit.office.check(visit.actor, Permission.READ_REPORTS)
    kind, choice, form = _kind(visit), choice_of(visit.form, visit.today), str(visit.form.get("format"))
    try:
        made = None if choice.wrong or form not in FILES else _made(visit, kind, choice)
    except WrongInput:
        made = None
    return _file(visit, kind, form, made) if made else visit.go(f"/desk/reports/{kind}{choice.query}")


def _file(visit: Visit, kind: str, form: str, made: Report | Beside) -> Response:
    every = [made] if isinstance(made, Report) else [report for _, report in made.columns]
    dialect = DIALECTS.get(_language(visit), STANDARD)
    content = reports.as_xlsx(*every) if form == "xlsx" else reports.as_csv(*every, dialect=dialect).encode()
    said = f'attachment; filename="{visit.t("desk-report-file")}-{kind}-{visit.today.isoformat()}.{form}"'
    return Response(content, media_type=FILES[form], headers={"Content-Disposition": said})


def _made(visit: Visit, kind: str, choice: Choice) -> Report | Beside:
    """The report that is asked for, or two windows of it. Raises WrongInput where there is no answer."""
    office = visit.office
    journey = journey_of(office, visit.actor)
    one = choice.of(kind, visit.session.programme, visit.today)
    other = choice.beside(one)
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


def _choice(visit: Visit) -> Choice:
    return choice_of(visit.request.query_params, visit.today)


def _unanswered(choice: Choice) -> Choice:
    """The same, with what is wrong though each day is one: a window that is not told outside, or that holds no day."""
    cause = "not-closed" if choice.outside else "after"
    return Choice(choice.written, choice.days, (("from", cause),))


def _status(choice: Choice) -> HTTPStatus:
    return HTTPStatus.UNPROCESSABLE_ENTITY if choice.wrong else HTTPStatus.OK


def _is_coded(visit: Visit) -> bool:
    """Whether whoever reads knows people by pseudonym alone."""
    return by_pseudonym(visit.actor, Permission.READ_REPORTS)
