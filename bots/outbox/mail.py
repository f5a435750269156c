"""Delivery to an address outside the chat: a port, a mail to one address, and a log for trying things out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from email.errors import HeaderParseError
from email.headerregistry import Address
from email.message import EmailMessage
from typing import Protocol

from journey.domain.errors import JourneyError
from journey.domain.plain import one_line, plain

Ready = Callable[[], bool]
"""Asked when a channel is about to take something: whether it is still to go. May take time, and write it down."""


def at_once() -> bool:
    """It is."""
    return True


class MailFailed(JourneyError):
    """The mail was not taken: `refused`, `unreachable`, or `unknown` where it was handed over and nobody answered."""

    def __init__(self, reason: str, *, passing: bool = False) -> None:
        """`passing` where the same mail may well be taken later."""
        super().__init__(reason)
        self.passing = passing


@dataclass(frozen=True)
class Letter:
    """What is to be mailed, and where to."""

    to: str
    subject: str
    text: str


class Mail(Protocol):
    """Hands a short text to an address. Raises MailFailed."""

    carries: bool
    """Whether anything reaches anybody: False where no delivery is set up."""

    async def send(self, to: str, subject: str, text: str, ready: Ready = at_once) -> bool:
        """Hand it over, where `ready` says so at the last moment before it. Returns whether it was handed over."""


class NoMail:
    """No delivery is set up: nothing leaves, and whoever asks is told so."""

    carries = False

    async def send(self, to: str, subject: str, text: str, ready: Ready = at_once) -> bool:  # noqa: ARG002  # nobody is there
        """Refuse."""
        raise MailFailed("unreachable")


class LogMail:
    """For trying things out: what would have been sent is shown to whoever runs the program."""

    carries = True

    def __init__(self, show: Callable[[str], None]) -> None:
        self.show = show

    async def send(self, to: str, subject: str, text: str, ready: Ready = at_once) -> bool:
        """Show it."""
        if not ready():
            return False
        self.show(f"mail to {to}: {subject}\n{text}")
        return True


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
