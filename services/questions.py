"""Questions that colleagues ask one another about a person, perhaps about one entry: asked, answered, closed."""

from __future__ import annotations

from uuid import UUID

from journey.domain import notes
from journey.domain.errors import NotAllowed
from journey.domain.events.colleagues import QuestionAnswered, QuestionAsked, QuestionClosed
from journey.domain.notes import Question
from journey.domain.team import SUPERVISOR
from services import changes
from services.changes import Changed, Entry
from services.office import Office
from services.people import Crew, Person
from services.permissions import Actor, Permission


def colleagues(crew: Crew, person: Person, actor: Actor) -> list[str]:
    """Whom the actor can ask about a person: whoever works with them, and the supervisors."""
    coaches = [f"coach:{name}" for name in (person.coach, *person.co_coaches) if name]
    named = [*coaches, *(name for name in sorted(crew.members) if name.startswith(f"{SUPERVISOR}:"))]
    return [name for name in dict.fromkeys(named) if crew.works(name) and name != actor.recorded]


def ask(
    office: Office, actor: Actor, stream: UUID, whom: str, text: str, entry: str, about: int | None = None
) -> Changed:
    """Ask a colleague about a person. Raises NotAllowed where the colleague does not work with them."""

    def deciding(person: Person) -> list[Entry]:
        if whom not in colleagues(office.crew(person.programme.id), person, actor):
            raise NotAllowed("that colleague is not asked about them")
        return [(entry, QuestionAsked(question=entry, whom=whom, words=text, about=about))]

    return changes.about_person(office, actor, Permission.READ_FACTS, stream, deciding)


def answer(office: Office, actor: Actor, stream: UUID, name: str, text: str, entry: str) -> Changed:
    """Answer a question. Raises NotAllowed for who neither asked nor was asked, or where it is closed."""

    def deciding(person: Person) -> list[Entry]:
        if not changes.repeated(person, entry):
            _of(person, actor, name)
        return [(entry, QuestionAnswered(question=name, words=text))]

    return changes.about_person(office, actor, Permission.READ_FACTS, stream, deciding)


def close(office: Office, actor: Actor, stream: UUID, name: str) -> Changed:
    """It needs no more of an answer. Raises NotAllowed for who did not ask."""

    def deciding(person: Person) -> list[Entry]:
        entry = f"{name}-closed"
        if not changes.repeated(person, entry) and _of(person, actor, name).asker != actor.recorded:
            raise NotAllowed("whoever asked closes a question")
        return [(entry, QuestionClosed(question=name))]

    return changes.about_person(office, actor, Permission.READ_FACTS, stream, deciding)


def _of(person: Person, actor: Actor, name: str) -> Question:
    for one in notes.questions(person.history):
        if one.name == name and actor.recorded in (one.asker, one.asked.fact.whom):
            return one
    raise NotAllowed("no question of theirs is meant by that")
