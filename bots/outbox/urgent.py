"""An urgent task reaches a colleague who is not looking: a mail that says nothing but that there is one."""

from __future__ import annotations

import logging

from bots.outbox.mail import Mail, MailFailed, wait_for
from bots.texts.catalogue import FIRST, Texts
from services.office import Office

logger = logging.getLogger(__name__)


class Urgent:
    """Called with the programme and the colleague, once for each urgent card that was put up."""

    def __init__(self, office: Office, texts: Texts, mail: Mail) -> None:
        self.office = office
        self.texts = texts
        self.mail = mail

    def __call__(self, programme: str, staff: str) -> None:
        """Mail the colleague, where they gave an address. The card stands whatever becomes of the mail."""
        address = self.office.staff_email(programme, staff)
        if address is None or not self.mail.carries:
            return
        text = self.texts(FIRST, "nudge-staff", link=self.office.public_url)
        try:
            wait_for(self.mail.send(address, self.texts(FIRST, "nudge-staff-subject"), text))
        except MailFailed as failed:
            logger.error("an urgent mail was not taken: %s", failed)  # noqa: TRY400  # a traceback could quote
