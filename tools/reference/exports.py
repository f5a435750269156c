"""docs/reference/exports.md: what each kind of export holds, key by key and column by column."""

from __future__ import annotations

from collections.abc import Iterator

from projections.exports import fact_types
from projections.exports.coding import LEFT_OUT, LISTED, PSEUDONYMOUS, SHAPED, columns
from projections.exports.config import code_lists
from projections.exports.fact_types import TYPES
from projections.exports.mining import ocel_types, xes
from projections.exports.mining.model import END, START, transitions
from projections.exports.sus.forms import COLUMNS, OPEN_TO_ALL
from projections.exports.tabular import tables
from projections.exports.tabular.codebook import HEAD, describe
from projections.exports.tabular.meanings import MEANINGS
from tools.reference.markdown import block, code, codes, page, table

INTRODUCTION = """\
`journey export KIND --out PATH` writes one file, or a folder, that appears whole or not at all and is never written
over. [Export for evaluation](../how-to/export-for-evaluation.md) says how to go about it, and
[decision 16](../decisions/0016-exports-and-pseudonyms.md) why it is so."""
KINDS = {
    "events": "JSON Lines: one event a line, the programme's own first, then people in the order of their pseudonyms",
    "tables": "a folder: every table as Parquet and CSV, `tables.xlsx` with a sheet for each, `codebook.json` and "
    "`codebook.md`",
    "xes": "XES (IEEE 1849-2016): a trace is an episode; `--moves-only` for checking against the model",
    "ocel": "OCEL 2.0 JSON: people, episodes, coaches, employers, jobs, placements, studies, appointments",
    "model": "PNML: the lifecycle as a Petri net, with the labels of the moves in `xes`; it holds nobody's data",
    "sus": "a folder: a form in Swedish for each episode, `sus.csv` and `sus.xlsx`",
    "person": "a folder for one person: `index.html` to read, `data.json` for programs",
}
STARTERS = """\
Beside `events`, `tables`, `xes`, `ocel` and `sus` lie scripts to start with, for Python, R and Stata: in a folder
`start.py`, `start.R` and `start.do`, beside a file under its name (`moves.xes.start.py`). One that is there already
stays as it is. `--dialect sv` writes the CSV of `tables` and `sus` with semicolons, decimal commas and a mark of
UTF-8."""
TIMES = """\
Moments leave as the days in Sweden on which they fall: `recorded`, `struck_recorded` and `booked_for` are days, and
`at` is not told. With `--exact-times`, which needs a `--reason`, they are what they were; `journey exports` says which
exports were made so, the access log why. [Decision 45](../decisions/0045-exports-that-open-and-cannot-be-joined.md)."""
WHO = """\
Judged when the export is made, whatever `--as-of` and `--known-at` say: nobody who lives under protected identity;
nobody who has withdrawn a consent to `research`; with `--for research` only those whose consent to it stands. Erased
people are in exports for the programme, under a name that is a fresh one each time. `sus` and `person` have rules of
their own, below."""
NAMES = """\
A pseudonym holds within one export. With `--same-pseudonyms` people are called as in
`journey participants --pseudonyms`, and other ids keep their pseudonyms from one such export to the next."""
NEVER = """\
Names, contact details, free text, answers and dates of birth; the ids that senders, streams and entries have in the
log; who entered something, save the role; messages, tasks and whatever was written in a chat; whether somebody lives
or lived under protected identity."""
XES = """\
A trace is called `PSEUDONYM/EPISODE`; a referral that led to no enrolment is called `PSEUDONYM/referral-N`. Moves are
called as in the model, other facts by their type (`employer contacted`). `time:timestamp` is noon of the day in Sweden,
a second later for each earlier fact of that day; with `--exact-times` the moment, where one is known. Other days are
noon as well. What happened after a stay ended is in its trace with `stay` = `after`, what happened before the first one
in that one's with `before`. The command says how many events are in no trace: struck ones, the programme's own, and
those about people who were neither referred nor enrolled. `org:role` is the role of whoever it was entered for,
`org:resource` the coach's or supervisor's pseudonym; `recorded` is record time. The other attributes are those of
`events`, lists joined by `;`."""
OCEL = """\
Activities are those of `xes`. Attribute values are texts, as the schema of OCEL 2.0 has them; the declared type says
what each is; a `time` is a date-time, a day noon in Sweden. Every event concerns an object: what is the programme's
own, its `programme`. An object's attributes are dated by the fact that told them. Struck events are left out."""
MODEL = f"""\
Places are the states of the [lifecycle](lifecycle.md); a pause has a place for each phase it can begin in. The token
starts in `{START}` and ends in `{END}`. A step without a label leads to `{END}` from every state that a stay can be
in: an episode that is still under way is no deviation."""
SUS = """\
A form names the person where a consent to `sus` stands now *and* was given for that episode: before it ended, and not
before an earlier one did. Without it, and for people who are anonymous or live under protected identity, form and line
hold sex and start year alone, and the export refuses to write anything else. Placements are not in SUS. What the coded
values are called stands in `config/sus.toml`; what is marked (?) there is unverified."""
PERSON = """\
Everything the log holds about the person with what is sealed opened, everything written in their chats, who has read
about them, which consents stand, and which exports named them. It is for that person alone, and they get it also where
they live under protected identity."""


