"""The questions of a form as they are shown: words, choices, what stands there, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from starlette.datastructures import FormData

from app.desk.forms.choices import Asking, Choice
from app.desk.forms.fields import Field, fields
from services import references
from services.permissions import Permission


@dataclass(frozen=True, slots=True)
class Question:
    """One question as it is shown: its words, what stands there, and what is wrong with it."""

    field: Field
    label: str
    hint: str | None
    value: Any
    options: tuple[Choice, ...]
    suggested: tuple[Choice, ...]
    problem: str | None
    unit: str | None
    given: Callable[[str], str]
    """What stands in the input of a name, where a question has several."""

    @property
    def name(self) -> str:
        """The name and id of its input."""
        return self.field.key


def questions(asking: Asking, given: Mapping[str, Any], wrong: Mapping[str, str]) -> list[Question]:
    """Every question of a form, with what stands there; not the id of something new: the form gives that itself."""
    return [
        _question(asking, one, given, wrong)
        for one in fields(asking.kind)
        if (references.OPENS.get(asking.kind) != one.key or asking.kind == "job_started") and not _decides(asking, one)
    ]


def _decides(asking: Asking, one: Field) -> bool:
    """Whether it asks why a coach gets more than there is room for, which is not for everybody to decide."""
    if (asking.kind, one.key) not in (("enrolled", "reason"), ("coach_assigned", "reason")):
        return False
    return not asking.office.may(asking.actor, Permission.PASS_CAP, asking.person)


def _question(asking: Asking, one: Field, given: Mapping[str, Any], wrong: Mapping[str, str]) -> Question:
    choices = asking.of(one.key)
    value = given.get(one.key, choices.chosen if choices and choices.chosen else asking.usual(one.key))
    own = tuple(Choice(code, asking.words.word(asking.kind, one.key, code)) for code in one.words)
    closed = choices.offered if choices and choices.closed else own
    suggested = choices.offered if choices and not choices.closed else ()
    unit = asking.words.t(f"desk-unit-{one.key.replace('_', '-')}") if _has_unit(asking, one) else None
    return Question(
        one,
        asking.words.name(asking.kind, one.key),
        asking.words.hint(asking.kind, one.key),
        value,
        closed,
        suggested,
        wrong.get(one.key),
        unit,
        lambda name: str(given.get(name, "")),
    )


def _has_unit(asking: Asking, one: Field) -> bool:
    return asking.words.texts.has(asking.words.language, f"desk-unit-{one.key.replace('_', '-')}")


def days(today: date, given: Mapping[str, Any]) -> dict[str, str]:
    """Which day stands there: the one that was chosen, or that the address names."""
    said, written = str(given.get("on") or "today"), str(given.get("on-day") or "")
    if said in ("today", "yesterday", "other"):
        return {"on": said, "on_day": written}
    named = {today.isoformat(): "today", (today - timedelta(days=1)).isoformat(): "yesterday"}
    return {"on": named.get(said, "other"), "on_day": written or ("" if said in named else said)}


def as_written(kind: str, form: FormData) -> dict[str, Any]:
    """What stands in a form, by the names of its inputs: all of it where several may be chosen."""
    many = {one.key for one in fields(kind) if one.kind in ("words", "texts")}
    return {name: form.getlist(name) if name in many else form.get(name) for name in form}
