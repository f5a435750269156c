"""Reads `retention.toml` of the config folder: how long each kind of record is kept, and what is kept longer."""

from __future__ import annotations

from pathlib import Path

from journey.domain.programme import period
from journey.domain.retention import Retention
from journey.engine.loading.config_values import Fault, read_struct
from journey.engine.loading.programmes import shipped_config
from journey.engine.loading.toml_files import config_error, read_toml

FILE = "retention.toml"


def load_retention(config: Path | None) -> Retention:
    """The times of the folder, else the shipped ones. Raises ConfigError for the first fault."""
    own = config / FILE if config else None
    path = own if own is not None and own.exists() else shipped_config() / FILE
    try:
        retention = read_struct(Retention, read_toml(path))
        _check(retention)
    except Fault as fault:
        raise config_error(path, fault) from None
    return retention


def _check(retention: Retention) -> None:
    """No time is nothing: everything closed today would be destroyed tomorrow by a slip of the pen."""
    for key in ("closed_cases", "access_log", "exports", "transcripts", "drafts"):
        time = getattr(retention, key)
        if time is not None and period(time.after).count == 0:
            raise Fault(f"{key}.after", "is no time at all; write how long it is kept, at least 1 day")
