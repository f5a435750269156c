"""Pages of the sign-in as HTML: Swedish first, English beside it, in the look of the chat."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from jinja2 import FileSystemLoader
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from app.signin.door import Door
from bots.texts.catalogue import Texts, beginning
from bots.texts.dates import say_moment
from bots.web import rendering
from bots.web.answering import LANGUAGE

TEMPLATES = Path(__file__).parent / "templates"
SPOKEN = ("sv", "en")
"""The languages of pages for staff."""


class Pages:
    """Draws pages for whoever is at the door."""

    def __init__(self, door: Door, texts: Texts, ask: str | None = None) -> None:
        self.door = door
        self.texts = texts
        self.ask = ask
        """Whom to ask when it does not work."""
        self.templates = rendering.environment()
        self.templates.loader = FileSystemLoader(TEMPLATES)

    def language(self, request: Request) -> str:
        """The language that was asked for, here or earlier; else the browser's; else Swedish."""
        asked = request.query_params.get("sprak") or request.cookies.get(self.door.name(LANGUAGE)) or ""
        wanted = [asked, *(part.partition(";")[0] for part in request.headers.get("accept-language", "").split(","))]
        spoken = (one.strip().lower().partition("-")[0] for one in wanted)
        return next((one for one in spoken if one in SPOKEN), SPOKEN[0])

    def draw(self, request: Request, template: str, code: int = 200, **values: Any) -> Response:
        """A page. A language that was chosen on it is kept."""
        language = self.language(request)
        body = self.templates.get_template(template).render(
            t=lambda key, **more: self.texts(language, key, **more),
            language=language,
            path=request.url.path,
            spoken={code: name for code, name in self.texts.languages.items() if code in SPOKEN},
            moment=self._moments(language),
            ask=self.ask,
            **values,
        )
        response = HTMLResponse(body, code, {"Content-Language": language})
        if request.query_params.get("sprak") in SPOKEN:
            self.door.set(response, LANGUAGE, language)
        return response

    def _moments(self, language: str) -> Callable[[datetime], str]:
        today = self.door.office.today()
        return lambda at: beginning(say_moment(self.texts, language, at, today))
