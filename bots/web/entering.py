"""The pages of the doors: a link to an unsent draft, a one-time code for what has been sent."""

from __future__ import annotations

import asyncio
import re
import secrets

from starlette.requests import Request
from starlette.responses import Response

from bots.afterwards import begin
from bots.outbox.codes import MOST, Codes, say_who_read_it_out
from bots.web.answering import TICKET, Answering, address_of, device_of
from journey.domain.addresses import spellings
from journey.domain.errors import ChatGone
from journey.engine.chats.codes import Opening
from services import addresses

_TICKET = 14 * 24 * 3600  # seconds: longer than any code lasts, over Christmas too
_TOKEN = re.compile(r"^[A-Za-z0-9_-]{1,100}$")


class Entering(Answering):
    """How somebody gets in."""

    async def resume(self, request: Request) -> Response:
        """A link to an unsent draft. It is used up by a press, not by whoever looks at links before people do."""
        token = request.path_params["token"]
        if request.method != "POST":
            return self._page(request, "resume.html", token=token)
        if await self._form(request) is None:
            return self._refused(request)
        if not self.opened.allows_from(address_of(request), self.clock()):
            return self._go(request, "/dorr/slow_down")
        doors, device = self.ports.office.doors, device_of(request)
        session = await asyncio.to_thread(doors.resume, token, self.inbox.chats, self.clock(), device)
        return self._go(request, "/oppna?lank=1") if session is None else self._entered(request, session)

    async def ask_code(self, request: Request) -> Response:
        """To what has been sent: a one-time code goes to the address that was given."""
        if request.method != "POST":
            return self._page(request, "open.html", used="lank" in request.query_params)
        form = await self._form(request)
        if form is None:
            return self._refused(request)
        now, asker = self.clock(), address_of(request)
        address = (form.get("adress") or "").strip()[:200]
        if not self.codes.allows_from(asker, now) or not self.asked.allows(f"{asker} {spellings(address)[0]}", now):
            return self._go(request, "/dorr/slow_down")
        codes = Codes(self.ports.office, self.ports.texts, self.ports.mail)
        tokens = [secrets.token_urlsafe(24) for _ in range(MOST)]
        # Not awaited: the answer must take as long for an unknown address as for a known one.
        begin(codes.give_out(address, self._language(request), tokens))
        return self._with_ticket(self._go(request, "/kod"), ".".join(tokens))

    def _with_ticket(self, response: Response, ticket: str) -> Response:
        self._set(response, TICKET, ticket, _TICKET)
        return response

    async def invited(self, request: Request) -> Response:
        """A personal link: it says who is meant, and opens nothing without the code."""
        response, token = self._go(request, "/kod"), request.path_params["token"]
        if not _TOKEN.match(token):
            return response  # none of ours: the page says what to do
        return self._with_ticket(response, token)

    async def code(self, request: Request) -> Response:
        """The one-time code."""
        if request.method != "POST":
            return self._page(request, "code.html", wrong="fel" in request.query_params)
        form = await self._form(request)
        if form is None:
            return self._refused(request)
        if not self.opened.allows_from(address_of(request), self.clock()):
            return self._go(request, "/dorr/slow_down")
        opening = await self._opening(self._cookie(request, TICKET) or "", form.get("kod") or "")
        if opening is None:
            return self._go(request, "/kod?fel=1")
        doors, now = self.ports.office.doors, self.clock()
        try:
            await self.inbox.greet(opening.chat)  # said once, where nothing has been said
            session = await asyncio.to_thread(
                doors.enter, opening.chat, now, device_of(request), read_out=opening.marked, reader=opening.reader
            )
        except ChatGone:
            return self._go(request, "/dorr/gone")
        response = self._entered(request, session)
        self._unset(response, TICKET)
        return response

    async def _opening(self, tickets: str, code: str) -> Opening | None:
        """What a code opens with one of the tickets that the browser holds; who read it out is kept, and told."""
        office = self.ports.office
        for token in tickets.split(".")[:MOST]:
            opening = await asyncio.to_thread(office.doors.open, token, code, self.clock())
            if opening is None:
                continue
            if opening.reader is not None and not await asyncio.to_thread(
                say_who_read_it_out, office, self.ports.texts, opening
            ):
                return None  # somebody else's by now: whoever has them reads out another
            return opening
        return None

    async def undo(self, request: Request) -> Response:
        """The link that an address got when another took its place. It is used up by a press."""
        token = request.path_params["token"]
        if request.method == "GET":
            return self._page(request, "undo.html", token=token)
        if await self._form(request) is None:
            return self._refused(request)
        if not self.undone.allows_from(address_of(request), self.clock()):
            return self._go(request, "/dorr/slow_down")
        undone = await asyncio.to_thread(addresses.undo_by_link, self.ports.office, token)
        return self._go(request, f"/dorr/{'undone' if undone else 'too_late'}")
