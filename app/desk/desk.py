"""The desk's routes, and what every request passes: a session, a form's token, the access log, a clear refusal."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from http import HTTPStatus
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from app.desk.addresses import PAGES, Page
from app.desk.bodies import TooLarge, form_of
from app.desk.installation import Installation
from app.desk.live import Live
from app.desk.sheets import Sheets
from app.desk.visit import Visit, whose
from app.signin.door import AGAIN as SIGN_IN_AGAIN
from app.signin.door import HOME, ROLE, SIGN_IN, Door
from app.signin.session import Session, fits
from bots.failures import place_of
from bots.texts.catalogue import Texts
from bots.web.answering import from_here
from journey.domain.errors import JourneyError, NotAllowed
from journey.domain.plain import printed
from projections.reports import STYLE as REPORT_STYLE
from services.office import Office
from services.permissions import ever

logger = logging.getLogger(__name__)

HERE = Path(__file__).parent
LANGUAGE = "sprak"
"""The cookie that says in which language pages beside the chat are read."""
LOOKS_AGAIN = "x-looks-again"
"""The header by which a page says that nobody asked for it: it looks again by itself, which keeps no session open."""
_TROUBLES: Mapping[int, str] = {
    HTTPStatus.NOT_FOUND: "desk-trouble-not-yours",
    HTTPStatus.METHOD_NOT_ALLOWED: "desk-trouble-no-page",
    HTTPStatus.BAD_REQUEST: "desk-trouble-not-read",
}
"""What is said of an answer that is no page of the desk, by its status."""


class Desk:
    """Answers the desk's addresses, for whoever the door lets in."""

    def __init__(self, office: Office, texts: Texts, door: Door, installation: Installation) -> None:
        self.office = office
        self.texts = texts
        self.door = door
        self.installation = installation
        self.templates = environment()
        self.live = Live(door)
        self.sheets = Sheets()

    def routes(self) -> list[BaseRoute]:
        """Every route, and the files beside the pages."""
        files = Mount("/desk/static", StaticFiles(directory=HERE / "static"))
        beside = [
            Route("/desk/live", self.live.answer),
            Route("/desk/worker.js", self._worker),
            Route("/desk/report.css", self._style_of_reports),
            Route("/desk/offline", self._offline),
        ]
        return [files, *beside, *(Route(page.path, self._answering(page), methods=[*page.methods]) for page in PAGES)]

    async def _worker(self, _: Request) -> Response:
        """The script by which a browser keeps the shell of the desk."""
        headers = {"Cache-Control": "no-cache", "Service-Worker-Allowed": "/desk"}
        return FileResponse(HERE / "static" / "worker.js", media_type="text/javascript", headers=headers)

    async def _style_of_reports(self, _: Request) -> Response:
        """How the body of a report looks, wherever it stands."""
        return FileResponse(REPORT_STYLE, media_type="text/css")

    async def _offline(self, request: Request) -> Response:
        """The shell: a page about nobody, which a browser fills with what it has kept for itself."""
        language = self.texts.language(request.cookies.get(LANGUAGE))
        shell = self.templates.get_template("offline.html")
        return HTMLResponse(shell.render(t=partial(self.texts, language), language=language))

    def _answering(self, page: Page) -> Callable[[Request], Awaitable[Response]]:
        async def answer(request: Request) -> Response:
            if request.method == "POST" and not from_here(request):
                return PlainTextResponse("sent from elsewhere", HTTPStatus.BAD_REQUEST)
            session = await self.door.signed_in(request, in_use=LOOKS_AGAIN not in request.headers)
            form = FormData()
            if request.method == "POST":
                try:
                    form = await form_of(request, with_file=page.with_file)
                except TooLarge:
                    return self._too_large(request, page)
                if session is None or session.post is None:
                    return self._sent_again_later(request, form, "desk-signed-out", SIGN_IN)
            if session is None:
                return self.door.to(SIGN_IN, request)
            if session.post is None:
                return self.door.to(ROLE, request)
            return await asyncio.to_thread(self._answer, page, request, session, form)

        return answer

    def _answer(self, page: Page, request: Request, session: Session, form: FormData) -> Response:
        language = self.texts.language(request.cookies.get(LANGUAGE))
        sure = request.method == "GET" or fits(self.door.token(request), str(form.get("csrf", "")))
        visit = Visit(
            request,
            session,
            self.office,
            self.texts,
            self.templates,
            self.sheets,
            self.installation,
            form,
            language,
            page.reads_for,
            page.looks_back,
            sure,
        )
        mine = whose(self.office, session)
        if not sure and (not page.keeps_words or form.get("whose", mine) != mine):
            return visit.page("trouble.html", HTTPStatus.FORBIDDEN, trouble="token")
        try:
            with (
                self.office.engine.access.page(self.office.clock(), visit.actor.recorded) as read,
                self.office.one_moment(),
            ):
                self._enter(visit, page)
                if page.grave and not session.may_do_the_grave:
                    return self._once_more(request, form, sure=sure)
                answer = page.answer(visit)
                if not isinstance(answer, RedirectResponse):
                    read.take(visit.shown)  # where it leads elsewhere, that page notes what it shows
                return answer
        except NotAllowed:
            return visit.page("trouble.html", HTTPStatus.NOT_FOUND, trouble="not-yours")
        except JourneyError as error:
            logger.warning("a desk page was refused: %s at %s", type(error).__name__, place_of(error))
            return visit.page("trouble.html", HTTPStatus.CONFLICT, trouble="refused")

    @staticmethod
    def _enter(visit: Visit, page: Page) -> None:
        """Whoever is nobody's colleague here today gets no page, whatever it holds."""
        actor, office = visit.actor, visit.office
        if not office.crew(actor.programme or "").admits(actor) or not ever(actor, page.permission):
            raise NotAllowed("this page is not for this role")

    def _too_large(self, request: Request, page: Page) -> Response:
        """More was sent than is read: nothing of it was kept."""
        why = "desk-document-too-large" if page.with_file else "desk-trouble-too-much"
        back = request.url.path.rpartition("/")[0] if page.with_file else request.url.path
        return self._bare(request, HTTPStatus.REQUEST_ENTITY_TOO_LARGE, why, back, "button-back")

    def trouble(self, request: Request, status: int) -> Response:
        """A page that says what went wrong where no page of the desk answers; it needs no session and no store."""
        return self._bare(request, status, _TROUBLES.get(status, "desk-trouble-failed"), HOME, "desk-to-today")

    def _bare(self, request: Request, status: int, why: str, to: str, there: str) -> Response:
        """A page of a few words and a way on, for whoever it is."""
        language = self.texts.language(request.cookies.get(LANGUAGE))
        page = self.templates.get_template("bare.html")
        return HTMLResponse(
            page.render(t=partial(self.texts, language), language=language, why=why, to=to, there=there), status
        )

    def _once_more(self, request: Request, form: FormData, *, sure: bool) -> Response:
        """Whoever comes to a grave page signs in again first; the session goes on, and so does its form's token."""
        if request.method == "GET":
            return self.door.to(SIGN_IN_AGAIN, request)
        return self._sent_again_later(request, form, "desk-once-more", SIGN_IN_AGAIN, with_token=sure)

    def _sent_again_later(
        self, request: Request, form: FormData, why: str, sign_in: str, *, with_token: bool = False
    ) -> Response:
        """What was written comes back with the page, to be sent again once somebody has signed in beside it."""
        language = self.texts.language(request.cookies.get(LANGUAGE))
        kept = [(key, value) for key, value in form.multi_items() if isinstance(value, str)]
        page = self.templates.get_template("signed_out.html").render(
            t=partial(self.texts, language),
            language=language,
            why=why,
            sign_in=sign_in,
            kept=[(key, value) for key, value in kept if with_token or key != "csrf"],
            path=request.url.path,
        )
        return HTMLResponse(page, HTTPStatus.UNAUTHORIZED)


def environment() -> Environment:
    """The templates, with every value escaped and none left out unseen."""
    return Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=printed,
        trim_blocks=True,
        lstrip_blocks=True,
    )
