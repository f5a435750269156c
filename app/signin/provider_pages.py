"""The way in by the municipality's own provider: out to it, and back."""

from __future__ import annotations

import asyncio
import logging
from datetime import timedelta
from http import HTTPStatus
from urllib.parse import urlsplit

import msgspec
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from app.signin.claims import claim_of, grants_of, person_of
from app.signin.config import SignInSettings
from app.signin.door import SIGN_IN, back_to
from app.signin.entering import Entering, Shown
from app.signin.provider import Away, Flow, Proven, Provider, Refused
from bots.web.application import HEADERS
from journey.engine.staff.sessions import Place
from services import colleagues
from services.colleagues import Post
from services.permissions import Role

logger = logging.getLogger(__name__)

START, BACK = "/desk/sign-in/provider", "/desk/sign-in/provider/back"
KIND = "provider"
LASTS = timedelta(minutes=15)
"""How long somebody may take at the provider."""
_COOKIE = "journey-staff-way"
_NAME = 12  # signs of the state that tell one tab's way from another's


class ProviderPages:
    """The pages of this way."""

    name = KIND

    def __init__(self, entering: Entering, provider: Provider, settings: SignInSettings) -> None:
        self.entering = entering
        self.provider = provider
        self.settings = settings

    def routes(self) -> list[BaseRoute]:
        """Their addresses."""
        return [Route(START, self.start), Route(BACK, self.back)]

    async def start(self, request: Request) -> Response:
        """To the provider."""
        entering, now = self.entering, self.entering.door.office.clock()
        if (slow := entering.slow(request)) is not None:
            return slow
        flow = Flow.new(back_to(request.query_params.get("next")), now, again="again" in request.query_params)
        try:
            address = await self.provider.address(flow)
        except Away as away:
            return self._away(request, away)
        tickets = entering.door.office.engine.staff_tickets
        content = msgspec.to_builtins(flow)
        token = await asyncio.to_thread(tickets.issue, KIND, now, LASTS, content=content)
        response = RedirectResponse(address, HTTPStatus.SEE_OTHER)
        entering.door.set(response, _cookie(flow.state), token, int(LASTS.total_seconds()))
        return response

    async def back(self, request: Request) -> Response:
        """From the provider. A way leads back once, and only in the browser that went."""
        entering, answer = self.entering, dict(request.query_params)
        cookie = _cookie(answer.get("state", ""))
        ticket = await asyncio.to_thread(
            entering.door.office.engine.staff_tickets.spend,
            request.cookies.get(entering.door.name(cookie)),
            KIND,
            entering.door.office.clock(),
        )
        if ticket is None:
            return await self._refused(request, "no such way was begun in this browser", page="way")
        flow = msgspec.convert(ticket.content, Flow)
        try:
            response = await self._came_back(request, flow, await self.provider.proven(flow, answer))
        except Refused as refused:
            response = await self._refused(request, str(refused), page="provider")
        except Away as away:
            response = self._away(request, away)
        entering.door.unset(response, cookie)
        return response

    async def _came_back(self, request: Request, flow: Flow, proven: Proven) -> Response:
        claimed = claim_of(self.settings, proven.claims)
        person = person_of(self.settings, claimed)
        grants = grants_of(self.settings, proven.claims)
        if person is None:
            return await self._refused(request, "nobody of that name", stranger=claimed, page="nobody")
        if self.settings.lets_in and grants:
            await asyncio.to_thread(self._let_in, person, grants, proven)
        if not await asyncio.to_thread(self.entering.is_known, person):
            return await self._refused(request, "nobody of that name", stranger=claimed, page="nobody")
        shown = Shown(person, KIND, grants=grants, hint=proven.id_token, stepped=flow.again)
        way = self.entering.step_up if flow.again else self.entering.enter
        return await way(request, shown, flow.next)

    def _let_in(self, person: str, grants: list[Place], proven: Proven) -> None:
        office = self.entering.door.office
        called = proven.claims.get(self.provider.settings.called)
        in_use = office.engine.in_use()
        for programme, role in grants:
            post = Post(programme, Role(role), person)
            if programme in in_use and colleagues.may_be_let_in(office, post):
                colleagues.let_in(office, post, called if isinstance(called, str) and called.strip() else None)
                self.entering.door.trace.note(person, f"let in as {role} of {programme} by the provider's word")

    async def _refused(self, request: Request, why: str, page: str, stranger: str | None = None) -> Response:
        await asyncio.to_thread(self.entering.door.trace.refused, why, None, stranger)
        return self.entering.refuse(request, page)

    def _away(self, request: Request, away: Away) -> Response:
        logger.warning("the provider of staff sign-in: %s", away)
        return self.entering.refuse(request, "away", HTTPStatus.SERVICE_UNAVAILABLE)

    async def way_out(self, request: Request, hint: str) -> Response | None:
        """The page that signs somebody out at the provider too; None where that cannot be told to it."""
        address = await self.provider.way_out()
        if address is None:
            return None
        public = self.entering.door.office.public_url
        fields = {
            "id_token_hint": hint,
            "client_id": self.provider.settings.client_id,
            "post_logout_redirect_uri": f"{public}{SIGN_IN}",
        }
        out = {"address": address, "method": self.provider.settings.sign_out, "fields": fields}
        response = self.entering.pages.draw(request, "signed-out.html", provider=out)
        parts = urlsplit(address)
        to = f"form-action 'self' {parts.scheme}://{parts.netloc}"
        policy = HEADERS["Content-Security-Policy"].replace("form-action 'self'", to)
        response.headers["Content-Security-Policy"] = policy
        return response


def _cookie(state: str) -> str:
    plain = "".join(sign for sign in state[:_NAME] if sign.isascii() and sign.isalnum())
    return f"{_COOKIE}-{plain}"
