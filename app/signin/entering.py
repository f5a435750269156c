"""What every way in ends with: a session for whoever showed who they are, or one kind line saying whom to ask."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from app.signin.door import AGAIN, COOKIE, ROLE, SIGN_IN, Door, back_to, read_form
from app.signin.rendering import Pages
from bots.limits import Limit
from bots.web.answering import address_of, device_of
from journey.engine.staff.sessions import Place
from services import colleagues


@dataclass(frozen=True, slots=True)
class Shown:
    """Somebody who has shown who they are."""

    person: str
    way: str
    """How: `provider`, `passkey` or `demo`."""
    grants: Sequence[Place] | None = None
    hint: str | None = None
    stepped: bool = False
    """Whether they did it themselves just now, and no earlier sign-in elsewhere spoke for them."""
    place: Place | None = None


@dataclass
class Entering:
    """What the ways in share."""

    door: Door
    pages: Pages
    tries: Limit = field(default_factory=lambda: Limit(60, timedelta(hours=1)))
    """Tries at any way in, from one address: more than an office needs, and too few to guess with."""

    async def enter(self, request: Request, shown: Shown, wanted: str | None) -> Response:
        """A new session, which takes the place of the browser's earlier one; to where they wanted to go."""
        return await asyncio.to_thread(self._enter, request, shown, wanted)

    def _enter(self, request: Request, shown: Shown, wanted: str | None) -> Response:
        door, now = self.door, self.door.office.clock()
        door.sessions.leave(door.token(request))
        token = door.sessions.enter(
            shown.person,
            shown.way,
            now,
            device=device_of(request),
            place=shown.place,
            grants=shown.grants,
            hint=shown.hint,
            stepped=shown.stepped,
        )
        session = door.session_of(token)
        if session is None:
            door.trace.refused("holds no post", person=shown.person)
            return self.refuse(request, "nobody")
        door.trace.note(shown.person, f"signed in by {shown.way}")
        response = self.go(wanted) if session.post else self.go(ROLE, wanted)
        door.set(response, COOKIE, token)
        return response

    async def step_up(self, request: Request, shown: Shown, wanted: str | None) -> Response:
        """They signed in again: it must be the same person as the session's."""
        return await asyncio.to_thread(self._step_up, request, shown, wanted)

    def _step_up(self, request: Request, shown: Shown, wanted: str | None) -> Response:
        door, token = self.door, self.door.token(request)
        session = door.session_of(token)
        if token is None or session is None:
            return self.go(SIGN_IN, wanted)
        if session.person != shown.person:
            door.trace.refused("signed in again as somebody else", person=session.person)
            return self.refuse(request, "other")
        door.sessions.step_up(token, door.office.clock())
        door.trace.note(session.person, f"signed in again by {shown.way}")
        return self.go(wanted)

    def refuse(self, request: Request, why: str, code: int = HTTPStatus.FORBIDDEN, **more: Any) -> Response:
        """One kind line: what went wrong, and whom to ask."""
        return self.pages.draw(request, "refused.html", code, why=why, **more)

    def slow(self, request: Request) -> Response | None:
        """A page that asks to wait, for whoever has tried too often; None for others, whose try is counted."""
        if self.tries.allows_from(address_of(request), self.door.office.clock()):
            return None
        return self.refuse(request, "slow", HTTPStatus.TOO_MANY_REQUESTS)

    @staticmethod
    def go(where: str | None, wanted: str | None = None) -> Response:
        """To a place of ours; from a page of the sign-in on to what was wanted."""
        place = where if where in (SIGN_IN, ROLE, AGAIN) else back_to(where)
        onward = f"?next={quote(back_to(wanted))}" if wanted else ""
        return RedirectResponse(f"{place}{onward}", HTTPStatus.SEE_OTHER)

    @staticmethod
    async def fields(request: Request) -> dict[str, str] | None:
        """A form of ours from somebody who is not in yet, each field once."""
        read = await read_form(request)
        return None if read is None else {name: values[-1] for name, values in read.items()}

    def is_known(self, person: str) -> bool:
        """Whether somebody of that reference holds any post now."""
        return bool(colleagues.posts(self.door.office, person))
