"""One-time codes on their way: by mail where there is an address for it, else read out by a human on the telephone."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import timedelta

from bots.outbox.cards import CARD, name_for, staff_chats
from bots.outbox.mail import Mail, MailFailed
from bots.texts.catalogue import Texts
from journey.engine.chats.chats import Chat, Message
from journey.engine.chats.doors import CODE_MINUTES
from services.office import Office

MOST = 3
"""Chats of one address that get a code each: somebody may have referred themselves twice."""
READ_OUT = timedelta(hours=8)
"""How long a code lasts that a human has to read out."""


@dataclass(frozen=True)
class Letter:
    """A code that is to be mailed."""

    to: str
    subject: str
    text: str


@dataclass(frozen=True)
class Codes:
    """Gives out codes for what has been sent."""

    office: Office
    texts: Texts
    mail: Mail

    async def give_out(self, address: str, language: str, tokens: list[str]) -> None:
        """A code for each of the chats of an address, good with the browser that holds these tokens.

        Done after the browser has been answered: whoever asks with an address that nobody has sees no difference.
        """
        for letter in await asyncio.to_thread(self._issue, address, language, tokens):
            try:
                await self.mail.send(letter.to, letter.subject, letter.text)
            except MailFailed:
                continue  # the page says what to do when no code comes

    def _issue(self, address: str, language: str, tokens: list[str]) -> list[Letter]:
        letters: list[Letter] = []
        chats = self.office.doors.known_by(address) if address else []
        for number, token in zip(chats, tokens, strict=False):
            chat = self.office.engine.chats.load(number)
            if chat is None or not self._admitted(chat):
                continue
            to = address if "@" in address else self._mail_of(chat)
            by_mail = to is not None and self.mail.carries
            lasts = timedelta(minutes=CODE_MINUTES) if by_mail else READ_OUT
            issued = self.office.doors.code(number, self.office.clock(), lasts, token, read_out=not by_mail)
            if issued is None:
                continue
            if to is not None and by_mail:
                text = self.texts(language, "mail-code", code=issued[1], minutes=CODE_MINUTES)
                letters.append(Letter(to, self.texts(language, "mail-code-subject"), text))
            else:
                self._ask_a_human(chat, issued[1])
        return letters

    def _admitted(self, chat: Chat) -> bool:
        """A colleague who has left or is disabled gets no code."""
        return chat.staff is None or self.office.crew(chat.programme or "").works(chat.staff)

    def _mail_of(self, chat: Chat) -> str | None:
        if chat.staff is not None:
            return self.office.staff_email(chat.programme or "", chat.staff)
        if chat.stream is None:
            return None
        return self.office.identity(self.office.person(chat.stream), "system", "to send a one-time code").email

    def _ask_a_human(self, chat: Chat, code: str) -> None:
        """Whoever is told about this person rings them up and reads the code out."""
        if chat.stream is None:
            return
        person = self.office.person(chat.stream)
        for theirs in staff_chats(self.office, person.programme.id, [self.office.told(person)], person):
            who = name_for(self.office, self.texts, theirs, person)
            text = self.texts(theirs.language, "card-code", who=who, code=code, hours=READ_OUT.seconds // 3600)
            self.office.post(theirs.id, [Message("bot", text, style=CARD, key=person.stream)])
