"""What colleagues note for themselves and ask one another about a person. These stand in the person's stream."""

from __future__ import annotations

from datetime import date

from journey.domain.events.base import Code, Personal
from journey.domain.events.staff import StaffName
from journey.domain.events.system import EngineFact


class ReminderSet(EngineFact, frozen=True, tag="reminder_set.v1"):
    """A colleague wants to be reminded of something on a day; it is shown to nobody else but the person it is about."""

    reminder: Code
    whose: StaffName
    due: date
    words: Personal


class ReminderDone(EngineFact, frozen=True, tag="reminder_done.v1"):
    """The colleague needs to be reminded of it no more."""

    reminder: Code


class NoteShared(EngineFact, frozen=True, tag="note_shared.v1"):
    """The note of a contact or a meeting was told to the person, in their chat. `about`: its version in the stream."""

    about: int


class QuestionAsked(EngineFact, frozen=True, tag="question_asked.v1"):
    """A colleague asks another about a person, perhaps about one entry: `about` is its version in the stream."""

    question: Code
    whom: StaffName
    words: Personal
    about: int | None = None


class QuestionAnswered(EngineFact, frozen=True, tag="question_answered.v1"):
    """The answer to a question; asked on, it is answered again."""

    question: Code
    words: Personal


class QuestionClosed(EngineFact, frozen=True, tag="question_closed.v1"):
    """Whoever asked needs no more of an answer."""

    question: Code
