"""What the desk's pages need of the installation and no service knows: files, settings, links to passkeys."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Protocol

from projections.audit.signed.files import AuditFiles
from services.opened import Journey
from services.retention import Times


class Given(Protocol):
    """What became of a link that somebody was given."""

    @property
    def mailed(self) -> bool:
        """Whether it is on its way to them by mail."""

    @property
    def link(self) -> str | None:
        """The link, where it is to be handed over."""

    @property
    def addressed(self) -> bool:
        """Whether there is an address to mail to, and anything can be mailed."""


class Links(Protocol):
    """Gives colleagues a way in by passkey."""

    def seen(self, person: str) -> datetime | None:
        """When somebody was last in, as far as it is kept."""

    def has_passkey(self, person: str) -> bool:
        """Whether they have made one."""

    def give(self, journey: Journey, staff: str, language: str, *, lost: bool = False) -> Given:
        """Give somebody a link; where their passkeys are lost, those open nothing from now on.

        Raises NotAllowed, also for a link to somebody whose passkeys are not lost.
        """


@dataclass(frozen=True, slots=True)
class Installation:
    """One installation, as the desk's process has it."""

    receipts: Path
    """The file of erasure receipts."""
    checkpoints: AuditFiles
    """Where the log's key and its checkpoints lie."""
    window: timedelta
    """How long backups are kept."""
    times: Callable[[], Times]
    """How long everything is kept, by the files and settings of now."""
    links: Links | None = None
    """None where passkeys are no way in here."""
