"""Random histories and rules, for properties: entries as a sender would write them, in an order the lifecycle allows.

A history is a list of entries in the order of recording, each with `entry` and `recorded`, so that it goes through
`journey import --keep-recorded` as it stands (give a `participant`) or through `tests.spec.log_of` into the domain.
The end of the file is always possible; a history cut in the middle need not be, where a move was recorded late.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
from hypothesis import strategies as st

from journey.domain.programme import Programme, Rule
from journey.domain.rulebook import RuleBook
from journey.engine.loading.programmes import load_programmes
from journey.engine.loading.rule_files import resolve_rule

Entry = dict[str, Any]

STOCKHOLM = ZoneInfo("Europe/Stockholm")
FIRST_DAY = date(2016, 12, 20)
LAST_DAY = date(2029, 12, 31)
"""No entry, and no recording of one, is later than this."""

PHASES = ("engagement", "assessment", "job_placement", "coaching", "follow_along")
_FROM_PHASE = ("paused", *PHASES, "discharged", "paused")
NEXT: dict[str, tuple[str, ...]] = {
    "unknown": ("enrolled", "referred"),
    "referred": ("enrolled", "waitlisted", "declined"),
    "waitlisted": ("enrolled", "declined"),
    "declined": ("enrolled", "referred"),
    "discharged": ("enrolled", "referred"),
    "paused": ("resumed", "resumed", "discharged"),
    "enrolled": _FROM_PHASE,
    **dict.fromkeys(PHASES, _FROM_PHASE),
}
"""The lifecycle order of contract §1, said a second time: what may follow what."""

GAPS = (0, 1, 2, 3, 7, 14, 15, 30, 31, 60, 150)
OFFSETS = (0, 0, 0, 0, 1, 2, 3, 4, 7, 8, 14, 15, 28, 30, 31, 32, 42, 45, 60, 70, 92, 180, 190, 370, -1, -3, -14, -40)
DELAYS = (0, 0, 0, 0, 1, 2, 5, 20, 45, 200)

FACTS: tuple[Entry, ...] = (
    {"type": "contact_held", "mode": "meeting", "by": "coach:anna"},
    {"type": "contact_held", "mode": "message", "by": "participant"},
    {"type": "employer_contacted", "employer": "f-1", "mode": "phone", "who": "coach", "competitive": True},
    {"type": "employer_contacted", "employer": "f-2", "mode": "email", "who": "both", "competitive": False},
    {"type": "job_started", "job": "job-1", "extent": 75, "competitive": True},
    {"type": "job_started", "job": "job-2", "extent": 25, "competitive": False},
    {"type": "job_ended", "job": "job-1"},
    {"type": "job_ended", "job": "job-2"},
    {"type": "studies_started", "studies": "s-1", "kind": "sfi", "extent": 50},
    {"type": "appointment_missed", "appointment": "a-1"},
    {"type": "appointment_kept", "appointment": "a-2", "by": "coach:anna"},
    {"type": "outreach_attempted", "mode": "phone", "by": "coach:anna"},
    {"type": "benefits_counselling_offered"},
    {"type": "benefits_counselling_given", "minutes": 30},
    {"type": "profile_completed"},
    {"type": "plan_agreed", "kind": "work_plan"},
    {"type": "questionnaire_answered", "instrument": "ghq12", "moment": "start", "total": 5},
    {"type": "questionnaire_answered", "instrument": "ghq12", "moment": "six_months", "total": 4},
    {"type": "questionnaire_answered", "instrument": "ghq12", "moment": "discharge", "total": 3},
    {"type": "questionnaire_answered", "instrument": "survey", "moment": "work_followup", "total": 1},
    {"type": "sus_registered", "moment": "start"},
    {"type": "sus_registered", "moment": "end"},
    {"type": "coach_assigned", "coach": "bo"},
    {"type": "deadline_waived", "rule": "job_search_one_month", "reason": "agreed", "by": "supervisor:eva"},
    {"type": "deadline_waived", "rule": "contact_rhythm", "reason": "agreed", "by": "supervisor:eva"},
    {"type": "deadline_waived", "rule": "follow_along", "reason": "agreed", "by": "supervisor:eva"},
    {"type": "deadline_waived", "rule": "own_rule", "reason": "agreed", "by": "supervisor:eva"},
)
"""Facts that the shipped rules speak of, each as one entry without its day."""

MISTAKES: tuple[Entry, ...] = (
    {"type": "enrolled"},
    {"type": "discharged", "reason": "no_contact"},
    {"type": "paused", "reason": "hospital"},
    {"type": "resumed"},
    {"type": "phase_moved", "to": "coaching"},
    {"type": "referred", "source": "self"},
)
"""Moves that need not fit anywhere: they are always struck again."""

TEAM_FACTS: tuple[Entry, ...] = (
    *(
        {"type": "meeting_held", "kind": kind}
        for kind in (
            "team",
            "cooperation_group",
            "treatment_conference",
            "psychiatry",
            "housing_support",
            "authority_cooperation",
        )
    ),
    {"type": "fidelity_reviewed", "scale": "ips-25", "rater": "self", "scores": {"1": 4}},
    {"type": "work_wish_asked", "people": 30, "wished": 12},
    {"type": "report_submitted", "kind": "monthly", "period": "2017-03"},
    {"type": "report_submitted", "kind": "tertial", "period": "2017-T1"},
    {"type": "report_submitted", "kind": "monthly", "period": "by hand"},
)


# --- what happened ----------------------------------------------------------------------------------------------------


def start_of(entry: Entry) -> datetime:
    """When an entry happened: a date counts as the start of its day."""
    on = entry["on"]
    return datetime.combine(date.fromisoformat(on), time(), STOCKHOLM) if len(on) == 10 else datetime.fromisoformat(on)


def day_of(entry: Entry) -> date:
    """The local day on which an entry happened."""
    return start_of(entry).astimezone(STOCKHOLM).date()


def at(day: date, hour: int | None) -> str:
    """A day as an entry says it: alone, or with the hour and its offset."""
    return day.isoformat() if hour is None else datetime.combine(day, time(hour), STOCKHOLM).isoformat()


def _recorded(on: str, delay: int) -> str:
    """So many days later, in the evening: never before the entry happened."""
    day = day_of({"on": on}) + timedelta(days=delay)
    return datetime.combine(day, time(20), STOCKHOLM).isoformat()


_hours = st.sampled_from([None, None, None, 8, 12, 16])
_steps = st.tuples(st.integers(0, 7), st.sampled_from(GAPS), _hours, st.sampled_from(DELAYS))


@st.composite
def _moves(draw: st.DrawFn, longest: int) -> list[Entry]:
    day = FIRST_DAY + timedelta(days=draw(st.integers(0, 400)))
    state, rested_in, hour = "unknown", "enrolled", None
    moves: list[Entry] = []
    for choice, gap, wanted, delay in draw(st.lists(_steps, min_size=1, max_size=longest)):
        options = [option for option in NEXT[state] if option != state]
        move = options[choice % len(options)] if moves else options[choice % 4 == 3]
        rested_in = state if move == "paused" else rested_in
        state = rested_in if move == "resumed" else move
        if not gap and hour is not None:  # on the same day, later or at the same moment
            wanted = max(wanted or hour, hour)
        hour = wanted
        day += timedelta(days=gap)
        on = at(day, hour)
        recorded = _recorded(on, delay)
        if moves and start_of(moves[-1]) == start_of({"on": on}):  # at the same moment the log's order counts
            recorded = max(recorded, moves[-1]["recorded"], key=datetime.fromisoformat)
        moves.append({**_move(move, choice), "on": on, "recorded": recorded})
    return moves


def _move(move: str, choice: int) -> Entry:
    if move in PHASES:
        return {"type": "phase_moved", "to": move}
    keys: dict[str, Entry] = {
        "referred": {"source": ("self", "psychiatry")[choice % 2]},
        "declined": {"reason": "moved"},
        "paused": {"reason": "hospital"},
        "discharged": {"reason": ("own_wish", "no_contact", "work")[choice % 3]},
        "enrolled": {"coach": "anna"} if choice % 2 else {},
    }
    return {"type": move, **keys.get(move, {})}


_places = st.tuples(st.integers(0, 11), st.sampled_from(OFFSETS), _hours, st.sampled_from(DELAYS))


def _placed(template: Entry, place: tuple[int, int, int | None, int], anchors: Sequence[date]) -> Entry:
    anchor, offset, hour, delay = place
    on = at(anchors[anchor % len(anchors)] + timedelta(days=offset), hour)
    return {**template, "on": on, "recorded": _recorded(on, delay)}


def _named(entries: list[Entry], prefix: str) -> list[Entry]:
    return [{**entry, "entry": f"{prefix}{number}"} for number, entry in enumerate(entries, 1)]


def strike(target: Entry, delay: int, entry: str) -> Entry:
    """An entry that strikes another one, recorded so many days after it."""
    on = (datetime.fromisoformat(target["recorded"]) + timedelta(days=delay)).date().isoformat()
    recorded = max(_recorded(on, 0), target["recorded"], key=datetime.fromisoformat)
    return {
        "type": "struck",
        "on": on,
        "recorded": recorded,
        "entry": entry,
        "strikes": target["entry"],
        "reason": "entered by mistake",
        "by": "supervisor:eva",
    }


def _strikes(target: Entry, delays: Sequence[int]) -> list[Entry]:
    """A strike, the strike of that strike, and so on."""
    chain: list[Entry] = []
    for delay in delays:
        chain.append(strike((chain or [target])[-1], delay, f"{(chain or [target])[-1]['entry']}x"))
    return chain


_chains = st.lists(st.sampled_from([0, 1, 3, 30, 60]), min_size=1, max_size=3)
_one_strike = st.lists(st.sampled_from([0, 1, 3, 30]), min_size=1, max_size=1)


@st.composite
def histories(
    draw: st.DrawFn,
    participant: str | None = None,
    *,
    longest: int = 10,
    facts: int = 12,
    strikes: int = 2,
    live: bool | None = None,
) -> list[Entry]:
    """One person's entries in the order of recording: moves, facts, late entries, mistakes and strikes.

    `live`: recorded in the order of their record times, as in a log nobody has migrated (None: sometimes).
    `longest` is the most moves, `facts` the most facts, `strikes` the most entries that are struck.
    """
    prefix = f"{participant}-" if participant else "e"
    moves = draw(_moves(longest))
    anchors = [day_of(move) for move in moves]
    happened = draw(st.lists(st.tuples(st.sampled_from(FACTS), _places), max_size=facts))
    told = [_placed(template, place, anchors) for template, place in happened]
    wrong = draw(st.lists(st.tuples(st.sampled_from(MISTAKES), _places), max_size=strikes))
    mistaken = [_placed(template, place, anchors) for template, place in wrong]
    named = _named([*moves, *told, *mistaken], prefix)
    entries = list(named)
    for target in named[len(moves) + len(told) :]:
        entries += _strikes(target, draw(_one_strike))
    if told and strikes:
        corrected = draw(st.dictionaries(st.integers(0, len(told) - 1), _chains, max_size=strikes))
        for index, delays in corrected.items():
            entries += _strikes(named[len(moves) + index], delays)
    if participant:
        entries = [{**entry, "participant": participant} for entry in entries]
    if live is None:
        live = draw(st.booleans())
    if live:
        return sorted(entries, key=lambda entry: datetime.fromisoformat(entry["recorded"]))
    return draw(shuffled(entries))


@st.composite
def team_histories(draw: st.DrawFn, *, facts: int = 12) -> list[Entry]:
    """A programme's own entries in the order of their record times."""
    happened = draw(st.lists(st.tuples(st.sampled_from(TEAM_FACTS), _places), min_size=1, max_size=facts))
    told = [_placed(template, place, [FIRST_DAY + timedelta(days=60)]) for template, place in happened]
    return sorted(_named(told, "t"), key=lambda entry: datetime.fromisoformat(entry["recorded"]))


