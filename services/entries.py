"""Takes whole files of entries into the log, for whoever may hand them in."""

from __future__ import annotations

from collections.abc import Iterable

from journey.engine.entries import Frame
from journey.engine.imports import Files, Imported
from services.opened import Journey
from services.permissions import Permission, check


def take_in(
    journey: Journey,
    lines: Iterable[tuple[int, bytes | str]],
    frame: Frame,
    *,
    check_only: bool = False,
    files: Files | None = None,
) -> Imported:
    """A whole file in, or nothing of it, and catch up before answering; `check_only` says what is wrong, and no more.

    `files` reads the documents that lines name, from where whoever hands them in has allowed; by default nowhere.

    Raises NotAllowed, ImportRefused with every error, and WrongInput for a programme that no file describes.
    """
    check(journey.actor, Permission.WRITE_FACTS)
    done = journey.engine.import_entries(lines, frame, check_only=check_only, files=files)
    if not check_only:
        journey.projector.follow()
    return done
