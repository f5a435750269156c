"""`journey serve --demo`: the reconstructed cohort moved to today's date, with people who may enter."""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from app import output, settings
from app.wiring.audit import files, ledger_of
from app.wiring.opening import open_for
from journey.domain import calendar
from journey.domain.events import participant as facts
from journey.domain.events.requests import ContactDetailsChanged
from journey.engine.entries import Frame
from journey.engine.loading.programmes import shipped_config
from projections.audit.signed.signing import checkpoint
from projections.live.replay import View
from projections.reports import as_html
from services import team as staff
from services.office import Office
from services.opened import Journey
from services.reports import Question, ReportFiles, report_on
from services.sweep import sweep

LAST = date(2018, 5, 31)
"""The last day of the cohort: what the published figures were taken at."""

FOLDER = Path("data/demo")
REPORTS = ("outcomes", "flow", "structure", "job-search", "caseload", "economics", "fidelity", "steering")
PROGRAMME = "hudiksvall"
COACH, SUPERVISOR = "coach:anna", "supervisor:eva"
STAFF = {
    "anna": ("coach", "Anna"),
    "eva": ("supervisor", "Eva"),
    "folke": ("evaluator", "Folke"),
    "dora": ("dpo", "Dora"),
    "adam": ("admin", "Adam"),
}
"""Who is at work: reference, role and name."""
HUMAN = 'human_contact = {name = "Eva på IPS Hudiksvall", phone = "0650-000 00"}'
_DAY_OF_ITS_OWN = re.compile(r"(starts|since|until|reached_by) = (\d{4}-\d\d-\d\d)")
_DATE = re.compile(r'"(20\d\d-\d\d-\d\d)(?=[T"])')


def prepare() -> None:
    """A fresh store in `data/demo`, filled and swept, and the settings that point at it."""
    output.say("making a fresh store with the demonstration cohort, moved to today …")
    shutil.rmtree(FOLDER, ignore_errors=True)
    os.environ[settings.DB.name] = f"sqlite:///{FOLDER}/journey.db"
    os.environ[settings.KEY_FILE.name] = str(FOLDER / "journey.key")
    os.environ[settings.CONFIG.name] = str(FOLDER / "config")
    days = _moved(calendar.local_date(datetime.now(UTC)))
    _own_programme(FOLDER / "config" / "programmes", days)
    with open_for() as journey:
        frame = Frame(PROGRAMME, "import", journey.now, "import", "demonstration", keep_recorded=True)
        journey.engine.import_entries(enumerate(_lines(days), 1), frame)
        journey.projector.catch_up()
        sweep(journey.engine, journey.projector, journey.now)
        checkpoint(ledger_of(journey.engine), files())
        _reports(journey, LAST + days)


def _reports(journey: Journey, day: date) -> None:
    """The figures that Hudiksvall printed, as pages."""
    folder = FOLDER / "reports"
    folder.mkdir()
    reports = ReportFiles(settings.config())
    for kind in REPORTS:
        question = Question(kind=kind, programme=PROGRAMME, at=View(day), population="sus")
        page = as_html(report_on(journey, question, reports), "sv")
        (folder / f"{kind}.html").write_text(page, encoding="utf-8")


