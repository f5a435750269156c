"""`make run`: the reconstructed Hudiksvall cohort into a fresh store, swept by the clock, and shown.

Every step is the real command, printed before it runs, so that each can be typed again by hand.
"""

from __future__ import annotations

import contextlib
import io
import os
import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from pathlib import Path

from app import settings
from app.cli import output
from app.cli.main import run
from journey.engine.programmes import shipped_config

FOLDER = Path("data/demo")
FIRST, LAST = date(2016, 10, 1), date(2018, 5, 31)
PROGRAMME = ("--programme", "hudiksvall")
AS_OF = ("--as-of", LAST.isoformat())


def main() -> None:
    """Show the main job, from an empty folder to figures."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    os.environ[settings.DB.name] = f"sqlite:///{FOLDER}/journey.db"
    os.environ[settings.KEY_FILE.name] = str(FOLDER / "journey.key")
    entries = shipped_config() / "demo" / "hudiksvall.jsonl"
    _step("A cohort's whole history, as an earlier system recorded it", "import", str(entries), *PROGRAMME,
          "--keep-recorded")  # fmt: skip
    _sweep_every_month()
    _step("Who has how many", "report", "caseload", *PROGRAMME, *AS_OF)
    rule = ("--rule", "job_search_one_month")
    waiting = ("--status", "breached", "--status", "warned", "--status", "open")
    _step("The one-month rule: who still waits, or waited in vain", "deadlines", *PROGRAMME, *rule, *waiting, *AS_OF)
    _step("… and whose contact was made in time, but entered late", "deadlines", *PROGRAMME, *rule, "--status",
          "late_entry", *AS_OF)  # fmt: skip
    _step("What the clock told people, and what became of it", "alerts", *PROGRAMME, *rule, *AS_OF)
    _step("In and out, as the source prints it", "report", "flow", *PROGRAMME, "--population", "sus", *AS_OF)
    _farewell()


def _step(title: str, *arguments: str) -> None:
    console = output.console()
    console.print(f"\n[bold]{title}[/bold]")
    console.print(f"[dim]$ journey {' '.join(arguments)}[/dim]\n", soft_wrap=True)
    if code := run(arguments):
        raise SystemExit(code)


def _sweep_every_month() -> None:
    """The clock of those years: a sweep on the first of each month, and on the last day."""
    console = output.console()
    console.print("\n[bold]The clock, as if it had run then: a sweep on the first of each month[/bold]")
    console.print(f"[dim]$ journey sweep --now {_moment(LAST)}[/dim]")
    raised = 0
    for day in (*_months(), LAST):
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            code = run(("sweep", "--now", _moment(day)))
        if code:
            raise SystemExit(code)
        raised += printed.getvalue().count('"kind"')
    console.print(f"{raised} alerts raised, each once\n")


def _months() -> Iterator[date]:
    year, month = FIRST.year, FIRST.month
    while date(year, month, 1) < LAST:
        yield date(year, month, 1)
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)


def _moment(day: date) -> str:
    return datetime.combine(day, time(18), UTC).isoformat()


def _farewell() -> None:
    console = output.console()
    console.print(
        f"\n[bold]Look further[/bold]  The store is in {FOLDER}. For example:\n"
        f"  export {settings.DB.name}=sqlite:///{FOLDER}/journey.db\n"
        "  .venv/bin/journey timeline H-009 --programme hudiksvall\n"
        "  .venv/bin/journey participants --waiting\n"
        "  .venv/bin/journey report outcomes --programme hudiksvall --population sus --as-of 2018-05-31\n"
        "  .venv/bin/journey replay\n"
    )


if __name__ == "__main__":
    main()
