"""Cards: an alert or a task as a colleague sees it in their chat just now, in words, with what can be done about it.

A card that speaks of a person is sealed under that person's key: erasing the person takes the card away too. Whoever
may not know who it is gets a card without a name. Stored is which alert or task it shows; the words are made here.
"""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

import msgspec

from bots.texts.catalogue import Texts
from bots.texts.dates import say_day, say_moment
from bots.texts.quoting import RELAYED, name_of, quoted
from journey.domain import standing
from journey.domain.actors import code_read_out
from journey.domain.events import Event
from journey.domain.events.system import AlertRaised
from journey.domain.plain import one_line, plain
from journey.engine.chats.chats import Chat
from journey.engine.chats.messages import Button, Message
from services import cards, conversations, doubles, messages, settling
from services.cards import CARD, URGENT, Fate, Subject
from services.messages import Shown, Viewing
from services.office import Office
from services.people import Person
from services.permissions import Actor, Permission

__all__ = [
    "CARD",
    "URGENT",
    "as_seen_now",
    "buttons",
    "name_for",
    "name_in_task",
    "name_within",
    "relay",
    "staff_chats",
]

_TOLD_IN_DETAIL = ("appointment", "unreminded", "questionnaire", "place", "pause", "consent", "enrolment")
"""Tasks whose cards say more than who it is about."""
_CODED = {"place": "offer-answer", "pause": "card-pause", "consent": "party"}
"""Where the words are for the code that a task of this kind is about."""
_TOLD_CLOSELY = ("met", "later", "acknowledged", "decided")
"""Ends that have a day, a reason or a decision."""


def as_seen_now(viewing: Viewing, texts: Texts, said: Sequence[Message]) -> list[Message]:
    """Messages of a chat as they are shown now: page, live stream and presses all come here."""
    if viewing.chat.staff is None:
        return list(said)
    return [_said(viewing, texts, one) for one in messages.show(viewing, said)]


def _said(viewing: Viewing, texts: Texts, one: Shown) -> Message:
    language = viewing.chat.language
    if one.hidden:
        return msgspec.structs.replace(one.message, text=texts(language, "message-hidden"), language=language)
    if one.card is None:
        return one.message
    subject, event, fate = one.card
    if not fate.open:
        text = _closed(viewing, texts, subject, event, fate)
        return msgspec.structs.replace(one.message, text=text, keyboard=[], style=CARD, language=language)
    text = _open(viewing, texts, subject, event)
    keyboard = buttons(viewing, texts, subject, event)
    return msgspec.structs.replace(one.message, text=text, keyboard=keyboard, language=language)


# --- an open card ---------------------------------------------------------------------------------------------------


def _open(viewing: Viewing, texts: Texts, subject: Subject, event: Event) -> str:
    language, who = viewing.chat.language, name_in_task(viewing, texts, subject.person, event)
    if isinstance(event.fact, AlertRaised):
        key, rule = f"card-{event.fact.kind.replace('_', '-')}", _rule(subject, event)
        if not _may_read_facts(viewing, subject):  # its day would tell when something happened to somebody in hiding
            text = texts(language, "card-alert-only", who=who, rule=rule, kind=event.fact.kind)
            return "\n".join([text, *_what(viewing, subject, event)])
        day = say_day(texts, language, event.fact.due, viewing.office.today())
        return "\n".join([texts(language, key, who=who, rule=rule, day=day), *_what(viewing, subject, event)])
    kind = event.fact.kind
    if kind in _TOLD_IN_DETAIL and not _may_read_facts(viewing, subject):
        return texts(language, f"card-task-{kind}-only", who=who)
    text = texts(language, f"card-task-{kind}", who=who, **_details(viewing, texts, subject, event))
    if kind == "referral" and subject.person is not None:
        return "\n".join([text, *_may_be(viewing, texts, subject.person)])
    if kind == "erasure" and code_read_out(event.actor):  # whoever decides should know that it may not be the person
        return f"{text}\n{texts(language, 'asked-read-out')}"
    return text


def _what(viewing: Viewing, subject: Subject, event: Event) -> list[str]:
    """What was agreed, asked or set, as a quotation: a rule alone does not say which of several things it is."""
    opened = _waits_on(subject, event)
    if opened is None or subject.person is None:
        return []
    return [quoted(settling.words(viewing.office, Actor.in_chat(viewing.chat), subject.person, opened))]


def _waits_on(subject: Subject, event: Event) -> Event | None:
    """The action, matter or milestone that an alert waits to see settled."""
    row = subject.deadlines.get((event.fact.rule, event.fact.occurrence))
    return settling.waits_on(subject.person, row) if row is not None and subject.person is not None else None


