"""Whose Telegram it is: linked by a token that works once, for an hour, and only from within one's own chat."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from journey.engine.chats.chats import Chat
from journey.engine.chats.ending import end
from services.desk import Desk, Person

CHANNEL = "telegram"
LINK = timedelta(hours=1)


@dataclass
class Account:
    """The bot of this site; Telegram tells its name once it has been reached."""

    username: str | None = None

    def link(self, token: str) -> str:
        """The address that opens Telegram and hands the token over."""
        return f"https://t.me/{self.username}?start={token}"


def offered(account: Account | None, person: Person) -> bool:
    """Whether this person may be offered Telegram: the site has it, the programme wants it, nobody is in hiding."""
    return account is not None and account.username is not None and _may_link(person)


def new_link(desk: Desk, stream: UUID, now: datetime) -> str:
    """A token that links a Telegram to this person, once and within the hour; an earlier one links nothing any more."""
    chat = desk.engine.chats.find(stream=stream, channel="webchat")[0]
    return desk.doors.issue(chat.id, CHANNEL, now, now + LINK)


def redeem(desk: Desk, token: str, telegram: int, now: datetime) -> Chat | None:
    """Link; None for a token that is used up, expired or unknown. One Telegram is one person's: the latest wins."""
    number = desk.doors.redeem(token, CHANNEL, now)
    web = desk.engine.chats.load(number) if number is not None else None
    if web is None or web.stream is None or not _may_link(desk.person(web.stream)):
        return None
    address = _address(desk, telegram)
    earlier = _rivals(desk, address, web.stream)
    after = max([now, *(_made(chat) + timedelta(microseconds=1) for chat in earlier)])
    chat = desk.engine.chats.create(
        after, CHANNEL, web.language, programme=web.programme, stream=web.stream, address=address, data={"id": telegram}
    )
    # Of two who link at once each sees at least one of the two rows, and both keep the same one.
    rivals = _rivals(desk, address, web.stream)
    latest = max(rivals, key=lambda one: (_made(one), one.id), default=None)
    if latest is not None:
        end(desk.engine.store, desk.engine.vault, [one.id for one in rivals if one.id != latest.id])
    return chat if latest is not None and latest.id == chat.id else None


def linked(desk: Desk, telegram: int) -> Chat | None:
    """The link of a Telegram, if it is anybody's."""
    return next(iter(desk.engine.chats.find(channel=CHANNEL, address=_address(desk, telegram))), None)


def unlink(desk: Desk, telegram: int) -> None:
    """Forget a Telegram: the bot was blocked there. The key of what we knew is destroyed."""
    found = desk.engine.chats.find(channel=CHANNEL, address=_address(desk, telegram))
    end(desk.engine.store, desk.engine.vault, [chat.id for chat in found])


def unlink_person(desk: Desk, stream: UUID) -> bool:
    """The same, as the person wishes it in their web chat. Whether there was a link."""
    found = desk.engine.chats.find(channel=CHANNEL, stream=stream)
    return end(desk.engine.store, desk.engine.vault, [chat.id for chat in found]) > 0


def _may_link(person: Person) -> bool:
    wanted = CHANNEL in person.programme.settings.contact_channels
    return wanted and not person.protected and not person.history.erased


def _address(desk: Desk, telegram: int) -> str:
    return desk.engine.vault.digest(CHANNEL, str(telegram))


def _rivals(desk: Desk, address: str, stream: UUID) -> list[Chat]:
    chats = desk.engine.chats
    found = [*chats.find(channel=CHANNEL, address=address), *chats.find(channel=CHANNEL, stream=stream)]
    return list({chat.id: chat for chat in found}.values())


def _made(chat: Chat) -> datetime:
    return datetime.fromisoformat(chat.created)
