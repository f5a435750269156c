"""The content of an export about many people: written in the form that was asked for, and told in words."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy.engine import Connection

from app import output
from app.cli.options import DialectName
from journey.domain.errors import WrongInput
from projections.exports import events, starters
from projections.exports.mining import ocel, xes
from projections.exports.population import Population, Request, persons, programme_itself
from projections.sheets.dialects import DIALECTS, STANDARD, Dialect
from services.opened import Journey

CLOCKED = ("events", "tables", "xes", "ocel")


@dataclass(frozen=True)
class How:
    """In which form an export was asked for."""

    moves_only: bool = False
    exact_times: bool = False
    dialect: DialectName | None = None

    @property
    def csv(self) -> Dialect:
        """How its CSV is written."""
        return DIALECTS[self.dialect or STANDARD.name]

    def check(self, kind: str, reason: str | None) -> None:
        """Raise WrongInput for what does not belong to this kind of export, or lacks its reason."""
        if self.moves_only and kind != "xes":
            raise WrongInput("--moves-only: belongs to xes; leave it out")
        if self.dialect is not None and kind not in ("tables", "sus"):
            raise WrongInput("--dialect: belongs to tables and sus, which hold CSV; leave it out")
        if self.exact_times and kind not in CLOCKED:
            raise WrongInput(f"--exact-times: belongs to {', '.join(CLOCKED)}; leave it out")
        if self.exact_times and not (reason or "").strip():
            raise WrongInput(
                "--exact-times: by the minute two exports can be put together; say with --reason why days will not do"
            )


@dataclass(frozen=True)
class Written:
    """What was written, in words, and how many events stay inside, by the reason."""

    words: str
    inside: dict[str, int] = field(default_factory=dict)


def write(
    journey: Journey, connection: Connection, kind: str, place: Any, asked: Request, chosen: Population, how: How
) -> Written:
    """Write it to a file, or into a folder."""
    people = persons(journey.engine, connection, asked, chosen)
    team = programme_itself(journey.engine, connection, asked)
    if kind == "events":
        return Written(output.count(events.write(place, team, people), "event"))
    if kind == "xes":
        title = f"{asked.programme} as of {asked.view.as_of}"
        done = xes.write(place, title, people, asked.coder, moves_only=how.moves_only)
        own = {} if how.moves_only or not team.lines else {xes.OF_PROGRAMME: len(team.lines)}
        return Written(output.count(done.traces, "trace"), done.inside | own)
    if kind == "ocel":
        count, objects = ocel.write(place, team, people, asked.coder)
        return Written(f"{output.count(count, 'event')} of {output.count(objects, 'object')}")
    from projections.exports.tabular import writing  # pyarrow takes most of a second to load

    book = journey.engine.books[asked.programme]
    rows = writing.write(place, team, people, asked, book, how.csv)
    starters.within(place, kind, how.csv)
    return Written(output.count(rows, "row"))


def add_starters(out: Path, kind: str) -> None:
    """The scripts beside a file that is whole; what is there already stays, and is named."""
    try:
        for path in starters.beside(out, kind):
            output.say(f"{path.name} was there already, and stays as it is")
    except OSError as error:
        output.say(f"no scripts to start with could be written beside it: {error.strerror}")


def tell(out: Path, wrote: Written, asked: Request, chosen: Population) -> None:
    """What came of it: how much, who was left out, which events stay inside, and which codes left as `other`."""
    output.say(f"{wrote.words} of {output.count(len(chosen.people), 'person', 'people')} written to {out}")
    for reason, count in sorted(chosen.left_out.items()):
        output.say(f"left out: {output.count(count, 'person', 'people')} ({reason.replace('_', ' ')})")
    for why, count in wrote.inside.items():
        output.say(f"stays inside: {output.count(count, 'event')} ({why})")
    for key, count in sorted(asked.coder.recoded.items()):
        output.say(
            f"{key}: {output.count(count, 'value')} on no list of codes left as `other`; "
            "see exports.toml in the config folder"
        )
