"""Turns a fact into what may leave: coded values, and pseudonyms where somebody's own ids stand. All else stays inside.

Deny by default: a key whose value is any text leaves only as one of these treatments says. A new key of that kind
appears in no export until it is thought about; a test names it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from typing import Any, Literal, get_args, get_origin

import msgspec

from journey.domain import calendar
from journey.domain.events import Event, Fact, personal_keys
from journey.domain.events.system import AlertRaised
from journey.domain.events.work import Income
from journey.domain.rules import STATUSES
from journey.domain.values import AGE_BANDS
from journey.engine.loading.config_values import unwrap
from projections.exports.fact_types import TYPES
from projections.exports.moments import Moment
from projections.exports.pseudonyms import Pseudonyms

Kind = Literal["text", "whole", "number", "flag", "day", "moment", "list", "incomes", "scores"]

OLDEST = "≥58"
OTHER = "other"
"""Stands for a code that is on no list: it may be a name typed where a code belongs."""

PSEUDONYMOUS: Mapping[str, str] = {
    "coach": "C",
    "deputy": "C",
    "employer": "O",
    "job": "JOB",
    "placement": "PL",
    "studies": "ST",
    "appointment": "AP",
    "matter": "MA",
    "action": "AC",
    "milestone": "MS",
    "person": "N",
    "goal": "G",
    "reviewer": "R",
}
"""Keys that hold somebody's own ids, with the prefix of the pseudonym in their place."""

LISTED: Mapping[str, str] = {
    "municipality": "municipalities",
    "care_team": "care_teams",
    "industry": "industries",
    "job_type": "job_types",
    "language": "languages",
    "instrument": "instruments",
    "scoring": "scorings",
    "scale": "scales",
    "audience": "audiences",
    "parties": "parties",
    "absent": "parties",
    "occupations": "occupations",
    "source": "income_sources",
    "rule": "rules",
    "kind": "report_kinds",
    "team": "care_teams",
    "payer": "payers",
}
"""Keys that hold any text, with the list of codes that may leave; what is not on it becomes `other`."""

RESPONSIBLE = "responsible"
"""A partner, which is one of ours to say, or a coach, in whose place a pseudonym leaves."""

SHAPED: Mapping[str, str] = {"period": r"\d{4}(-?(\d{2}|[TQH]\d))?"}
"""Keys that hold any text, with the shape that may leave."""

LEFT_OUT = frozenset({"identity", "name", "strikes", "document", "format", "size", "digest", "figure"})
"""Keys that never leave: names, the ids of entries, and whether somebody lives or lived under protected identity.

Nor what a document could be told by (that one of its kind was kept, or removed, leaves), and which report figure a
goal is measured by, which is any text.
"""

_OF_PROGRAMME = {"C", "O", "R", "G"}  # who and where is the programme's; jobs and appointments are a person's
_KINDS: Mapping[Any, Kind] = {
    str: "text",
    bool: "flag",
    int: "whole",
    float: "number",
    date: "day",
    datetime: "moment",
}
_WORKED_OUT: Mapping[str, tuple[str, ...] | None] = {
    "age_band": (*(band for _, band in AGE_BANDS), OLDEST),
    "status": STATUSES,
    "rules_version": None,
}  # texts that the engine itself writes
_OF_ALERT = (
    "rule",
    "kind",
    "due",
    "opened",
    "status",
    "raw_days",
    "paused_days",
    "episode",
    "met_on",
    "rules_version",
)
ROLES = ("participant", "coach", "supervisor", "system")


@dataclass(frozen=True, slots=True)
class ExportColumn:
    """One key of a fact as it leaves: under which name, of which kind, and which words it may hold (None: any)."""

    key: str
    name: str
    kind: Kind
    allowed: tuple[str, ...] | None = None
    listed: str | None = None
    prefix: str | None = None


@cache
def columns(cls: type[Fact]) -> tuple[ExportColumn, ...]:
    """The keys of a fact that leave, in the catalogue's order."""
    if cls is AlertRaised:
        plain = {field.name: field for field in msgspec.structs.fields(cls)}
        of_alert = tuple(_column(plain[key].encode_name, plain[key].type) for key in _OF_ALERT)
        return (
            *of_alert,
            ExportColumn("occurrence", "occurrence", "text", prefix="OC"),
            ExportColumn("to", "to", "list"),
        )
    sealed = {*personal_keys(cls), *LEFT_OUT}
    candidates = [
        _column(field.encode_name, field.type)
        for field in msgspec.structs.fields(cls)
        if field.encode_name not in sealed
    ]
    return tuple(column for column in candidates if column is not None)


