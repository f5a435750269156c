"""What a colleague reads: what needs them today, whom they have, and one person in a few lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC
from uuid import UUID

import sqlalchemy as sa

from bots.outbox.cards import name_for
from bots.texts.catalogue import Texts, beginning
from bots.texts.dates import say_day, say_moment
from bots.texts.quoting import quoted
from journey.domain import calendar, standing
from journey.domain.plain import one_line
from journey.engine.chats.chats import Chat
from projections.live import tables
from services import caseload, conversations, pending, worklist
from services.office import Office
from services.people import Person
from services.permissions import Actor, Permission
from services.worklist import Item

_MEETINGS = {"ahead": "today-appointment", "past": "today-appointment-past"}
_DEADLINES, _APPOINTMENTS = 4, 2
"""How many of each a portrait names, unless it is asked for all."""


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that needs this colleague, in words."""

    item: Item
    who: str
    text: str

    @property
    def stream(self) -> UUID | None:
        """Whom it is about; None where it is the programme's own, or about somebody who is not known yet."""
        return self.item.person.stream if self.item.person else None

    @property
    def card(self) -> str:
        """What it stands together with: everything about one person, or one chat, or the programme."""
        return self.stream.hex if self.stream else f"chat-{self.item.chat or 'none'}"


def people(office: Office, texts: Texts, chat: Chat) -> list[tuple[str, UUID]]:
    """Everybody this colleague answers for, by name."""
    everybody = caseload.people(office, Actor.in_chat(chat))
    return sorted((name_for(office, texts, chat, person), person.stream) for person in everybody)


def lines(office: Office, texts: Texts, chat: Chat) -> list[Line]:
    """What needs this colleague today, in words, the most pressing first."""
    names: dict[UUID | None, str] = {}
    said = []
    for item in worklist.items(office, Actor.in_chat(chat)):
        stream = item.person.stream if item.person else None
        if stream not in names:  # each reading of a name is logged
            names[stream] = name_for(office, texts, chat, item.person)
        who = _told_apart(office, texts, chat, item, names[stream])
        said.append(Line(item, who, _said(office, texts, chat, item, who)))
    return sorted(said, key=lambda line: (line.item.rank, line.item.turn, line.who))


def _told_apart(office: Office, texts: Texts, chat: Chat, item: Item, name: str) -> str:
    """Whoever a task is about; those who have no name here by three signs."""
    knows = item.person is not None and office.may(Actor.in_chat(chat), Permission.READ_IDENTITY, item.person)
    if item.about != "task" or item.told_apart is None or knows:
        return name
    day = calendar.local_date(item.at) if item.at else office.today()
    return texts(chat.language, "somebody-signed", who=name, sign=conversations.sign(office, item.told_apart, day))


def cards(found: Sequence[Line]) -> list[list[Line]]:
    """The lines that stand together, the most pressing card first."""
    together: dict[str, list[Line]] = {}
    for line in found:
        together.setdefault(line.card, []).append(line)
    return list(together.values())


def _said(office: Office, texts: Texts, chat: Chat, item: Item, who: str) -> str:
    language = chat.language
    match item.about:
        case "task":
            when = say_moment(texts, language, item.at, office.today()) if item.at else ""
            return texts(language, f"today-task-{item.kind}", who=who, when=when)
        case "note" | "matter":
            day = say_day(texts, language, item.day, office.today()) if item.day else ""
            return texts(language, f"today-{item.about}-{item.kind}", who=who, what=item.what or "", day=day)
        case "coach":
            return texts(language, "today-unreachable", who=who)
        case "meeting":
            when = say_moment(texts, language, item.at, office.today()) if item.at else ""
            return texts(language, _MEETINGS[item.kind], who=who, when=when)
        case "deadline":
            programme = office.programme(chat.programme or "")
            rule, day = (
                programme.rule(item.rule or ""),
                say_day(texts, language, item.day, office.today()) if item.day else "",
            )
            about = who if item.person else programme.name
            if item.what is not None:
                who, about = (f"{name}, {item.what}" for name in (who, about))
            if item.person is not None and _hidden(office, chat, item.person):
                return texts(language, "today-deadline-only", who=who, rule=rule.name if rule else item.rule)
            return texts(
                language,
                f"today-{item.kind.replace('_', '-')}",
                who=about,
                rule=rule.name if rule else item.rule,
                day=day,
            )


