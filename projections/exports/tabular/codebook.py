"""Writes the codebook beside the tables: every table and column, with type, unit, allowed values and meaning."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import msgspec

from projections.exports.coding import OTHER, ExportColumn, Kind, moment
from projections.exports.population import Request
from projections.exports.tabular.tables import TABLES, Table

TYPES: Mapping[Kind, str] = {
    "text": "text",
    "whole": "whole number",
    "number": "number",
    "flag": "true or false",
    "day": "date",
    "moment": "date-time (UTC)",
    "list": "list of texts",
    "scores": "text",
}

UNITS: Mapping[str, str] = {
    "minutes": "minutes",
    "wage": "SEK/month",
    "subsidy": "SEK/month",
    "amount": "SEK/month",
    "tax": "SEK/month",
    "hours_per_week": "hours/week",
    "fte": "full-time posts",
    "days": "days",
    "paused_days": "days",
    "raw_days": "days",
    "adjusted_days": "days",
    "periods_missed": "periods",
    "years_on_support": "years",
    "extent": "percent",
    "people": "people",
    "wished": "people",
    "points": "points, 1 to 5",
}

UNITS_IN: Mapping[tuple[str, str], str] = {("economy", "amount"): "SEK"}
"""Units of columns that count something else in this table than in the others."""

MEANINGS: Mapping[str, str] = {
    "absent": "Parties that were expected and did not come.",
    "action": "What was agreed, by a pseudonym that is the same on every line about it.",
    "activity": "What the contact was about, or what the person took part in.",
    "adjusted_days": "Days without the pauses that stopped the clock.",
    "agreed_at": "Where it was agreed.",
    "age_band": "Age in the year in which the background was recorded, in bands.",
    "amount": "What is paid.",
    "appointment": "The appointment, by a pseudonym that is the same on every line about it.",
    "at": "The moment it happened, where one was given beside the day.",
    "audience": "To whom the method was presented.",
    "booked_for": "When the appointment was to be.",
    "by": "On whose behalf it was entered: the role alone.",
    "cause": "Why the appointment was missed or cancelled.",
    "care_team": "The care team, as a code.",
    "coach": "The coach, by a pseudonym.",
    "competitive": "Whether it is ordinary work, open to anybody, at ordinary pay.",
    "completed": "Whether the studies were completed.",
    "consensus": "Whether these are the points on which two reviewers agreed.",
    "days": "Days from enrolment to the end, or so far.",
    "deputy": "Who stands in, by a pseudonym.",
    "disclosure": "How open the person wants to be about their health.",
    "due": "The day by which it was to be done; of a deadline, empty while a pause stops the clock.",
    "education": "The highest education.",
    "employer": "The employer, by a pseudonym.",
    "end": "The last day; empty while it goes on.",
    "ended": "The day of discharge, or of the decline of a referral; empty while it goes on.",
    "enrolled": "The day of enrolment; empty for a referral that led to none.",
    "episode": "The number of the person's episode: enrolments are counted. Empty outside every episode.",
    "episodes": "How often the person was enrolled.",
    "extent": "How much: work in percent of 40 hours a week, studies and wishes in percent of full time.",
    "first_enrolled": "The day of the first enrolment.",
    "first_referred": "The day of the first referral.",
    "follows_preferences": "Whether the contact follows what the person wants.",
    "fte": "Working time; 1 is one full-time post.",
    "gender": "As told.",
    "goal": "The team's goal, by a pseudonym that is the same on every line about it.",
    "hours_per_week": "Hours a week.",
    "industry": "The industry.",
    "instrument": "Which questionnaire.",
    "item": "The number of the item, 1 to 25.",
    "job": "The job, by a pseudonym that is the same on every line about it.",
    "job_type": "The kind of job.",
    "kind": "Which kind, by the table.",
    "language": "The language the person wants to be written to in.",
    "leg": "Which part of the rule, where it has several.",
    "matter": "The matter, by a pseudonym that is the same on every line about it.",
    "met": "Whether the team found its goal met.",
    "met_on": "The day on which what was expected happened.",
    "milestone": "The step, by a pseudonym that is the same on every line about it.",
    "migrated": "Whether it was taken over from an earlier system.",
    "minutes": "How long it took.",
    "mode": "How the contact was held.",
    "moment": "At which moment of the episode.",
    "municipality": "The municipality, where the programme's file names it.",
    "occupations": "The occupations the person wants.",
    "occurrence": "The occurrence of the rule, by a pseudonym that is the same for deadline and alerts.",
    "on": "Valid time: the day on which it happened.",
    "opened": "The day on which the occurrence opened.",
    "outcome": "What was decided.",
    "participant": "The person, by a pseudonym. Empty for the programme's own.",
    "parties": "Who came.",
    "party": "The party: whom a consent names, or with whom it was done.",
    "paused_days": "Days in pauses.",
    "payer": "Who pays.",
    "people": "How many people.",
    "period": "The period of the report, the goal or the cost.",
    "periods_missed": "Whole periods since the due day in which nothing satisfied it, pauses left out.",
    "person": "Somebody around the person, by a pseudonym that is the same on every line about them.",
    "permanent": "Whether the employment is until further notice.",
    "phase": "The phase, or `paused`; a pause lies within a phase.",
    "place": "Where the contact was held.",
    "placement": "The placement, by a pseudonym that is the same on every line about it.",
    "points": "The points given.",
    "rater": "Whether the programme reviewed itself.",
    "raw_days": "Days from the trigger to what was expected, to the end, or so far.",
    "reason": "Why it ended.",
    "record_time_unknown": "Whether nobody knows when it was recorded: `recorded` is then the day itself.",
    "recorded": "Record time: when it became known. Keep lines up to a moment to see what was known then.",
    "referred": "The day of the referral.",
    "responsible": "Who took it on: a partner, or a coach by a pseudonym.",
    "rule": "The deadline rule, by its id in the programme's file.",
    "reviewer": "Who reviewed, by a pseudonym.",
    "rules_version": "Which version of the rules judged it.",
    "scale": "The fidelity scale.",
    "scoring": "How the questionnaire was scored.",
    "sector": "The employer's sector.",
    "source": "Where the referral, or the income, comes from.",
    "start": "The first day.",
    "state": "Where the person is at the end of the day the export is judged on.",
    "status": "How the deadline stood.",
    "struck": "Whether the entry was struck as wrong: such a line counts in no figure.",
    "struck_recorded": "When the strike became known.",
    "studies": "The studies, by a pseudonym that is the same on every line about them.",
    "subsidised": "Whether the employer is paid a subsidy.",
    "subsidy": "The subsidy.",
    "target": "What the goal was to reach; shares are fractions.",
    "tax": "The tax on it.",
    "team": "The care team that was met, as a code.",
    "to": "Who was told: the roles alone.",
    "total": "The total of the questionnaire, by its scoring.",
    "totals": "The totals in every scoring that can be worked out, such as `ghq=3 likert=12`.",
    "type": "Which kind of entry.",
    "value": "What was reached; shares are fractions.",
    "until": "The last day on which it holds.",
    "wage": "The wage.",
    "waiting_since": "The day on which the person was put on the waiting list.",
    "who": "Who contacted the employer.",
    "wished": "How many of those asked want paid work.",
    "with": "Who took part beside the person.",
    "year": "The calendar year.",
    "years_on_support": "Years on public support before the programme.",
}
"""What a column means, wherever it stands."""

HEAD = """\
Dates are valid time, `recorded` is record time. CSV: UTF-8, commas, an empty cell is nothing, lists are joined by `;`.
Pseudonyms hold for this export alone, unless it was asked for with `--same-pseudonyms`. A code that is on no list of
the programme's stands as `other`."""


