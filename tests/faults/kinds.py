"""What is killed, kind by kind: how it is begun, and what a kill has lost or doubled of what was acknowledged.

A kind is made on a store of its own. `begun` begins the deed once more; `weighed` looks at what a kill has left, lets
the deed be done again where somebody would, and answers with how much is lost and how much is there twice.
"""

from __future__ import annotations

import json
import shutil
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

from journey.engine.erasure import erased_streams
from journey.engine.loading.programmes import load_programmes
from services.sweep import sweep
from tests.faults import deeds
from tests.faults.doomed import Doomed
from tests.faults.stopped import awake, outcome, people
from tests.integration.test_sweep import raised, still_called_for
from tests.mailbox import Mailbox
from tests.site import NOW, PROGRAMME, Entry, Rows, Site, cohort, log_of, make_site, read_models, take

Lost = int
Doubled = int
Toll = tuple[Lost, Doubled]

NOTE = {"note": "told in confidence"}
CRUMBS = timedelta(minutes=11)
"""After so long a message whose courier died is taken out by the next."""


class Kind:
    """One kind of deed on one store; `rounds` is how often it will be killed."""

    longest: float | None = None
    """Seconds within which it is killed, once it has told that it begins; None for as long as it takes undisturbed."""

    def __init__(self, site: Site, rounds: int) -> None:
        self.site = site
        self.rounds = rounds
        self.prepare()

    def prepare(self) -> None:
        """Whoever and whatever must be there first."""
        with self.site.opened() as journey:
            people = [{"type": "enrolled", "participant": f"J-{n}", "on": "2018-01-01", **NOTE} for n in range(20)]
            take(journey, [*cohort(), *people])

    def begun(self, number: int) -> Doomed:
        """The deed, begun."""
        raise NotImplementedError

    def weighed(self, number: int, told: list[object]) -> Toll:
        """What the kill has cost, given what had been told before it."""
        raise NotImplementedError

    def end(self) -> Toll:
        """What is lost or doubled when all is over: the lists must say what the log says."""
        with self.site.opened() as journey:
            before = read_models(journey)
            journey.projector.rebuild()
            return difference(before, read_models(journey))

    def close(self) -> None:
        """Let go of what it holds."""


def difference(before: Rows, after: Rows) -> Toll:
    """Rows that should be there and are not, and rows that should not be there."""
    lost = doubled = 0
    for name, rows in after.items():
        there, right = Counter(map(repr, before[name])), Counter(map(repr, rows))
        lost, doubled = lost + (right - there).total(), doubled + (there - right).total()
    return lost, doubled


def command(site: Site, *words: str) -> Doomed:
    return Doomed(deeds.command, site, *words).begin()


def succeeded(told: list[object]) -> bool:
    """Whether a command had come to its end, and said so."""
    return any(isinstance(result, tuple) and result[0] == 0 for result in told)


class Turn(Kind):
    """Facts recorded one by one, as turns of a chat record them: each acknowledged as soon as it is saved."""

    longest = 0.4

    def begun(self, number: int) -> Doomed:
        return Doomed(deeds.write, self.site, f"w{number}", 3, 1000).begin().spoken()

    def weighed(self, number: int, told: list[object]) -> Toll:
        with self.site.opened() as journey:
            written = [event for event in log_of(journey) if (event.entry or "").startswith(f"w{number}-")]
            readable = {event.entry for event in written if journey.engine.log.reveal(event)}
        return len(set(told) - readable), len(written) - len({event.entry for event in written})


