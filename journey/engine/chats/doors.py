"""Lets people into a chat: sessions, links that open an unsent draft once, and one-time codes for what was sent."""

from __future__ import annotations

from journey.engine.chats.codes import OneTimeCodes
from journey.engine.chats.contacts import Contacts
from journey.engine.chats.links import Links
from journey.engine.chats.sessions import Lengths
from journey.engine.row_seals import RowSeals
from journey.engine.store import Store
from journey.engine.vault import Vault


class Doors(Links, OneTimeCodes, Contacts):
    """Who may enter which chat. Tokens and codes are kept as hashes."""

    def __init__(self, store: Store, vault: Vault, lengths: Lengths) -> None:
        super().__init__(store, lengths)
        self.vault = vault
        self.seals = RowSeals(vault)
