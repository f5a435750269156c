"""Providers of OpenID Connect that the tests start: canaille, a whole one, and a mock that can be made to misbehave.

They speak without TLS, and are asked without it: reading the world's certificates takes longer than a sign-in.
"""

from __future__ import annotations

import base64
import json
import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import parse_qs, urlsplit

import flask
import httpx2
import oidc_provider_mock
import werkzeug.serving
from canaille import create_app
from canaille.app import models
from canaille.backends import Backend
from joserfc import jwt
from joserfc.jwk import RSAKey
from oidc_provider_mock._storage import storage

CLIENT, SECRET, PASSWORD = "min-vag", "a secret of the tests", "correct horse battery staple"
Claims = dict[str, Any]
Misdeed = Callable[[Claims, Claims], str | None]
"""Changes the header and the claims of an id token before it is signed, or says what comes instead."""


@contextmanager
def _served(app: Any) -> Iterator[int]:
    logging.getLogger("werkzeug").setLevel(logging.CRITICAL)
    server = werkzeug.serving.make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        thread.join(30)
        server.server_close()


class Canaille:
    """The municipality's provider: people with passwords, and groups."""

    def __init__(self, app: flask.Flask, port: int) -> None:
        self.app, self.issuer = app, f"http://127.0.0.1:{port}/"

    @contextmanager
    def _at_work(self) -> Iterator[Any]:
        with self.app.test_request_context():
            yield Backend.instance

    def person(self, name: str, called: str, *groups: str) -> None:
        given, _, family = called.partition(" ")
        with self._at_work() as backend:
            user = models.User(
                user_name=name,
                given_name=given,
                family_name=family or given,
                formatted_name=called,
                display_name=name,
                emails=[f"{name}@example.org"],
                password=PASSWORD,
            )
            backend.save(user)
            for group in groups:
                known = backend.get(models.Group, display_name=group)
                made = known or models.Group(display_name=group, members=[])
                made.members = [*made.members, user]
                backend.save(made)

    def leaves_group(self, name: str, group: str) -> None:
        with self._at_work() as backend:
            known = backend.get(models.Group, display_name=group)
            known.members = [one for one in known.members if one.user_name != name]
            backend.save(known)

    def knows(self, public_url: str) -> None:
        """The client as whoever runs the provider enters it."""
        with self._at_work() as backend:
            for known in backend.query(models.Client):
                backend.delete(known)
            client = models.Client(
                client_id=CLIENT,
                client_secret=SECRET,
                client_name="Min väg",
                client_uri=public_url,
                redirect_uris=[f"{public_url}/desk/sign-in/provider/back"],
                post_logout_redirect_uris=[f"{public_url}/desk/sign-in"],
                grant_types=["authorization_code"],
                response_types=["code"],
                scope=["openid", "profile", "groups", "email"],
                token_endpoint_auth_method="client_secret_basic",
                id_token_signed_response_alg="RS256",
            )
            backend.save(client)
            client.audience = [client]
            backend.save(client)


@contextmanager
def canaille() -> Iterator[Canaille]:
    key = RSAKey.generate_key(2048, auto_kid=True).as_dict(private=True)
    app = create_app(
        {
            "SECRET_KEY": "of the tests alone, and of nobody else",
            "WTF_CSRF_ENABLED": False,
            "CANAILLE": {"DATABASE": "memory", "SMTP": None, "LOGGING": {"version": 1}, "JAVASCRIPT": False},
            "CANAILLE_OIDC": {"ACTIVE_JWKS": [key]},
        }
    )
    with _served(app) as port:
        yield Canaille(app, port)


class Traveller:
    """A browser's part at the provider: its own cookies there, and what its owner types."""

    def __init__(self) -> None:
        self.client = httpx2.Client(timeout=30, verify=False)

    def signs_in(self, address: str, name: str) -> str:
        """At canaille: follows the way, says who they are where it is asked for, and comes back with an address."""
        answer = self.client.get(address)
        for _ in range(12):
            where = answer.headers.get("Location")
            if where and "/desk/sign-in" in where and "/authorize" not in where.partition("?")[0]:
                return str(where)
            if where:
                answer = self.client.get(answer.url.join(where))
            elif 'name="password"' in answer.text:
                answer = self.client.post(answer.url, data={"password": PASSWORD})
            elif 'name="login"' in answer.text:
                answer = self.client.post(answer.url, data={"login": name})
            else:
                break
        raise AssertionError(f"the provider stopped at {answer.url} with {answer.status_code}: {answer.text[-600:]}")

    def is_asked(self, address: str) -> bool:
        """Whether the provider asks them who they are, and lets no earlier sign-in speak for them."""
        answer = self.client.get(address, follow_redirects=True)
        return 'name="password"' in answer.text or 'name="login"' in answer.text


class Mock:
    """A provider that can misbehave."""

    def __init__(self, port: int) -> None:
        self.issuer = f"http://localhost:{port}"
        self.misdeed: Misdeed | None = None
        self.says: Claims = {}
        """What its discovery document says otherwise."""
        self.claims: Claims = {}
        self.token_requests: list[dict[str, str]] = []

    def person(self, sub: str, **claims: Any) -> None:
        httpx2.put(f"{self.issuer}/users/{sub}", json=claims, verify=False).raise_for_status()

    def signs_in(self, address: str, sub: str) -> str:
        """Somebody lets the provider name them; the address back."""
        answer = httpx2.post(address, data={"sub": sub}, verify=False)
        assert answer.status_code == 302, answer.text[-600:]
        return str(answer.headers["Location"])

    def after(self, response: flask.Response) -> flask.Response:
        path = flask.request.path
        if path == "/.well-known/openid-configuration":
            response.set_data(json.dumps(response.get_json() | self.says))
        if path == "/oauth2/token" and response.status_code == 200:
            self.token_requests.append(flask.request.form.to_dict())
            token = response.get_json()
            response.set_data(json.dumps(token | {"id_token": self._id_token(token["id_token"])}))
        return response

    def _id_token(self, true: str) -> str:
        header, claims, _ = (_decoded(part) for part in true.split("."))
        claims |= self.claims
        instead = self.misdeed(header, claims) if self.misdeed else None
        key = RSAKey.import_key(storage.jwk.as_dict(is_private=True))
        return instead or jwt.encode(header, claims, key, algorithms=["RS256"])


@contextmanager
def mock() -> Iterator[Mock]:
    app = oidc_provider_mock.app()
    with _served(app) as port:
        made = Mock(port)
        app.after_request(made.after)
        yield made


def _decoded(part: str) -> Claims:
    content = base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))
    try:
        found: Claims = json.loads(content)
    except ValueError:
        return {}
    return found


def unsigned(claims: Claims, alg: str = "none") -> str:
    """An id token that nobody has signed."""
    parts = (json.dumps({"alg": alg, "typ": "JWT"}), json.dumps(claims))
    return ".".join(base64.urlsafe_b64encode(part.encode()).decode().rstrip("=") for part in parts) + "."


def query(address: str) -> dict[str, str]:
    """The parameters of an address."""
    return {name: values[-1] for name, values in parse_qs(urlsplit(address).query).items()}
