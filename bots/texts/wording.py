"""An event as the person it is about reads it: plain words for its type, its keys and its values, from the catalogues.

Free text stands as it was written. Ids that mean nothing to the person are left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from bots.texts.catalogue import Texts, join_list
from bots.texts.dates import write_day, write_moment
from journey.domain.events import PROGRAMME_TYPES, Event, Fact, attributes, personal_keys
from journey.domain.events.work import Income
from journey.domain.programme import Programme
from journey.domain.team import SUPERVISOR
from journey.domain.values import ERASED, SEALED

LEFT_OUT = frozenset(
    {
        "about",
        "action",
        "appointment",
        "chat",
        "digest",
        "entries",
        "episode",
        "format",
        "given",
        "into",
        "job",
        "matter",
        "message",
        "milestone",
        "nudge",
        "occurrence",
        "origin",
        "person",
        "placement",
        "question",
        "reminder",
        "restores",
        "rules_version",
        "seen",
        "size",
        "status",
        "strike",
        "strikes",
        "studies",
        "task",
        "without",
    }
)
"""Keys that hold ids, or what only programs need."""

UNITS = {
    "minutes": "minutes",
    "hours_per_week": "hours",
    "years_on_support": "years",
    "extent": "percent",
    "wage": "money",
    "subsidy": "money",
}
"""What a key's number counts."""

ELSEWHERE: Mapping[str, str] = {
    **dict.fromkeys(sorted(PROGRAMME_TYPES), "The programme's own: it stands in the programme's stream."),
    "rules_changed": "The programme's rules: it stands in the programme's stream.",
    "caseload_changed": "A coach's number of people: it stands in the coach's stream.",
    "staff_added": "A colleague: it stands in the programme's stream.",
    "staff_disabled": "A colleague: it stands in the programme's stream.",
    "access_reviewed": "A review of many readings: it stands in the programme's stream.",
    "retention_applied": "What was destroyed of everybody: it stands in the programme's stream.",
}
"""Types of facts that no person's own data can hold, each with the reason; all others have words here."""

_COACH = "coach"
_MONEY = "money"
_HIDDEN_SPACE = "\N{NO-BREAK SPACE}"  # a number is never broken over two lines
_NO_LETTERS = re.compile(r"[^a-z0-9]+")
_CODE = re.compile(r"[a-z0-9]+(_[a-z0-9]+)+")


def slug(word: str) -> str:
    """A word as keys of texts are written: `work_plan` is `work-plan`."""
    return _NO_LETTERS.sub("-", word.casefold()).strip("-")