class Import(Kind):
    """A file of entries: it is there whole or not at all, and once however often it is sent."""

    people, calls = 20, 10

    def file(self, number: int) -> Path:
        lines: list[Entry] = []
        for person in range(self.people):
            who = {"participant": f"f{number}-{person}", **NOTE}
            lines += [{**who, "type": "enrolled", "on": "2024-01-08"}]
            lines += [
                {**who, "type": "contact_held", "on": f"2024-02-{day + 1:02}", "mode": "phone"}
                for day in range(self.calls)
            ]
        path = self.site.folder / f"f{number}.jsonl"
        path.write_text("".join(json.dumps(line) + "\n" for line in lines))
        return path

    def begun(self, number: int) -> Doomed:
        return command(self.site, "import", str(self.file(number)), "--programme", PROGRAMME, "--sender", f"s{number}")

    def taken(self, number: int) -> int:
        with self.site.opened() as journey:
            return sum(event.sender == f"s{number}" for event in log_of(journey))

    def weighed(self, number: int, told: list[object]) -> Toll:
        whole, there = self.people * (self.calls + 1), self.taken(number)
        lost = whole - there if there or succeeded(told) else 0
        path = str(self.site.folder / f"f{number}.jsonl")
        self.site.run("import", path, "--programme", PROGRAMME, "--sender", f"s{number}")
        again = self.taken(number)
        return lost + max(0, whole - again), max(0, again - whole)


class Sweep(Kind):
    """Alerts: whatever the log calls for is raised, once."""

    def begun(self, number: int) -> Doomed:
        month = 1 + number % 12
        return command(self.site, "sweep", "--now", f"{2017 + number // 12 % 8}-{month:02}-01T12:00:00+01:00")

    def weighed(self, number: int, told: list[object]) -> Toll:
        said = [len(json.loads(result[1])) for result in told if isinstance(result, tuple) and result[0] == 0]
        with self.site.opened() as journey:
            alerts = raised(journey)
        return max(0, sum(said) - alerts.total()), alerts.total() - len(alerts)

    def end(self) -> Toll:
        with self.site.opened() as journey:
            sweep(journey.engine, journey.projector, NOW)
            missing, alerts = len(still_called_for(journey, NOW)), raised(journey)
        lost, doubled = super().end()
        return lost + missing, doubled + alerts.total() - len(alerts)


class Courier(Kind):
    """Reminders, into the chat and by mail: each once, or a human is asked to ring."""

    longest = 0.5

    def prepare(self) -> None:
        self.addresses = people(self.site, 2 * self.rounds + 4)
        self.programmes = load_programmes(awake(self.site.folder))
        self.mailbox = Mailbox().__enter__()

    def begun(self, number: int) -> Doomed:
        return Doomed(deeds.send, self.site, self.programmes, self.mailbox.url).begin().spoken()

    def weighed(self, number: int, told: list[object]) -> Toll:
        return 0, 0  # whoever is not reached yet is reached by the next

    def end(self) -> Toll:
        later = datetime.now(UTC) + CRUMBS
        with self.site.opened(later, self.programmes) as journey:
            courier = deeds.courier_of(journey, self.mailbox.url, lambda: later)
            for _ in range(3):
                courier.deliver()
                courier.nudge()
        said, mailed = outcome(self.site), Counter(self.mailbox.got)
        everybody = len(self.addresses)
        unheard = everybody - len(mailed.keys() & set(self.addresses)) - said["unreached"]
        unsaid = everybody - said["chats"]
        return max(0, unheard) + max(0, unsaid), mailed.total() - len(mailed) + max(0, -unsaid)

    def close(self) -> None:
        self.mailbox.__exit__()


class Rebuild(Kind):
    """The lists, made anew from the log."""

    def begun(self, number: int) -> Doomed:
        return command(self.site, "rebuild")

    def prepare(self) -> None:
        super().prepare()
        with self.site.opened() as journey:
            self.right = read_models(journey)

    def weighed(self, number: int, told: list[object]) -> Toll:
        with self.site.opened() as journey:
            return difference(read_models(journey), self.right)


class Checkpoint(Kind):
    """Signed heads of the log: what was said to be signed is kept, and agrees with the log."""

    def begun(self, number: int) -> Doomed:
        with self.site.opened() as journey:
            take(journey, [{"type": "enrolled", "participant": f"c-{number}", "on": "2018-01-01"}], sender="c")
        return command(self.site, "audit", "checkpoint")

    def weighed(self, number: int, told: list[object]) -> Toll:
        notes = [str(result[1]) for result in told if isinstance(result, tuple) and result[0] == 0]
        kept = "".join(path.read_text() for path in self.site.folder.rglob("*checkpoints*") if path.is_file())
        lost = sum(note.strip() not in kept for note in notes)
        if kept:
            self.site.run("audit", "verify")
        return lost, sum(kept.count(note.strip()) - 1 for note in notes if note.strip() in kept)


