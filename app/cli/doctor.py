"""What must be right for the engine to run, looked at one by one."""

from __future__ import annotations

import stat
from collections.abc import Callable
from functools import partial
from typing import Any

from sqlalchemy.exc import SQLAlchemyError

from app import settings
from app.cli.doctor_files import LOOKS
from app.output import count
from app.wiring.audit import ledger_of
from app.wiring.opening import open_for, receipts, window
from journey.domain.errors import JourneyError
from journey.engine.migrations import shape
from journey.engine.migrations.steps import NEWEST
from journey.engine.store import Store, metadata
from projections.audit.checks.beside import examined
from projections.audit.checks.documents import check_files
from projections.live import shape as live_shape
from services import health
from services.coach_names import coach_names
from services.opened import Journey

_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def examine() -> list[dict[str, Any]]:
    """Every check with its finding; none of them changes anything but what opening the store does."""
    config = settings.config()
    findings = [_check(name, partial(look, config)) for name, look in LOOKS.items()]
    if not findings[0]["ok"]:
        return findings  # nothing opens without them
    findings.append(_check("shape of the store", _shape))
    try:
        with open_for() as journey:
            findings.append({"check": "store and master key", "ok": True, "finding": "open, and they fit each other"})
            findings += [
                _check("key file is private", _key_file),
                _check("read models", lambda: _read_models(journey)),
                _check("rules in the log", lambda: _rules(journey)),
                *([] if journey.engine.store.is_sqlite else [_check("connections", lambda: _connections(journey))]),
                _check("coaches", lambda: _coaches(journey)),
                _check("erasures", lambda: _erasures(journey)),
                _check("documents", lambda: _documents(journey)),
                _check("tables beside the log", lambda: _beside(journey)),
                _check("wrapping keys", lambda: _wrapping_keys(journey)),
            ]
    except JourneyError as error:
        findings.append({"check": "store and master key", "ok": False, "finding": str(error)})
    except SQLAlchemyError:
        if findings[-1]["ok"]:  # whatever it is, a wrong shape does not explain it
            raise
        findings.append({"check": "store and master key", "ok": False, "finding": "not to be read in that shape"})
    return findings


def _check(name: str, look: Callable[[], tuple[bool, str]]) -> dict[str, Any]:
    try:
        ok, finding = look()
    except JourneyError as error:
        ok, finding = False, str(error)
    return {"check": name, "ok": ok, "finding": finding}


def _shape() -> tuple[bool, str]:
    store = Store(settings.database())
    try:
        store.open()
        with store.read() as connection:
            lacking = [*shape.missing(connection, metadata), *shape.missing_of_log(connection, store.events)]
            derived = live_shape.missing(connection)
    finally:
        store.close()
    if lacking:
        return False, f"missing: {'; '.join(lacking)}. Restore a backup into a new store"
    if derived:
        return False, f"missing: {'; '.join(derived)}. Drop every table rm_*: the next start derives them anew"
    return True, f"schema {NEWEST}: every table, column and index is there"


def _key_file() -> tuple[bool, str]:
    path = settings.key_file()
    if path.stat().st_mode & _OTHERS:
        return False, f"others may read {path}; run: chmod 600 {path}"
    return True, "only its owner may read it"


def _read_models(journey: Journey) -> tuple[bool, str]:
    lists = health.lists(journey)
    if not lists.ok:
        return False, f"{count(lists.count, 'event')} behind; run: journey rebuild"
    return True, "up with the log"


def _rules(journey: Journey) -> tuple[bool, str]:
    rules = health.rules(journey)
    if not rules.ok:
        return False, f"no file describes {', '.join(rules.which)}; the log's last version is used"
    return True, f"{count(rules.count, 'programme')} in use"


def _coaches(journey: Journey) -> tuple[bool, str]:
    """Coaches in several spellings, or registered by nobody: told, and nothing that keeps the engine from running."""
    names = coach_names(journey)
    told = [f"one coach, perhaps: {', '.join(group)}" for group in names.several]
    told += [f"registered by nobody: {', '.join(names.unregistered)}"] if names.unregistered else []
    if not told:
        return True, "each in one spelling, and registered"
    return True, f"{'; '.join(told)}. See journey audit discrepancies --kind spelling --kind unregistered"


def _connections(journey: Journey) -> tuple[bool, str]:
    most, each = journey.engine.store.most_connections() or 0, settings.connections()
    if each > most:
        return False, f"a process takes up to {each} and the server has {most} for all; see {settings.CONNECTIONS.name}"
    return True, f"a process takes up to {each}: {count(most // each, 'process', 'processes')} fit what the server has"


def _beside(journey: Journey) -> tuple[bool, str]:
    try:
        wrong = examined(ledger_of(journey.engine))
    except SQLAlchemyError:
        return False, "not to be read in that shape"
    if wrong:
        more = f", and {len(wrong) - 1} more" if len(wrong) > 1 else ""
        return False, f"{wrong[0].table}: {wrong[0].says}{more}; run: journey audit verify"
    return True, "keys, references and entries taken are what the log says"


def _erasures(journey: Journey) -> tuple[bool, str]:
    erasures = health.erasures(journey, receipts())
    if not erasures.ok:
        lines = count(erasures.count, "line")
        return False, f"{lines} of {receipts()} can be read by nobody; put the file back as it was before a restore"
    return True, f"{count(erasures.count, 'person', 'people')} erased; receipts in {receipts()}"


def _wrapping_keys(journey: Journey) -> tuple[bool, str]:
    if late := health.wrapping_keys(journey, window()).which:
        what, are = count(len(late), "key"), "is" if len(late) == 1 else "are"
        return False, (
            f"{what} of backups no longer kept {are} not destroyed ({', '.join(late)}): what was erased still opens in "
            "copies; run: journey keys expire"
        )
    return True, "none is kept longer than the backups it opens"


def _documents(journey: Journey) -> tuple[bool, str]:
    with journey.engine.store.read() as connection:
        checked = check_files(journey.engine.store, connection)
    if wrong := len(checked.findings):
        return False, f"{count(wrong, 'sealed file')} not as the log says; `journey audit verify` says which"
    return True, f"{count(checked.whole, 'sealed file')} kept, each as the log says"
