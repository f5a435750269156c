"""A log that was signed twice, and copies of it to tamper with."""

from __future__ import annotations

from itertools import count

import pytest

from tests.integration.audit.asking import GONE, Copies
from tests.site import Site, cohort, take


@pytest.fixture(scope="module")
def signed(module_site: Site) -> Site:
    """Some people, two checkpoints, and a few events after the second."""
    entries = list(cohort(3))
    half = len(entries) // 2
    parts = (entries[:half], entries[half:-5], entries[-5:])
    for number, part in enumerate(parts):
        with module_site.opened() as journey:
            take(journey, part, keep_recorded=True)
            if number == 0:
                take(
                    journey,
                    [
                        {"type": "enrolled", "participant": GONE, "on": "2018-01-01", "note": "told"},
                        {"type": "discharged", "participant": GONE, "on": "2018-01-02", "reason": "work"},
                    ],
                )
        if number < 2:
            module_site.run("audit", "checkpoint")
    return module_site


@pytest.fixture(scope="module")
def copies(signed: Site, tmp_path_factory: pytest.TempPathFactory) -> Copies:
    numbers, folder = count(), tmp_path_factory.mktemp("copies")
    return lambda: signed.copy(folder / f"copy-{next(numbers)}")
