"""The wiring of the desk: what its officers' pages need of the settings and of the files beside the store."""

from __future__ import annotations

from functools import partial

from app.desk.desk import Desk
from app.desk.installation import Installation
from app.signin.entrance import Entrance
from app.wiring import audit
from app.wiring.opening import window
from bots.texts.catalogue import Texts
from journey.engine.chats.sessions import Lengths
from journey.engine.loading.retention import load_retention
from services.office import Office
from services.retention import Times


def desk_of(office: Office, texts: Texts, entrance: Entrance, lengths: Lengths) -> Desk:
    """The desk of one process."""
    receipts = office.engine.vault.master.path.with_name("erasures.jsonl")
    times = partial(_times, office, lengths)
    return Desk(office, texts, entrance.door, Installation(receipts, audit.files(), window(), times, entrance.links))


def _times(office: Office, lengths: Lengths) -> Times:
    return Times(load_retention(office.config), lengths)
