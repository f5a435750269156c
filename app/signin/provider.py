"""The municipality's OpenID Connect provider, as a client sees it: where to send the browser, and who came back.

Code flow with PKCE. Nothing that comes back is believed before its signature, issuer, audience, times, nonce and level
are what they must be; who it names is another question.
"""

from __future__ import annotations

import asyncio
import secrets
import ssl
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from typing import Any

import httpx2
from authlib.integrations.base_client.errors import OAuthError
from authlib.integrations.httpx_client import AsyncOAuth2Client
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from app.signin.config import ProviderSettings, is_safe

LEEWAY = 60
"""Seconds that the provider's clock may differ from ours."""
WITHIN = 5.0
"""Seconds within which a provider answers."""
_KEPT = timedelta(hours=1)
_ENDPOINTS = ("authorization_endpoint", "token_endpoint", "jwks_uri")
Json = dict[str, Any]


@cache
def _trust() -> ssl.SSLContext:
    """Whose certificates are believed; read once, as that takes longer than the rest of a sign-in."""
    return httpx2.create_ssl_context()


class Refused(Exception):
    """What came back names nobody that we can believe in. Its words name no person and no secret."""


class Away(Exception):
    """The provider does not answer, or not as one does."""


@dataclass(frozen=True, slots=True)
class Flow:
    """One way to the provider and back; the browser that went is the only one that can come back."""

    state: str
    nonce: str
    verifier: str
    next: str
    again: bool
    begun: int
    """When, in seconds: whoever is to sign in again must have done so after it."""

    @classmethod
    def new(cls, wanted: str, now: datetime, *, again: bool) -> Flow:
        """A flow that begins now."""
        state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
        return cls(state, nonce, verifier, wanted, again, int(now.timestamp()))


@dataclass(frozen=True, slots=True)
class Proven:
    """What the provider says of whoever came back, and its token for the way out."""

    claims: Json
    id_token: str


