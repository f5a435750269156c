"""The first passkey of a new colleague: they ask for a link by their address at work, and open it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from app.signin.door import SIGN_IN
from app.signin.entering import Entering
from app.signin.invitations import MAILED_LASTS, MINE, Invitations
from app.signin.trace import Trace
from bots.afterwards import begin
from bots.limits import Limit
from bots.outbox.mail import Letter, Mail, MailFailed
from bots.texts.catalogue import Texts
from bots.web.answering import address_of
from journey.domain.addresses import spellings
from journey.engine.staff.passkeys import StaffPasskeys
from services import colleagues

logger = logging.getLogger(__name__)

ASK, SENT = f"{SIGN_IN}/first", f"{SIGN_IN}/first/sent"
_HOUR, _MINUTE = timedelta(hours=1), timedelta(minutes=1)
_LONGEST = 200
_MOST = 3  # people of one address that get a letter each: a mailbox that a team shares


@dataclass
class Letters:
    """Mails a link to whoever has an address, may enter and has no passkey yet; to anybody else, nothing."""

    invitations: Invitations
    texts: Texts
    mail: Mail
    trace: Trace
    got: Limit = field(default_factory=lambda: Limit(3, _HOUR))
    """Links that one person is mailed, whoever asks for them: a stranger must not fill their mailbox."""

    async def send(self, asked_for: str, language: str) -> None:
        """Done after the browser has been answered: whoever asks by an address that nobody has sees no difference."""
        for person, letter in await asyncio.to_thread(self._letters, asked_for, language):
            try:
                if await self.mail.send(letter.to, letter.subject, letter.text):
                    await asyncio.to_thread(self.trace.note, person, "was mailed a link to a first passkey")
            except MailFailed as failed:
                logger.warning("a link to a first passkey was not mailed: %s", failed)  # the page says what to do then

    def _letters(self, asked_for: str, language: str) -> list[tuple[str, Letter]]:
        people = colleagues.by_address(self.invitations.office, asked_for)
        if not people:
            self.trace.refused("asked for a first passkey by an address of nobody's", stranger=asked_for)
        asking = [(person, to) for person, to in [*people.items()][:_MOST] if self._gets(person)]
        return [(person, self.letter(person, to, language)) for person, to in asking]

    def _gets(self, person: str) -> bool:
        if self.invitations.kept.of(person):
            self.trace.refused("asked for a first passkey, and has one", person)
            return False
        return self.got.allows(person, self.invitations.office.clock())

    def letter(self, person: str, to: str, language: str) -> Letter:
        """What somebody is mailed: a link that opens once, within an hour."""
        office = self.invitations.office
        name, link = colleagues.name_of(office, colleagues.posts(office, person)), self.invitations.mailed(person)
        text = self.texts(language, "signin-first-mail", name=name, link=link, minutes=MAILED_LASTS // _MINUTE)
        return Letter(to, self.texts(language, "signin-first-mail-subject"), text)


class FirstPasskey:
    """Its pages. Those that ask for a link are there only where something can be mailed."""

    def __init__(self, entering: Entering, kept: StaffPasskeys, mail: Mail) -> None:
        self.entering = entering
        self.invitations = Invitations(entering.door.office, kept)
        self.letters = Letters(self.invitations, entering.pages.texts, mail, entering.door.trace)
        self.asks, self.asked_for = Limit(20, _HOUR), Limit(5, _HOUR)
        """How often is asked from one address on the internet; and from there for one address of somebody's."""

    def routes(self) -> Sequence[BaseRoute]:
        """Their addresses."""
        behind = Route(f"{MINE}/first/{{token}}", self.first)
        if not self.letters.mail.carries:
            return [behind]
        return [behind, Route(ASK, self.ask, methods=["GET", "POST"]), Route(SENT, self.tell_what_follows)]

    async def first(self, request: Request) -> Response:
        """The page behind an invitation. Looking at it uses nothing up."""
        token, office = request.path_params["token"], self.entering.door.office
        person = await asyncio.to_thread(self.invitations.holder, token)
        if person is None:
            return self.entering.refuse(request, "invitation", HTTPStatus.NOT_FOUND)
        name = colleagues.name_of(office, colleagues.posts(office, person))
        return self.entering.pages.draw(request, "passkeys.html", session=None, kept=[], first=token, name=name)

    async def ask(self, request: Request) -> Response:
        """A colleague says their address. They are answered the same, and as soon, whoever has it."""
        if request.method != "POST":
            return self.entering.pages.draw(request, "first.html")
        form = await self.entering.fields(request)
        if form is None:
            return self.entering.refuse(request, "form", HTTPStatus.BAD_REQUEST)
        now, asker = self.entering.door.office.clock(), address_of(request)
        asked_for = form.get("address", "").strip()[:_LONGEST]
        by_this_name = f"{asker} {spellings(asked_for)[0]}"
        if not self.asks.allows_from(asker, now) or not self.asked_for.allows(by_this_name, now):
            return self.entering.refuse(request, "slow", HTTPStatus.TOO_MANY_REQUESTS)
        begin(self.letters.send(asked_for, self.entering.pages.language(request)))
        return RedirectResponse(SENT, HTTPStatus.SEE_OTHER)

    async def tell_what_follows(self, request: Request) -> Response:
        """What happens now, if anything, and whom to ask if nothing does."""
        return self.entering.pages.draw(request, "first-sent.html", minutes=MAILED_LASTS // _MINUTE)
