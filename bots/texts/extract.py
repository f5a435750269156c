"""Everything about one person, as a page they can read and keep: what is known, what was said, who has read it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from functools import cache
from html import escape
from typing import Any

import sqlalchemy as sa

from bots.texts.catalogue import Texts
from bots.texts.wording import Wording
from journey.domain.actors import READ_OUT, code_read_out
from journey.domain.events import Event
from journey.domain.standing import consents
from journey.domain.values import ERASED
from journey.engine import store
from journey.engine.chats.chats import Message
from projections.live.replay import View
from projections.live.timeline import in_order, story
from services.office import Office
from services.people import Person

_STYLE = (
    "body{font:1.1rem/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color:#1d2b28;"
    "overflow-wrap:anywhere}h1{line-height:1.2}h2{margin-top:2.5rem}.quiet,time,dt{color:#4c5c58}"
    "ul{list-style:none;margin:0;padding:0}li{padding:.8rem 0;border-top:1px solid #d5ddda;break-inside:avoid}"
    "b,time{display:block}time{white-space:nowrap}b::first-letter{text-transform:uppercase}"
    "dl,dd,li p{margin:0}dt,dd{display:inline}dt::after{content:': '}"
    "li p{white-space:pre-line}@media(min-width:40rem){li{display:grid;grid-template-columns:14rem 1fr}}"
)


_BEGINNINGS = {
    "matter": "matter_opened",
    "action": "action_agreed",
    "milestone": "milestone_set",
    "person": "network_person_recorded",
}
"""Things of one person that have an id of the sender's own, with the fact that says what they are."""


def extract(office: Office, texts: Texts, language: str, person: Person, reader: str = "participant") -> str:
    """The page. The reading is the person's own, or the operator's on their behalf, and is logged as such."""
    office.engine.note_read(office.clock(), reader, person.stream, "everything", "their own extract")
    wording = _wording(office, texts, language, person)

    def t(key: str, **values: str) -> str:
        return escape(wording.t(key, **values))

    moment = wording.moment(office.clock())
    return (
        f'<!doctype html><html lang="{language.partition("-")[0]}"><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><title>{t("extract-title")}</title>'
        f"<style>{_STYLE}</style><main><h1>{t('extract-title')}</h1>"
        f"<p class=quiet>{t('extract-made', moment=moment, programme=person.programme.name)}</p>"
        f"<p>{t('extract-about')}</p>"
        f"<h2>{t('extract-facts')}</h2>{_facts(office, wording, person)}"
        f"<h2>{t('extract-words')}</h2>{_words(office, wording, person)}"
        f"<h2>{t('extract-readers')}</h2>{_readers(office, wording, person)}</main></html>"
    )


def _wording(office: Office, texts: Texts, language: str, person: Person) -> Wording:
    """Words for this person, who knows colleagues and employers by name and not by reference."""
    programme = person.programme.id

    @cache
    def staff_name(staff: str) -> str:
        return office.staff_name(programme, staff)

    registered = office.programme_history(programme).by_type.get("employer_registered", [])
    employers = {
        event.fact.employer: event.fact.name or texts(language, "employer-numbered", code=event.fact.employer)
        for event in registered
    }
    return Wording(texts, language, person.programme, staff_name, employers)


def data(office: Office, person: Person) -> dict[str, Any]:
    """The same for programs: every event with its values opened, what was written, who has read, consents, exports."""
    with office.engine.store.read() as connection:
        events = story(office.engine, connection, person.stream, View(date.max), coder=None)
    return {
        "programme": {"id": person.programme.id, "name": person.programme.name},
        "made": office.clock(),
        "consents": sorted(consents(person.history, person.day)),
        "events": events,
        "written": [
            {"at": message.at, "author": message.author, "text": message.text} for message in _messages(office, person)
        ],
        "read": [{"at": at, "by": by, "what": what, "why": why} for at, by, what, why in _reads(office, person)],
        "exported": [event["values"] | {"on": event["on"]} for event in events if event["type"] == "exported"],
    }


def _cards(wording: Wording, cards: list[str]) -> str:
    return f"<ul>{''.join(cards)}</ul>" if cards else f"<p>{escape(wording.t('extract-none'))}</p>"


