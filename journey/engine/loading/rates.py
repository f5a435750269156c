"""Reads rate files (`config/rates/*.toml`), lays them over the shipped ones, and checks them.

Every fault is a ConfigError of one line, `FILE: KEY: what is wrong; what is allowed`, for the first thing wrong.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

from journey.domain.errors import ConfigError
from journey.domain.rates import GHQ_TOTALS, Crosswalk, Dated, Rates
from journey.engine.loading.config_values import Fault, check_keys, fields_of, read
from journey.engine.loading.programmes import shipped_config
from journey.engine.loading.toml_files import config_error, file_name, read_toml

OPTIONAL = ("programme_cost_year",)
"""Rates that a programme may lack: what it costs, nobody can say for it."""

Written = dict[str, tuple[Dated, ...]]
"""Rates by key, as files give them."""


def load_rates(config: Path | None) -> Rates:
    """Every rate, from the `rates` folder of a folder laid out as the shipped one.

    A rate that the folder names replaces the shipped one with all its values; what it does not name stays as shipped.
    None means the shipped folder alone. Raises ConfigError for the first fault.
    """
    if config is not None and not config.is_dir():
        raise ConfigError(f"{file_name(config)}: is no folder; name one that is laid out as the shipped config")
    rates = _folder(shipped_config()) | (_folder(config) if config else {})
    return Rates(**rates)  # type: ignore[arg-type]  # each was read as what its key holds


def _folder(config: Path) -> Written:
    """What the files of one folder say; a rate stands in one of them."""
    rates: Written = {}
    for path in sorted((config / "rates").glob("*.toml")):
        if path.name.startswith("."):
            continue
        try:
            rates |= _read(read_toml(path), rates)
        except Fault as fault:
            raise config_error(path, fault) from None
    return rates


def _read(written: dict[str, Any], elsewhere: Written) -> Written:
    fields = fields_of(Rates)
    check_keys(written, fields, "")
    rates: Written = {}
    for key, value in written.items():
        if key in elsewhere:
            raise Fault(key, "stands in another file of this folder too; write all its values in one file")
        values: tuple[Dated, ...] = read(fields[key].type, _listed(key, value), key)
        _check(key, values)
        rates[key] = values
    return rates


def _listed(key: str, value: Any) -> list[Any]:
    if not isinstance(value, list) or not value:
        raise Fault(key, f"is no list of values; write at least one [[{key}]] with its keys below")
    return value


def _check(key: str, values: tuple[Dated, ...]) -> None:
    """Two values of one rate begin on different days; one of them holds for everybody."""
    whose = [(value.valid_from, getattr(value, "programme", None) or getattr(value, "tariff", "")) for value in values]
    for number, (day, owner) in enumerate(whose):
        if Counter(whose)[day, owner] > 1:
            raise Fault(f"{key}[{number}].valid_from", f"{day} stands twice; write the day from which each value holds")
    for number, value in enumerate(values):
        if isinstance(value, Crosswalk) and len(value.values) != GHQ_TOTALS:
            count = f"has {len(value.values)} numbers; write {GHQ_TOTALS}, for the totals 0 to {GHQ_TOTALS - 1}"
            raise Fault(f"{key}[{number}].values", count)
    if key not in OPTIONAL and all(getattr(value, "programme", None) for value in values):
        raise Fault(f"{key}[0].programme", "leaves the other programmes without a value; write one without programme")