def markdown() -> str:
    """The whole page."""
    parts = [
        INTRODUCTION,
        table(("kind", "what it is"), ((code(kind), said) for kind, said in KINDS.items())),
        STARTERS,
        "## Who is in it",
        WHO,
        "## What people and things are called",
        NAMES,
        _prefixes(),
        "## Times",
        TIMES,
        "## What never leaves",
        NEVER,
        _left_out(),
        "## Codes",
        _codes(),
        "## `events`",
        *_events(),
        "## `tables`",
        HEAD,
        *_tables(),
        "## `xes`",
        XES,
        "## `ocel`",
        OCEL,
        _objects(),
        "## `model`",
        MODEL,
        _model(),
        "## `sus`",
        SUS,
        _sus(),
        "## `person`",
        PERSON,
    ]
    return page("Exports", "projections/exports/", *parts)


def _prefixes() -> str:
    keys: dict[str, list[str]] = {"P": ["participant"], "S": ["org:resource, of a supervisor"], "OC": ["occurrence"]}
    for key, prefix in PSEUDONYMOUS.items():
        keys.setdefault(prefix, []).append(key)
    return table(
        ("pseudonym", "stands for"), ((code(f"{prefix}-…"), ", ".join(found)) for prefix, found in keys.items())
    )


def _left_out() -> str:
    places = {
        "every export": fact_types.NEVER,
        "`tables`": tables.LEFT_OUT,
        "`xes`": xes.LEFT_OUT,
    }
    types: dict[tuple[str, str], list[str]] = {}
    for place, left_out in places.items():
        for name, why in left_out.items():
            types.setdefault((place, why), []).append(name)
    rows = ((codes(names), place, why) for (place, why), names in types.items())
    return "Facts of these types are left out:\n\n" + table(("types", "left out of", "why"), rows)


def _codes() -> str:
    shipped = code_lists(None)
    rows = ((code(key), code(name), codes(sorted(shipped.get(name, ())))) for key, name in LISTED.items())
    said = (
        "Entries take any text where these codes belong, so only what is on a list leaves; all else becomes `other`. "
        "The shipped lists are in `config/exports.toml`; a programme file adds its own under `[code_lists]`, its "
        "municipalities and its questionnaires. "
        f"{codes(SHAPED)} leaves where it has the shape of one; {codes(sorted(LEFT_OUT))} never."
    )
    return said + "\n\n" + table(("key", "list", "shipped codes"), rows)


def _events() -> Iterator[str]:
    yield "Every line has these keys; `at` (with `--exact-times`) and `struck_recorded` only where there is one."
    every = (
        "participant",
        "type",
        "on",
        "at",
        "recorded",
        "by",
        "episode",
        "struck",
        "struck_recorded",
        "migrated",
        "record_time_unknown",
    )
    yield table(("key", "meaning"), ((code(key), MEANINGS[key]) for key in every))
    yield "Then the fact's own, where they were said. Each income is an object with `source`, `payer`, `amount`, `tax`."
    yield table(("type", "keys"), ((code(name), codes(c.name for c in columns(cls))) for name, cls in TYPES.items()))
    yield block(
        "json",
        '{"participant":"P-15296de8aae1","type":"job_started","on":"2017-05-02","recorded":"2017-05-02",'
        '"by":"coach","episode":1,"struck":false,"migrated":false,"record_time_unknown":false,'
        '"job":"JOB-d4612a2850c9","extent":75.0,"competitive":true,"industry":"services"}',
    )


def _tables() -> Iterator[str]:
    for found in describe({}, tables.tables(exact_times=False)):
        yield f"### {code(found['table'])}"
        yield found["about"]
        rows = (
            (code(c["column"]), c["type"] + (f", {c['unit']}" if c["unit"] else ""), c["meaning"])
            for c in found["columns"]
        )
        yield table(("column", "type", "meaning"), rows)


def _objects() -> str:
    rows = ((code(name), codes(key for key, _ in attributes)) for name, attributes in ocel_types.OBJECTS.items())
    return table(("object", "attributes"), rows)


def _model() -> str:
    rows = ((code(arc.source), code(arc.label), code(arc.target)) for arc in transitions() if arc.label)
    return table(("from", "activity", "to"), rows)


def _sus() -> str:
    rows = (
        (code(column), "every form" if column in OPEN_TO_ALL else "with consent", meaning)
        for column, meaning in COLUMNS.items()
    )
    return table(("column", "filled in", "meaning"), rows)