@st.composite
def shuffled(draw: st.DrawFn, entries: Sequence[Entry]) -> list[Entry]:
    """The same entries recorded in another order: moves of one moment keep theirs, strikes come after their targets."""
    order = draw(st.permutations(range(len(entries)))) if entries else []
    return in_possible_order([entries[index] for index in order], entries)


def in_possible_order(wanted: Sequence[Entry], entries: Sequence[Entry]) -> list[Entry]:
    """`wanted` as far as possible: moves that share a moment stand as they do in `entries`, strikes after targets."""
    placed = [entry for entry in wanted if entry["type"] != "struck"]
    moments: dict[datetime, list[Entry]] = {}
    for entry in entries:
        if entry["type"] in NEXT or entry["type"] in ("phase_moved", "resumed"):
            moments.setdefault(start_of(entry), []).append(entry)
    for group in moments.values():
        places = [index for index, entry in enumerate(placed) if entry in group]
        for index, entry in zip(places, group, strict=True):
            placed[index] = entry
    for entry in entries:  # a strike stands after its target here too, so a chain is placed link by link
        if entry["type"] == "struck":
            after = next(index for index, other in enumerate(placed) if other["entry"] == entry["strikes"])
            before_it = wanted.index(entry)
            placed.insert(min(max(after + 1, before_it), len(placed)), entry)
    return placed


