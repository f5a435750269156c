"""Passkeys of one's own: made by whoever is in, or holds an invitation; seen, and taken away."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route
from webauthn import base64url_to_bytes, generate_registration_options, options_to_json, verify_registration_response
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)
from webauthn.registration.verify_registration_response import VerifiedRegistration

from app.signin.ceremonies import KIND, Ceremonies, onward, read_json, refusal
from app.signin.door import SIGN_IN
from app.signin.entering import Shown
from app.signin.invitations import MINE, Invitations
from app.signin.session import Session
from services import colleagues

_LONGEST_LABEL = 60


class OwnPasskeys:
    """The pages of somebody's passkeys, and what makes a new one."""

    def __init__(self, ceremonies: Ceremonies, invitations: Invitations) -> None:
        self.ceremonies = ceremonies
        self.entering = ceremonies.entering
        self.kept = ceremonies.kept
        self.invitations = invitations

    def routes(self) -> Sequence[BaseRoute]:
        """Their addresses."""
        return [
            Route(MINE, self.mine, methods=["GET", "POST"]),
            Route(f"{MINE}/options", self.offered, methods=["POST"]),
            Route(f"{MINE}/new", self.keep, methods=["POST"]),
        ]

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
            return RedirectResponse(MINE, HTTPStatus.SEE_OTHER)
        kept = await asyncio.to_thread(self.kept.of, session.person)
        return self.entering.pages.draw(request, "passkeys.html", session=session, kept=kept, first="")

    def _remove(self, session: Session, name: str) -> None:
        """Take one away; never the last one of who came in by it: they would lock themselves out."""
        own = self.kept.of(session.person)
        if len(own) <= 1 and session.kept.way == KIND:  # the last one
            return
        if name and self.kept.remove(session.person, name):
            self.entering.door.trace.note(session.person, "took a passkey away")

    async def offered(self, request: Request) -> Response:
        """What a device is to make: for whoever is in, or holds an invitation."""
        body = await read_json(request)
        if body is None:
            return refusal("form")
        person, invitation = await self._allowed(request, body)
        if person is None:
            return refusal("nobody", HTTPStatus.FORBIDDEN)
        options = await asyncio.to_thread(self._options, person)
        return await self.ceremonies.begin(options, person, invitation=invitation)

    async def _allowed(self, request: Request, body: Mapping[str, Any]) -> tuple[str | None, str | None]:
        """For whom a passkey may be made in this browser, and by which invitation."""
        token = str(body.get("first") or "")
        if token:
            return await asyncio.to_thread(self.invitations.holder, token), token
        session = await self.entering.door.signed_in(request)
        return (session.person, None) if session is not None and session.may_do_the_grave else (None, None)

    def _options(self, person: str) -> str:
        office = self.entering.door.office
        name = colleagues.name_of(office, colleagues.posts(office, person))
        options = generate_registration_options(
            rp_id=self.ceremonies.host,
            rp_name="Min väg",
            user_id=self.kept.handle(person)[:64],
            user_name=name,
            user_display_name=name,
            exclude_credentials=[PublicKeyCredentialDescriptor(id=one.credential) for one in self.kept.of(person)],
            authenticator_selection=AuthenticatorSelectionCriteria(
                resident_key=ResidentKeyRequirement.REQUIRED, user_verification=UserVerificationRequirement.REQUIRED
            ),
        )
        return options_to_json(options)

    async def keep(self, request: Request) -> Response:
        """Keep what the device has made; an invitation is used up by it, and lets its holder in."""
        ended = await self.ceremonies.end(request)
        if ended is None or ended[1].person is None:
            return refusal("way")
        said, ticket = ended
        person, content, trace = ended[1].person, ticket.content, self.entering.door.trace
        invitation = content.get("invitation")
        if not await asyncio.to_thread(self._kept, said, person, content["challenge"], invitation):
            await asyncio.to_thread(trace.refused, "no passkey that holds", person)
            return refusal("key")
        await asyncio.to_thread(trace.note, person, "made a passkey")
        if invitation:
            return onward(await self.entering.enter(request, Shown(person, KIND, stepped=True), None))
        return JSONResponse({"go": MINE})

    def _kept(self, said: Mapping[str, Any], person: str, challenge: str, invitation: str | None) -> bool:
        made = self._verified(said["credential"], challenge)
        if made is None or (invitation and not self.invitations.use(invitation, person)):
            return False
        label = " ".join(str(said.get("label") or "").split())[:_LONGEST_LABEL]
        now = self.ceremonies.now
        return self.kept.keep(person, made.credential_id, made.credential_public_key, made.sign_count, label, now)

    def _verified(self, credential: Mapping[str, Any], challenge: str) -> VerifiedRegistration | None:
        try:
            return verify_registration_response(
                credential=dict(credential),
                expected_challenge=base64url_to_bytes(challenge),
                expected_rp_id=self.ceremonies.host,
                expected_origin=self.ceremonies.origin,
                require_user_verification=True,
            )
        except (WebAuthnException, KeyError, TypeError, ValueError):
            return None
