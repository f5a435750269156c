"""What colleagues have noted for themselves and asked one another about a person, as far as it is still open. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from journey.domain.events import Event
from journey.domain.events.colleagues import (
    NoteShared,
    QuestionAnswered,
    QuestionAsked,
    QuestionClosed,
    ReminderDone,
    ReminderSet,
)
from journey.domain.history import History


@dataclass(frozen=True, slots=True)
class Reminder:
    """A reminder that is not done."""

    name: str
    whose: str
    due: date
    event: Event


@dataclass(slots=True)
class Question:
    """A question that nobody has closed, with its answers in the order they came."""

    asked: Event
    answers: list[Event] = field(default_factory=list)

    @property
    def name(self) -> str:
        """Its name in the log."""
        return str(self.asked.fact.question)

    @property
    def asker(self) -> str:
        """Who asked, as `supervisor:REF`."""
        return self.asked.by or self.asked.actor

    @property
    def waits_for(self) -> str:
        """Who is to do something now: whoever was asked; once they have answered, whoever asked."""
        return self.asker if self.answers else str(self.asked.fact.whom)


def reminders(history: History) -> list[Reminder]:
    """Everybody's reminders about one person that are not done, the nearest first."""
    kept: dict[str, Reminder] = {}
    for event in history.dealings:
        if isinstance(event.fact, ReminderSet):
            kept[event.fact.reminder] = Reminder(event.fact.reminder, event.fact.whose, event.fact.due, event)
        elif isinstance(event.fact, ReminderDone):
            kept.pop(event.fact.reminder, None)
    return sorted(kept.values(), key=lambda one: (one.due, one.event.version))


def questions(history: History) -> list[Question]:
    """The questions about one person that nobody has closed, the oldest first."""
    kept: dict[str, Question] = {}
    for event in history.dealings:
        if isinstance(event.fact, QuestionAsked):
            kept[event.fact.question] = Question(event)
        elif isinstance(event.fact, QuestionAnswered) and event.fact.question in kept:
            kept[event.fact.question].answers.append(event)
        elif isinstance(event.fact, QuestionClosed):
            kept.pop(event.fact.question, None)
    return list(kept.values())


def waits(history: History) -> Iterator[tuple[str, str, date]]:
    """For each of them its name, whom it waits for, and from which day."""
    yield from ((one.name, one.whose, one.due) for one in reminders(history))
    yield from ((one.name, one.waits_for, one.asked.on) for one in questions(history))


def shared(history: History) -> set[int]:
    """The versions of the entries whose notes the person was told."""
    return {event.fact.about for event in history.dealings if isinstance(event.fact, NoteShared)}
