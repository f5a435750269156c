"""What passkeys are asked to sign: a challenge in a ticket of one browser, for one name, spent once."""

from __future__ import annotations

import asyncio
import json
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from app.signin.entering import Entering
from bots.web.answering import body_of, from_here
from journey.engine.staff.passkeys import StaffPasskeys
from journey.engine.staff.tickets import Ticket

KIND = "passkey"
LASTS = timedelta(minutes=5)
"""How long somebody may take to show their device who they are."""
_COOKIE = "journey-staff-key"


class Ceremonies:
    """What signing in by a passkey and making one have in common."""

    def __init__(self, entering: Entering) -> None:
        office = entering.door.office
        self.entering = entering
        self.tickets = office.engine.staff_tickets
        self.kept = StaffPasskeys(office.engine.store, office.engine.vault)

    @property
    def now(self) -> datetime:
        """The moment it is."""
        return self.entering.door.office.clock()

    @property
    def host(self) -> str:
        """The name that passkeys are bound to."""
        return urlsplit(self.entering.door.office.public_url).hostname or "localhost"

    @property
    def origin(self) -> str:
        """Where our pages come from, as browsers say it."""
        parts = urlsplit(self.entering.door.office.public_url)
        return f"{parts.scheme}://{parts.netloc}"

    async def begin(self, options: str, person: str | None, **more: str | None) -> Response:
        """What the device is asked for; its challenge is kept in a ticket that this browser alone holds."""
        read = json.loads(options)
        content = {"challenge": read["challenge"], **more}
        token = await asyncio.to_thread(self.tickets.issue, KIND, self.now, LASTS, person=person, content=content)
        response = JSONResponse(read)
        self.entering.door.set(response, _COOKIE, token, int(LASTS.total_seconds()))
        return response

    async def end(self, request: Request) -> tuple[dict[str, Any], Ticket] | None:
        """What the device has signed, and the ticket it was in; the ticket is used up, whatever comes of it."""
        body = await read_json(request)
        token = request.cookies.get(self.entering.door.name(_COOKIE))
        ticket = await asyncio.to_thread(self.tickets.spend, token, KIND, self.now)
        if body is None or ticket is None or not isinstance(body.get("credential"), dict):
            return None
        return body, ticket


async def read_json(request: Request) -> dict[str, Any] | None:
    """What a script of ours sends; None for what comes from elsewhere, is too large, or is nothing of the kind."""
    if not from_here(request) or not request.headers.get("content-type", "").startswith("application/json"):
        return None
    body = await body_of(request)
    if body is None:
        return None
    try:
        read = json.loads(body)
    except ValueError:
        return None
    return read if isinstance(read, dict) else None


def refusal(why: str, code: int = HTTPStatus.BAD_REQUEST) -> Response:
    """A no, which the page's script says in the reader's words."""
    return JSONResponse({"why": why}, code)


def onward(response: Response) -> Response:
    """The same as JSON, for a script that goes there; a page that refuses is shown by its address."""
    if response.status_code != HTTPStatus.SEE_OTHER:
        return refusal("nobody", response.status_code)
    answer = JSONResponse({"go": response.headers["location"]})
    answer.raw_headers += [pair for pair in response.raw_headers if pair[0] == b"set-cookie"]
    return answer