def _hidden(office: Office, chat: Chat, person: Person) -> bool:
    """Whether no more may be said of the person than that there is something to do."""
    return person.protected and not office.may(Actor.in_chat(chat), Permission.READ_FACTS, person)


def portrait(office: Office, texts: Texts, chat: Chat, person: Person, *, whole: bool = False) -> tuple[str, int]:
    """One person in a few lines: who, where, what comes next; and how much of it was left out."""
    language = chat.language
    stay = person.history.current
    state = stay.state if stay else "referred"
    if not office.may(Actor.in_chat(chat), Permission.READ_IDENTITY, person):
        return _coded(office, texts, language, person, state), 0
    head = [name_for(office, texts, chat, person), *_personal(office, texts, chat, person)]
    head.append(texts(language, f"state-{state.replace('_', '-')}"))
    if person.coach:
        name = office.staff_name(person.programme.id, f"coach:{person.coach}")
        head.append(texts(language, "portrait-coach", name=name))
    waits, meetings = _waiting(office, texts, language, person), _ahead(office, texts, language, person)
    shown = [*waits, *meetings] if whole else [*waits[:_DEADLINES], *meetings[:_APPOINTMENTS]]
    left = len(waits) + len(meetings) - len(shown)
    following = [texts(language, "list-more", count=left)] if left else []
    return "\n".join([*head, *shown, *following]), left


def _coded(office: Office, texts: Texts, language: str, person: Person, state: str) -> str:
    """For who may read facts and not whose they are, such as an evaluator: no name, no colleague and no day."""
    rules = (person.programme.rule(row.rule) for row in pending.still_waiting(office.deadlines(person)))
    waits = dict.fromkeys(f"• {rule.name}" for rule in rules if rule)
    return "\n".join([texts(language, "somebody"), texts(language, f"state-{state.replace('_', '-')}"), *waits])


def _personal(office: Office, texts: Texts, chat: Chat, person: Person) -> list[str]:
    """How to reach the person, and their own words."""
    read = ("name", "contact", "words", "calendar", "facts")
    language, identity = chat.language, office.identity(person, chat.staff or "", "opened in their chat", read)
    reached = (("label-phone", identity.phone), ("label-email", identity.email))
    details = [f"{texts(language, key)}: {one_line(value)}" for key, value in reached if value]
    note = _referral_note(office, person)
    return [*details, texts(language, "portrait-words", words=quoted(note))] if note else details


def _waiting(office: Office, texts: Texts, language: str, person: Person) -> list[str]:
    """The deadlines that wait, the nearest first."""
    rows = []
    for row in pending.still_waiting(office.deadlines(person)):
        rule = person.programme.rule(row.rule)
        day = say_day(texts, language, row.due or person.day, person.day)
        rows.append(f"• {rule.name if rule else row.rule}: {texts(language, f'status-{row.status}', day=day)}")
    return rows


def _ahead(office: Office, texts: Texts, language: str, person: Person) -> list[str]:
    """The meetings that lie ahead, the nearest first."""
    rows = []
    for one in sorted(standing.appointments(person.history).values(), key=lambda one: one.at):
        if one.state == "booked" and one.at.astimezone(UTC) >= office.clock():
            state = "asked" if one.asked else "confirmed" if one.confirmed else "open"
            when = beginning(say_moment(texts, language, one.at, office.today()))
            rows.append(f"• {when} ({texts(language, f'appointment-{state}')})")
    return rows


def _referral_note(office: Office, person: Person) -> str | None:
    referred = person.history.by_type.get("referred", [])
    return office.reveal(referred[-1], "note") if referred else None


def employers(office: Office, person: Person) -> list[tuple[str, str]]:
    """Employers to choose from: this person's own first, then those the programme knows best; reference and name."""
    own = [event.fact.employer for event in reversed(person.history.by_type.get("employer_contacted", []))]
    table = tables.employers
    query = sa.select(table.c.employer, table.c.name).where(table.c.programme == person.programme.id)
    with office.engine.store.read() as connection:
        bank = connection.execute(query.order_by(table.c.last_visit.desc(), table.c.employer)).all()
    names = {row.employer: row.name or row.employer for row in bank}
    chosen = list(dict.fromkeys([*own, *(row.employer for row in bank)]))
    return [(reference, names.get(reference, reference)) for reference in chosen]