# --- by which rules ---------------------------------------------------------------------------------------------------

_TRIGGERS: tuple[Entry, ...] = (
    {"type": "enrolled"},
    {"type": "clock_start"},
    {"type": "referred"},
    {"type": "discharged"},
    {"type": "job_started"},
    {"type": "appointment_missed"},
    {"type": "studies_started"},
    {"type": "plan_agreed"},
    {"type": "phase_moved", "where": {"to": ["coaching", "follow_along"]}},
    {"type": "contact_held", "where": {"by": ["participant"]}},
)
_SATISFIERS: tuple[Entry, ...] = (
    {"type": "contact_held"},
    {"type": "employer_contacted", "where": {"competitive": True}},
    {"type": "contact_held", "where": {"by": {"not": ["participant", "system"]}}},
    {"type": "appointment_kept"},
    {"type": "outreach_attempted"},
    {"type": "sus_registered", "where": {"moment": "end"}},
    {"type": "job_started"},
    {"type": "questionnaire_answered"},
    {"type": "phase_moved"},
    {"type": "profile_completed"},
)
_LENGTHS = ("1 day", "3 days", "5 working days", "2 weeks", "1 month", "6 weeks", "2 months", "1 year")

_some_triggers = st.lists(st.sampled_from(_TRIGGERS), min_size=1, max_size=2)
_some_satisfiers = st.lists(st.sampled_from(_SATISFIERS), min_size=1, max_size=2)
_lengths = st.sampled_from(_LENGTHS)


