"""docs/reference/entries.md: every entry type with its keys, and one valid line of each."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import msgspec

from journey.domain.events import ENTRY_TYPES, MOVES, PROGRAMME_TYPES, Fact, cooperation, keys, personal_keys
from journey.domain.events import work as work_module
from journey.domain.events.work import Income
from journey.engine.entries import COMMON, EntryErrors, Frame, as_command, read_line
from tools.reference.examples import line
from tools.reference.kinds import kind
from tools.reference.markdown import about, block, code, codes, page, sentence, table

IDENTITY = ("identity_changed", "background_recorded", "coach_assigned", "deadline_waived", "struck")

COMMON_KEYS = {
    "type": "Required. The entry type: one of the names below.",
    "participant": "Required, except in the programme's own types, where it is not allowed (and in a strike of one of "
    "them). The sender's reference for the person: 1 to 200 characters, any text. It is scoped to programme and sender "
    "(`--sender`), kept as a keyed hash and a sealed value, and made known by the first entry that uses it. References "
    "that begin with `J-` are the product's own: every sender may use them.",
    "on": "Required. When it happened: a date (`2018-05-31`) or a date-time with offset (`2018-05-31T10:00:00+02:00`), "
    "years 1900 to 2199, never in the future. A date counts as the start of its day.",
    "by": "On whose behalf: `participant`, `system`, `coach:REF` or `supervisor:REF`. Rules may ask for it.",
    "entry": "The sender's id of this entry, 1 to 200 characters, scoped as `participant` is. The same id with the "
    "same content changes nothing; with other content it is an error. Where it is left out it is derived from the line "
    "(`E-…`), so that the same facts sent twice are taken once, also in a file that has grown; equal lines of one file "
    "are as many facts.",
    "note": "Free text, as long as the line may be. Sealed.",
    "recorded": "When an earlier system recorded it: a date-time with offset, not before `on`, not in the future. "
    "Allowed only with `--keep-recorded`; with that option a line without it counts as recorded on its own day and is "
    "marked *record time unknown*.",
}

INTRODUCTION = """\
A file of entries is JSON Lines: UTF-8, one JSON object a line, no line longer than 1 MB. Empty lines are passed
over, a key whose value is `null` counts as left out. `journey import FILE --programme P` takes the whole file or
nothing of it; the order of lines does not matter, except between entries of one moment.

Within a day, what has a time stands at its time. A *move* without one takes the first place of its day that keeps the
history possible, discharge and decline the last one, and a fact without one stands at the day's start.

References of coaches, employers, municipalities and care teams are taken in one form of every letter (NFC) and without
outer blanks; codes on a programme's lists also in any spelling of its `spellings`. A coach who is registered in another
case is refused, with the right spelling, unless the store held that spelling before. One whom nobody has registered is
taken, and named after the import. So is what may be a slip (`line N: KEY: …`, also with `--check`): a day before the
programme's start or the person's birth, an `extent` below 1, somebody whose personal number, telephone or e-mail
another person of the programme has.

*Sealed* keys are personal: they are encrypted under a key of that participant (or programme) before they are stored,
and no rule or figure can ask for them. All others are kept clear and must not name a person. A participant's facts
are accepted in every state, also before the referral and after discharge; what *moves* may follow one another is in
[lifecycle.md](lifecycle.md).

