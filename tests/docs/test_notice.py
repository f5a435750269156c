"""NOTICE names everything that is shipped or installed with the wheel, each with the licence that it states itself."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.metadata import PackageMetadata, PackageNotFoundError, metadata
from typing import Any

from .pages import ROOT

PRODUCT = "ips-journey"
COMPATIBLE = {"Apache-2.0", "MIT", "MIT-0", "BSD-2-Clause", "BSD-3-Clause", "0BSD", "ISC", "PSF-2.0", "Unlicense"}
COMPATIBLE |= {"Zlib", "CC0-1.0", "MPL-2.0", "LGPL-3.0-only"}
"""May be installed beside a work under Apache-2.0; those under MPL and LGPL are used as they are, and not built in."""

SAID_OTHERWISE = {
    "APL 2": "Apache-2.0",
    "Apache 2.0": "Apache-2.0",
    "MIT License": "MIT",
    "ISC License": "ISC",
    "Dual License": "",
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD-3-Clause",
    "BSD": "BSD-2-Clause",
    "Apache License, Version 2.0": "Apache-2.0",
}
"""What some packages call their licence, in the words of SPDX; empty where only the classifiers say it."""


@cache
def _locked() -> dict[str, Any]:
    lock = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))
    return {package["name"]: package for package in lock["package"]}


def installed_with_the_wheel() -> set[str]:
    """The packages that come with the wheel, and all that they need, on any system."""
    seen: set[str] = set()
    ahead = [PRODUCT]
    while ahead:
        name = ahead.pop()
        if name not in seen:
            seen.add(name)
            ahead += _needed(_locked()[name])
    return seen - {PRODUCT}


def _needed(package: dict[str, Any]) -> Iterable[str]:
    for one in package.get("dependencies", []):
        yield one["name"]
        for extra in one.get("extra", []):
            optional = _locked()[one["name"]].get("optional-dependencies", {})
            yield from (brought["name"] for brought in optional.get(extra, []))


def _rows() -> dict[str, str]:
    return dict(
        re.findall(r"^  ([a-z][a-z0-9-]+) +(\S.*)$", (ROOT / "NOTICE").read_text(encoding="utf-8"), re.MULTILINE)
    )


def _stated(package: PackageMetadata) -> str:
    said = package.get("License-Expression") or package.get("License") or ""
    said = SAID_OTHERWISE.get(said, said)
    classifiers = [one.rpartition(" :: ")[2] for one in package.get_all("Classifier") or [] if "License ::" in one]
    return said or " OR ".join(SAID_OTHERWISE.get(one, one.removesuffix(" License")) for one in classifiers)


def test_everything_that_comes_with_the_wheel_has_its_row() -> None:
    assert set(_rows()) == installed_with_the_wheel()


def test_each_row_says_the_licence_that_the_package_states() -> None:
    different = {}
    for name, said in _rows().items():
        try:
            stated = _stated(metadata(name))
        except PackageNotFoundError:  # of another system
            continue
        if stated != said:
            different[name] = (said, stated)
    assert not different


def test_every_licence_goes_with_apache() -> None:
    licences = {word for said in _rows().values() for word in re.split(r" (?:AND|OR) ", said)}
    assert licences <= COMPATIBLE


def test_every_file_that_browsers_get_is_named_as_ours_or_somebody_elses() -> None:
    notice = (ROOT / "NOTICE").read_text(encoding="utf-8")
    for folder in ("bots", "app", "projections", "services", "journey"):
        for path in (ROOT / folder).rglob("*"):
            if path.suffix in (".js", ".css", ".svg", ".woff", ".woff2", ".ttf", ".png"):
                assert path.relative_to(ROOT).as_posix() in notice
