"""What somebody who is signed in does with their own sign-in: choose a role, see and end sessions, stay, leave."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from app.signin.door import COOKIE, ROLE, SIGN_IN, back_to
from app.signin.entering import Entering
from app.signin.provider_pages import ProviderPages
from app.signin.session import ENDS, Session

SESSIONS, STAY, OUT = "/desk/sign-in/sessions", "/desk/sign-in/stay", "/desk/sign-out"


@dataclass
class Inside(Entering):
    """The pages beside the ways in."""

    provider: ProviderPages | None = None

    def routes(self) -> list[BaseRoute]:
        """Their addresses."""
        return [
            Route(ROLE, self.role, methods=["GET", "POST"]),
            Route(SESSIONS, self.own_sessions, methods=["GET", "POST"]),
            Route(STAY, self.ends),
            Route(STAY, self.stay, methods=["POST"]),
            Route(OUT, self.sign_out, methods=["GET", "POST"]),
        ]

    async def role(self, request: Request) -> Response:
        """One role at a time: which of them it is now."""
        session = await self.door.signed_in(request)
        if session is None:
            return self.go(SIGN_IN, request.query_params.get("next"))
        if request.method == "POST":
            return await self._chosen(request, session)
        names = {post.programme: self.door.office.programme(post.programme).name for post in session.posts}
        wanted = back_to(request.query_params.get("next"))
        return self.pages.draw(request, "role.html", session=session, names=names, next=wanted)

    async def _chosen(self, request: Request, session: Session) -> Response:
        form = await self.door.form(request)
        if form is None:
            return self.refuse(request, "form", HTTPStatus.BAD_REQUEST)
        programme, _, role = form.get("post", [""])[-1].rpartition(":")
        post = next((post for post in session.posts if (post.programme, post.role.value) == (programme, role)), None)
        token = self.door.token(request)
        if post is None or token is None:
            return self.go(ROLE)
        now = self.door.office.clock()
        await asyncio.to_thread(self.door.sessions.choose, token, (post.programme, post.role.value), now)
        await asyncio.to_thread(self.door.trace.note, session.person, f"acts as {post.role.value}")
        return self.go(form.get("next", [""])[-1])

    async def own_sessions(self, request: Request) -> Response:
        """Where they are signed in, each with a way to end it."""
        session = await self.door.signed_in(request)
        if session is None:
            return self.go(SIGN_IN, SESSIONS)
        if request.method != "POST":
            kept = await asyncio.to_thread(self.door.sessions.of, session.person, session.now)
            return self.pages.draw(request, "sessions.html", session=session, kept=kept)
        form = await self.door.form(request)
        if form is None:
            return self.refuse(request, "form", HTTPStatus.BAD_REQUEST)
        await asyncio.to_thread(self._end, session, form.get("end", [""])[-1])
        response = self.go(None)
        response.headers["Location"] = SESSIONS
        return response

    def _end(self, session: Session, which: str) -> None:
        """End one session, or all but this one."""
        sessions, own = self.door.sessions, session.kept.name
        others = [kept.name for kept in sessions.of(session.person, session.now) if kept.name != own]
        for name in others if which == "others" else [which]:
            if sessions.end(session.person, name):
                self.door.trace.note(session.person, "ended a session")

    async def ends(self, request: Request) -> Response:
        """Until when the session lasts, for a page that asks by itself: asking is no use of it."""
        session = await self.door.signed_in(request, in_use=False)
        if session is None:
            return Response(status_code=HTTPStatus.UNAUTHORIZED)
        return Response(status_code=HTTPStatus.NO_CONTENT, headers={ENDS: str(int(session.ends.timestamp()))})

    async def stay(self, request: Request) -> Response:
        """One press, and the session goes on: for the warning before it ends."""
        form, token = await self.door.form(request), self.door.token(request)
        if form is None or token is None:
            return self.refuse(request, "form", HTTPStatus.BAD_REQUEST)
        if not await asyncio.to_thread(self.door.sessions.use, token, self.door.office.clock()):
            return self.go(SIGN_IN)
        return self.go(form.get("next", [""])[-1])

    async def sign_out(self, request: Request) -> Response:
        """Out, here at once; and at the provider too, where one brought them in."""
        session = await self.door.signed_in(request, in_use=False)
        if request.method != "POST":
            return self.pages.draw(request, "sign-out.html", session=session)
        if session is not None and await self.door.form(request) is None:
            return self.refuse(request, "form", HTTPStatus.BAD_REQUEST)
        hint = await asyncio.to_thread(self._leave, self.door.token(request), session)
        response = await self.signed_out(request, session, hint)
        self.door.unset(response, COOKIE)
        response.headers["Clear-Site-Data"] = '"cache", "storage"'
        return response

    def _leave(self, token: str | None, session: Session | None) -> str | None:
        hint = self.door.sessions.hint(token) if token and session else None
        self.door.sessions.leave(token)
        if session is not None:
            self.door.trace.note(session.person, "signed out")
        return hint

    async def signed_out(self, request: Request, session: Session | None, hint: str | None) -> Response:
        """The page that says so, and signs them out at the provider that brought them in."""
        page = await self.provider.way_out(request, hint) if self.provider and session and hint else None
        return page or self.pages.draw(request, "signed-out.html", provider=None)