class Backup(Kind):
    """A file of the whole store: there and whole, or not there."""

    def begun(self, number: int) -> Doomed:
        return command(self.site, "backup", str(self.site.folder / f"b-{number}"))

    def weighed(self, number: int, told: list[object]) -> Toll:
        path = self.site.folder / f"b-{number}"
        if not path.exists():
            lost = int(succeeded(told))
            self.site.run("backup", str(path))
            path.unlink()
            return lost, 0
        target = make_site(self.site.folder / f"restored-{number}")
        shutil.copy(self.site.key_file, target.key_file)
        target.run("restore", str(path))
        with self.site.opened() as ours, target.opened() as theirs:
            here, there = len(log_of(ours)), len(log_of(theirs))
        path.unlink()
        return max(0, here - there), max(0, there - here)


class Erasure(Kind):
    """People erased: not begun, or carried out by the next start, with one receipt."""

    def prepare(self) -> None:
        with self.site.opened() as journey:
            for number in range(3 * self.rounds + 3):
                who = {"participant": f"p-{number}", **NOTE}
                leaving = {**who, "type": "discharged", "on": "2024-02-08", "reason": "work"}
                take(journey, [{**who, "type": "enrolled", "on": "2024-01-08"}, leaving])
            with journey.engine.store.read() as connection:
                known = journey.engine.people.references(connection)
        self.streams: dict[str, UUID] = {name: stream for stream, name in known.items()}
        self.left = iter(sorted(self.streams))
        self.whom: dict[int, str] = {}

    def begun(self, number: int) -> Doomed:
        self.whom[number] = next(self.left)
        return command(self.site, "erase", self.whom[number], "--without-request", "--reason", "asked for")

    def weighed(self, number: int, told: list[object]) -> Toll:
        stream = self.streams[self.whom[number]]
        with self.site.opened() as journey:  # as a start of today does it, see the next line
            decided = stream in journey.projector.erased()
        self.site.run("participants")
        with self.site.opened() as journey:
            log = journey.engine.log.load(stream)
            notes = [journey.engine.log.reveal(event) for event in log if event.type != "erased"]
        receipts = list(erased_streams(self.site.folder / "erasures.jsonl")).count(stream)
        erased = sum(event.type == "erased" for event in log)
        if not decided:  # it has not begun: nothing of the person is gone, unless that was said
            return notes.count(NOTE) != len(notes) or receipts + erased > 0 or int(succeeded(told)), 0
        lost = (NOTE in notes) + (receipts == 0) + (erased == 0)
        return lost, max(0, receipts - 1) + max(0, erased - 1)


class Rotation(Kind):
    """Keys wrapped anew: whatever could be read can be read, and no half-made key file is left."""

    def begun(self, number: int) -> Doomed:
        return command(self.site, "keys", "rotate")

    def weighed(self, number: int, told: list[object]) -> Toll:
        with self.site.opened() as journey:
            sealed = [event for event in log_of(journey) if event.type == "enrolled" and event.sealed]
            lost = sum(
                journey.engine.log.reveal(event) != NOTE for event in sealed if event.stream in self.ours(journey)
            )
        return lost, sum(path.name != "journey.key" for path in self.site.folder.glob("*.key*"))

    def ours(self, journey) -> set[UUID]:  # type: ignore[no-untyped-def]  # an opened journey
        with journey.engine.store.read() as connection:
            known = journey.engine.people.references(connection)
        return {stream for stream, name in known.items() if name.startswith("J-")}


KINDS: dict[str, type[Kind]] = {
    "turn": Turn,
    "import": Import,
    "sweep": Sweep,
    "courier": Courier,
    "rebuild": Rebuild,
    "checkpoint": Checkpoint,
    "backup": Backup,
    "erase": Erasure,
    "keys rotate": Rotation,
}
