"""Delivery to an address outside the chat: a port, e-mail by SMTP, and a log for trying things out."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from email.errors import HeaderParseError
from email.headerregistry import Address
from email.message import EmailMessage
from typing import Any, Protocol
from urllib.parse import unquote, urlsplit

from journey.domain.errors import JourneyError, WrongInput
from journey.domain.plain import one_line, plain

_SECONDS = 20


class MailFailed(JourneyError):
    """The mail could not be handed over; the reason is `refused` or `unreachable`."""


class Mail(Protocol):
    """Hands a short text to an address. Raises MailFailed."""

    carries: bool
    """Whether anything reaches anybody: False where no delivery is set up."""

    async def send(self, to: str, subject: str, text: str) -> None:
        """Hand it over."""


def wait_for(work: Coroutine[Any, Any, None]) -> None:
    """Carry out what is asynchronous from code that is not, in a thread and loop of its own; raises what it raises."""
    with ThreadPoolExecutor(1) as apart:
        apart.submit(asyncio.run, work).result()


class NoMail:
    """No delivery is set up: nothing leaves, and whoever asks is told so."""

    carries = False

    async def send(self, to: str, subject: str, text: str) -> None:  # noqa: ARG002  # there is nobody to hand it to
        """Refuse."""
        raise MailFailed("unreachable")


class LogMail:
    """For trying things out: what would have been sent is shown to whoever runs the program."""

    carries = True

    def __init__(self, show: Callable[[str], None]) -> None:
        self.show = show

    async def send(self, to: str, subject: str, text: str) -> None:
        """Show it."""
        self.show(f"mail to {to}: {subject}\n{text}")


def letter(sender: str, to: str, subject: str, text: str) -> EmailMessage:
    """A mail to one address and nobody else, whatever stands in it. Raises MailFailed for what is no single address."""
    message = EmailMessage()
    try:
        message["To"] = Address(addr_spec=to)
    except (ValueError, IndexError, HeaderParseError):
        raise MailFailed("refused") from None
    if message["To"].addresses[0].addr_spec != to:
        raise MailFailed("refused")
    message["From"], message["Subject"] = sender, one_line(subject)
    message.set_content(plain(text))
    return message


class SmtpMail:
    """E-mail through the organisation's own server; `smtp://user:password@host:587`, or `smtps://` for TLS at once."""

    carries = True

    def __init__(self, url: str, sender: str) -> None:
        """WrongInput where the address is none."""
        parts = urlsplit(url)
        if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
            raise WrongInput("JOURNEY_SMTP_URL: no address of a mail server; write smtp://HOST:587 or smtps://HOST:465")
        self.host, self.port = parts.hostname, parts.port or (465 if parts.scheme == "smtps" else 587)
        self.user = unquote(parts.username) if parts.username else None
        self.password = unquote(parts.password) if parts.password else None
        self.tls, self.sender = parts.scheme == "smtps", sender

    async def send(self, to: str, subject: str, text: str) -> None:
        """Hand it over to the server, encrypted wherever the server can."""
        import aiosmtplib  # not needed where nothing is mailed

        message = letter(self.sender, to, subject, text)
        try:
            await aiosmtplib.send(
                message,
                recipients=[to],
                hostname=self.host,
                port=self.port,
                username=self.user,
                password=self.password,
                use_tls=self.tls,
                timeout=_SECONDS,
                tls_context=ssl.create_default_context(),
            )
        except (aiosmtplib.SMTPResponseException, aiosmtplib.SMTPRecipientsRefused):
            raise MailFailed("refused") from None
        except (aiosmtplib.SMTPException, OSError, ValueError):
            raise MailFailed("unreachable") from None
