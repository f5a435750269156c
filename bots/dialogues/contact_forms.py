"""The form of a contact as it stands filled in: in words, as what is recorded, and what saving it has settled."""

from __future__ import annotations

from datetime import date
from typing import Any

from bots.dialogues.talk import Talk
from services.changes import Changed
from services.contacts import Contact, EmployerContact

Form = dict[str, Any]
"""What was chosen so far, by key, as the chat's draft keeps it."""


def in_words(talk: Talk, form: Form) -> str:
    """What is being logged, in words."""
    employer = form["kind"] == "employer"
    parts = [talk.text(f"{'employer-mode' if employer else 'mode'}-{form['mode'].replace('_', '-')}")]
    if employer:
        parts = [str(form["employer"]), *parts, talk.text(f"employer-who-{form['who']}")]
    parts.append(talk.day(date.fromisoformat(form["on"])))
    if form.get("activity"):
        parts.append(talk.text(f"activity-{form['activity'].replace('_', '-')}"))
    if form.get("minutes"):
        parts.append(talk.text("minutes-count", count=form["minutes"]))
    if form.get("note"):
        parts.append(talk.text("form-has-note"))
    return ", ".join(parts)


def settled(changed: Changed) -> list[str]:
    """The names of the rules whose deadlines wait no more, in the programme's own order."""
    rules = {deadline.rule for deadline in changed.settled}
    known = changed.person.programme.rules if changed.person else ()
    return list(dict.fromkeys(rule.name for rule in known if rule.id in rules))


def as_contact(form: Form) -> Contact | EmployerContact:
    """What is recorded of it."""
    return _employer(form) if form["kind"] == "employer" else _contact(form)


def _contact(form: Form) -> Contact:
    return Contact(mode=form["mode"], activity=form.get("activity"), minutes=form.get("minutes"))


def _employer(form: Form) -> EmployerContact:
    return EmployerContact(
        employer=form["employer"],
        mode=form["mode"],
        who=form["who"],
        competitive=form["competitive"] == "yes",
        follows_preferences={"yes": True, "no": False}.get(form.get("follows", "")),
    )
