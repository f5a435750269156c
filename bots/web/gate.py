"""What every request passes before a page sees it: it must name a host of ours, and looking must change nothing."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Match
from starlette.types import ASGIApp, Receive, Scope, Send

_ANYBODY = "/health/"
"""What a load balancer asks by whatever name or number it knows us by; the answer says nothing about anybody."""
_ITSELF = ("/static/", _ANYBODY)
"""Where HEAD is answered as GET would be: nothing there changes, whoever asks."""


class Hosts:
    """Only requests that name a host of ours: a page of somebody else's cannot borrow our address."""

    def __init__(self, app: ASGIApp, hosts: Collection[str]) -> None:
        self.app = app
        self.hosts = frozenset(host.lower() for host in hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or say that there is nobody of that name here."""
        if scope["type"] != "http" or scope["path"].startswith(_ANYBODY) or self._is_ours(scope):
            await self.app(scope, receive, send)
            return
        answer = PlainTextResponse("no such host here; see JOURNEY_HOSTS", 421, {"Connection": "close"})
        await answer(scope, receive, send)

    def _is_ours(self, scope: Scope) -> bool:
        named = Headers(scope=scope).getlist("host")
        return len(named) == 1 and host_name(named[0]) in self.hosts


def host_name(named: str) -> str:
    """A host without its port: `Min-Vag.example:8080` is `min-vag.example`, `[::1]:8080` is `::1`."""
    plain = named.strip().lower()
    if plain.startswith("["):
        return plain[1:].partition("]")[0]
    return plain.partition(":")[0] if plain.count(":") == 1 else plain


class Looking:
    """HEAD and OPTIONS say whether a page is there and what it takes. No page runs for them, so none can change."""

    def __init__(self, app: ASGIApp, routes: Sequence[BaseRoute]) -> None:
        self.app = app
        self.routes = routes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a look; pass everything else on."""
        looks = scope["type"] == "http" and scope["method"] in ("HEAD", "OPTIONS")
        if not looks or (scope["method"] == "HEAD" and scope["path"].startswith(_ITSELF)):
            await self.app(scope, receive, send)
            return
        await self._answer(scope)(scope, receive, send)

    def _answer(self, scope: Scope) -> Response:
        taken = [method for method in ("GET", "HEAD", "POST") if self._takes(scope, method)]
        if not taken:
            return PlainTextResponse("", 404)
        allow = {"Allow": ", ".join([*taken, "OPTIONS"])}
        if scope["method"] == "OPTIONS":
            return Response(status_code=204, headers=allow)
        return Response(status_code=200 if "GET" in taken else 405, headers=allow, media_type="text/html")

    def _takes(self, scope: Scope, method: str) -> bool:
        asked = {**scope, "method": method}
        return any(route.matches(asked)[0] is Match.FULL for route in self.routes)
