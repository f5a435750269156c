"""Channels outside the chat: they can say *you have a message*, and nothing more. Each stands behind one port."""

from __future__ import annotations

from typing import Protocol

from bots.outbox.mail import Mail, MailFailed, Ready
from bots.texts.catalogue import Texts
from journey.engine.chats.chats import Chat
from services.people import Identity


class NudgeFailed(Exception):
    """A channel did not take a nudge; `reason` is one of `blocked`, `refused`, `unreachable`, `unknown`."""

    def __init__(self, reason: str, *, passing: bool = False, after: float = 0) -> None:
        """`passing` where it may well be taken later, `after` that many seconds at the soonest."""
        super().__init__(reason)
        self.reason, self.passing, self.after = reason, passing, after


class Nudge(Protocol):
    """A channel that can say *you have a message*, and nothing more. Raises NudgeFailed."""

    name: str

    def reaches(self, chats: list[Chat], known: Identity) -> str | None:
        """The address by which the person can be nudged; None where there is none."""

    async def send(self, address: str, language: str, link: str, ready: Ready) -> bool:
        """Nudge, where `ready` says so at the last moment. Returns whether it did."""


class MailNudge:
    """A nudge by e-mail."""

    name = "email"

    def __init__(self, mail: Mail, texts: Texts) -> None:
        self.mail = mail
        self.texts = texts

    def reaches(self, chats: list[Chat], known: Identity) -> str | None:  # noqa: ARG002  # as the port has it
        """The e-mail address the person gave."""
        return known.email if self.mail.carries else None

    async def send(self, address: str, language: str, link: str, ready: Ready) -> bool:
        """Hand it to the mail server."""
        subject, text = self.texts(language, "nudge-subject"), self.texts(language, "nudge", link=link)
        try:
            return await self.mail.send(address, subject, text, ready)
        except MailFailed as failed:
            raise NudgeFailed(str(failed), passing=failed.passing) from None