def _column(key: str, annotation: Any) -> Any:
    plain, _ = unwrap(annotation)
    inner = unwrap(get_args(plain)[0])[0] if get_origin(plain) is tuple else plain
    name = key
    if key == "at":  # `at` is every line's own moment
        name = "booked_for" if inner is datetime else "agreed_at"
    if inner is Income:
        return ExportColumn(key, name, "incomes", listed=LISTED["source"])
    if get_origin(plain) is dict:
        return ExportColumn(key, name, "scores")
    kind: Kind = "list" if get_origin(plain) is tuple else _KINDS.get(inner, "text")
    if get_origin(inner) is Literal:
        return ExportColumn(key, name, kind, allowed=tuple(get_args(inner)))
    if key == RESPONSIBLE:
        return ExportColumn(key, name, kind)
    if inner is not str or key in _WORKED_OUT:
        return ExportColumn(key, name, kind, allowed=_WORKED_OUT.get(key))
    if key in PSEUDONYMOUS:
        return ExportColumn(key, name, kind, prefix=PSEUDONYMOUS[key])
    return ExportColumn(key, name, kind, listed=LISTED.get(key)) if key in (*LISTED, *SHAPED) else None


def untreated(cls: type[Fact]) -> list[str]:
    """The keys of a fact that no treatment speaks of: they leave in no export."""
    treatments = {*(column.key for column in columns(cls)), *personal_keys(cls), *LEFT_OUT}
    return [field.encode_name for field in msgspec.structs.fields(cls) if field.encode_name not in treatments]


class Coder:
    """Turns facts into what leaves, under one export's pseudonyms and lists of codes."""

    def __init__(
        self, pseudonyms: Pseudonyms, codes: Mapping[str, frozenset[str]], *, exact_times: bool = False
    ) -> None:
        """Moments are days, unless `exact_times` are asked for."""
        self.pseudonyms = pseudonyms
        self.codes = codes
        self.exact_times = exact_times
        self.recoded: dict[str, int] = {}  # how often a code on no list became `other`, by key

    def facts(self, event: Event) -> dict[str, Any]:
        """The coded values of an event, by the column's name; what was not said is left out."""
        values = {}
        for column in columns(event.fact.__class__):
            value = getattr(event.fact, "with_" if column.key == "with" else column.key)
            if value is not None:
                values[column.name] = self.value(column, value, event)
        return values

    def thing(self, prefix: str, name: str, event: Event) -> str:
        """The pseudonym of an id that stands in an event."""
        scope = event.programme if prefix in _OF_PROGRAMME else event.stream.hex
        return self.pseudonyms.of(prefix, scope, name)

    def person(self, by: str | None, programme: str) -> str | None:
        """The pseudonym of the coach or supervisor on whose behalf something was entered."""
        role, _, name = (by or "").partition(":")
        return self.pseudonyms.of(role[0].upper(), programme, name) if name and role in ROLES else None

    def colleague(self, by: str | None, programme: str) -> str | None:
        """On whose behalf, such as `coach:C-…`: the role, and a pseudonym where somebody was named."""
        pseudonym = self.person(by, programme)
        return f"{role(by)}:{pseudonym}" if pseudonym else role(by)

    def moment(self, moment: datetime) -> Moment:
        """A moment as it leaves."""
        return moment if self.exact_times else calendar.local_date(moment)

    def values_of(self, event: Event) -> dict[str, Any]:
        """The coded values of an event that exports hold, and nothing of any other."""
        return self.facts(event) if type(event.fact) in TYPES.values() else {}

    def value(self, column: ExportColumn, value: Any, event: Event) -> Any:
        """One value of an event as it leaves."""
        if column.key == "to" and column.kind == "list":
            return sorted({role(name) or OTHER for name in value})
        if column.key == RESPONSIBLE:
            return self.colleague(value, event.programme) or value
        if column.prefix is not None:
            return self.thing(column.prefix, value, event)
        if column.kind == "incomes":
            return [self._income(column, income) for income in value]
        if column.kind == "list":
            return [self._code(column, part) for part in value]
        if isinstance(value, datetime):
            return self.moment(value)
        return self._code(column, value) if isinstance(value, str) else value

    def _income(self, column: ExportColumn, income: Income) -> dict[str, Any]:
        record = {"source": self._code(column, income.source), "payer": income.payer, "amount": income.amount}
        return record if income.tax is None else record | {"tax": income.tax}

    def _code(self, column: ExportColumn, value: str) -> str:
        if column.listed is None:
            shape = SHAPED.get(column.key)
            if shape is None or re.fullmatch(shape, value):
                return value
        else:
            codes = self.codes.get(column.listed, frozenset())
            for spelt in (value, value.strip().lower().replace(" ", "_")):
                if spelt in codes:
                    return spelt
        self.recoded[column.name] = self.recoded.get(column.name, 0) + 1
        return OTHER


def role(by: str | None) -> str | None:
    """On whose behalf, without the name: participant, coach, supervisor, system; None where it was not said."""
    word = (by or "").partition(":")[0]
    return word if word in ROLES else None


def as_text(value: Any) -> Any:
    """A coded value as JSON and XML write it: days and moments as text, in UTC."""
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [as_text(part) for part in value]
    return value


def moment(value: datetime) -> str:
    """A moment in UTC, to the microsecond where it has any."""
    return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
