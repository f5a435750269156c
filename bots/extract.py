"""Everything about one person, as a page they can read and keep: what is known, what was said, who has read it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from html import escape
from typing import Any

import msgspec
import sqlalchemy as sa

from bots.desk import Desk, Person
from bots.texts import Texts
from journey.domain import calendar
from journey.domain.events import Event
from journey.domain.standing import consents
from journey.domain.values import SEALED
from journey.engine import store
from journey.engine.chats.chats import Message
from projections.replay import View
from projections.timeline import story

_STYLE = (
    "body{font:1.1rem/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color:#1d2b28}"
    "table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.4rem .6rem .4rem 0;"
    "border-bottom:1px solid #d5ddda}h2{margin-top:2.5rem}.quiet{color:#4c5c58}"
)


def extract(desk: Desk, texts: Texts, language: str, person: Person, reader: str = "participant") -> str:
    """The page. The reading is the person's own, or the operator's on their behalf, and is logged as such."""
    desk.engine.note_read(desk.clock(), reader, person.stream, "everything", "their own extract")

    def t(key: str, **values: str) -> str:
        return escape(texts(language, key, **values))

    moment = calendar.local_time(desk.clock())
    return (
        f'<!doctype html><html lang="{language.partition("-")[0]}"><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><title>{t("extract-title")}</title>'
        f"<style>{_STYLE}</style><h1>{t('extract-title')}</h1>"
        f"<p class=quiet>{t('extract-made', moment=f'{moment:%Y-%m-%d %H:%M}', programme=person.programme.name)}</p>"
        f"<p>{t('extract-about')}</p>"
        f"<h2>{t('extract-facts')}</h2>{_facts(desk, texts, language, person)}"
        f"<h2>{t('extract-words')}</h2>{_words(desk, texts, language, person)}"
        f"<h2>{t('extract-readers')}</h2>{_readers(desk, texts, language, person)}</html>"
    )


def data(desk: Desk, person: Person) -> dict[str, Any]:
    """The same for programs: every event with its values opened, what was written, who has read, consents, exports."""
    with desk.engine.store.read() as connection:
        events = story(desk.engine, connection, person.stream, View(date.max), reveal=True)
    return {
        "programme": {"id": person.programme.id, "name": person.programme.name},
        "made": desk.clock(),
        "consents": sorted(consents(person.history, person.day)),
        "events": events,
        "written": [
            {"at": message.at, "author": message.author, "text": message.text} for message in _messages(desk, person)
        ],
        "read": [{"at": at, "by": by, "what": what, "why": why} for at, by, what, why in _reads(desk, person)],
        "exported": [event["values"] | {"on": event["on"]} for event in events if event["type"] == "exported"],
    }


def _table(heads: list[str], rows: list[list[str]]) -> str:
    head = "".join(f"<th scope=col>{escape(cell)}</th>" for cell in heads)
    body = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _facts(desk: Desk, texts: Texts, language: str, person: Person) -> str:
    heads = [texts(language, key) for key in ("extract-day", "extract-what", "extract-details", "extract-by")]
    rows = [
        [event.on.isoformat(), _what(texts, language, event), _details(desk, event), event.by or event.actor]
        for event in person.log
    ]
    return _table(heads, rows)


def _what(texts: Texts, language: str, event: Event) -> str:
    key = f"event-{event.type.replace('_', '-')}"
    return texts(language, key) if texts.has(language, key) else event.type.replace("_", " ")


def _details(desk: Desk, event: Event) -> str:
    plain: dict[str, Any] = msgspec.to_builtins(event.fact)
    plain.pop("type")
    values = {key: value for key, value in plain.items() if value not in (None, SEALED)} | desk.engine.log.reveal(event)
    return "; ".join(f"{key.replace('_', ' ')}: {value}" for key, value in values.items())


def _words(desk: Desk, texts: Texts, language: str, person: Person) -> str:
    rows = [
        [message.at[:16].replace("T", " "), texts(language, f"author-{message.author}"), message.text]
        for message in _messages(desk, person)
    ]
    return _table([texts(language, key) for key in ("extract-day", "extract-who", "extract-said")], rows)


def _messages(desk: Desk, person: Person) -> Iterator[Message]:
    for chat in desk.engine.chats.find(stream=person.stream):
        yield from (message for message in desk.engine.chats.messages(chat) if message.text)


def _readers(desk: Desk, texts: Texts, language: str, person: Person) -> str:
    rows = [[at[:16].replace("T", " "), *rest] for at, *rest in _reads(desk, person)]
    return _table([texts(language, key) for key in ("extract-day", "extract-who", "extract-read", "extract-why")], rows)


def _reads(desk: Desk, person: Person) -> list[tuple[str, str, str, str]]:
    """Who has read about the person: when, who, what and why."""
    table = store.reads
    query = sa.select(table).where(table.c.stream == person.stream.hex).order_by(table.c.id)
    with desk.engine.store.read() as connection:
        return [(row.at, row.actor, row.what, row.why) for row in connection.execute(query)]
