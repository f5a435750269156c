"""What else the clock does for the chats: digests in the morning, crises nobody has taken, drafts that expire."""

from __future__ import annotations

from datetime import datetime, time

from bots.dialogues import today
from bots.texts.catalogue import Texts
from journey.domain import calendar
from journey.engine.access_log import making
from journey.engine.chats.chats import Chat
from journey.engine.chats.deletion import delete_expired
from journey.engine.chats.messages import Button, Message
from services import drafts
from services.messages import Viewing, coded
from services.office import Office

_MORNING = time(7, 30)
_LINES = 40
"""Lines of one digest; its button shows them all."""


def digests(office: Office, texts: Texts, now: datetime) -> int:
    """Once each working morning: the list of what needs them, for colleagues who chose a digest. Returns how many."""
    local = calendar.local_time(now)
    if local.time() < _MORNING or not calendar.is_working_day(local.date()):
        return 0
    name, sent = f"digest:{local.date().isoformat()}", 0
    for programme in office.programmes():
        crew = office.crew(programme.id)
        for member in sorted(one for one in crew.members if crew.works(one)):
            for chat in office.engine.chats.find(staff=member, programme=programme.id)[:1]:
                if chat.data.get("digest") and chat.data.get("digested") != name:
                    office.post(
                        chat.id, [_digest(office, texts, chat, name)], lambda own: own.data.update(digested=name)
                    )
                    sent += 1
    return sent


def _digest(office: Office, texts: Texts, chat: Chat, name: str) -> Message:
    with making(None):  # nobody has seen it yet: the page that shows it is the reading
        lines = today.lines(office, texts, chat)
    keys = [[Button(texts(chat.language, "staff-today"), "staff:today")]]
    if not lines:
        return Message("bot", texts(chat.language, "staff-today-nothing"), keys, once=name)
    head = texts(chat.language, "staff-today-head", day=texts(chat.language, "staff-today"), count=len(lines))
    shown, left = lines[:_LINES], len(lines[_LINES:])
    named = {line.stream for line in shown if line.stream is not None}
    following = [texts(chat.language, "list-more", count=left)] if left else []
    text = "\n".join([head, *(f"• {line.text}" for line in shown), *following])
    return Message("bot", text, keys, once=name, mentions=named, coded=coded(Viewing(office, chat), named))


def expire(office: Office, now: datetime) -> tuple[int, int]:
    """Destroy drafts and messages whose time is over, forms of the desk among them. Returns how many of the chats'."""
    store, vault = office.engine.store, office.engine.vault
    drafts.expire(office, now)
    return delete_expired(store, vault, now, office.doors.lengths.draft, office.doors.lengths.transcript)