A job, a placement, a matter, an action, a step and the like have ids of the sender's own, within one participant. What
ends or answers one need not come after what began it: histories often begin in the middle. The same id begun again is
the same thing, with what was said last."""

ERRORS = """\
Every error is a line on stderr, `line N: KEY: what is wrong and what is allowed`. Values are not repeated: they might
be about a person. Only a word of small letters where one of ours belongs is (`sms is not one of the allowed words`):
it is another system's code, to be mapped by whoever sends it, and never guessed here. All errors are looked for; the
first 100 are shown and the rest counted. Nothing is imported, and the exit code is 2. Faults of the line as a whole
have `the line` for KEY. An order of moves that the lifecycle forbids is reported under `on`, a strike of an unknown
entry under `strikes`, an id used before under `entry`. For example:"""

WRONG = (
    '{"type": "enroled", "participant": "H-001", "on": "2018-05-31"}',
    '{"type": "declined", "participant": "H-001", "on": "2018-05-31"}',
    '{"type": "contact_held", "participant": "H-001", "on": "31/5 2018", "mode": "meeting"}',
    '{"type": "contact_held", "participant": "H-001", "on": "2018-05-31", "mode": "meeting", "minute": 30}',
    '{"type": "coach_registered", "participant": "H-001", "on": "2018-05-31", "coach": "anna", "fte": 1}',
    '{"type": "resumed", "participant": "H-001", "on": "2018-05-31T10:00:00"}',
    "resumed, H-001, 2018-05-31",
)


def groups() -> dict[str, list[type[Fact]]]:
    """The entry types under the headings of the page."""
    grouped: dict[str, list[type[Fact]]] = {
        "Identity and moves": [],
        "Support": [],
        "Around the person": [],
        "Work and money": [],
        "The programme's own": [],
    }
    for name, cls in ENTRY_TYPES.items():
        grouped[_group(name, cls)].append(cls)
    return grouped


def _group(name: str, cls: type[Fact]) -> str:
    if name in PROGRAMME_TYPES:
        return "The programme's own"
    if name in MOVES or name in IDENTITY:
        return "Identity and moves"
    if cls.__module__ == cooperation.__name__:
        return "Around the person"
    return "Work and money" if cls.__module__ == work_module.__name__ else "Support"


def markdown() -> str:
    """The whole page."""
    common = table(("key", "meaning"), ((code(key), COMMON_KEYS[key]) for key in COMMON))
    parts = [INTRODUCTION, "## Keys of every entry", common, "## Errors", ERRORS, _errors(), "## Types", _contents()]
    for title, classes in groups().items():
        parts.append(f"## {title}")
        for cls in classes:
            parts += _type(cls)
    incomes = _keys(Income, {field.encode_name: field.type for field in _fields(Income)})
    parts += ["## Parts", "### An income", about(Income), incomes]
    return page("Entries", "journey/domain/events/ and journey/engine/entries.py", *parts)


def _contents() -> str:
    rows = ((f"[{title}](#{_anchor(title)})", codes(c.type_name() for c in found)) for title, found in groups().items())
    return table(("group", "types"), rows)


def _anchor(title: str) -> str:
    return "".join(letter for letter in title.lower().replace(" ", "-") if letter.isalnum() or letter == "-")


def _type(cls: type[Fact]) -> Iterator[str]:
    yield f"### {code(cls.type_name())}"
    yield sentence(cls) + (" *A move.*" if cls.type_name() in MOVES else "")
    if keys(cls):
        yield _keys(cls, keys(cls), personal_keys(cls))
    else:
        yield "No keys of its own."
    yield block("json", line(cls))


def _keys(cls: Any, kinds: dict[str, Any], sealed: tuple[str, ...] = ()) -> str:
    required = {field.encode_name for field in _fields(cls) if field.required}
    rows = (
        (code(key), kind(annotation), "required" if key in required else "optional", "sealed" if key in sealed else "")
        for key, annotation in kinds.items()
    )
    return table(("key", "value", "", ""), rows)


def _fields(cls: Any) -> tuple[msgspec.structs.FieldInfo, ...]:
    return msgspec.structs.fields(cls)


def _errors() -> str:
    frame = Frame("hudiksvall", "import", datetime(2018, 6, 1, tzinfo=UTC), "import", "reference")
    found = []
    for number, text in enumerate(WRONG, 1):
        try:
            as_command(read_line(text.encode()), frame)
        except EntryErrors as error:
            found += [f"line {number}: {problem}" for problem in error.problems]
    return "\n\n".join((block("text", *WRONG), block("text", *found)))
