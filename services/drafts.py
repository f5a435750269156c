"""Forms that a colleague has begun and not sent: theirs alone, as they wrote them, for a day after the last touch.

Opening a form creates nothing; the first time it is kept does. It is gone once it is sent or thrown away, with whoever
it is about, and, but for their coach's own, when that person comes under protected identity.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from journey.domain.errors import Conflict, KeyMissing, NotAllowed, WrongInput
from journey.domain.events import ENTRY_TYPES
from journey.engine.form_drafts import FormDraft, Words
from services import entering, protection
from services.changes import Stale
from services.office import Office
from services.people import Person
from services.permissions import Actor, Permission

UNTOUCHED = timedelta(hours=24)
"""How long a form is kept after somebody last wrote in it: WCAG 2.2.1 asks for 20 hours at least."""
LONGEST = 300_000
"""Characters of everything in one form: more than its questions take."""


def keep(
    office: Office,
    actor: Actor,
    person: Person | None,
    kind: str,
    name: str,
    words: Words,
    *,
    tab: str = "",
    after: str = "",
) -> None:
    """Keep what stands in a form about somebody, or of the programme. `tab` is the showing of the form that says so.

    `after` is the showing whose words it was shown with. Raises Stale where the form was written in by another showing
    since; NotAllowed where it is another's, or that is not theirs to record; WrongInput for more than a form takes.
    """
    _check(office, actor, person, kind)
    if sum(len(key) + len(value) for key, value in words) > LONGEST:
        raise WrongInput("words: more than a form takes")
    find(office, actor, person, kind, name)
    stream, programme = person.stream if person else None, actor.programme or ""
    draft = FormDraft(name, actor.recorded, programme, stream, kind, words, tab)
    try:
        office.engine.form_drafts.keep(draft, after, office.clock())
    except Conflict:
        raise Stale("another page has written in this form since") from None
    except KeyMissing:
        raise NotAllowed("nobody is meant by that") from None


def find(office: Office, actor: Actor, person: Person | None, kind: str, name: str) -> FormDraft | None:
    """What was begun in a form by that name; None where nothing was. NotAllowed where it is another's or another."""
    draft = office.engine.form_drafts.find(name)
    if draft is None or _is_over(draft, office.clock()):
        return None
    meant = (draft.writer, draft.programme, draft.stream, draft.kind)
    if meant != (actor.recorded, actor.programme, person.stream if person else None, kind):
        raise NotAllowed("that form is not theirs")
    _check(office, actor, person, kind)
    return draft


def mine(office: Office, actor: Actor) -> list[tuple[FormDraft, Person | None]]:
    """What the actor has begun and may still send, the last written first, each with whom it is about."""
    begun = list[tuple[FormDraft, Person | None]]()
    for draft in office.engine.form_drafts.of_writer(actor.recorded, actor.programme or ""):
        try:
            person = entering.somebody(office, actor, draft.stream.hex) if draft.stream else None
            _check(office, actor, person, draft.kind)
        except NotAllowed:
            continue
        if not _is_over(draft, office.clock()):
            begun.append((draft, person))
    return begun


def drop(office: Office, actor: Actor, person: Person | None, kind: str, name: str) -> None:
    """Throw a form away, or forget it once it is sent. NotAllowed where it is another's."""
    if find(office, actor, person, kind, name) is not None:
        office.engine.form_drafts.drop(name)


def expire(office: Office, now: datetime) -> int:
    """Take away what nobody has touched for a day, and what somebody who is protected since leaves to their coach."""
    begun = office.engine.form_drafts.writers()
    went = sum(protection.leave_to_coach(office, stream, writers) for stream, writers in begun.items())
    return went + office.engine.form_drafts.delete_expired(now, UNTOUCHED)


def _check(office: Office, actor: Actor, person: Person | None, kind: str) -> None:
    """Raise NotAllowed where a form of that kind is not this actor's to fill in."""
    if kind not in ENTRY_TYPES or kind in entering.ELSEWHERE or ENTRY_TYPES[kind].of_programme is not (person is None):
        raise NotAllowed("that is not recorded here")
    if person is not None:
        office.check(actor, Permission.READ_IDENTITY, person)
    office.check(actor, entering.needs(kind, actor, {}), person)


def _is_over(draft: FormDraft, now: datetime) -> bool:
    return datetime.fromisoformat(draft.touched) < now - UNTOUCHED
