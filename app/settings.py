"""The settings: environment variables, each documented in docs/reference/settings.md from this file."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from urllib.parse import urlsplit

from journey.domain.errors import WrongInput


@dataclass(frozen=True, slots=True)
class Setting:
    """One environment variable: its name, what it is without one, and what it means."""

    name: str
    default: str
    meaning: str


DB = Setting("JOURNEY_DB", "sqlite:///data/journey.db", "The store: `sqlite:///PATH` or `postgresql://USER@HOST/NAME`.")
CONFIG = Setting(
    "JOURNEY_CONFIG",
    "the shipped one",
    "A folder laid out as the shipped `config/`; what it lacks comes from the shipped one.",
)
KEY_FILE = Setting(
    "JOURNEY_KEY_FILE",
    "`journey.key` beside the SQLite file, else `data/journey.key`",
    "The master key that seals personal data. Made at the first start, readable by its owner alone. Keep a copy of it "
    "apart from the backups: without it they cannot be read.",
)
AUDIT_KEY = Setting(
    "JOURNEY_AUDIT_KEY",
    "`audit.key` beside the master key",
    "The key that signs the log's checkpoints, made with the first one. The public key is written beside it, as a file "
    "that ends in `.vkey`: give that to whoever is to check.",
)
CHECKPOINTS = Setting(
    "JOURNEY_CHECKPOINTS",
    "`checkpoints.txt` beside the master key",
    "The file of signed checkpoints. Best where nobody who can change the database can change it, or take it back.",
)
SPOOL = Setting(
    "JOURNEY_SPOOL",
    "`spool` beside the master key",
    "The folder where words of danger wait, sealed, while the store is away. It must lie on a disk that is there when "
    "the store is not. Serving processes of one store may share it; leave it out of backups.",
)
READINGS = Setting(
    "JOURNEY_READINGS",
    "`readings.jsonl` beside the master key",
    "The file that keeps who has read whom while the store can only be read: a copy on a disk that may not be written, "
    "a PostgreSQL replica. Elsewhere the store itself keeps it.",
)
CONNECTIONS = Setting(
    "JOURNEY_CONNECTIONS",
    "20",
    "How many connections one process takes of a PostgreSQL server at most: 4 or more. All processes together, and "
    "what else uses the server, must stay below its `max_connections`; `journey doctor` says how many fit.",
)
SWEEP_SECONDS = Setting("JOURNEY_SWEEP_SECONDS", "300", "How often `journey work` looks for alerts, in seconds.")
STOP_SECONDS = Setting(
    "JOURNEY_STOP_SECONDS",
    "25",
    "How long `journey serve` and `journey work` may take to stop when they are told to (SIGTERM, or Ctrl-C): what is "
    "under way is finished within it. A process that still waits then, for a database that does not answer perhaps, "
    "ends all the same, with exit code 1. Whoever stops it should wait a little longer before killing it.",
)
PUBLIC_URL = Setting(
    "JOURNEY_PUBLIC_URL",
    "`http://HOST:PORT` of `journey serve`",
    "The address under which browsers reach the chat, behind your own TLS. With `https://`, cookies never travel in "
    "the clear.",
)
HOSTS = Setting(
    "JOURNEY_HOSTS",
    "the host of `JOURNEY_PUBLIC_URL`, and this machine's own (`localhost`, `127.0.0.1`, `::1`)",
    "Other names under which browsers reach the chat, with commas between them, without a port. A request that names "
    "another host is refused.",
)
TRUSTED_PROXIES = Setting(
    "JOURNEY_TRUSTED_PROXIES",
    "unset: nobody",
    "The addresses or networks of your own web server in front of this one, with commas between them: `127.0.0.1`, "
    "`10.0.0.0/24`. It alone is believed when it says by `X-Forwarded-For` from whom a request comes; limits by "
    "address count everybody behind it as one where it is not named here.",
)
LEAVE_TO = Setting(
    "JOURNEY_LEAVE_TO", "https://www.svt.se/", "The page that *Leave quickly* shows: something anybody might read."
)
SMTP_URL = Setting(
    "JOURNEY_SMTP_URL",
    "unset: nothing is mailed",
    "The mail server for one-time codes and nudges: `smtp://USER:PASSWORD@HOST:587`, or `smtps://` for TLS at once.",
)
MAIL_FROM = Setting("JOURNEY_MAIL_FROM", "journey@localhost", "The sender of that mail.")
TELEGRAM_TOKEN = Setting(
    "JOURNEY_TELEGRAM_TOKEN",
    "unset: no Telegram",
    "The bot's token. Telegram carries nudges without content, and no more.",
)
TELEGRAM_API = Setting("JOURNEY_TELEGRAM_API", "Telegram's own", "The address of the Bot API, where it is another one.")
TELEGRAM_SECRET = Setting(
    "JOURNEY_TELEGRAM_SECRET",
    "unset: polling",
    "The secret token of a webhook at `/telegram`. Set it where several processes serve; one alone can poll.",
)
SESSION_MINUTES = Setting(
    "JOURNEY_SESSION_MINUTES", "30", "Minutes without use after which what has been sent asks for a new one-time code."
)
STAFF_IDLE_MINUTES = Setting(
    "JOURNEY_STAFF_IDLE_MINUTES", "30", "Minutes without use after which staff have to sign in again at the desk."
)
STAFF_HOURS = Setting("JOURNEY_STAFF_HOURS", "10", "Hours after which staff have to sign in again, however busy.")
STEP_UP_MINUTES = Setting(
    "JOURNEY_STEP_UP_MINUTES",
    "10",
    "Minutes for which signing in again holds where it is asked for: to break the glass, to erase, to export.",
)
OIDC_SECRET = Setting(
    "JOURNEY_OIDC_SECRET",
    "unset: the file that `signin.toml` names",
    "The secret by which staff sign-in tells the municipality's OpenID Connect provider who asks.",
)
SEARCH_PEOPLE = Setting(
    "JOURNEY_SEARCH_PEOPLE",
    "20000",
    "How many people one process keeps in memory to be looked for by name: about half a kilobyte each. Of a programme "
    "with more, those whose case ended the longest ago are found by no search; the page says how many.",
)
DRAFT_DAYS = Setting("JOURNEY_DRAFT_DAYS", "30", "Days after which an unsent draft that nobody touches is destroyed.")
TRANSCRIPT_DAYS = Setting("JOURNEY_TRANSCRIPT_DAYS", "90", "Days after which what was written in chats is destroyed.")
BACKUP_DAYS = Setting(
    "JOURNEY_BACKUP_DAYS",
    "35",
    "Days for which backups are kept. So long after somebody was erased, or a draft or a transcript destroyed, the key "
    "is destroyed that opens copies of it in the database's files and in backups; older backups open no more.",
)
DEBUG = Setting("JOURNEY_DEBUG", "unset", "Set, an unexpected error shows its whole traceback, which may name people.")
ALL = (
    DB,
    CONFIG,
    KEY_FILE,
    AUDIT_KEY,
    CHECKPOINTS,
    SPOOL,
    READINGS,
    CONNECTIONS,
    SWEEP_SECONDS,
    STOP_SECONDS,
    PUBLIC_URL,
    HOSTS,
    TRUSTED_PROXIES,
    LEAVE_TO,
    SMTP_URL,
    MAIL_FROM,
    TELEGRAM_TOKEN,
    TELEGRAM_API,
    TELEGRAM_SECRET,
    SESSION_MINUTES,
    STAFF_IDLE_MINUTES,
    STAFF_HOURS,
    STEP_UP_MINUTES,
    OIDC_SECRET,
    SEARCH_PEOPLE,
    DRAFT_DAYS,
    TRANSCRIPT_DAYS,
    BACKUP_DAYS,
    DEBUG,
)


NUMBERS = (
    CONNECTIONS,
    SWEEP_SECONDS,
    STOP_SECONDS,
    SESSION_MINUTES,
    STAFF_IDLE_MINUTES,
    STAFF_HOURS,
    STEP_UP_MINUTES,
    SEARCH_PEOPLE,
    DRAFT_DAYS,
    TRANSCRIPT_DAYS,
    BACKUP_DAYS,
)
"""The settings that hold a positive whole number."""

LARGEST = 100_000
"""The largest number a setting may hold: days beyond it lie outside every calendar."""


def database() -> str:
    """The store's address."""
    return os.environ.get(DB.name) or DB.default