@st.composite
def legs(draw: st.DrawFn, name: str, *, repeat: bool) -> Entry:
    """A leg of a rule as a programme file has it."""
    options: dict[str, st.SearchStrategy[Any]] = {
        "offset": st.sampled_from(["1 month", "2 weeks", "3 working days"]),
        "lead": st.sampled_from(["referral", "2 weeks", "1200 months"]),
        "outlives": st.booleans(),
        "count": st.integers(1, 3),
        "since": st.just([{"type": "contact_held"}]),
        "until": st.sampled_from([[{"type": "job_ended"}], [{"type": "plan_agreed"}], [{"type": "phase_moved"}]]),
    }
    if repeat:
        steps = [{"every": "1 week", "within": "1 month"}, {"every": "1 month", "within": "1 year"}]
        options["steps"] = st.just(steps)
    leg: Entry = draw(st.fixed_dictionaries({}, optional=options))
    if draw(st.integers(0, 3)) == 3:
        job: list[Entry] = [{"type": "job_started"}, {"type": "studies_started"}]
        leg |= {"same": "job", "trigger": job[: draw(st.integers(1, 2))], "until": [{"type": "job_ended"}]}
    period = _lengths if repeat else st.one_of(_lengths, st.just("0 days"))
    return {
        "trigger": draw(_some_triggers),
        "satisfier": draw(_some_satisfiers),
        "period": draw(period),
        **leg,
        **({"name": name} if name else {}),
    }


@st.composite
def rules(draw: st.DrawFn, rule_id: str = "own_rule") -> Rule:
    """A participants' rule as a programme might write it for itself, resolved."""
    repeat = draw(st.booleans())
    options: dict[str, st.SearchStrategy[Any]] = {
        "warn": st.sampled_from([{"before": "7 days"}, {"before": "0 days"}, {"after_start": "1 month"}]),
        "escalate": st.sampled_from(["0 days", "1 day", "2 weeks"]),
        "pauses": st.booleans(),
        "phases": st.sampled_from([["engagement", "assessment"], ["coaching", "follow_along"], ["intake"]]),
        "first_only": st.booleans(),
    }
    written: Entry = draw(st.fixed_dictionaries({}, optional=options))
    names = draw(st.sampled_from([[""], [""], ["one", "two"]]))
    written |= {"name": "En egen regel", "repeat": repeat, "legs": [draw(legs(name, repeat=repeat)) for name in names]}
    rule = resolve_rule(rule_id, written, {})
    assert rule is not None
    return rule


@cache
def shipped() -> dict[str, Programme]:
    """The four programmes that come with the product, by id."""
    return load_programmes(None)


@st.composite
def programmes(draw: st.DrawFn) -> Programme:
    """A shipped programme, sometimes with a rule of its own or another start of the clock."""
    programme = shipped()[draw(st.sampled_from(sorted(shipped())))]
    if draw(st.booleans()):
        programme = msgspec.structs.replace(programme, rules=(*programme.rules, draw(rules())))
    clock = draw(st.sampled_from(["enrolled", "enrolled", "referred", "coach_assigned", "profile_completed"]))
    return msgspec.structs.replace(programme, clock_start=clock)


@st.composite
def books(draw: st.DrawFn) -> RuleBook:
    """A programme's rules through time: most often one version, sometimes a second one from a later day."""
    first = draw(programmes())
    if draw(st.integers(0, 3)) < 3:
        return RuleBook([(first.starts, first)])
    day = FIRST_DAY + timedelta(days=draw(st.integers(0, 600)))
    second = msgspec.structs.replace(draw(programmes()), id=first.id, starts=first.starts)
    return RuleBook([(first.starts, first), (day, second)])
