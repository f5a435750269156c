"""One-time codes on their way: by mail to the address as stored, else read out by a human on the telephone.

Only an address that was proved gets a code. Whoever asks by one that was not sees no difference; a colleague is told.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import date, timedelta

from bots.outbox.cards import CARD, name_for, staff_chats
from bots.outbox.mail import Letter, Mail, MailFailed
from bots.texts.catalogue import Texts
from bots.texts.dates import say_day
from journey.domain import addresses as spelling
from journey.domain import calendar
from journey.engine.chats.chats import Chat
from journey.engine.chats.codes import CODE_MINUTES, READ_BY_MOST, Opening
from journey.engine.chats.messages import Button, Message
from services import addresses, team
from services.addresses import Address
from services.office import Office
from services.people import Person

MOST = 3
"""Chats of one address that get a code each: somebody may have referred themselves twice."""
_WHY = "to send a one-time code"


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
        waiting = list(tokens)
        for number in self.office.doors.known_by(address) if address else []:
            chat = self.office.engine.chats.load(number)
            if chat is None or not waiting:
                continue
            if chat.staff is not None:
                to = self._mail_of_colleague(chat, chat.staff)
                letters += self._letter(chat, to, language, waiting.pop(0)) if to else []
            elif chat.stream is not None:
                letters += self._of_person(chat, self.office.person(chat.stream), address, language, waiting)
        return letters

    def _mail_of_colleague(self, chat: Chat, staff: str) -> str | None:
        """Where a colleague's codes go; one who has left or is disabled gets none."""
        programme = chat.programme or ""
        return self.office.staff_email(programme, staff) if self.office.crew(programme).works(staff) else None

    def _of_person(self, chat: Chat, person: Person, address: str, language: str, tokens: list[str]) -> list[Letter]:
        """By mail where a proved address takes it, else by a colleague; none where the address opens nothing."""
        ways = addresses.ways(self.office, person, _WHY)
        meant = next((way for way in ways if spelling.same(way.text, address)), None)
        if meant is None:
            self._say_unproved(person)
            return []
        to = meant if meant.kind == "email" else _mailbox(ways)
        if to is not None and self.mail.carries:
            return self._letter(chat, to.text, language, tokens.pop(0), marked=to.behind or meant.behind)
        self._ask_a_human(chat, person, tokens.pop(0))
        return []

    def _letter(self, chat: Chat, to: str, language: str, token: str, *, marked: bool = False) -> list[Letter]:
        if not self.mail.carries:
            return []
        issued = self.office.doors.code(chat.id, self.office.clock(), token=token, marked=marked)
        if issued is None:
            return []
        text = self.texts(language, "mail-code", code=issued[1], minutes=CODE_MINUTES)
        return [Letter(to, self.texts(language, "mail-code-subject"), text)]

    def _ask_a_human(self, chat: Chat, person: Person, token: str) -> None:
        """Whoever is told about this person rings them up and reads the code out: each has a code of their own."""
        office, now = self.office, self.office.clock()
        last = last_day(office.today())
        theirs = {one.staff: one for one in self._told(person) if one.staff}
        codes = office.doors.codes_to_read_out(
            chat.id, now, calendar.end_of_day(last), token, list(theirs)[:READ_BY_MOST]
        )
        for staff, code in codes.items():
            language = theirs[staff].language
            who, day = (
                name_for(office, self.texts, theirs[staff], person),
                say_day(self.texts, language, last, office.today()),
            )
            text = self.texts(language, "card-code", who=who, code=code, day=day)
            office.post(theirs[staff].id, [Message("bot", text, style=CARD, key=person.stream)])

    def _say_unproved(self, person: Person) -> None:
        """Whoever is told about this person hears, once a day, that they may be trying to come in."""
        name = f"unproved:{person.stream.hex}:{self.office.today().isoformat()}"
        for theirs in self._told(person):
            who = name_for(self.office, self.texts, theirs, person)
            keys = [[Button(self.texts(theirs.language, "card-open"), f"staff:open:{person.stream.hex}")]]
            text = self.texts(theirs.language, "card-unproved", who=who)
            self.office.post(theirs.id, [Message("bot", text, keys, style=CARD, key=person.stream, once=name)])

    def _told(self, person: Person) -> list[Chat]:
        return staff_chats(self.office, person.programme.id, [self.office.recipient_of(person)], person)


def _mailbox(ways: list[Address]) -> Address | None:
    """The e-mail address that stands, where there is one."""
    return next((way for way in ways if way.kind == "email" and way.stands()), None)


def last_day(today: date) -> date:
    """The last day of a code that is read out: the next working day after today."""
    return calendar.next_working_day(today + timedelta(days=1))


def say_who_read_it_out(office: Office, texts: Texts, opening: Opening) -> bool:
    """Keep that a code which a colleague had been given was used, and tell it in the person's own chat.

    False where that colleague may not know the person any more: then it opens nothing.
    """
    chat = office.engine.chats.load(opening.chat)
    if chat is None or opening.reader is None or not team.knows(office, chat, opening.reader):
        return False
    addresses.entered(office, chat, opening.reader)
    name = office.staff_name(chat.programme or "", opening.reader)
    office.post(chat.id, [Message("bot", texts(chat.language, "entered-read-out", name=name), style="notice")])
    return True