def config() -> Path | None:
    """The folder of programme files, or None for the shipped ones alone."""
    folder = os.environ.get(CONFIG.name)
    return Path(folder) if folder else None


def key_file() -> Path:
    """The file of the master key."""
    chosen = os.environ.get(KEY_FILE.name)
    if chosen:
        return Path(chosen)
    url = database()
    if url.startswith("sqlite:///"):
        return Path(url.removeprefix("sqlite:///")).parent / "journey.key"
    return Path("data/journey.key")


def beside_key(setting: Setting, name: str) -> Path:
    """The file that a setting names, else one of that name beside the master key."""
    chosen = os.environ.get(setting.name)
    return Path(chosen) if chosen else key_file().with_name(name)


def number(setting: Setting) -> int:
    """A setting that is a positive whole number. Raises WrongInput for anything else."""
    text = os.environ.get(setting.name) or setting.default
    digits = text.lstrip("0")
    if not (text.isascii() and text.isdecimal() and digits):
        raise WrongInput(f"{setting.name}: not a positive whole number; allowed: 1 to {LARGEST}, or not set")
    if len(digits) > len(str(LARGEST)) or int(digits) > LARGEST:
        raise WrongInput(f"{setting.name}: too large a number; allowed: 1 to {LARGEST}, or not set")
    return int(digits)


