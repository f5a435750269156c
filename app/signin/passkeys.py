"""The way in by passkey, for where there is no provider: signing in, and signing in again.

What a browser signs is bound to a challenge in a ticket of that browser, is spent once, and must show who held the
device. Passkeys of one's own are made in `own_passkeys`, the first one behind a link of `first_passkey`.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route
from webauthn import (
    base64url_to_bytes,
    generate_authentication_options,
    options_to_json,
    verify_authentication_response,
)
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import PublicKeyCredentialDescriptor, UserVerificationRequirement

from app.signin.ceremonies import KIND, Ceremonies, onward, refusal
from app.signin.door import SIGN_IN, back_to
from app.signin.entering import Entering, Shown
from app.signin.first_passkey import FirstPasskey
from app.signin.own_passkeys import OwnPasskeys
from bots.outbox.mail import Mail
from bots.web.answering import address_of, from_here
from journey.engine.staff.passkeys import Passkey


class Passkeys:
    """The pages of this way."""

    name = KIND

    def __init__(self, entering: Entering, mail: Mail) -> None:
        self.entering = entering
        self.ceremonies = Ceremonies(entering)
        self.kept = self.ceremonies.kept
        self.first = FirstPasskey(entering, self.kept, mail)
        self.own = OwnPasskeys(self.ceremonies, self.first.invitations)

    @property
    def mails(self) -> bool:
        """Whether a link to a first passkey can be mailed."""
        return self.first.letters.mail.carries

    def routes(self) -> Sequence[BaseRoute]:
        """Their addresses."""
        return [
            Route(f"{SIGN_IN}/passkey/options", self.offer_challenge, methods=["POST"]),
            Route(f"{SIGN_IN}/passkey", self.signed, methods=["POST"]),
            *self.own.routes(),
            *self.first.routes(),
        ]

    async def offer_challenge(self, request: Request) -> Response:
        """What a browser is to have signed: by any passkey for us, or, to sign in again, by one of their own."""
        if not from_here(request):
            return refusal("form")
        if not self.entering.tries.allows_from(address_of(request), self.ceremonies.now):
            return refusal("slow", HTTPStatus.TOO_MANY_REQUESTS)
        session = await self.entering.door.signed_in(request, in_use=False)
        own = await asyncio.to_thread(self.kept.of, session.person) if session else []
        options = generate_authentication_options(
            rp_id=self.ceremonies.host,
            allow_credentials=[PublicKeyCredentialDescriptor(id=one.credential) for one in own],
            user_verification=UserVerificationRequirement.REQUIRED,
        )
        return await self.ceremonies.begin(options_to_json(options), None)

    async def signed(self, request: Request) -> Response:
        """Who signed is let in; or, where somebody is in, has signed in again."""
        ended = await self.ceremonies.end(request)
        if ended is None:
            return refusal("way")
        said, ticket = ended
        passkey = await asyncio.to_thread(self._verified, said["credential"], ticket.content["challenge"])
        if passkey is None or not self.entering.is_known(passkey.person):
            await asyncio.to_thread(self.entering.door.trace.refused, "no passkey of anybody's")
            return refusal("nobody")
        shown = Shown(passkey.person, KIND, stepped=True)
        session = await self.entering.door.signed_in(request, in_use=False)
        way = self.entering.step_up if session else self.entering.enter
        return onward(await way(request, shown, back_to(said.get("next"))))

    def _verified(self, credential: Mapping[str, Any], challenge: str) -> Passkey | None:
        """The passkey that signed, where everything about it holds; its counter goes on."""
        try:
            passkey = self.kept.by_id(base64url_to_bytes(str(credential["id"])))
            if passkey is None:
                return None
            signed = verify_authentication_response(
                credential=dict(credential),
                expected_challenge=base64url_to_bytes(challenge),
                expected_rp_id=self.ceremonies.host,
                expected_origin=self.ceremonies.origin,
                credential_public_key=passkey.public_key,
                credential_current_sign_count=passkey.count,
                require_user_verification=True,
            )
        except (WebAuthnException, KeyError, TypeError, ValueError):
            return None
        return passkey if self.kept.signed(passkey, signed.new_sign_count, self.ceremonies.now) else None
