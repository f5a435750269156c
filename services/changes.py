"""Records facts about somebody for whoever may, and answers with what that changed: for them, and for colleagues."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from journey.domain.errors import JourneyError
from journey.domain.events import Event, Fact
from journey.domain.history import History
from journey.domain.rules import Deadline
from services import cards
from services.office import Office
from services.people import Person
from services.permissions import Actor, Permission


class Outdated(JourneyError):
    """What was asked does not fit how things stand now: somebody was quicker, or the button is an old one."""


@dataclass(frozen=True, slots=True)
class Changed:
    """What came of a use case."""

    person: Person
    """The person as they are now; what is personal in new events is opened only once they are read again."""
    events: tuple[Event, ...]
    settled: tuple[Deadline, ...]
    """Deadlines that waited before and do not any more."""
    closed: tuple[Event, ...]
    """Alerts and tasks that nobody needs to act on any more, by the events that raised and opened them."""

    def rules(self) -> list[str]:
        """The names of the rules whose deadlines were settled, each once."""
        rules = (self.person.programme.rule(row.rule) for row in self.settled)
        return list(dict.fromkeys(rule.name for rule in rules if rule is not None))


def record(
    office: Office, actor: Actor, person: Person, permission: Permission, *facts: tuple[str, Fact], **when: Any
) -> Changed:
    """Record facts about one person, all or none, each under its entry's name.

    `when` may hold `on`, `at` and `note`, for all of them. Raises NotAllowed where the actor may not, and what the
    engine raises.
    """
    office.check(actor, permission, person)
    before = office.deadlines(person)
    events = office.record(person.stream, person.programme.id, actor.recorded, *facts, **when)
    log = [*person.log, *(event for event in events if event.version > len(person.log))]
    now = Person(person.stream, person.programme, log, History(log), person.day)
    after = office.deadlines(now)
    waited = {(row.rule, row.occurrence) for row in before if row.settled_on is None}
    settled = [row for row in after if row.settled_on is not None and (row.rule, row.occurrence) in waited]
    still = {event.version for event in cards.pending(cards.about(office, now))}
    closed = [event for event in cards.pending(cards.about(office, person)) if event.version not in still]
    return Changed(now, tuple(events), tuple(settled), tuple(closed))
