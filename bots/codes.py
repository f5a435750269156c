"""One-time codes on their way: by mail where there is an address for it, else read out by a human on the telephone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from bots.cards import CARD, name_for, staff_chats
from bots.desk import Desk
from bots.mail import Mail, MailFailed
from bots.texts import Texts
from journey.engine.chats.chats import Chat, Message
from journey.engine.chats.doors import CODE_MINUTES

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

    desk: Desk
    texts: Texts
    mail: Mail

    def issue(self, address: str, language: str) -> tuple[str, list[Letter]]:
        """A ticket for the browser that asked, and what is to be mailed.

        Whoever asks with an address that nobody has gets a ticket too, and sees no difference.
        """
        tokens: list[str] = []
        letters: list[Letter] = []
        for number in self.desk.doors.known_by(address)[:MOST] if address else []:
            chat = self.desk.engine.chats.load(number)
            if chat is None:
                continue
            to = address if "@" in address else self._mail_of(chat)
            by_mail = to is not None and self.mail.carries
            lasts = timedelta(minutes=CODE_MINUTES) if by_mail else READ_OUT
            issued = self.desk.doors.code(number, self.desk.clock(), lasts=lasts)
            if issued is None:
                continue
            tokens.append(issued[0])
            if to is not None and by_mail:
                text = self.texts(language, "mail-code", code=issued[1], minutes=CODE_MINUTES)
                letters.append(Letter(to, self.texts(language, "mail-code-subject"), text))
            else:
                self._ask_a_human(chat, issued[1])
        if not tokens:
            tokens = [issued[0]] if (issued := self.desk.doors.code(None, self.desk.clock())) else []
        return ".".join(tokens), letters

    async def send(self, letters: list[Letter]) -> None:
        """Hand the letters over. What is not taken is asked for again: the page says what to do when nothing comes."""
        for letter in letters:
            try:
                await self.mail.send(letter.to, letter.subject, letter.text)
            except MailFailed:
                continue

    def _mail_of(self, chat: Chat) -> str | None:
        if chat.staff is not None:
            return self.desk.staff_email(chat.programme or "", chat.staff)
        if chat.stream is None:
            return None
        return self.desk.identity(self.desk.person(chat.stream), "system", "to send a one-time code").email

    def _ask_a_human(self, chat: Chat, code: str) -> None:
        """Whoever is told about this person rings them up and reads the code out."""
        if chat.stream is None:
            return
        person = self.desk.person(chat.stream)
        for theirs in staff_chats(self.desk, person.programme.id, self.desk.told(person)):
            who = name_for(self.desk, self.texts, theirs, person)
            text = self.texts(theirs.language, "card-code", who=who, code=code, hours=READ_OUT.seconds // 3600)
            self.desk.post(theirs.id, [Message("bot", text, style=CARD, key=person.stream)])
