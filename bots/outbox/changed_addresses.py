"""Tells an address that another took its place: by mail without content, with a link that undoes it, or by a human."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from bots.outbox.cards import CARD, name_for, staff_chats
from bots.outbox.mail import Mail, MailFailed
from bots.texts.catalogue import Texts
from journey.engine.chats.messages import Message
from services.addresses import UNDONE_FOR, Replaced
from services.office import Office
from services.people import Person


@dataclass(frozen=True)
class ChangedAddresses:
    """Says to those at the old address that it is the old one."""

    office: Office
    texts: Texts
    mail: Mail

    async def tell(self, person: Person, language: str, replaced: list[Replaced]) -> None:
        """Tell each of them; where no mail can reach one, whoever is told about the person rings it up."""
        for one in replaced:
            if not await self._mailed(language, one):
                await asyncio.to_thread(self._tell_a_human, person)

    async def _mailed(self, language: str, replaced: Replaced) -> bool:
        if replaced.address.kind != "email" or not self.mail.carries:
            return False
        text = self.texts(language, "mail-undone")
        if replaced.token:
            link = f"{self.office.public_url}/angra/{replaced.token}"
            text = self.texts(language, "mail-changed", link=link, days=UNDONE_FOR.days)
        try:
            await self.mail.send(replaced.address.text, self.texts(language, "mail-changed-subject"), text)
        except MailFailed:
            return False
        return True

    def _tell_a_human(self, person: Person) -> None:
        for theirs in staff_chats(self.office, person.programme.id, [self.office.recipient_of(person)], person):
            who = name_for(self.office, self.texts, theirs, person)
            text = self.texts(theirs.language, "card-changed", who=who, days=UNDONE_FOR.days)
            self.office.post(theirs.id, [Message("bot", text, style=CARD, key=person.stream)])
