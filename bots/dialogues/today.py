"""What a colleague reads: what needs them today, whom they have, and one person in a few lines."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, timedelta
from uuid import UUID

import sqlalchemy as sa

from bots.outbox.cards import name_for
from bots.texts.catalogue import Texts
from bots.texts.dates import say_day, say_moment
from journey.domain import calendar, standing
from journey.domain.rules import Deadline
from journey.engine.chats.chats import Chat
from journey.engine.people import programme_stream
from projections.live import tables
from services.office import Office
from services.people import Person
from services.permissions import Actor, Permission

_AHEAD = timedelta(days=7)
_NEVER_OPEN = ("met", "late_entry", "waived", "stopped", "met_late")
_PRESSING = {"crisis": 0, "message": 1, "breached": 2, "task": 3, "appointment": 4, "warned": 5, "due": 6}


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that needs somebody; `rank` says how pressing it is, the lowest most."""

    rank: int
    text: str
    who: str
    stream: UUID | None


def _mine(office: Office, chat: Chat) -> list[Person]:
    """The people this colleague answers for: a coach's own and deputised, all of them for a supervisor."""
    table, actor = tables.participants, chat.staff or ""
    query = sa.select(table.c.stream).where(table.c.programme == chat.programme, ~table.c.erased)
    query = query.where(sa.or_(table.c.ended.is_(None), table.c.state.in_(("referred", "waiting"))))
    query = query.where(table.c.state.not_in(("declined", "discharged", "known")))
    if not Actor.in_chat(chat).leads:
        team = office.team(chat.programme or "")
        coaches = [coach for coach in team.coaches(office.today()) if team.told(coach, office.today()) == actor]
        query = query.where(table.c.coach.in_([*coaches, actor.partition(":")[2]]))
    with office.engine.store.read() as connection:
        streams = list(connection.execute(query).scalars())
    return [office.person(UUID(stream)) for stream in streams]


def caseload(office: Office, texts: Texts, chat: Chat) -> list[tuple[str, UUID]]:
    """Everybody this colleague answers for, by name."""
    return sorted((name_for(office, texts, chat, person), person.stream) for person in _mine(office, chat))


def items(office: Office, texts: Texts, chat: Chat) -> list[Item]:
    """What needs this colleague today, the most pressing first."""
    found: list[Item] = []
    for person in _mine(office, chat):
        who = name_for(office, texts, chat, person)
        found += _tasks(texts, chat, person, who)
        if not Actor.in_chat(chat).leads or person.coach is None:
            found += _deadlines(office, texts, chat, person, who)
            found += _appointments(texts, chat, person, who)
    found += _programme_tasks(office, texts, chat)
    return sorted(found, key=lambda item: (item.rank, item.who))


def by_person(found: list[Item]) -> dict[UUID | None, list[Item]]:
    """The items of each person together, the most pressing person first."""
    sorted_: dict[UUID | None, list[Item]] = {}
    for item in found:
        sorted_.setdefault(item.stream, []).append(item)
    return sorted_


def _tasks(texts: Texts, chat: Chat, person: Person, who: str) -> list[Item]:
    return [
        Item(
            _PRESSING.get(task.opened.fact.kind, _PRESSING["task"]),
            texts(chat.language, f"today-task-{task.opened.fact.kind}", who=who),
            who,
            person.stream,
        )
        for task in standing.tasks(person.history).values()
        if task.taken is None
        and _told(chat, task.opened.fact.to)
        and not (task.opened.fact.kind == "referral" and person.coach is not None)
    ]


def _told(chat: Chat, to: tuple[str, ...]) -> bool:
    actor = chat.staff or ""
    return actor in to or ("supervisor" in to and Actor.in_chat(chat).leads)


def _programme_tasks(office: Office, texts: Texts, chat: Chat) -> list[Item]:
    history = office.history(office.engine.log.load(programme_stream(chat.programme or "")))
    who = texts(chat.language, "somebody")
    found = []
    for task in standing.tasks(history).values():
        kind = task.opened.fact.kind
        if task.taken is None and _told(chat, task.opened.fact.to):
            text = texts(chat.language, f"today-task-{kind}", who=who)
            found.append(Item(_PRESSING.get(kind, _PRESSING["task"]), text, who, None))
    return found