@dataclass
class Provider:
    """The client of one provider."""

    settings: ProviderSettings
    secret: str | None
    redirect_uri: str
    clock: Callable[[], datetime]
    transport: httpx2.AsyncBaseTransport | None = None
    _metadata: tuple[datetime, Json] | None = field(default=None, init=False)
    _keys: KeySet | None = field(default=None, init=False)

    async def metadata(self) -> Json:
        """Its discovery document, read again every hour. Raises Away."""
        if self._metadata is None or not timedelta() <= self.clock() - self._metadata[0] < _KEPT:
            found = await self._json(self.settings.issuer.rstrip("/") + "/.well-known/openid-configuration")
            if found.get("issuer") != self.settings.issuer or not all(is_safe(found.get(name)) for name in _ENDPOINTS):
                raise Away("its discovery document is another provider's, or names addresses that are not safe")
            self._metadata, self._keys = (self.clock(), found), None
        return self._metadata[1]

    async def address(self, flow: Flow) -> str:
        """Where the browser is sent. Raises Away."""
        metadata = await self.metadata()
        # With an age of nothing some providers ask for ever: `prompt` makes them ask, the age makes them say when.
        more: Json = {"prompt": "login", "max_age": LEEWAY} if flow.again else {}
        if self.settings.levels:
            more["acr_values"] = " ".join(self.settings.levels)
        async with self._client() as client:
            url, _ = client.create_authorization_url(
                metadata["authorization_endpoint"],
                state=flow.state,
                nonce=flow.nonce,
                code_verifier=flow.verifier,
                **more,
            )
        return str(url)

    async def proven(self, flow: Flow, answer: Mapping[str, str]) -> Proven:
        """Who came back from a flow. Raises Refused, and Away."""
        metadata = await self.metadata()
        self._check_answer(flow, answer, metadata)
        token = await self._token(metadata["token_endpoint"], flow, answer["code"])
        id_token = token.get("id_token")
        if not isinstance(id_token, str):
            raise Refused("no id token came with the code")
        claims = await self._claims(id_token, flow, token.get("access_token"))
        return Proven(await self._with_userinfo(claims, metadata, token), id_token)

    def _check_answer(self, flow: Flow, answer: Mapping[str, str], metadata: Json) -> None:
        if not secrets.compare_digest(answer.get("state", "").encode(), flow.state.encode()):
            raise Refused("the state is another browser's")
        says = answer.get("iss")
        if (says is None and metadata.get("authorization_response_iss_parameter_supported")) or (
            says is not None and says != self.settings.issuer
        ):
            raise Refused("the answer is another provider's")
        if "error" in answer:
            raise Refused("the provider let nobody in")
        if not answer.get("code"):
            raise Refused("no code came back")

    async def _token(self, endpoint: str, flow: Flow, code: str) -> Json:
        async with self._client() as client:
            try:
                token = await client.fetch_token(
                    endpoint, code=code, code_verifier=flow.verifier, grant_type="authorization_code"
                )
            except OAuthError:
                raise Refused("the provider does not take its own code back") from None
            except (httpx2.HTTPError, ValueError):
                raise Away("its token endpoint does not answer") from None
        if not isinstance(token, dict):
            raise Away("its token endpoint answers with something else")
        return dict(token)

    async def _claims(self, id_token: str, flow: Flow, access_token: Any) -> Json:
        decoded = await self._decoded(id_token)
        claims = CodeIDToken(
            decoded.claims,
            decoded.header,
            options={
                "iss": {"essential": True, "value": self.settings.issuer},
                "aud": {"essential": True, "value": self.settings.client_id},
            },
            params={"nonce": flow.nonce, "client_id": self.settings.client_id, "access_token": access_token},
        )
        try:
            claims.validate(now=int(self.clock().timestamp()), leeway=LEEWAY)
        except JoseError as error:
            raise Refused(f"the id token does not hold: {getattr(error, 'claim', None) or error.error}") from None
        self._check_level(claims, flow)
        return dict(claims)

    def _check_level(self, claims: Mapping[str, Any], flow: Flow) -> None:
        if self.settings.levels and claims.get("acr") not in self.settings.levels:
            raise Refused("the level of assurance is not enough")
        at = claims.get("auth_time")
        if flow.again and not (isinstance(at, int | float) and at >= flow.begun - LEEWAY):
            raise Refused("the provider does not say that they signed in again just now")

    async def _decoded(self, id_token: str) -> jwt.Token:
        """The token, once its signature holds; keys that were changed meanwhile are fetched once."""
        for again in (False, True):
            try:
                return jwt.decode(id_token, await self._keys_of(again=again), algorithms=list(self.settings.algorithms))
            except (JoseError, ValueError, TypeError, KeyError) as error:
                if again:
                    raise Refused(f"the id token's signature does not hold: {type(error).__name__}") from None
        raise AssertionError

    async def _keys_of(self, *, again: bool) -> KeySet:
        if self._keys is None or again:
            found = await self._json((await self.metadata())["jwks_uri"])
            try:
                self._keys = KeySet.import_key_set(found)  # type: ignore[arg-type]
            except (JoseError, ValueError, TypeError, KeyError):
                raise Away("its keys are none") from None
        return self._keys

    async def _with_userinfo(self, claims: Json, metadata: Json, token: Json) -> Json:
        """What the id token does not say, where the provider says it elsewhere: of the same person."""
        endpoint, access = metadata.get("userinfo_endpoint"), token.get("access_token")
        if not is_safe(endpoint) or not isinstance(access, str):
            return claims
        try:
            more = await self._json(str(endpoint), {"Authorization": f"Bearer {access}"})
        except Away:
            return claims  # signed answers and those without an account of their own: the token alone counts
        if more.get("sub") != claims["sub"]:
            raise Refused("the provider tells of two people")
        return more | claims

    async def _json(self, url: str, headers: Mapping[str, str] | None = None) -> Json:
        try:
            async with httpx2.AsyncClient(verify=_trust(), timeout=WITHIN, transport=self.transport) as client:
                answer = await client.get(url, headers=dict(headers or {}))
                found = answer.raise_for_status().json()
        except (httpx2.HTTPError, ValueError):
            raise Away("it does not answer, or not as a provider does") from None
        if not isinstance(found, dict):
            raise Away("it answers with something else")
        return found

    def _client(self) -> AsyncOAuth2Client:
        return AsyncOAuth2Client(
            self.settings.client_id,
            self.secret,
            scope=" ".join(self.settings.scopes),
            redirect_uri=self.redirect_uri,
            token_endpoint_auth_method=self._way(),
            code_challenge_method="S256",
            timeout=WITHIN,
            transport=self.transport,
            verify=_trust(),
        )

    def _way(self) -> str:
        """How we say at the token endpoint who we are: as the provider takes it."""
        if self.secret is None:
            return "none"
        taken = (self._metadata[1] if self._metadata else {}).get("token_endpoint_auth_methods_supported")
        return "client_secret_post" if taken and "client_secret_basic" not in taken else "client_secret_basic"

    async def way_out(self) -> str | None:
        """Where the browser tells the provider that somebody signs out; None where it cannot, or does not answer."""
        if self.settings.sign_out == "no":
            return None
        try:
            address = (await asyncio.wait_for(self.metadata(), WITHIN)).get("end_session_endpoint")
        except (Away, TimeoutError):
            return None
        return str(address) if is_safe(address) else None