def _may_be(viewing: Viewing, texts: Texts, person: Person) -> list[str]:
    """Whom somebody may be as well: named for those who may know both."""
    language, others = viewing.chat.language, doubles.others(viewing.office, person)
    if not others:
        return []
    if not all(viewing.may(Permission.READ_IDENTITY, one) for one in [person, *others]):
        return [texts(language, "card-same-somebody")]
    with viewing.office.engine.store.read() as connection:
        numbers = viewing.office.engine.people.references(connection, [one.stream for one in others])
    who = [(name_within(viewing, texts, one), numbers.get(one.stream, "–")) for one in others]
    shown = [", ".join(dict.fromkeys(names)) for names in who]  # who gave no name is called by the number
    return [texts(language, "card-same", who="; ".join(shown))]


def _rule(subject: Subject, event: Event) -> str:
    rule = subject.office.programme(subject.programme).rule(event.fact.rule)
    return rule.name if rule else str(event.fact.rule)


def _may_read_facts(viewing: Viewing, subject: Subject) -> bool:
    return subject.person is None or viewing.may(Permission.READ_FACTS, subject.person)


def _details(viewing: Viewing, texts: Texts, subject: Subject, event: Event) -> dict[str, str]:
    language, about = viewing.chat.language, event.fact.about or ""
    if event.fact.kind in _CODED:
        return {"about": texts(language, f"{_CODED[event.fact.kind]}-{about.replace('_', '-')}")}
    if event.fact.kind == "enrolment":
        return {"about": viewing.office.staff_name(subject.programme, f"coach:{about}")}
    if event.fact.kind == "crisis":
        return {"when": say_moment(texts, language, event.at or viewing.office.clock(), viewing.office.today())}
    if event.fact.kind not in ("appointment", "unreminded"):
        return {"about": about}
    booked = standing.appointments(subject.history).get(about)
    when = say_moment(texts, language, booked.at, viewing.office.today()) if booked else ""
    if event.fact.kind == "unreminded":
        return {"when": when}
    return {"when": when, "about": _appointment_news(viewing, texts, subject, event)}


def _appointment_news(viewing: Viewing, texts: Texts, subject: Subject, event: Event) -> str:
    """What the person said about an appointment: called off, or another time and in which words."""
    said = cards.news_of_appointment(subject, event)
    if said is None:
        return ""
    if cards.called_off(subject, event):
        return texts(viewing.chat.language, "card-appointment-cancelled")
    wish = viewing.office.reveal(said, "wish")
    return texts(viewing.chat.language, "card-appointment-wish", wish=one_line(wish)) if wish else ""


def buttons(viewing: Viewing, texts: Texts, subject: Subject, event: Event) -> list[list[Button]]:
    """What can be done about an open alert or task by the colleague whose chat it is."""
    if isinstance(event.fact, AlertRaised):
        return _of_alert(viewing, texts, subject, event)
    return _of_task(viewing, texts, subject, event)


def _of_alert(viewing: Viewing, texts: Texts, subject: Subject, event: Event) -> list[list[Button]]:
    language, person = viewing.chat.language, subject.person
    acknowledge = Button(texts(language, "card-acknowledge"), f"staff:ack:{cards.name_of(event)}")
    if person is None:
        return [[acknowledge]]
    open_ = _button(texts, language, "open", person.stream)
    settle = _settle(viewing, texts, subject, event)
    if not viewing.may(Permission.WRITE_FACTS, person):
        opens = any(viewing.may(permission, person) for permission in (Permission.READ_FACTS, Permission.BREAK_GLASS))
        return [*settle, [acknowledge, open_] if opens else [acknowledge]]
    if settle:
        return [*settle, [acknowledge, open_]]
    employers = event.fact.rule.startswith("job_search")
    first = ("employer", "contact") if employers else ("contact", "employer")
    return [
        [_button(texts, language, name, person.stream) for name in first],
        [_button(texts, language, "book", person.stream), open_],
        [acknowledge],
    ]


def _settle(viewing: Viewing, texts: Texts, subject: Subject, event: Event) -> list[list[Button]]:
    """One button for each way to settle what the alert waits for."""
    opened, person = _waits_on(subject, event), subject.person
    if (
        opened is None
        or person is None
        or not settling.may(viewing.office, Actor.in_chat(viewing.chat), person, opened)
    ):
        return []
    place = settling.place_of(opened)
    ways = settling.WAYS[opened.type]
    return [[Button(texts(viewing.chat.language, f"settle-{way}"), f"staff:settle:{place}:{way}") for way in ways]]


