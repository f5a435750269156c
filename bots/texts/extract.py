"""Everything about one person, as a page they can read and keep: what is known, what was said, who has read it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from functools import cache
from html import escape
from typing import Any
from urllib.parse import quote

from bots.texts.catalogue import Texts
from bots.texts.wording import Wording
from journey.domain.actors import READ_OUT, code_read_out
from journey.domain.events import Event
from journey.domain.reading import EVERYTHING
from journey.domain.standing import consents
from journey.domain.values import ERASED
from journey.engine.chats.chats import Message
from projections.live.replay import View
from projections.live.timeline import in_order, story
from services import access, documents
from services.access import Seen
from services.documents import Document
from services.office import Office
from services.people import Person
from services.permissions import Actor, Permission, Role

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


def extract(
    office: Office,
    texts: Texts,
    language: str,
    person: Person,
    reader: str | None = "participant",
    files: Mapping[str, str] | None = None,
) -> str:
    """The page. The reading is the person's own and logged as such, or logged already (`reader` None).

    `files` says where beside the page each document lies, by its digest; without it their names alone are told.
    """
    if reader is not None:
        office.engine.note_read(office.clock(), reader, person.stream, EVERYTHING, "their own extract")
    wording = wording_of(office, texts, language, person)

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
        f"{_documents(office, wording, person, files)}"
        f"<h2>{t('extract-words')}</h2>{_words(office, wording, person)}"
        f"<h2>{t('extract-readers')}</h2>{_readers(office, wording, person)}</main></html>"
    )


def wording_of(office: Office, texts: Texts, language: str, person: Person) -> Wording:
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


def data(office: Office, person: Person, files: Mapping[str, str]) -> dict[str, Any]:
    """The same for programs: every event with its values opened, what was written, who has read, consents, exports."""
    with office.engine.store.read() as connection:
        events = story(office.engine, connection, person.stream, View(date.max), coder=None)
    return {
        "programme": {"id": person.programme.id, "name": person.programme.name},
        "made": office.clock(),
        "consents": sorted(consents(person.history, person.day)),
        "events": events,
        "documents": [
            {"document": one.document, "kind": one.kind, "name": one.name, "on": one.on, "file": files[one.digest]}
            for one in documents.in_store(office, person)
        ],
        "written": [
            {"at": message.at, "author": message.author, "text": message.text} for message in _messages(office, person)
        ],
        "read": [
            {"at": seen.at, "by": seen.reader, "what": seen.what, "why": seen.why, "times": seen.count}
            for seen in access.of_person(office, person)
        ],
        "exported": [event["values"] | {"on": event["on"]} for event in events if event["type"] == "exported"],
    }


def _cards(wording: Wording, cards: list[str]) -> str:
    return f"<ul>{''.join(cards)}</ul>" if cards else f"<p>{escape(wording.t('extract-none'))}</p>"


def _card(when: str, title: str, details: Iterable[tuple[str, str]], said: str = "") -> str:
    """When on the left, what on the right; on a telephone the one above the other."""
    terms = "".join(f"<div><dt>{escape(name)}</dt><dd>{escape(value)}</dd></div>" for name, value in details)
    text = f"<p>{escape(said)}</p>" if said else ""
    listed = f"<dl>{terms}</dl>" if terms else ""
    head = f"<b>{escape(title)}</b>" if title else ""
    return f"<li><time>{escape(when)}</time><div>{head}{text}{listed}</div></li>"


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


def _documents(office: Office, wording: Wording, person: Person, files: Mapping[str, str] | None) -> str:
    kept = documents.in_store(office, person)
    if not kept:
        return ""
    where = escape(wording.t("extract-documents-ask" if files is None else "extract-documents-beside"))
    cards = "".join(_document(wording, one, (files or {}).get(one.digest)) for one in kept)
    return f"<h2>{escape(wording.t('extract-documents'))}</h2><p>{where}</p><ul>{cards}</ul>"


def _document(wording: Wording, one: Document, path: str | None) -> str:
    name, what = escape(one.name), escape(wording.word("document_kept", "kind", one.kind))
    linked = f'<a href="{escape(quote(path))}">{name}</a>' if path else name
    return f"<li><time>{escape(wording.day(one.on))}</time><div><b>{what}</b><p>{linked}</p></div></li>"


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
    for seen in access.of_person(office, person):
        details = []
        if code_read_out(seen.reader):
            details.append((wording.t("extract-entered"), wording.t("extract-read-out")))
        cards.append(_card(wording.moment(seen.at), "", details, reading(wording, seen)))
    return _cards(wording, cards)


def reading(wording: Wording, seen: Seen) -> str:
    """Who saw what of the person and why, and how often that day, in plain words."""
    said = wording.reading(seen.reader.removesuffix(READ_OUT), seen.what, seen.why)
    return said if seen.count == 1 else wording.t("reading-again", said=said, count=str(seen.count))


def readers(office: Office, texts: Texts, language: str, person: Person) -> list[tuple[datetime, str]]:
    """The same for the chat: when, and the sentence, the latest first."""
    office.check(Actor(Role.participant, stream=person.stream), Permission.READ_ACCESS_LOG, person)
    wording = wording_of(office, texts, language, person)
    return [(seen.at, reading(wording, seen)) for seen in reversed(access.of_person(office, person))]


def _moment(text: str) -> datetime:
    """A moment as the store keeps it."""
    return datetime.fromisoformat(text)
