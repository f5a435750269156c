"""Links to a first passkey: each opens once, for one person, and makes a passkey; it opens nothing else.

An operator's link is printed by `journey staff add`. A mailed one goes to whoever asks at the sign-in page, and opens
nothing once there is a passkey: whoever comes to read somebody's mail must not get a way in of their own.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from app.signin.door import SIGN_IN
from journey.engine.staff.passkeys import StaffPasskeys
from journey.engine.staff.tickets import StaffTickets
from services import colleagues
from services.office import Office

MINE = f"{SIGN_IN}/passkeys"
PRINTED, MAILED = "first-passkey", "mailed-passkey"
PRINTED_LASTS = timedelta(days=3)
MAILED_LASTS = timedelta(hours=1)


def invite(tickets: StaffTickets, person: str, now: datetime, public_url: str) -> str:
    """A link, to be handed over, that lets this person make a passkey. Earlier ones open nothing any more."""
    _forget(tickets, person)
    return address(public_url, tickets.issue(PRINTED, now, PRINTED_LASTS, person=person))


def address(public_url: str, token: str) -> str:
    """Where an invitation is opened."""
    return f"{public_url}{MINE}/first/{token}"


class Invitations:
    """The invitations of one installation."""

    def __init__(self, office: Office, kept: StaffPasskeys) -> None:
        self.office = office
        self.tickets = office.engine.staff_tickets
        self.kept = kept

    def holder(self, token: str) -> str | None:
        """For whom an invitation still opens; it is not used up by that. None where it opens nothing."""
        now = self.office.clock()
        printed = self.tickets.holds(token, PRINTED, now)
        mailed = self.tickets.holds(token, MAILED, now) if printed is None else None
        person = next((ticket.person for ticket in (printed, mailed) if ticket is not None), None)
        if person is None or not colleagues.posts(self.office, person):
            return None
        return None if mailed is not None and self.kept.of(person) else person

    def use(self, token: str, person: str) -> bool:
        """Use an invitation up, and with it every other of that person's. False where it opens nothing any more."""
        if self.holder(token) != person:
            return False
        now = self.office.clock()
        used = any(self.tickets.spend(token, kind, now) is not None for kind in (PRINTED, MAILED))
        if used:
            _forget(self.tickets, person)
        return used

    def mailed(self, person: str) -> str:
        """A link for the mail; links that were handed over go on holding until one of them is used."""
        now = self.office.clock()
        return address(self.office.public_url, self.tickets.issue(MAILED, now, MAILED_LASTS, person=person))


def _forget(tickets: StaffTickets, person: str) -> None:
    for kind in (PRINTED, MAILED):
        tickets.forget(person, kind)