def describe(codes: Mapping[str, Iterable[str]]) -> list[dict[str, Any]]:
    """Every table with its columns, as the JSON codebook has them."""
    return [
        {"table": table.name, "about": table.about, "columns": [_column(table, c, codes) for c in table.columns]}
        for table in TABLES
    ]


def _column(table: Table, column: ExportColumn, codes: Mapping[str, Iterable[str]]) -> dict[str, Any]:
    allowed = column.allowed
    if column.name == "type" and table.types:
        allowed = table.types
    elif column.listed is not None and allowed is None:
        allowed = tuple(sorted({*codes.get(column.listed, ()), OTHER}))
    return {
        "column": column.name,
        "type": TYPES[column.kind],
        "unit": UNITS_IN.get((table.name, column.name), UNITS.get(column.name)),
        "allowed": list(allowed) if allowed else None,
        "meaning": MEANINGS[column.name],
    }


def write(folder: Path, request: Request, counts: Mapping[str, int]) -> None:
    """`codebook.json` and `codebook.md`, with the view and how many lines each table has."""
    view = request.view
    tables = [table | {"lines": counts[table["table"]]} for table in describe(request.coder.codes)]
    book = {
        "programme": request.programme,
        "for": request.purpose,
        "as_of": view.as_of,
        "known_at": None if view.known_at is None else moment(view.known_at),
        "tables": tables,
    }
    text = msgspec.json.format(msgspec.json.encode(book), indent=2)
    (folder / "codebook.json").write_bytes(text + b"\n")
    (folder / "codebook.md").write_text(markdown(tables, f"Codebook: {request.programme}"), encoding="utf-8")


def markdown(tables: Iterable[Mapping[str, Any]], title: str) -> str:
    """The codebook for people."""
    parts = [f"# {title}", HEAD]
    for table in tables:
        lines = [
            f"## {table['table']}",
            "",
            table["about"],
            "",
            "| column | type | allowed | meaning |",
            "| - | - | - | - |",
        ]
        lines += [_line(column) for column in table["columns"]]
        parts.append("\n".join(lines))
    return "\n\n".join(parts) + "\n"


def _line(column: Mapping[str, Any]) -> str:
    unit = f", {column['unit']}" if column["unit"] else ""
    allowed = ", ".join(f"`{word}`" for word in column["allowed"] or ())
    return f"| `{column['column']}` | {column['type']}{unit} | {allowed} | {column['meaning']} |"
