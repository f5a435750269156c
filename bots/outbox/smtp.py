"""E-mail through the organisation's own server. Loaded where one is set up: nothing else needs its library."""

from __future__ import annotations

import asyncio
import logging
import ssl
from contextlib import suppress
from email.message import EmailMessage
from typing import Any
from urllib.parse import unquote, urlsplit

import aiosmtplib

from bots.outbox.breaker import Breaker
from bots.outbox.mail import MailFailed, Ready, at_once, letter
from journey.domain.errors import WrongInput

logger = logging.getLogger(__name__)

GREETING = 10.0
"""Seconds until the server is ready to take a mail: connection, encryption, sign-in and addresses together."""
TAKING = 20.0
"""Seconds for taking it. What happens to a mail that was handed over and not acknowledged nobody can know."""
_PARTING = 2.0
_PERMANENT = 500  # from here on a reply means never; below it, from 400 on, not now


class _NotNow(Exception):
    """Whoever sends has thought better of it."""


class _Session(aiosmtplib.SMTP):
    """One mail on its way. Whoever sends it is asked once more when the server is ready to take it."""

    handed = False

    def __init__(self, ready: Ready, limit: asyncio.Timeout, **more: Any) -> None:
        super().__init__(**more)
        self._ready, self._limit = ready, limit

    async def data(self, message: str | bytes, /, **more: Any) -> aiosmtplib.SMTPResponse:
        """Ask, and hand it over."""
        if not self._ready():
            raise _NotNow
        self.handed = True
        self._limit.reschedule(asyncio.get_running_loop().time() + TAKING)
        return await super().data(message, **more)


class SmtpMail:
    """A mail server by its address: `smtp://user:password@host:587`, or `smtps://` for TLS at once."""

    carries = True

    def __init__(self, url: str, sender: str) -> None:
        """WrongInput where the address is none."""
        parts = urlsplit(url)
        if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
            raise WrongInput("JOURNEY_SMTP_URL: no address of a mail server; write smtp://HOST:587 or smtps://HOST:465")
        self.sender, self.breaker = sender, Breaker()
        self._server: dict[str, Any] = {
            "hostname": parts.hostname,
            "port": parts.port or (465 if parts.scheme == "smtps" else 587),
            "username": unquote(parts.username) if parts.username else None,
            "password": unquote(parts.password) if parts.password else None,
            "use_tls": parts.scheme == "smtps",
        }

    async def send(self, to: str, subject: str, text: str, ready: Ready = at_once) -> bool:
        """Hand it over, encrypted wherever the server can. A server that hangs is left alone for a while."""
        message = letter(self.sender, to, subject, text)
        if not self.breaker.allows():
            raise MailFailed("unreachable", passing=True)
        try:
            sent = await self._hand_over(message, to, ready)
        except MailFailed as failed:
            if str(failed) in ("unreachable", "unknown"):
                self.breaker.failed()
            else:
                self.breaker.worked()
            raise
        self.breaker.worked()
        return sent

    async def _hand_over(self, message: EmailMessage, to: str, ready: Ready) -> bool:
        session: _Session | None = None
        try:
            async with asyncio.timeout(GREETING) as limit:
                context = ssl.create_default_context()
                session = _Session(ready, limit, timeout=GREETING + TAKING, tls_context=context, **self._server)
                await session.connect()
                await session.send_message(message, recipients=[to])
        except _NotNow:
            return False
        except (aiosmtplib.SMTPException, OSError, ValueError) as error:  # a TimeoutError is an OSError
            raise _failure(error, handed=session is not None and session.handed) from None
        finally:
            await _part(session)
        return True


async def _part(session: _Session | None) -> None:
    """Take leave of the server: whatever it says to that, the mail's fate is known by now."""
    if session is None:
        return
    with suppress(aiosmtplib.SMTPException, OSError):
        async with asyncio.timeout(_PARTING):
            await session.quit()
    session.close()


def _failure(error: Exception, *, handed: bool) -> MailFailed:
    """What an error says of a mail: refused for good or for now, not reached, or nobody knows."""
    if isinstance(error, aiosmtplib.SMTPRecipientsRefused):
        error = error.recipients[0]
    if isinstance(error, aiosmtplib.SMTPRecipientRefused | aiosmtplib.SMTPDataError):
        return MailFailed("refused", passing=error.code < _PERMANENT)
    if isinstance(error, aiosmtplib.SMTPResponseException):  # it takes no mail from us at all, whoever it is for
        logger.error("the mail server answers %s: %s", error.code, type(error).__name__)
        return MailFailed("unreachable", passing=True)
    if isinstance(error, aiosmtplib.SMTPNotSupported) or type(error) is ValueError:
        return MailFailed("refused")
    return MailFailed("unknown") if handed else MailFailed("unreachable", passing=True)
