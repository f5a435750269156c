"""An urgent task reaches a colleague who is not looking: a mail that says nothing but that there is one."""

from __future__ import annotations

import asyncio
import logging
import threading
from contextlib import suppress

from bots.outbox.mail import Mail, MailFailed
from bots.texts.catalogue import FIRST, Texts
from services.office import Office

logger = logging.getLogger(__name__)

PAUSES = (30, 60, 120, 300, 600)
"""Seconds between the tries, where the mail server does not take it just then. After them the supervisors are told
again anyway, as long as nobody has taken the crisis on."""


class Urgent:
    """Called with the programme and the colleague, once for each urgent card that was put up."""

    def __init__(self, office: Office, texts: Texts, mail: Mail) -> None:
        self.office = office
        self.texts = texts
        self.mail = mail
        self._over = asyncio.Event()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    def __call__(self, programme: str, staff: str) -> None:
        """Have the colleague mailed, where they gave an address. The card stands whatever becomes of the mail."""
        address = self.office.staff_email(programme, staff)
        if address is None or not self.mail.carries:
            return
        with self._lock:
            if self._thread is None:
                self._start()
        asyncio.run_coroutine_threadsafe(self._mailed(address), self._loop)

    def _start(self) -> None:
        """A loop of its own: cards wait for no mail server, and no mail for another."""
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="urgent", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Let the mails that wait have the try they are at, and no more."""
        if self._thread is not None:
            asyncio.run_coroutine_threadsafe(self._end(), self._loop).result()
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._thread.join()
            self._loop.close()
            self._thread = None

    async def _end(self) -> None:
        self._over.set()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        if others:
            await asyncio.wait(others)

    async def _mailed(self, address: str) -> None:
        for pause in (*PAUSES, 0):
            failed = await self._try(address)
            if failed is None:
                return
            if not failed.passing or not pause or await self._ends_within(pause):
                logger.error("an urgent mail was not taken: %s", failed)
                return

    async def _ends_within(self, seconds: float) -> bool:
        with suppress(TimeoutError):
            await asyncio.wait_for(self._over.wait(), seconds)
        return self._over.is_set()

    async def _try(self, address: str) -> MailFailed | None:
        text = self.texts(FIRST, "nudge-staff", link=self.office.public_url)
        try:
            await self.mail.send(address, self.texts(FIRST, "nudge-staff-subject"), text)
        except MailFailed as failed:
            return failed
        return None