def check_numbers() -> None:
    """Raise WrongInput for the first setting that should be a number and is none."""
    for setting in NUMBERS:
        number(setting)
    connections()


_FEWEST = 4


def connections() -> int:
    """How many of the server's connections this process may take. Raises WrongInput for too few to work with."""
    if (most := number(CONNECTIONS)) < _FEWEST:
        raise WrongInput(f"{CONNECTIONS.name}: too few; allowed: {_FEWEST} to {LARGEST}, or not set")
    return most


def check() -> None:
    """Raise WrongInput for the first setting of a server that is none."""
    check_numbers()
    hosts("")
    trusted_proxies()


def text(setting: Setting) -> str | None:
    """A setting that is a text, or None where it is not set."""
    return os.environ.get(setting.name) or None


_HERE = ("localhost", "127.0.0.1", "::1")
_HOST = re.compile(r"[a-z0-9:](?:[a-z0-9.:-]*[a-z0-9:])?")


def hosts(public_url: str) -> frozenset[str]:
    """The names under which the chat is reached. Raises WrongInput for one that is none."""
    named = _listed(HOSTS)
    if not all(_HOST.fullmatch(host) and (":" not in host or host.count(":") > 1) for host in named):
        raise WrongInput(f"{HOSTS.name}: not names of hosts; allowed: names with commas between them, without a port")
    public = urlsplit(public_url).hostname
    return frozenset({*_HERE, *named, *([public] if public else [])})


def trusted_proxies() -> list[IPv4Network | IPv6Network]:
    """Who may say for whom a request comes. Raises WrongInput for what is no address or network."""
    try:
        return [ip_network(one) for one in _listed(TRUSTED_PROXIES)]
    except ValueError:
        raise WrongInput(
            f"{TRUSTED_PROXIES.name}: not addresses or networks; allowed: such as 127.0.0.1 or 10.0.0.0/24, with "
            "commas between them"
        ) from None


def _listed(setting: Setting) -> list[str]:
    return [part.strip().lower() for part in (text(setting) or "").split(",") if part.strip()]
