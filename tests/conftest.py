"""What every test may ask for."""

import gc
import json
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import postgres, readings
from tests.command import BYTECODE

# Where a machine keeps no bytecode, each of the tests' processes compiles every library and rewrites every test anew.
sys.dont_write_bytecode, sys.pycache_prefix = False, str(BYTECODE)
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
os.environ["PYTHONPYCACHEPREFIX"] = str(BYTECODE)

readings.remember()

# A million objects stay for as long as the tests run: to look through all of them again and again for what may be
# thrown away takes a third of the time.
gc.set_threshold(50_000, 50, 100)

MEMORY, ROOM = Path("/dev/shm"), 2_000_000_000
# A commit waits for the disk, and that is most of the time of a test: where there is room, files are kept in memory.
if MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM:
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--kills", type=int, default=1, help="how many processes tests/faults/test_kills_counted.py kills")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "process: runs the command as a process of its own, as a user does")
    config.addinivalue_line("markers", "every_store: what asks for a store runs on SQLite and on PostgreSQL")
    config.addinivalue_line("markers", "unmade: its stores have no tables yet: it is about their first opening")
    config.addinivalue_line("markers", "slow: slow by nature; `make test` leaves it out, `make test-all` does not")


LONGEST = (
    "tests/unit/reports/test_disclosure.py",
    "tests/docs/test_how_to.py",
    "tests/faults/test_kills_counted.py",
    "tests/faults/test_stopping.py",
    "tests/desk/test_every_page.py",
    "tests/integration/test_backup.py",
    "tests/integration/test_erased_for_good.py",
    "tests/integration/test_audit_files.py",
    "tests/integration/test_migrations.py",
    "tests/integration/test_two_exports.py",
    "tests/integration/test_readers_of_exports.py",
    "tests/browser/test_every_page.py",
    "tests/browser/test_every_stage.py",
    "tests/chat/test_every_side.py",
    "tests/integration/test_documents.py",
    "tests/signin/test_provider.py",
)
"""Modules that take longest, the longest first: a module stays with one worker, and whoever begins the longest one
last lets the others wait for it. So they are begun first, and what is short ends the session.
"""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    places = {module: place for place, module in enumerate(LONGEST)}
    items.sort(key=lambda item: places.get(item.location[0], len(places)))


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Whatever asks for a store runs on SQLite; on PostgreSQL too where the test or its module says `every_store`."""
    named = any("database" in mark.args[0] for mark in metafunc.definition.iter_markers("parametrize"))
    if "database" in metafunc.fixturenames and not named:
        both = metafunc.definition.get_closest_marker("every_store") is not None
        metafunc.parametrize("database", ["sqlite", "postgres"] if both else ["sqlite"], scope="module")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Journeys that nobody tried, for want of a browser, are said aloud and not only counted; so are kills."""
    _tell_of_kills(terminalreporter)
    for line in sorted(
        {
            str(report.longrepr[2])
            for report in terminalreporter.stats.get("skipped", ())
            if "no Chromium" in str(report.longrepr)
        }
    ):
        terminalreporter.write_line(line, yellow=True)


def _tell_of_kills(terminalreporter: pytest.TerminalReporter) -> None:
    reports = [*terminalreporter.stats.get("passed", ()), *terminalreporter.stats.get("failed", ())]
    rows = [json.loads(text) for report in reports for name, text in report.user_properties if name == "kills"]
    if terminalreporter.config.getoption("--kills") <= 1 or not rows:
        return
    everything = ["all", "", *(sum(row[place] for row in rows) for place in (2, 3, 4))]
    terminalreporter.section("kill -9")
    for row in [["what", "on", "kills", "lost", "doubled"], *rows, everything]:
        terminalreporter.write_line("{:<12} {:<10} {:>6} {:>6} {:>8}".format(*row))


@pytest.fixture(scope="session")
def postgres_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A PostgreSQL server for the whole session; never skipped: without one, what needs it fails and says why."""
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    try:
        with postgres.server(shared) as url:
            yield url
    except postgres.NoServer as error:
        pytest.fail(str(error), pytrace=False)
