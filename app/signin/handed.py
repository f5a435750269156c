"""Links to a passkey that an administrator gives at the desk: mailed to whose they are, else shown to be handed over.

Where anything can be mailed the administrator never sees a link: with it they could make themselves a passkey of
somebody else's. Where nothing can, whoever has a passkey gets another link only when theirs open nothing any more: they
are locked out by it, and notice.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import datetime

from app.signin.first_passkey import Letters
from app.signin.invitations import invite
from bots.outbox.mail import MailFailed
from journey.domain.errors import NotAllowed
from journey.engine.staff.passkeys import StaffPasskeys
from journey.engine.staff.sessions import StaffSessions
from journey.engine.staff.tickets import StaffTickets
from services import team
from services.opened import Journey


@dataclass(frozen=True, slots=True)
class Given:
    """What became of a link: mailed, or to be handed over; neither, where the mail server did not take it."""

    mailed: bool = False
    link: str | None = None
    addressed: bool = True
    """Whether there is an address to mail to, and anything can be mailed."""


def forget(kept: StaffPasskeys, sessions: StaffSessions, tickets: StaffTickets, person: str) -> None:
    """Their passkeys and links open nothing any more, and their sessions end: what held them is lost."""
    kept.remove(person)
    tickets.forget(person)
    sessions.end(person)


class HandedLinks:
    """The links of one installation."""

    def __init__(self, letters: Letters, sessions: StaffSessions, *, shows: bool) -> None:
        self.letters = letters
        self.sessions = sessions
        self.shows = shows
        """Whether a link may be shown where nothing can be mailed: not where people are at work without a passkey."""

    def seen(self, person: str) -> datetime | None:
        """When somebody was last in, as far as it is kept: by a passkey of theirs, or in a session that is open."""
        invitations = self.letters.invitations
        signed = [one.used for one in invitations.kept.of(person)]
        open_ = [one.used for one in self.sessions.of(person, invitations.office.clock())]
        return max([at for at in (*signed, *open_) if at is not None], default=None)

    def has_passkey(self, person: str) -> bool:
        """Whether they have made one."""
        return bool(self.letters.invitations.kept.of(person))

    def give(self, journey: Journey, staff: str, language: str, *, lost: bool = False) -> Given:
        """Give somebody of the actor's programme a link; where their passkeys are lost, those open nothing from now on.

        It waits for the mail server. Raises NotAllowed for who manages no staff, or not theirs, and for a link to
        somebody whose passkeys are not lost.
        """
        programme = journey.actor.programme or ""
        team.permit(journey, staff, programme)
        team.programmes(journey, staff, programme)
        person, invitations = staff.partition(":")[2], self.letters.invitations
        if lost:
            forget(invitations.kept, self.sessions, invitations.tickets, person)
            self.letters.trace.note(person, f"lost their passkeys, says {journey.actor.recorded}")
        elif self.has_passkey(person):
            raise NotAllowed("they have a passkey: another link is given only where it is lost")
        given = self._given(journey, staff, language)
        how = "was mailed" if given.mailed else "was shown" if given.link else "was not sent"
        self.letters.trace.note(person, f"a link to a passkey {how}, asked for by {journey.actor.recorded}")
        return given

    def _given(self, journey: Journey, staff: str, language: str) -> Given:
        person, invitations = staff.partition(":")[2], self.letters.invitations
        if self.shows and not self.letters.mail.carries:
            return Given(link=invite(invitations.tickets, person, journey.now, invitations.office.public_url))
        address = team.known_address(journey, journey.actor.programme or "", staff)
        if address is None or not self.letters.mail.carries:
            return Given(addressed=False)
        return Given(mailed=self._mailed(person, address, language))

    def _mailed(self, person: str, address: str, language: str) -> bool:
        letter = self.letters.letter(person, address, language)
        try:
            return asyncio.run(self.letters.mail.send(letter.to, letter.subject, letter.text))
        except MailFailed:
            return False
