"""Mail that a turn asks for: it leaves once the person has been answered, and where it cannot the chat says so."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from bots.dialogues.talk import Choice, Talk
from bots.outbox.mail import Letter, MailFailed
from journey.engine.chats.chats import Button, Chat, Message


def post(talk: Talk, letter: Letter, failed: str, *rows: Sequence[Choice]) -> None:
    """Have a letter sent once this turn is kept; where no server takes it, `failed` is said, with rows of buttons."""
    chat, office, mail = talk.turn.chat.id, talk.office, talk.mail
    said = Message("bot", failed, [[Button(text, data) for data, text in row] for row in rows])

    async def hand_over() -> None:
        try:
            await mail.send(letter.to, letter.subject, letter.text)
        except MailFailed:
            await asyncio.to_thread(office.post, chat, [said], _stands_open)

    talk.turn.afterwards.append(hand_over)


def _stands_open(chat: Chat) -> None:
    """Its buttons go when anything else is answered, as those of any question."""
    chat.data["open"] = [*chat.data.get("open", ()), chat.seq + 1]
