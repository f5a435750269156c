"""Reads `benchmarks.toml` and checks it: what others have reached, for reports to print beside their figures.

Every fault is a ConfigError of one line, `FILE: KEY: what is wrong; what is allowed`, for the first thing wrong.
"""

from __future__ import annotations

from pathlib import Path

from journey.domain.benchmarks import Benchmark
from journey.domain.errors import ConfigError
from journey.engine.loading.config_values import Fault, check_keys, read
from journey.engine.loading.programmes import shipped_config
from journey.engine.loading.toml_files import config_error, file_name, read_toml

FILE = "benchmarks.toml"


def load_benchmarks(config: Path | None) -> tuple[Benchmark, ...]:
    """Every benchmark of a config folder's file; where it has none, of the shipped one. Raises ConfigError."""
    if config is not None and not config.is_dir():
        raise ConfigError(f"{file_name(config)}: is no folder; name one that is laid out as the shipped config")
    own = None if config is None else config / FILE
    path = own if own is not None and own.exists() else shipped_config() / FILE
    try:
        return _read(path)
    except Fault as fault:
        raise config_error(path, fault) from None


def _read(path: Path) -> tuple[Benchmark, ...]:
    written = read_toml(path)
    check_keys(written, ("benchmark",), "")
    benchmarks: tuple[Benchmark, ...] = read(tuple[Benchmark, ...], written.get("benchmark", []), "benchmark")
    seen = set()
    for number, one in enumerate(benchmarks):
        name = (one.figure, one.name, one.valid_from)
        if name in seen:
            where = f"benchmark[{number}].valid_from"
            raise Fault(where, f"{one.valid_from} stands twice; write the day from which each value holds")
        seen.add(name)
    return benchmarks