def _card(when: str, title: str, details: Iterable[tuple[str, str]], said: str = "") -> str:
    """When on the left, what on the right; on a telephone the one above the other."""
    terms = "".join(f"<div><dt>{escape(name)}</dt><dd>{escape(value)}</dd></div>" for name, value in details)
    text = f"<p>{escape(said)}</p>" if said else ""
    listed = f"<dl>{terms}</dl>" if terms else ""
    return f"<li><time>{escape(when)}</time><div><b>{escape(title)}</b>{text}{listed}</div></li>"


def _facts(office: Office, wording: Wording, person: Person) -> str:
    struck = {event.version: strike for event, strike in person.history.struck}
    by_strike = {strike.version: event for event, strike in person.history.struck}
    cards = []
    for event in in_order(person.log, View(date.max)):
        details = [*wording.details(event, office.engine.log.reveal(event))]
        if (wrong := by_strike.get(event.version)) is not None:
            details.append((wording.t("key-strikes"), f"{wording.what(wrong.type)}, {wording.day(wrong.on)}"))
        if (begun := _begun(person, event)) is not None:
            details.insert(0, (wording.t("extract-concerns"), _called(office, wording, begun)))
        details.append((wording.t("extract-by"), wording.who(event.by or event.actor)))
        if code_read_out(event.actor):
            details.append((wording.t("extract-entered"), wording.t("extract-read-out")))
        said = wording.t("extract-struck") if event.version in struck else ""
        cards.append(_card(wording.day(event.on), wording.what(event.type), details, said))
    return _cards(wording, cards)


def _begun(person: Person, event: Event) -> Event | None:
    """What an answer or an end is about: ids say nothing to the person. None where nobody said how it began."""
    for key, beginning in _BEGINNINGS.items():
        name = getattr(event.fact, key, None)
        if name is not None and event.type not in (beginning, "partner_contacted"):
            begun = person.history.by_type.get(beginning, [])
            return next((one for one in reversed(begun) if getattr(one.fact, key) == name), None)
    return None


def _called(office: Office, wording: Wording, begun: Event) -> str:
    """A thing in the words that were written of it; where there are none, what began, and on which day."""
    told = office.engine.log.reveal(begun)
    words = next((str(told[key]) for key in ("note", "name") if told.get(key) not in (None, ERASED)), None)
    return words or f"{wording.what(begun.type)}, {wording.day(begun.on)}"


def _words(office: Office, wording: Wording, person: Person) -> str:
    return _cards(
        wording,
        [
            _card(wording.moment(_moment(message.at)), wording.t(f"author-{message.author}"), (), message.text)
            for message in _messages(office, person)
        ],
    )


def _messages(office: Office, person: Person) -> Iterator[Message]:
    for chat in office.engine.chats.find(stream=person.stream):
        yield from (message for message in office.engine.chats.messages(chat) if message.text)


def _readers(office: Office, wording: Wording, person: Person) -> str:
    cards = []
    for at, by, what, why in _reads(office, person):
        details = [(wording.t("extract-read"), wording.read(what)), (wording.t("extract-why"), wording.read(why))]
        if code_read_out(by):
            details.append((wording.t("extract-entered"), wording.t("extract-read-out")))
        cards.append(_card(wording.moment(_moment(at)), wording.who(by.removesuffix(READ_OUT)), details))
    return _cards(wording, cards)


def _moment(text: str) -> datetime:
    """A moment as the store keeps it."""
    return datetime.fromisoformat(text)


def _reads(office: Office, person: Person) -> list[tuple[str, str, str, str]]:
    """Who has read about the person: when, who, what and why."""
    table = store.reads
    chats = office.engine.chats.find(stream=person.stream)  # what was read of a draft is kept under the chat's own key
    whom = [person.stream.hex, *(chat.key.hex for chat in chats)]
    query = sa.select(table).where(table.c.stream.in_(whom)).order_by(table.c.id)
    with office.engine.store.read() as connection:
        return [(row.at, row.actor, row.what, row.why) for row in connection.execute(query)]
