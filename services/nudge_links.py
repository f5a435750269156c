"""Whose Telegram it is: linked by a token that works once, for an hour, and only from within one's own chat."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from journey.domain.errors import ChatGone
from journey.engine.chats.chats import READ_OUT, Chat
from journey.engine.chats.deletion import delete
from services.office import Office
from services.people import Person

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


def new_link(office: Office, stream: UUID, now: datetime, *, behind: bool = False) -> str:
    """A token that links a Telegram to this person, once and within the hour; an earlier one links nothing any more.

    `behind`: it is asked for behind a code that a colleague read out, so the Telegram may be that colleague's.
    """
    chat = office.engine.chats.find(stream=stream, channel="webchat")[0]
    return office.doors.issue(chat.id, CHANNEL, now, now + LINK, behind=behind)


def redeem(office: Office, token: str, telegram: int, now: datetime) -> Chat | None:
    """Link; None for a token that is used up, expired or unknown. One Telegram is one person's: the latest wins."""
    number, behind = office.doors.redeem(token, CHANNEL, now) or (None, False)
    web = office.engine.chats.load(number) if number is not None else None
    if web is None or web.stream is None or not _may_link(office.person(web.stream)):
        return None
    address = _address(office, telegram)
    earlier = _rivals(office, address, web.stream)
    after = max([now, *(_made(chat) + timedelta(microseconds=1) for chat in earlier)])
    data = {"id": telegram} | ({READ_OUT: True} if behind else {})
    link = {"programme": web.programme, "stream": web.stream, "address": address, "data": data}
    try:
        chat = office.engine.chats.create(after, CHANNEL, web.language, **link)
    except ChatGone:
        return None  # erased a moment ago
    # Of two who link at once each sees at least one of the two rows, and both keep the same one.
    rivals = _rivals(office, address, web.stream)
    latest = max(rivals, key=lambda one: (_made(one), one.id), default=None)
    if latest is not None:
        delete(office.engine.store, office.engine.vault, [one.id for one in rivals if one.id != latest.id])
    return chat if latest is not None and latest.id == chat.id else None


def linked(office: Office, telegram: int) -> Chat | None:
    """The link of a Telegram, if it is anybody's."""
    return next(iter(office.engine.chats.find(channel=CHANNEL, address=_address(office, telegram))), None)


def web_chat(office: Office, link: Chat) -> Chat | None:
    """The web chat of the person a Telegram is linked to, as whoever writes from that Telegram is in it."""
    chat = next(iter(office.engine.chats.find(stream=link.stream, channel="webchat")), None)
    if chat is not None:
        chat.read_out = link.read_out
    return chat


def unlink(office: Office, telegram: int) -> None:
    """Forget a Telegram: the bot was blocked there. The key of what we knew is destroyed."""
    links = office.engine.chats.find(channel=CHANNEL, address=_address(office, telegram))
    delete(office.engine.store, office.engine.vault, [chat.id for chat in links])


def unlink_person(office: Office, stream: UUID) -> bool:
    """The same, as the person wishes it in their web chat. Whether there was a link."""
    links = office.engine.chats.find(channel=CHANNEL, stream=stream)
    return delete(office.engine.store, office.engine.vault, [chat.id for chat in links]) > 0


def _may_link(person: Person) -> bool:
    wanted = CHANNEL in person.programme.settings.contact_channels
    return wanted and not person.protected and not person.history.erased


def _address(office: Office, telegram: int) -> str:
    return office.engine.vault.digest(CHANNEL, str(telegram))


def _rivals(office: Office, address: str, stream: UUID) -> list[Chat]:
    chats = office.engine.chats
    links = [*chats.find(channel=CHANNEL, address=address), *chats.find(channel=CHANNEL, stream=stream)]
    return list({chat.id: chat for chat in links}.values())


def _made(chat: Chat) -> datetime:
    return datetime.fromisoformat(chat.created)
