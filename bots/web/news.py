"""What has become of words of danger by now: a page for whoever was told that no human had been reached yet.

It needs no script, changes nothing, and claims nothing that it cannot see.
"""

from __future__ import annotations

import asyncio
import logging

from starlette.requests import Request
from starlette.responses import Response

from bots.failures import place_of
from bots.web.answering import COOKIE
from bots.web.danger import Danger, Outcome, note_name
from bots.web.inbox import NONCE
from services import crisis, team

logger = logging.getLogger(__name__)


class News(Danger):
    """Words of danger, looked after later."""

    async def news(self, request: Request) -> Response:
        """The numbers, and what is true now of the words that this browser sent under that name."""
        session, nonce = (self._cookie(request, COOKIE) or "")[:200], request.path_params["nonce"]
        outcome = Outcome(unsure=True)
        if session and NONCE.match(nonce):
            spool = self.ports.notes.spool  # asked first: what leaves it meanwhile is in the store by then
            outcome.kept = await self.ports.notes.apart(spool.holds, note_name(session, nonce))
            await self._look(session, nonce, outcome)
        return self._page(request, "crisis.html", told=self._told(request, outcome, nonce))

    async def _look(self, session: str, nonce: str, outcome: Outcome) -> None:
        """Ask the store, and wait no longer for it than the page itself waited."""
        try:
            known, outcome.call = await asyncio.wait_for(
                asyncio.to_thread(self._called, session, nonce), self.tell_within
            )
        except Exception as error:  # noqa: BLE001  # the page must come; by kind and place alone: it may quote somebody
            logger.warning("what became of words of danger cannot be seen: %s", place_of(error))
            return
        outcome.unsure = not known

    def _called(self, session: str, nonce: str) -> tuple[bool, crisis.Call | None]:
        """Whether we know whose browser it is, and who has been given the task that the words opened."""
        office = self.ports.office
        chat = team.inside(office, session)
        if chat is None:
            return False, None
        return True, crisis.holder_of(office, chat, self.inbox.entry(chat.id, nonce))
