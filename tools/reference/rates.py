"""docs/reference/rates.md: every rate, what it may hold, and the values that are shipped."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from typing import Any, get_args

import msgspec

from journey.domain.rates import MEANING, Crosswalk, Dated, MoneyRate, Rates
from journey.engine.loading.benchmarks import load_benchmarks
from journey.engine.loading.config_values import expected
from journey.engine.loading.rates import load_rates
from tools.reference.markdown import block, code, page, table

INTRODUCTION = """\
What things cost and are worth stands in `config/rates/*.toml`, never in the code: `economics.toml` for
`journey report economics`, `health.toml` for the QALY of `journey report questionnaires`. Both reports print every
value they used, with the day from which it holds and its source.

A rate has one value after the other, each under a heading of its own with the day from which it holds. A report
reckons with the values in force on the last day of its window; the first value of a rate also covers all before it.
When a value changes, add the new one below and leave the old one, so that old reports stay as they were."""

OWN = """\
A file of your own in the folder `rates` of `JOURNEY_CONFIG` replaces the rates that it names, each with all its values;
what it does not name stays as shipped. A rate stands in one file of a folder. Anything unknown or wrong is refused:
file, key, what is wrong, what is allowed. `journey doctor` says whether the files are in order.

With a `programme` (its id) a value is that programme's own and goes before the others: a programme's cost, most likely.
One value of a rate must be everybody's."""


BENCHMARKS = """\
`config/benchmarks.toml` says what others have reached. A report prints it beside the figure it belongs to, and reckons
nothing with it. Each `[[benchmark]]` names its `figure` (`report.figure`), a `name`, a `value` (a fraction), the day it
holds from and its `source`; of one figure and name the latest by the as-of day counts. A file of your own in
`JOURNEY_CONFIG` takes the place of the shipped one. "(?)" marks what nobody has verified against print."""


def markdown() -> str:
    """The whole page."""
    return page(
        "Rates",
        "journey/domain/rates.py and config/rates/",
        INTRODUCTION,
        block("toml", "[[tax_on_wages]]", "value = 0.33", "valid_from = 2017-01-01", 'source = "Hudiksvall 2018"'),
        OWN,
        "## Keys of a value",
        _keys(),
        "## The rates",
        table(("rate", "what it is", "value"), _rates()),
        "## Shipped",
        table(("rate", "value", "unit", "from", "source"), _shipped()),
        "### `ghq12_to_eq5d`",
        table(("tariff", "values for 0 to 12", "from", "source"), _crosswalks()),
        "## Benchmarks",
        BENCHMARKS,
        table(("figure", "name", "value", "from", "source"), _benchmarks()),
    )


def _benchmarks() -> Iterator[tuple[str, str, str, str, str]]:
    for one in load_benchmarks(None):
        yield code(one.figure), one.name, f"{one.value:.2f}", one.valid_from.isoformat(), one.source


def _keys() -> str:
    structs: tuple[type[Dated], ...] = (MoneyRate, Crosswalk)
    fields = {f.encode_name: f for struct in structs for f in msgspec.structs.fields(struct)}
    rows = ((code(key), _allowed(key, f.type), "required" if f.required else "") for key, f in fields.items())
    return table(("key", "value", ""), rows)


def _allowed(key: str, kind: Any) -> str:
    return {"value": "see below", "values": "13 numbers from -1 to 1"}.get(key) or expected(kind)


def _rates() -> Iterator[tuple[str, str, str]]:
    said = dict(re.findall(r"- ((?:`\w+`(?:, )?)+): ([^\n]*(?:\n  [^\n]*)*)", inspect.getdoc(Rates) or ""))
    for keys, meaning in said.items():
        for key in re.findall(r"`(\w+)`", keys):
            yield code(key), " ".join(meaning.split()), _value(key)


def _value(key: str) -> str:
    field = next(f for f in msgspec.structs.fields(Rates) if f.encode_name == key)
    struct = get_args(field.type)[0]
    fields = {f.encode_name: f.type for f in msgspec.structs.fields(struct)}
    return expected(fields["value"]) if "value" in fields else "keys `tariff`, `method`, `values`"


def _shipped() -> Iterator[tuple[str, str, str, str, str]]:
    rates = load_rates(None)
    for key, (_, unit) in MEANING.items():
        for rate in getattr(rates, key):
            yield code(key), f"{rate.value:,.10g}", unit, rate.valid_from.isoformat(), rate.source


def _crosswalks() -> Iterator[tuple[str, str, str, str]]:
    for held in load_rates(None).ghq12_to_eq5d:
        yield held.tariff, " ".join(f"{value:.2f}" for value in held.values), held.valid_from.isoformat(), held.source