def _moved(today: date) -> timedelta:
    """Whole weeks, so that working days stay working days; nothing lies in the future."""
    return timedelta(weeks=((today - LAST).days - 1) // 7)


def _lines(days: timedelta) -> Iterator[bytes]:
    """The cohort's entries with every date moved."""

    def later(match: re.Match[str]) -> str:
        return f'"{date.fromisoformat(match[1]) + days}'

    for line in (shipped_config() / "demo" / "hudiksvall.jsonl").read_text(encoding="utf-8").splitlines():
        yield _DATE.sub(later, line).encode()


def _own_programme(folder: Path, days: timedelta) -> None:
    """The programme as shipped, begun and with its goals' days as much later, with somebody to turn to."""
    text = (shipped_config() / "programmes" / f"{PROGRAMME}.toml").read_text(encoding="utf-8")
    text = _DAY_OF_ITS_OWN.sub(lambda match: f"{match[1]} = {date.fromisoformat(match[2]) + days}", text)
    folder.mkdir(parents=True, exist_ok=True)
    lines = [HUMAN if line.startswith("# human_contact") else line for line in text.splitlines()]
    (folder / f"{PROGRAMME}.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def let_in(office: Office) -> None:
    """Everybody of the demonstration, a person for each role."""
    with open_for() as journey:
        for reference, (role, name) in STAFF.items():
            staff.add(journey, PROGRAMME, f"{role}:{reference}", name, f"{reference}@example.org", office.public_url)


def invite(office: Office, desks: Sequence[tuple[str, str]]) -> None:
    """Print the doors: for a newcomer, a participant, and the desk of each role."""
    with open_for() as journey:
        reference = _participant(journey)
        output.say(f"\n  refer yourself    {office.public_url}/")
        chat = _chat_of(journey, office, reference)
        _door(office, f"as {reference}", chat)
        output.say("\n  the desk, by a link that opens once:")
        for post, link in desks:
            output.say(f"  as {post:<17}{link}")
        output.say("\n  the same colleagues' chats:")
        for who in (COACH, SUPERVISOR):
            held = journey.engine.chats.find(staff=who, programme=PROGRAMME)
            _door(office, f"as {who}", held[0].id)
    output.say(f"\n  the report        {FOLDER}/reports/{REPORTS[0]}.html, and {len(REPORTS) - 1} more beside it")
    output.say(f"  the audit         JOURNEY_DB={os.environ[settings.DB.name]} {_command()} audit rehearse")
    output.say(
        "\n  What would have been mailed is shown here. Use one browser window for each person (a private one).\n"
    )


def _command() -> str:
    """This program as it was started: `journey`, or the path to it."""
    return sys.argv[0] if Path(sys.argv[0]).name == "journey" else "journey"


def _door(office: Office, label: str, chat: int) -> None:
    invitation = staff.invite(office.doors, chat, office.clock(), office.public_url)
    output.say(f"  {label:<18}{invitation.link}   code {invitation.code}")


def _participant(journey: Journey) -> str:
    """Somebody whom the coach of the demonstration has now."""
    from projections.live.lists import participants  # only the demonstration asks

    with journey.engine.store.read() as connection:
        names = journey.engine.people.references(connection)
        rows = participants(
            journey.engine, connection, None, lambda stream: names.get(stream) if stream else None, PROGRAMME
        )
    mine = [row for row in rows if row["coach"] == COACH.partition(":")[2] and row["phase"] == "job_placement"]
    return str(next(row["participant"] for row in mine if row["state"] == "job_placement"))


def _chat_of(journey: Journey, office: Office, reference: str) -> int:
    """A chat for somebody of the cohort, with an appointment ahead and reminders allowed."""
    with journey.engine.store.read() as connection:
        stream, _ = journey.engine.people.find(connection, reference, PROGRAMME)
    now = office.clock()
    day = calendar.next_working_day(calendar.local_date(now))
    at = calendar.start_of_day(day) + timedelta(hours=10)
    shown = (
        facts.AppointmentBooked(appointment=f"demo-{day.isoformat()}", at=at, place="Biblioteket, plan 2"),
        facts.ConsentGiven(party="chat_reminders"),
        ContactDetailsChanged(email="participant@example.org"),
    )
    entries = ((f"demo-{fact.type_name()}", fact) for fact in shown)
    office.record(stream, PROGRAMME, COACH, *entries)
    chat = journey.engine.chats.create(now, "webchat", "sv", stream=stream, programme=PROGRAMME)
    office.doors.know(chat.id, ["participant@example.org"])
    return chat.id
