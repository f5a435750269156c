"""docs/reference/programme-files.md: every key of a programme file, from the structs it is read into."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args, get_origin

import msgspec
from msgspec import Struct

from journey.domain.programme import Capacity, Leg, Pattern, PeriodText, Step, Warn
from journey.domain.settings import (
    Conditions,
    Goal,
    HumanContact,
    MeetingPlan,
    PausePolicy,
    Questionnaire,
    QuietHours,
    Settings,
)
from journey.engine.loading.config_values import expected, unwrap
from journey.engine.loading.programmes import Head
from journey.engine.loading.rule_files import Tell, WrittenRule
from tools.reference.markdown import about, code, page, table

TABLES: dict[str, type[Struct]] = {
    "capacity": Capacity,
    "conditions": Conditions,
    "[[goals]]": Goal,
    "pause_policy": PausePolicy,
    "quiet_hours": QuietHours,
    "human_contact": HumanContact,
    "[[meetings]]": MeetingPlan,
    "[questionnaires.INSTRUMENT]": Questionnaire,
}
RULES: dict[str, type[Struct]] = {
    "`[rules.ID]`": WrittenRule,
    "`[[rules.ID.legs]]`": Leg,
    "A pattern, in `trigger`, `satisfier`, `until` and `since`": Pattern,
    "A step, in `steps`": Step,
    "`warn`": Warn,
    "`tell`": Tell,
}

TEXTS = """\
What participants read – `about`, and under `conditions` each of `requires` and `excludes`, and `priority` – is written
in each language of the chat. A language is a folder of `config/locales` (shipped: `sv`, `sv-easy`, `en`) or of
`locales/` beside your own `programmes/`; another key is refused with the file, the key and the languages there are.
`sv` must be there. What a language lacks comes from the one it falls back to, in the end from `sv`. A plain text
instead of a table is one for all languages. Easy Swedish has short sentences and everyday words: LIX 30 at most, which
the tests measure in what is shipped (words ÷ sentences + 100 × words of more than six letters ÷ words).

```toml
about.sv = "Individanpassat stöd till arbete för dig som har kontakt med psykosvården."
about.sv-easy = "Vi hjälper dig att få ett jobb. Sedan hjälper vi dig att ha det kvar."
about.en = "Individual support to get and keep a job, if you are in contact with psychosis care."

[conditions]
min_age = 18
priority = {sv = "Den som är 18–29 år får plats först.", sv-easy = "Är du under 30 år? Då får du plats först."}

[[conditions.requires]]
sv = "Du har kontakt med psykosvården."
sv-easy = "Du får vård av psykosvården."
en = "You are in contact with the psychosis care."
```"""

DERIVED = "see [rules.md](rules.md)"

INTRODUCTION = """\
A programme is described by one TOML file, `config/programmes/NAME.toml`; the rules that all programmes share stand in
`config/rules.toml`. This page lists every key there is and what it may hold. What the keys of a rule mean, and how to
write one, is explained in [rules.md](rules.md), with examples. `journey doctor` says whether the files are in order."""


def markdown() -> str:
    """The whole page."""
    parts = [INTRODUCTION, "## Top level", _keys(Head), "The rest of the top level, all optional:", *_settings()]
    for title, struct in TABLES.items():
        parts += [f"### {code(title)}", about(struct), _keys(struct)]
    parts += ["### Texts in each language", TEXTS]
    parts += ["## Rules", "Keys left out of a shared rule's change stay as the shared file has them."]
    for title, struct in RULES.items():
        nothing = DERIVED if struct in (WrittenRule, Tell) else "none"
        parts += [f"### {title}", "" if struct is WrittenRule else about(struct), _keys(struct, nothing)]
    origin = "journey/domain/programme.py, journey/domain/settings.py and journey/engine/loading/rule_files.py"
    return page("Programme files", origin, *parts)


def _settings() -> Iterator[str]:
    yield _keys(Settings)
    text = about(Settings).partition("\n\n")[2]
    yield text


def _keys(struct: type[Struct], nothing: str = "none") -> str:
    fields = msgspec.structs.fields(struct)
    rows = ((code(field.encode_name), _value(field.type), _default(field, nothing)) for field in fields)
    return table(("key", "value", "where silent"), rows)


def _value(annotation: Any) -> str:
    plain, metas = unwrap(annotation)
    if metas == unwrap(PeriodText)[1]:
        return expected(PeriodText)
    if get_origin(plain) is dict:
        return f"a table; each value {_value(get_args(plain)[1])}"
    return "any value" if plain is Any else expected(annotation)


def _default(field: msgspec.structs.FieldInfo, nothing: str) -> str:
    if field.required:
        return "required"
    default = field.default if field.default is not msgspec.NODEFAULT else field.default_factory()
    if isinstance(default, Struct):
        return "see below"
    if default is None:
        return nothing
    if default in ("", (), {}):
        return "none"
    if isinstance(default, bool):
        return code(str(default).lower())
    return code(", ".join(default) if isinstance(default, tuple) else default)
