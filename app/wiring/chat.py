"""The wiring of the chat: an opened journey and its settings to dialogues, channels and cards."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from starlette.types import ASGIApp

from app import settings
from app.desk.desk import Desk
from app.signin.entrance import Entrance
from app.wiring import audit, keys, signin
from app.wiring.desk import desk_of
from app.wiring.opening import spool, window
from bots.clock import errands as errands_of_chats
from bots.crisis.helplines import load_helplines
from bots.crisis.notes import Notes
from bots.crisis.phrases import load_phrases
from bots.crisis.wishes import load_wishes
from bots.dialogues.routing import Ports, dispatcher
from bots.outbox.channels import MailNudge, Nudge
from bots.outbox.courier import Courier
from bots.outbox.following import Cards
from bots.outbox.mail import Mail, NoMail
from bots.outbox.urgent import Urgent
from bots.telegram.client import Client
from bots.telegram.danger import KIND
from bots.telegram.handlers import router as telegram_router
from bots.telegram.updates import Telegram
from bots.texts.catalogue import Texts
from bots.turns import Turns, note_saved
from bots.web import danger
from bots.web.application import application
from bots.web.inbox import Inbox
from bots.web.live import Live
from bots.web.pages import Site
from bots.web.session import bot_of
from journey.engine.chats.chats import Chat
from journey.engine.chats.doors import Doors
from journey.engine.chats.messages import Message
from journey.engine.chats.sessions import Lengths
from journey.engine.epochs import SHORTEST
from journey.engine.loading.programmes import shipped_config
from services import crisis, reminders
from services.nudge_links import Account
from services.office import Office
from services.opened import Journey

Clock = Callable[[], datetime]


def now() -> datetime:
    """The wall clock."""
    return datetime.now(UTC)


@dataclass
class ChatService:
    """Everything that serves chats in one process."""

    ports: Ports
    inbox: Inbox
    live: Live
    cards: Cards
    site: Site
    hosts: frozenset[str]
    urgent: Urgent
    entrance: Entrance
    desk: Desk
    telegram: Telegram | None = None

    @property
    def office(self) -> Office:
        """The engine, as the dialogues know it."""
        return self.ports.office

    def web(self) -> ASGIApp:
        """The web application."""
        more = [*self.entrance.routes(), *self.desk.routes(), *(self.telegram.routes() if self.telegram else [])]
        return application(self.site, self._ready, self.hosts, more, self.desk.trouble)

    def close(self) -> None:
        """Wait for whoever still uses the store in a thread of their own. Nothing may be asked of it after this."""
        self.desk.sheets.close()
        self.office.names.forget()
        self.urgent.close()
        self.site.streams.readers.shutdown()
        self.ports.notes.close()

    def _ready(self) -> bool:
        try:
            self.office.engine.log.head()
        except Exception:  # noqa: BLE001  # whatever it is, the store does not answer
            return False
        return True


def errands(
    service: ChatService, over: Callable[[], bool]
) -> tuple[tuple[str, int, Callable[[datetime], object]], ...]:
    """What the clock does: remind, deliver, nudge, digest, escalate, expire; sign a checkpoint; end epochs of keys.

    What takes long ends between two people where `over` says that the process is to stop.
    """
    office, words = service.office, service.ports.texts
    nudges: list[Nudge] = [service.telegram.nudge] if service.telegram else []
    courier = Courier(office, words, [*nudges, MailNudge(service.ports.mail, words)], over)
    return (
        ("remind", 60, lambda moment: reminders.decide(office.engine, office.projector, moment, over)),
        ("deliver", 15, lambda _: courier.deliver()),  # each message has its own moment
        ("nudge", 5, lambda _: courier.nudge()),  # apart: chats wait for no mail server
        ("digest", 60, lambda moment: errands_of_chats.digests(office, words, moment)),
        ("escalate", 60, lambda moment: crisis.tell_again(office, moment)),
        ("expire", 3600, lambda moment: errands_of_chats.expire(office, moment)),
        audit.errand(office.engine),
        keys.errand(office.engine),
    )


def mail() -> Mail:
    """The delivery that the settings name."""
    url = settings.text(settings.SMTP_URL)
    if not url:
        return NoMail()
    from bots.outbox.smtp import SmtpMail  # not needed where nothing is mailed

    return SmtpMail(url, settings.text(settings.MAIL_FROM) or settings.MAIL_FROM.default)


def lengths() -> Lengths:
    """How long sessions and drafts live."""
    return Lengths(
        idle=timedelta(minutes=settings.number(settings.SESSION_MINUTES)),
        draft=timedelta(days=settings.number(settings.DRAFT_DAYS)),
        transcript=timedelta(days=settings.number(settings.TRANSCRIPT_DAYS)),
        copies=window() + 2 * SHORTEST,  # an epoch ends within a day, and the clock looks every hour
    )


def texts(config: Path | None) -> Texts:
    """The catalogues: the shipped ones, and over them those of the settings' folder."""
    folders = [shipped_config() / "locales", *([config / "locales"] if config else [])]
    return Texts(folders)


def chat_service(journey: Journey, delivery: Mail, public_url: str, clock: Clock = now) -> ChatService:
    """Wire the chat of one process."""
    engine, config = journey.engine, settings.config()
    words = texts(config)
    live = Live(engine.chats, clock)
    doors = Doors(engine.store, engine.vault, lengths())
    office = Office(engine, journey.projector, doors, clock, public_url, config, live.wake)
    office.most_searched = settings.number(settings.SEARCH_PEOPLE)
    token = settings.text(settings.TELEGRAM_TOKEN)
    account = Account() if token else None
    notes = Notes(spool(engine))
    ports = Ports(
        office, words, load_phrases(config), load_helplines(config), delivery, load_wishes(config), notes, account
    )

    def apology(chat: Chat, saved: bool) -> Message:
        return Message("bot", words(chat.language, "failed-saved" if saved else "failed"), style="notice")

    office.news.append(note_saved)
    turns = Turns(engine.chats, clock, live.wake, apology, live.endings.note)
    bot = bot_of(live)
    dialogues = dispatcher(ports, [telegram_router()] if token else [])
    inbox = Inbox(turns, dialogues, bot, ports)
    urgent = Urgent(office, words, delivery)
    cards = Cards(office, urgent)
    leave_to = settings.text(settings.LEAVE_TO) or settings.LEAVE_TO.default
    site = Site(inbox, ports, live, leave_to, secure=public_url.startswith("https://"))
    notes.deliverers[danger.KIND] = site.deliver
    telegram = None
    if token and account:
        client = Client(token, settings.text(settings.TELEGRAM_API))
        telegram = Telegram(client, dialogues, ports, account, settings.text(settings.TELEGRAM_SECRET))
        notes.deliverers[KIND] = telegram.danger.deliver
    entrance = signin.entrance(office, words, delivery)
    desk, hosts = desk_of(office, words, entrance, lengths()), settings.hosts(public_url)
    desk.live.over = lambda: live.over
    return ChatService(ports, inbox, live, cards, site, hosts, urgent, entrance, desk, telegram)