def waiting(office: Office, person: Person) -> list[Deadline]:
    """The deadlines that still wait for something and are near or past, the nearest first."""
    rows = [
        row
        for row in office.deadlines(person)
        if row.settled_on is None and row.due is not None and row.status not in _NEVER_OPEN
    ]
    return sorted(rows, key=lambda row: (row.due or office.today(), row.rule))


def _deadlines(office: Office, texts: Texts, chat: Chat, person: Person, who: str) -> list[Item]:
    found = []
    for row in waiting(office, person):
        if row.status == "open" and row.due is not None and row.due > person.day + _AHEAD:
            continue
        kind = row.status if row.status in ("breached", "warned") else "due"
        rule = person.programme.rule(row.rule)
        text = texts(
            chat.language,
            f"today-{kind}",
            who=who,
            rule=rule.name if rule else row.rule,
            day=say_day(texts, chat.language, row.due or person.day, person.day),
        )
        found.append(Item(_PRESSING[kind], text, who, person.stream))
    return found


def _appointments(texts: Texts, chat: Chat, person: Person, who: str) -> list[Item]:
    found = []
    for booked in standing.appointments(person.history).values():
        local = calendar.local_time(booked.at)
        if booked.state != "booked" or local.date() > person.day:
            continue
        key = "today-appointment" if local.date() == person.day else "today-appointment-past"
        text = texts(chat.language, key, who=who, when=say_moment(texts, chat.language, booked.at, person.day))
        found.append(Item(_PRESSING["appointment"], text, who, person.stream))
    return found


def portrait(office: Office, texts: Texts, chat: Chat, person: Person) -> str:
    """One person in a few lines: who, where, what comes next."""
    language, actor = chat.language, chat.staff or ""
    lines = [name_for(office, texts, chat, person)]
    if office.may(Actor.in_chat(chat), Permission.READ_IDENTITY, person):
        known = office.identity(person, actor, "opened in their chat")
        lines += [
            f"{texts(language, key)}: {value}"
            for key, value in (("label-phone", known.phone), ("label-email", known.email))
            if value
        ]
        note = _referral_note(office, person)
        if note:
            lines.append(texts(language, "portrait-words", words=note))
    stay = person.history.current
    state = stay.state if stay else "referred"
    lines.append(texts(language, f"state-{state.replace('_', '-')}"))
    if person.coach:
        name = office.staff_name(person.programme.id, f"coach:{person.coach}")
        lines.append(texts(language, "portrait-coach", name=name))
    for row in waiting(office, person)[:4]:
        rule = person.programme.rule(row.rule)
        day = say_day(texts, language, row.due or person.day, person.day)
        lines.append(f"• {rule.name if rule else row.rule}: {texts(language, f'status-{row.status}', day=day)}")
    ahead = [
        one
        for one in standing.appointments(person.history).values()
        if one.state == "booked" and one.at.astimezone(UTC) >= office.clock()
    ]
    for one in sorted(ahead, key=lambda one: one.at)[:2]:
        state = "asked" if one.asked else "confirmed" if one.confirmed else "open"
        lines.append(f"• {say_moment(texts, language, one.at, person.day)} ({texts(language, f'appointment-{state}')})")
    return "\n".join(lines)


def _referral_note(office: Office, person: Person) -> str | None:
    referred = person.history.by_type.get("referred", [])
    return office.reveal(referred[-1], "note") if referred else None


def employers(office: Office, person: Person, count: int) -> list[tuple[str, str]]:
    """Employers to choose from: this person's own first, then those the programme knows best; reference and name."""
    own = [event.fact.employer for event in reversed(person.history.by_type.get("employer_contacted", []))]
    table = tables.employers
    query = sa.select(table.c.employer, table.c.name).where(table.c.programme == person.programme.id)
    with office.engine.store.read() as connection:
        bank = connection.execute(query.order_by(table.c.last_visit.desc(), table.c.employer)).all()
    names = {row.employer: row.name or row.employer for row in bank}
    chosen = list(dict.fromkeys([*own, *(row.employer for row in bank)]))[:count]
    return [(reference, names.get(reference, reference)) for reference in chosen]
