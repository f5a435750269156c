"""The entrance for staff: the page with the ways in, the page to sign in again, and every other address of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import Protocol

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from app.signin import demo
from app.signin.door import AGAIN, SIGN_IN, back_to
from app.signin.entering import Shown
from app.signin.handed import HandedLinks
from app.signin.inside import Inside
from app.signin.session import Session

STATIC = Path(__file__).parent / "static"


class Way(Protocol):
    """A way in: its addresses, and what the entrance shows of it."""

    name: str

    def routes(self) -> Sequence[BaseRoute]:
        """Its addresses."""
        ...


@dataclass
class Entrance(Inside):
    """Everything under `/desk/sign-in`."""

    ways: Sequence[Way] = ()
    shows_demo: bool = False
    """Whether links of the demonstration open: they are no sign-in."""
    mails: bool = False
    """Whether a new colleague can ask for a link to their first passkey."""
    links: HandedLinks | None = None
    """By what an administrator lets a colleague make a passkey; None where passkeys are no way in here."""
    provider_name: str | None = None
    """What the municipality calls its own sign-in."""

    def routes(self) -> list[BaseRoute]:
        """Every address of the sign-in."""
        own = [Route(SIGN_IN, self.sign_in), Route(AGAIN, self.again, methods=["GET", "POST"])]
        shown = demo.Demo(self).routes() if self.shows_demo else []
        static = Mount(f"{SIGN_IN}/static", StaticFiles(directory=STATIC))
        ways = (route for way in self.ways for route in way.routes())
        return [*own, static, *super().routes(), *shown, *ways]

    async def sign_in(self, request: Request) -> Response:
        """The ways in."""
        wanted = back_to(request.query_params.get("next"))
        if await self.door.signed_in(request):
            return self.go(wanted)
        ways, named = self._names(None), self.provider_name
        return self.pages.draw(request, "sign-in.html", next=wanted, ways=ways, named=named, mails=self.mails)

    async def again(self, request: Request) -> Response:
        """Sign in again, by the way they came: for what is grave."""
        wanted = back_to(request.query_params.get("next"))
        session = await self.door.signed_in(request)
        if session is None:
            return self.go(SIGN_IN, wanted)
        if request.method != "POST":
            ways, named = self._names(session), self.provider_name
            return self.pages.draw(request, "again.html", session=session, next=wanted, ways=ways, named=named)
        form = await self.door.form(request)
        if form is None or session.kept.way != demo.KIND or not self.shows_demo:
            return self.refuse(request, "form", HTTPStatus.BAD_REQUEST)
        return await self.step_up(request, Shown(session.person, demo.KIND), form.get("next", [""])[-1])

    def _names(self, session: Session | None) -> set[str]:
        """The ways that may be shown: all of them; to whoever is in, the one they came by."""
        names = {way.name for way in self.ways}
        if session is None:
            return names
        return {session.kept.way} & (names | ({demo.KIND} if self.shows_demo else set()))