@dataclass(frozen=True)
class Wording:
    """Words for one reader: their language, their programme, and what its staff and its employers are called."""

    texts: Texts
    language: str
    programme: Programme
    staff_name: Callable[[str], str]
    employers: Mapping[str, str]

    def t(self, key: str, **values: Any) -> str:
        """A text in the reader's language."""
        return self.texts(self.language, key, **values)

    def what(self, type_: str) -> str:
        """What happened."""
        return self.t(f"event-{slug(type_)}")

    def details(self, event: Event, told: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
        """Each detail of an event, with its name. `told` holds the personal values, opened."""
        cls: type[Fact] = type(event.fact)
        free, type_ = {"note", "personal", *personal_keys(cls)}, event.type
        values = {key: getattr(event.fact, name) for key, name in attributes(cls).items()} | dict(told)
        for key, value in values.items():
            if key in LEFT_OUT or value in (None, SEALED, (), [], {}):
                continue
            for one in value if key == "incomes" else (value,):
                yield self.name(type_, key), self.value(type_, key, one, free=key in free)

    def name(self, type_: str, key: str) -> str:
        """What a key is called."""
        own = f"key-{slug(type_)}-{slug(key)}"
        return self.t(own if self.texts.has(self.language, own) else f"key-{slug(key)}")

    def value(self, type_: str, key: str, value: Any, *, free: bool = False) -> str:
        """A value as people say it; `free` text as it was written."""
        if isinstance(value, bool):
            return self.t(f"value-{'yes' if value else 'no'}")
        if isinstance(value, int | float):
            return self.number(value, UNITS.get(key))
        if isinstance(value, datetime):
            return self.moment(value)
        if isinstance(value, date):
            return self.day(value)
        if isinstance(value, Income):
            return self.income(value)
        if isinstance(value, Mapping):
            if key == "scores":  # an item's number, and its points
                return ", ".join(f"{item}: {value[item]}" for item in sorted(value, key=int))
            return self.join([f"{self.word(type_, key, name)} {self.number(count)}" for name, count in value.items()])
        if isinstance(value, Sequence) and not isinstance(value, str):
            return self.join([self.value(type_, key, one, free=free) for one in value])
        return self.free_text(key, str(value)) if free else self.referent(key, value) or self.word(type_, key, value)

    def free_text(self, key: str, text: str) -> str:
        """Free text as it stands, unless it is a code that the same key holds elsewhere: imports write those."""
        if text == ERASED:
            return self.t("value-erased")
        own = f"value-{slug(key)}-{text.replace('_', '-')}"
        return self.t(own) if self.texts.has(self.language, own) else text

    def referent(self, key: str, value: str) -> str | None:
        """What somebody or something is called that a key refers to; None where the key holds a code."""
        if key == "employer":
            return self.employers.get(value, value)
        if key == "read_out_by":
            return self.staff_name(value)
        if key == "coach":
            return self.staff_name(f"{_COACH}:{value}")
        if key == "language":
            return self.texts.languages.get(value)
        if key == "instrument" and value in self.programme.settings.questionnaires:
            return self.programme.settings.questionnaires[value].name
        if key == "rule" and (rule := self.programme.rule(value)) is not None:
            return rule.name
        return self.who(value) if value.partition(":")[0] == SUPERVISOR or value.startswith(f"{_COACH}:") else None

    def word(self, type_: str, key: str, code: str) -> str:
        """A code's word; a code nobody knows stands without its underscores."""
        text_key = self.code_text(type_, key, code)
        return self.t(text_key) if text_key else _without_underscores(code)

    def code_text(self, type_: str, key: str, code: str) -> str | None:
        """The narrowest text that the catalogue has for a code; None where it has none."""
        code = slug(code)
        keys = (f"value-{slug(type_)}-{code}", f"value-{slug(key)}-{code}", f"value-{code}", f"party-{code}")
        return next((own for own in keys if self.texts.has(self.language, own)), None)

    def who(self, actor: str) -> str:
        """Who somebody is, for the person: you, your coach, the system."""
        role, _, reference = actor.partition(":")
        if reference and role in (_COACH, SUPERVISOR):
            return self.t(f"who-{role}", name=self.staff_name(actor))
        key = "who-supervisors" if role == SUPERVISOR else f"who-{slug(role)}"
        called = self.t(key) if self.texts.has(self.language, key) else _without_underscores(role)
        return f"{called} ({reference})" if reference else called

    def reading(self, reader: str, what: Sequence[str], why: Sequence[str]) -> str:
        """Who saw what, and why, in a sentence to the person it is about."""
        said = self.t(
            "reading-said",
            who=self._reader(reader),
            what=self._together([self.t(f"reading-{word}") for word in what]),
            why=self._together([self.read(one) for one in why]),
        )
        return said[:1].upper() + said[1:]

    def _reader(self, reader: str) -> str:
        """A colleague by name: of those who read, not each is somebody's own coach."""
        role, _, reference = reader.partition(":")
        return self.staff_name(reader) if reference and role in (_COACH, SUPERVISOR) else self.who(reader)

    def _together(self, words: Sequence[str]) -> str:
        *first, last = words or [self.t("reading-facts")]
        return self.t("reading-and", first=", ".join(first), last=last) if first else last

    def read(self, told: str) -> str:
        """Why something was read, as it ends a sentence; a colleague's own words stand as such."""
        own = f"read-{slug(told)}"
        if self.texts.has(self.language, own):
            return self.t(own)
        command, _, reason = told.partition(": ")
        if reason and command.startswith("journey "):  # an operator said why, in their own words
            return f"{self.read(command)}: {reason}"
        parts = told.split(", ")
        if len(parts) > 1 and self.texts.has(self.language, f"read-{slug(parts[0])}"):
            return ", ".join(self._part(part) for part in parts)
        return self.t("reading-own-words", words=told)

    def _part(self, part: str) -> str:
        own = f"read-{slug(part)}"
        return self.t(own) if self.texts.has(self.language, own) else self.word("read", "read", part)

    def number(self, value: float, unit: str | None = None) -> str:
        """A number without an empty decimal, and with what it counts."""
        plain = f"{value:,.2f}".rstrip("0").rstrip(".")
        whole, _, decimals = plain.partition(".")
        whole = whole.replace(",", _HIDDEN_SPACE if unit == _MONEY else "")
        number = whole + (self.t("decimal-mark") + decimals if decimals else "")
        return self.t(f"unit-{unit}", number=number, count=value) if unit else number

    def income(self, income: Income) -> str:
        """An income in a sentence."""
        values = {
            "source": self.word("income", "source", income.source),
            "payer": self.word("payer", "payer", income.payer),
            "amount": self.number(income.amount, _MONEY),
        }
        if not income.tax:
            return self.t("income" if income.tax is None else "income-untaxed", **values)
        return self.t("income-taxed", **values, tax=self.number(income.tax, _MONEY))

    def join(self, parts: Sequence[str]) -> str:
        """Parts of a list, readably joined."""
        return join_list(self.texts, self.language, parts)

    def day(self, day: date) -> str:
        """A date."""
        return write_day(self.texts, self.language, day)

    def moment(self, moment: datetime) -> str:
        """A date and the time of day, as the clocks on the wall show them."""
        return write_moment(self.texts, self.language, moment)


def _without_underscores(code: str) -> str:
    return code.replace("_", " ") if _CODE.fullmatch(code) else code
