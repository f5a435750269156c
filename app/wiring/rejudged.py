"""Says who is judged otherwise once rules were taken that hold from before recorded ones."""

from __future__ import annotations

from uuid import UUID

from app import output, rejudge
from journey.domain import calendar
from projections.live import rejudging
from projections.live.replay import View
from services import readings
from services.opened import Journey

_WHY = f"journey {rejudge.OPTION}"
_COLUMNS = ("participant", "rule", "opened", "due_then", "status_then", "due", "status")


def tell(journey: Journey) -> None:
    """Name everybody whose deadlines stand otherwise since rules were taken that hold from before recorded ones."""
    before = journey.engine.rules.judged_before
    if not before:
        return
    with journey.engine.store.read() as connection:
        names = readings.references(journey, connection)
        hidden = {names[stream] for stream in readings.in_hiding(journey, connection) if stream in names}
    view, books, named = View(calendar.local_date(journey.now)), dict(journey.engine.books), set[UUID]()

    def name(stream: UUID | None) -> str | None:
        if stream in names and names[stream] not in hidden:
            named.add(stream)
        return names.get(stream) if stream else None

    judged = {
        programme: rejudging.rejudged(journey.engine, view, books, name, programme, before=before)
        for programme in before
    }
    readings.note(journey, named, ("reference", "facts"), _WHY)  # before anything is shown
    for programme, changes in judged.items():
        output.say(f"{programme}: {output.count(len(changes), 'deadline')} judged otherwise by rules of an earlier day")
        for row in readings.narrow(changes, hidden):
            output.say("  " + " ".join(str(row[key]) for key in _COLUMNS if row.get(key) is not None))
