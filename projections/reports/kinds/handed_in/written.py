"""What was written of the programme, as the reports it hands in print it: incidents, complaints, and its analysis."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from projections.reports.cohort import Cohort
from projections.reports.figures import Column, Definition, Rows
from projections.reports.view import Window

TOLD = (Column("on", "Day"), Column("text", "What was written", "text"))
ANALYSIS = (Column("on", "Handed in"), Column("period", "Period", "text"), Column("text", "What was written", "text"))


def _told(kind: str) -> Callable[[Cohort], Rows]:
    def rows(cohort: Cohort) -> Rows:
        events = cohort.frame.programme_history.by_type.get(kind, ())
        return [
            {"on": event.on.isoformat(), "text": cohort.frame.written.get(event.version)}
            for event in events
            if cohort.window.holds(event.on)
        ]

    return rows


def written_of(key: str, name: str, kind: str) -> Definition:
    """Each fact of a kind in the window with its day and its note: for the programme's own eyes."""
    return Definition(
        key=key,
        name=name,
        unit="table",
        split=False,
        personal=True,
        cohort="The programme.",
        definition=f"Each entry `{kind}` of the window with its day and its note, as it was written: it may name "
        "people. It never leaves the programme. Withheld where it names somebody under protected identity; no text "
        "where none was written, or whoever asks may not read it.",
        compute=_told(kind),
        columns=TOLD,
    )


def analysis(kinds: tuple[str, ...], period: Callable[[date], tuple[date, date]]) -> Definition:
    """What was written when the report of the window was handed in: analysis, and measures taken."""

    def rows(cohort: Cohort) -> Rows:
        frame, window = cohort.frame, cohort.window
        return [
            {"on": event.on.isoformat(), "period": event.fact.period, "text": frame.written.get(event.version)}
            for event in frame.programme_history.by_type.get("report_submitted", ())
            if event.fact.kind in kinds and _is_of(event.fact.period, window, period)
        ]

    return Definition(
        key="analysis",
        name="Analysis and measures taken",
        unit="table",
        split=False,
        personal=True,
        cohort="Reports of this kind that were handed in for the window's periods.",
        definition="The note of `report_submitted`, whose `period` is the window's (`2018-T1`): the place for what the "
        "programme makes of incidents, complaints and figures, and what it has done about them. It never leaves the "
        "programme by itself.",
        compute=rows,
        columns=ANALYSIS,
    )


def _is_of(named: str, window: Window, period: Callable[[date], tuple[date, date]]) -> bool:
    """Whether a period that was named, as `2018-T1`, `2018T1` or `2018-04`, ends in the window."""
    match = re.fullmatch(r"(\d{4})-?(?:T([1-3])|(0[1-9]|1[0-2]))", named.strip().upper())
    if match is None:
        return False
    year, part, month = match.groups()
    _, last = period(date(int(year), int(month or (int(part) - 1) * 4 + 1), 1))
    return window.holds(last)
