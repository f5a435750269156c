"""Reads fidelity scales and checks them, as programme files are.

Every fault is a ConfigError of one line, `FILE: KEY: what is wrong; what is allowed`, for the first thing wrong.
"""

from __future__ import annotations

from pathlib import Path

from journey.domain.errors import ConfigError
from journey.domain.fidelity import HIGHEST, LADDERS, Item, Scale
from journey.engine.loading.config_values import Fault, on_one_line, read_struct
from journey.engine.loading.programmes import shipped_config
from journey.engine.loading.toml_files import config_error, file_name, read_toml


def load_scales(config: Path | None) -> dict[str, Scale]:
    """All scales by id, from the folder `fidelity` of a config folder; what it lacks comes from the shipped one.

    A file takes the place of the shipped one of the same name, and of the one with the same id. Raises ConfigError
    for the first fault, also where two files of the folder have the same id.
    """
    if config is not None and not config.is_dir():
        raise ConfigError(f"{file_name(config)}: is no folder; name one that is laid out as the shipped config")
    overrides = {} if config is None else {path.name: path for path in _files(config)}
    scales: dict[str, Scale] = {}
    for path in overrides.values():
        scale = load_scale(path)
        if scale.id in scales:
            raise config_error(
                path, Fault("id", f"{on_one_line(scale.id)} is another file's id too; write an id of its own")
            )
        scales[scale.id] = scale
    for path in _files(shipped_config()):
        if path.name not in overrides:
            scale = load_scale(path)
            scales.setdefault(scale.id, scale)
    return scales


def load_scale(path: Path) -> Scale:
    """The scale of a file. Raises ConfigError."""
    try:
        scale = read_struct(Scale, read_toml(path))
        _check(scale)
    except Fault as fault:
        raise config_error(path, fault) from None
    return scale


def _files(config: Path) -> list[Path]:
    return sorted(path for path in (config / "fidelity").glob("*.toml") if not path.name.startswith("."))


def _check(scale: Scale) -> None:
    if not scale.items:
        raise Fault("items", "is empty; write one [[items]] for each item of the scale")
    numbers: set[int] = set()
    for place, item in enumerate(scale.items):
        where = f"items[{place}]"
        if item.number in numbers:
            raise Fault(f"{where}.number", f"{item.number} is used twice; write each item once")
        numbers.add(item.number)
        _check_points(item, where)
    lowest = [band.from_ for band in scale.bands]
    if len(set(lowest)) < len(lowest):
        raise Fault("bands", "two of them begin at the same total; write another number for one of them")


def _check_points(item: Item, where: str) -> None:
    if len(item.points) != HIGHEST:
        said = f"{len(item.points)} of them" if item.points else "none"
        raise Fault(f"{where}.points", f"has {said}; write what 1, 2, 3, 4 and 5 points stand for")
    if not item.computed or item.measure in LADDERS:
        return
    for points, point in enumerate(item.points[1:], 2):
        if not point.bounded:
            wanted = "write at_least, at_most or above, or computed = false"
            raise Fault(f"{where}.points[{points - 1}]", f"has no bound for {points} points; {wanted}")
