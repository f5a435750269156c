"""The only wiring: settings to an opened engine and its read models."""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from app import operator, output, rejudge, settings
from app.wiring import rejudged
from journey.domain.errors import JourneyError, StoreError
from journey.engine import troubles
from journey.engine.engine import Engine
from journey.engine.erasure import ReceiptFollows, end_epoch_of_erased, finish_erasures, unfinished
from journey.engine.loading.config_folder import name_some, places, unread
from journey.engine.loading.programmes import load_programmes
from journey.engine.spool import Spool
from journey.engine.store import located
from projections.live.projector import Projector
from services import operators
from services.opened import Journey
from services.permissions import Actor


def receipts() -> Path:
    """The file of erasure receipts, beside the master key and outside every backup."""
    return settings.key_file().with_name("erasures.jsonl")


def window() -> timedelta:
    """How long backups are kept, and the keys that open them."""
    return timedelta(days=settings.number(settings.BACKUP_DAYS))


def spool(engine: Engine) -> Spool:
    """The folder that the settings name, else one beside the key file that is in use."""
    chosen, master = settings.text(settings.SPOOL), engine.vault.master
    return Spool(Path(chosen) if chosen else master.path.with_name("spool"), master)


def trouble_of(error: BaseException) -> str | None:
    """What has happened to the store, a disk or the output, and what to do; None where it is something else."""
    return troubles.sentence(error, located(settings.database()))


def reason_of(error: BaseException) -> str:
    """What an error is, in a sentence that quotes nobody."""
    if isinstance(error, KeyboardInterrupt):
        return "stopped"
    if isinstance(error, JourneyError):
        return str(error)
    return trouble_of(error) or f"an unexpected {type(error).__name__} at {_place(error)}"


def _place(error: BaseException) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    return f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "unknown"


def _late(error: BaseException) -> None:
    """The read models could not be brought up to what has just been saved: whoever looks at them next does it."""
    output.say(f"saved; lists follow ({reason_of(error)})")


PART_IS_SAVED = "part of it is saved, and done again it is not saved twice"


def _in_the_log(engine: Engine, actor: Actor) -> Actor:
    """The operator by the name that the log has for them. Raises WrongInput where `--as` names a participant."""
    if operator.named_by_option():
        operators.refuse_participants(engine, actor.name)
    return replace(actor, name=operators.known_name(engine, actor.name))


def _name_unread_files(config: Path | None) -> None:
    """Say aloud which of somebody's config files nothing reads: one in the wrong place would be missed by nobody."""
    strangers = unread(config)
    if strangers:
        read = ", ".join(sorted(places()))
        output.say(f"{settings.CONFIG.name}: nothing reads {name_some(strangers)}; what is read there: {read}")


def _finished(engine: Engine, projector: Projector, moment: datetime) -> int:
    """The same, where a receipt that cannot be written keeps nobody from their work: it is said, each time."""
    try:
        return finish_erasures(engine, projector.erased(), receipts(), moment)
    except ReceiptFollows as follows:
        output.say(f"{follows} ({reason_of(follows.__cause__ or follows)})")
        return 0


def _erasures(engine: Engine, projector: Projector, moment: datetime) -> int:
    """Carry out erasures that were decided and not finished; where the store can only be read, refuse to read them."""
    if not engine.store.read_only:
        again = _finished(engine, projector, moment)
        with suppress(StoreError):  # others keep the store busy: the clock, or the next command, does it
            end_epoch_of_erased(engine, receipts(), moment)
        return again
    if unfinished(engine, projector.erased(), receipts()):
        raise StoreError("somebody in this copy is to be erased; open it first where it may be written")
    if behind := projector.behind():
        output.say(f"the store can only be read, and its lists are {output.count(behind, 'event')} behind its log")
    return 0


@contextmanager
def open_for(now: datetime | None = None, reason: str | None = None) -> Iterator[Journey]:
    """The store the settings name, open and caught up, for the operator who acts; `reason` as they gave it."""
    begun, actor = datetime.now(UTC), operator.actor(reason)
    moment = now or begun
    _name_unread_files(settings.config())
    programmes = load_programmes(settings.config())
    engine = Engine(settings.database(), settings.key_file(), programmes, connections=settings.connections())
    engine.readings.path = settings.beside_key(settings.READINGS, "readings.jsonl")
    engine.rules.rejudges = rejudge.wished()
    try:
        engine.open(moment)
        projector = Projector(engine, _late)
        projector.open()
        projector.catch_up()
        again = _erasures(engine, projector, moment)
        projector.catch_up()
        journey = Journey(engine, projector, moment, _in_the_log(engine, actor), begun, again)
        rejudged.tell(journey)
        yield journey
    except Exception as error:
        if engine.log.saves:
            error.add_note(PART_IS_SAVED)
        raise
    finally:
        engine.close()