def _of_task(viewing: Viewing, texts: Texts, subject: Subject, event: Event) -> list[list[Button]]:
    fact, language, person = event.fact, viewing.chat.language, subject.person
    if person is not None and fact.kind == "referral" and viewing.staff.startswith("coach:"):
        takes = viewing.may(Permission.TAKE_PERSON, person)
        return [[_button(texts, language, "mine", person.stream)]] if takes else []
    take, does = ("card-take-crisis", "take") if fact.kind == "crisis" else ("card-take-task", "done")
    rows = [[Button(texts(language, take), f"staff:{does}:{cards.name_of(event)}")]]
    knows = person is not None and viewing.may(Permission.READ_IDENTITY, person)
    if fact.chat is not None and (person is None or knows):
        rows.append([Button(texts(language, "card-reply"), f"staff:reply:{fact.chat}")])
    if person is not None and (knows or viewing.may(Permission.READ_FACTS, person)):
        rows.append([_button(texts, language, "open", person.stream)])
    return rows


def _button(texts: Texts, language: str, name: str, stream: UUID) -> Button:
    return Button(texts(language, f"card-{name}"), f"staff:{name}:{stream.hex}")


# --- a closed card --------------------------------------------------------------------------------------------------


def _closed(viewing: Viewing, texts: Texts, subject: Subject, event: Event, fate: Fate) -> str:
    """One line: what became of it, and what it was about as far as the colleague may read that."""
    language, reads = viewing.chat.language, _may_read_facts(viewing, subject)
    names = [subject.office.staff_name(subject.programme, staff) for staff in (fate.by or "").split(",") if staff]
    name = ", ".join(names) or texts(language, "somebody")
    if fate.how in _TOLD_CLOSELY:
        line = _closely(viewing, texts, fate, name, reads=reads)
    else:
        line = texts(language, f"card-closed-{fate.how}", name=name)
    if fate.how == "moved" or not reads:
        return line
    alert = isinstance(event.fact, AlertRaised)
    what = _rule(subject, event) if alert else texts(language, f"card-about-{event.fact.kind}")
    return texts(
        language, "card-closed-about", line=line, who=name_in_task(viewing, texts, subject.person, event), what=what
    )


def _closely(viewing: Viewing, texts: Texts, fate: Fate, name: str, *, reads: bool) -> str:
    """What became of it, with the day or the decision where the colleague may read it."""
    language, key = viewing.chat.language, f"card-closed-{fate.how}"
    if reads and fate.day is not None and fate.how in ("met", "later"):
        return texts(language, key, day=say_day(texts, language, fate.day, viewing.office.today()))
    if reads and fate.detail is not None:
        words = "card" if fate.how == "decided" else "ack"
        return texts(language, key, name=name, detail=texts(language, f"{words}-{fate.detail}"))
    return texts(language, f"{key}-plain", name=name)


# --- names and chats -------------------------------------------------------------------------------------------------


def staff_chats(office: Office, programme: str, to: Sequence[str], person: Person | None) -> list[Chat]:
    """The chats of those who are meant today and may enter."""
    members = office.staff(programme, *to, person=person)
    return [chat for member in members for chat in office.engine.chats.find(staff=member, programme=programme)[:1]]


def name_for(office: Office, texts: Texts, chat: Chat, person: Person | None) -> str:
    """What a person is called in a colleague's chat: by name only for those who may know it."""
    return name_within(Viewing(office, chat), texts, person)


def name_within(viewing: Viewing, texts: Texts, person: Person | None) -> str:
    """The same within a page or a stream, where one reading is logged once."""
    office, language = viewing.office, viewing.chat.language
    if person is None:
        return texts(language, "somebody")
    if not viewing.may(Permission.READ_IDENTITY, person):
        return texts(language, "somebody-protected" if person.protected else "somebody-new")
    name = name_of(viewing.identity(person).name or "")
    if name:
        return name
    with office.engine.store.read() as connection:
        reference = office.engine.people.references(connection, [person.stream]).get(person.stream)
    return reference or texts(language, "somebody")


def name_in_task(viewing: Viewing, texts: Texts, person: Person | None, event: Event) -> str:
    """The same of whoever a task is about: those who have no name here are told apart by three signs."""
    who = name_within(viewing, texts, person)
    if isinstance(event.fact, AlertRaised) or (person is not None and viewing.may(Permission.READ_IDENTITY, person)):
        return who
    sign = conversations.sign_of(viewing.office, event)
    return who if sign is None else texts(viewing.chat.language, "somebody-signed", who=who, sign=sign)


def relay(office: Office, texts: Texts, who: conversations.Writer, text: str, once: str, language: str) -> None:
    """Somebody's own words, in their language, for who reads them; sealed under the person's or the draft's key."""
    for chat in staff_chats(office, who.programme, conversations.readers(office, who), who.person):
        name = name_for(office, texts, chat, who.person)
        if who.person is None:
            sign = conversations.sign(office, str(who.chat.id), office.today())
            name = texts(chat.language, "somebody-signed", who=name, sign=sign)
        said = Message("human", f"{name}: {plain(text)}", style=RELAYED, language=language, key=who.key, once=once)
        office.post(chat.id, [said])
