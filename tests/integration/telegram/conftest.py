"""Telegram over real HTTP: the Bot API that the tests have instead, and a house that talks to it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.integration.telegram.house import NOW, SECRETS, House, people, programmes
from tests.site import Site
from tests.telegram import TOKEN, BotApi


@pytest.fixture
def api() -> Iterator[BotApi]:
    """The Bot API. Whatever any test had it sent: it holds nothing about anybody."""
    with BotApi() as api:
        yield api
    sent = json.dumps(api.got, ensure_ascii=False).casefold()
    assert not [secret for secret in SECRETS if secret.casefold() in sent]


@pytest.fixture
def settings(api: BotApi, read_once: None, monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    monkeypatch.setenv("JOURNEY_TELEGRAM_TOKEN", TOKEN)
    monkeypatch.setenv("JOURNEY_TELEGRAM_API", api.url)
    monkeypatch.delenv("JOURNEY_TELEGRAM_SECRET", raising=False)
    return monkeypatch


@pytest.fixture(scope="module")
def peopled(module_site: Site) -> Site:
    """A store with people in it, to be copied."""
    with module_site.opened(NOW, programmes("telegram")) as journey:
        people(journey)
    return module_site


@pytest.fixture
def house(peopled: Site, tmp_path: Path, api: BotApi, settings: pytest.MonkeyPatch) -> Iterator[House]:
    with peopled.copy(tmp_path / "house").opened(NOW, programmes("telegram")) as journey:
        found = House(journey, api, [NOW])
        found.start()
        yield found
