"""The way in by passkey, for where there is no provider: signing in, signing in again, and one's own passkeys.

The first passkey is made behind a link that opens once, mailed or printed, and that opens nothing else. What a browser
signs is bound to a challenge in a ticket of that browser, is spent once, and must show who held the device.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route
from webauthn import (
    base64url_to_bytes,
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from app.signin.door import SIGN_IN, back_to
from app.signin.entering import Entering, Shown
from app.signin.session import Session
from bots.web.answering import LARGEST, from_here
from journey.engine.staff.passkeys import Passkey, StaffPasskeys
from journey.engine.staff.tickets import StaffTickets
from services import colleagues

KIND, FIRST = "passkey", "first-passkey"
MINE = "/desk/sign-in/passkeys"
CEREMONY = timedelta(minutes=5)
"""How long somebody may take to show their device who they are."""
INVITED = timedelta(days=3)
"""How long the link to a first passkey holds."""
_COOKIE = "journey-staff-key"
_LONGEST_LABEL = 60


def invite(tickets: StaffTickets, person: str, now: datetime, public_url: str) -> str:
    """A link that lets this person make a first passkey, once. Earlier ones open nothing any more."""
    tickets.forget(person, FIRST)
    token = tickets.issue(FIRST, now, INVITED, person=person)
    return f"{public_url}{MINE}/first/{token}"


class Passkeys:
    """The pages of this way."""

    name = KIND

    def __init__(self, entering: Entering) -> None:
        office = entering.door.office
        self.entering = entering
        self.kept = StaffPasskeys(office.engine.store, office.engine.vault)

    def routes(self) -> Sequence[BaseRoute]:
        """Their addresses."""
        return [
            Route(f"{SIGN_IN}/passkey/options", self.asked, methods=["POST"]),
            Route(f"{SIGN_IN}/passkey", self.signed, methods=["POST"]),
            Route(MINE, self.mine, methods=["GET", "POST"]),
            Route(f"{MINE}/options", self.offered, methods=["POST"]),
            Route(f"{MINE}/new", self.keep, methods=["POST"]),
            Route(f"{MINE}/first/{{token}}", self.first),
        ]

    # --- signing in --------------------------------------------------------------------------------------------------

    async def asked(self, request: Request) -> Response:
        """What a browser is to have signed: by any passkey for us, or, to sign in again, by one of their own."""
        if not from_here(request):
            return _no("form")
        if not self.entering.tries.allows_from(_address(request), self._now()):
            return _no("slow", HTTPStatus.TOO_MANY_REQUESTS)
        session = await self.entering.door.signed_in(request, in_use=False)
        own = await asyncio.to_thread(self.kept.of, session.person) if session else []
        options = generate_authentication_options(
            rp_id=self._host,
            allow_credentials=[PublicKeyCredentialDescriptor(id=one.credential) for one in own],
            user_verification=UserVerificationRequirement.REQUIRED,
        )
        return await self._sent(options_to_json(options), None)

    async def signed(self, request: Request) -> Response:
        """Who signed is let in; or, where somebody is in, has signed in again."""
        said, ticket = await self._said(request, KIND)
        if said is None or ticket is None:
            return _no("way")
        passkey = await asyncio.to_thread(self._verified, said["credential"], ticket.content["challenge"])
        if passkey is None or not self.entering.is_known(passkey.person):
            await asyncio.to_thread(self.entering.door.trace.refused, "no passkey of anybody's")
            return _no("nobody")
        shown = Shown(passkey.person, KIND, stepped=True)
        session = await self.entering.door.signed_in(request, in_use=False)
        way = self.entering.step_up if session else self.entering.enter
        return _going(await way(request, shown, back_to(said.get("next"))))

    def _verified(self, credential: Mapping[str, Any], challenge: str) -> Passkey | None:
        """The passkey that signed, where everything about it holds; its counter goes on."""
        try:
            passkey = self.kept.by_id(base64url_to_bytes(str(credential["id"])))
            if passkey is None:
                return None
            signed = verify_authentication_response(
                credential=dict(credential),
                expected_challenge=base64url_to_bytes(challenge),
                expected_rp_id=self._host,
                expected_origin=self._origin,
                credential_public_key=passkey.public_key,
                credential_current_sign_count=passkey.count,
                require_user_verification=True,
            )
        except (WebAuthnException, KeyError, TypeError, ValueError):
            return None
        return passkey if self.kept.signed(passkey, signed.new_sign_count, self._now()) else None

    # --- passkeys of one's own ---------------------------------------------------------------------------------------

    async def mine(self, request: Request) -> Response:
        """Somebody's passkeys, each with a button that takes it away; who takes one away signs in again before."""
        door = self.entering.door
        session = await door.signed_in(request)
        if session is None:
            return self.entering.go(SIGN_IN, MINE)
        if request.method == "POST":
            form = await door.form(request)
            if form is None:
                return self.entering.refuse(request, "form", HTTPStatus.BAD_REQUEST)
            await asyncio.to_thread(self._remove, session, form.get("name", [""])[-1])
            return _see(MINE)
        kept = await asyncio.to_thread(self.kept.of, session.person)
        return self.entering.pages.draw(request, "passkeys.html", session=session, kept=kept, first="")

    def _remove(self, session: Session, name: str) -> None:
        """Take one away; never the last one of who came in by it: they would lock themselves out."""
        own = self.kept.of(session.person)
        if len(own) < 2 and session.kept.way == KIND:  # noqa: PLR2004  # the last one
            return
        if name and self.kept.remove(session.person, name):
            self.entering.door.trace.note(session.person, "took a passkey away")

    async def first(self, request: Request) -> Response:
        """The page behind an invitation. Looking at it uses nothing up."""
        token = request.path_params["token"]
        tickets = self.entering.door.office.engine.staff_tickets
        ticket = await asyncio.to_thread(tickets.holds, token, FIRST, self._now())
        if ticket is None or ticket.person is None or not self.entering.is_known(ticket.person):
            return self.entering.refuse(request, "invitation", HTTPStatus.NOT_FOUND)
        name = colleagues.called(self.entering.door.office, colleagues.posts(self.entering.door.office, ticket.person))
        return self.entering.pages.draw(request, "passkeys.html", session=None, kept=[], first=token, name=name)

    async def offered(self, request: Request) -> Response:
        """What a device is to make: for whoever is in, or holds an invitation."""
        body = await self._body(request)
        if body is None:
            return _no("form")
        person, invitation = await self._allowed(request, body)
        if person is None:
            return _no("nobody", HTTPStatus.FORBIDDEN)
        own = await asyncio.to_thread(self.kept.of, person)
        office = self.entering.door.office
        name = colleagues.called(office, colleagues.posts(office, person))
        options = generate_registration_options(
            rp_id=self._host,
            rp_name="Min väg",
            user_id=self.kept.handle(person)[:64],
            user_name=name,
            user_display_name=name,
            exclude_credentials=[PublicKeyCredentialDescriptor(id=one.credential) for one in own],
            authenticator_selection=AuthenticatorSelectionCriteria(
                resident_key=ResidentKeyRequirement.REQUIRED, user_verification=UserVerificationRequirement.REQUIRED
            ),
        )
        return await self._sent(options_to_json(options), person, invitation=invitation)

    async def keep(self, request: Request) -> Response:
        """Keep what the device has made; an invitation is used up by it, and lets its holder in."""
        said, ticket = await self._said(request, KIND)
        if said is None or ticket is None or ticket.person is None:
            return _no("way")
        invitation = ticket.content.get("invitation")
        if not await asyncio.to_thread(self._kept, said, ticket.person, ticket.content):
            await asyncio.to_thread(self.entering.door.trace.refused, "no passkey that holds", ticket.person)
            return _no("key")
        self.entering.door.trace.note(ticket.person, "made a passkey")
        if invitation:
            shown = Shown(ticket.person, KIND, stepped=True)
            return _going(await self.entering.enter(request, shown, None))
        return JSONResponse({"go": MINE})

    def _kept(self, said: Mapping[str, Any], person: str, content: Mapping[str, Any]) -> bool:
        try:
            made = verify_registration_response(
                credential=dict(said["credential"]),
                expected_challenge=base64url_to_bytes(content["challenge"]),
                expected_rp_id=self._host,
                expected_origin=self._origin,
                require_user_verification=True,
            )
        except (WebAuthnException, KeyError, TypeError, ValueError):
            return False
        now, tickets = self._now(), self.entering.door.office.engine.staff_tickets
        invitation = content.get("invitation")
        if invitation and tickets.spend(invitation, FIRST, now) is None:
            return False
        label = " ".join(str(said.get("label") or "").split())[:_LONGEST_LABEL]
        return self.kept.keep(person, made.credential_id, made.credential_public_key, made.sign_count, label, now)

    async def _allowed(self, request: Request, body: Mapping[str, Any]) -> tuple[str | None, str | None]:
        """For whom a passkey may be made in this browser, and by which invitation."""
        door, token = self.entering.door, str(body.get("first") or "")
        if token:
            ticket = await asyncio.to_thread(door.office.engine.staff_tickets.holds, token, FIRST, self._now())
            person = ticket.person if ticket is not None else None
            return (person, token) if person and self.entering.is_known(person) else (None, None)
        session = await door.signed_in(request)
        return (session.person, None) if session is not None and session.may_do_the_grave else (None, None)

    # --- what browsers bring -----------------------------------------------------------------------------------------

    async def _sent(self, options: str, person: str | None, **more: str | None) -> Response:
        tickets, now = self.entering.door.office.engine.staff_tickets, self._now()
        read = json.loads(options)
        content = {"challenge": read["challenge"], **more}
        token = await asyncio.to_thread(tickets.issue, KIND, now, CEREMONY, person=person, content=content)
        response = JSONResponse(read)
        self.entering.door.set(response, _COOKIE, token, int(CEREMONY.total_seconds()))
        return response

    async def _said(self, request: Request, kind: str) -> tuple[dict[str, Any] | None, Any]:
        """What the browser sends, and the ticket of the ceremony it was in: used up, whatever comes of it."""
        body = await self._body(request)
        token = request.cookies.get(self.entering.door.name(_COOKIE))
        tickets = self.entering.door.office.engine.staff_tickets
        ticket = await asyncio.to_thread(tickets.spend, token, kind, self._now())
        return (body, ticket) if body is not None and isinstance(body.get("credential"), dict) else (None, ticket)

    @staticmethod
    async def _body(request: Request) -> dict[str, Any] | None:
        if not from_here(request) or not request.headers.get("content-type", "").startswith("application/json"):
            return None
        body = bytearray()
        async for part in request.stream():
            body += part
            if len(body) > LARGEST:
                return None
        try:
            read = json.loads(body)
        except ValueError:
            return None
        return read if isinstance(read, dict) else None

    def _now(self) -> datetime:
        return self.entering.door.office.clock()

    @property
    def _host(self) -> str:
        return urlsplit(self.entering.door.office.public_url).hostname or "localhost"

    @property
    def _origin(self) -> str:
        parts = urlsplit(self.entering.door.office.public_url)
        return f"{parts.scheme}://{parts.netloc}"


def _address(request: Request) -> str:
    return request.client.host if request.client else ""


def _no(why: str, code: int = HTTPStatus.BAD_REQUEST) -> Response:
    return JSONResponse({"why": why}, code)


def _going(response: Response) -> Response:
    """The same as JSON, for a script that goes there; a page that refuses is shown by its address."""
    if response.status_code != HTTPStatus.SEE_OTHER:
        return _no("nobody", response.status_code)
    answer = JSONResponse({"go": response.headers["location"]})
    answer.raw_headers += [pair for pair in response.raw_headers if pair[0] == b"set-cookie"]
    return answer


def _see(path: str) -> Response:
    return Response(status_code=HTTPStatus.SEE_OTHER, headers={"Location": path})
