"""A town whose colleagues sit at their desks: they have signed in, and have people to work with."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from app.signin.door import COOKIE, Door
from journey.domain.commands import Record
from journey.domain.events import Fact, Recorded
from journey.domain.events import participant as facts
from journey.domain.events.team import CoachRegistered
from services import documents, team
from services.documents import Upload
from services.people import Person
from services.permissions import Actor
from tests.chat.browsing import Answer, Browser
from tests.chat.talking import PROGRAMME, Town

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20 + b"IEND\xaeB`\x82"
"""As little as passes for a picture."""
STAFF_COOKIE = f"__Host-{COOKIE}"
TEAM = {
    "coach:anna": "Anna Ahl",
    "coach:bo": "Bo Berg",
    "supervisor:eva": "Eva Ek",
    "evaluator:eli": "Eli Ö",
    "dpo:ada": "Ada Ström",
    "admin:ali": "Ali Nur",
}


class Colleague(Browser):
    """A colleague's browser."""

    staff = ""

    @property
    def says(self) -> str:
        """The words of the page, with a blank between any two."""
        return " ".join(self.page.words.split())

    @property
    def forms(self) -> list[str]:
        """Where the page's forms are sent."""
        return re.findall(r'<form method="post" action="(/desk/[^"]+)"', self.page.body)

    def form(self, part: str) -> str:
        """The one form whose address has that in it."""
        [address] = [address for address in self.forms if part in address and "sign-" not in address]
        return address

    def sends(self, path: str, **fields: str | list[str]) -> Answer:
        """Send a form with the token of the page that was opened last."""
        csrf = re.findall(r'name="csrf" value="([^"]+)"', self.page.body)
        return self.post(path, csrf=csrf[-1] if csrf else "", **fields)

    def uploads(self, path: str, name: str, content: bytes, **fields: str) -> Answer:
        """Send a form with a file, and the token of the page that was opened last."""
        csrf = re.findall(r'name="csrf" value="([^"]+)"', self.page.body)
        limit = "----limit-of-a-part"
        parts = [
            f'--{limit}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'
            for key, value in {"csrf": csrf[-1] if csrf else "", **fields}.items()
        ]
        head = f'--{limit}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n'
        body = "".join([*parts, head, "Content-Type: text/html\r\n\r\n"]).encode() + content
        kind = f"multipart/form-data; boundary={limit}"
        return self.request(
            "POST", path, body + f"\r\n--{limit}--\r\n".encode(), Content_Type=kind, Sec_Fetch_Site="same-origin"
        )

    def fills(self, path: str, **fields: str) -> Answer:
        """Open a form, and send it to where it says."""
        page = self.open(path)
        [action] = re.findall(r'<form method="post" action="([^"]+)" class="record"', page.body)[:1]
        return self.sends(action, **fields)


class Room:
    """The colleagues of a town, and its people."""

    def __init__(self, town: Town) -> None:
        self.town = town
        for staff, name in TEAM.items():
            kind, _, reference = staff.partition(":")
            if kind == "coach":
                town.record(None, CoachRegistered(coach=reference, fte=1.0))
            object.__setattr__(town.journey, "now", town.clock())
            team.add(town.journey, PROGRAMME, staff, name, None, "https://min-vag.example")

    @property
    def door(self) -> Door:
        return self.town.service.entrance.door

    @property
    def today(self) -> date:
        return self.town.office.today()

    def person(self, *told: Fact, name: str = "Maja Lind", coach: str | None = "anna", days_ago: int = 0) -> UUID:
        """Somebody who was referred, and enrolled with that coach, so many days ago; then what is told of them."""
        now, on = self.town.clock(), self.today - timedelta(days=days_ago)
        first = facts.Referred(source="psychiatry", name=name, phone="070-123 45 67")
        command = Record(PROGRAMME, first, on, now, "import", "test", reference=f"{name}-{now}", sender="import")
        stream = self.town.office.execute([command])[0].stream
        if coach is not None:
            self.town.record(stream, facts.Enrolled(coach=coach), on=on, at=None)
        if told:
            self.town.record(stream, *told)
        return stream

    def document(self, stream: UUID, name: str = "bild.png", content: bytes = PNG, kind: Any = "other") -> None:
        """A file of that person's, kept by their coach."""
        actor = Actor.staff("coach:anna", PROGRAMME)
        number = len(self.log(stream))
        upload = Upload(document=f"d-{number}", kind=kind, name=name, content=content)
        documents.keep(self.town.office, actor, stream, upload, f"document-{stream.hex}-{number}")

    def read(self, stream: UUID) -> Person:
        return self.town.office.person(stream)

    def types(self, stream: UUID) -> list[str]:
        return [event.type for event in self.log(stream)]

    def log(self, stream: UUID) -> list[Recorded]:
        return list(self.town.journey.engine.log.load(stream))

    def seat(self, port: int, staff: str = "coach:anna") -> Colleague:
        """A colleague who has signed in."""
        browser = Colleague(port)
        browser.staff = staff
        self.sign_in(browser)
        return browser

    def sign_in(self, colleague: Colleague) -> None:
        """They sign in, once more where a session has ended."""
        role, _, person = colleague.staff.partition(":")
        self.town.clock.forward(seconds=1)
        entered = self.door.sessions.enter(person, "passkey", self.town.clock(), place=(PROGRAMME, role))
        colleague.cookies[STAFF_COOKIE] = entered

    def later(self, days: float, *colleagues: Colleague) -> None:
        """So many days go by; these colleagues sign in again."""
        self.town.clock.forward(days=days)
        for colleague in colleagues:
            self.sign_in(colleague)

    def readings(self, stream: UUID) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
        """Who read what of a person, and why."""
        with self.town.journey.engine.store.read() as connection:
            rows = self.town.journey.engine.access.readings(connection, about=stream)
            return [(row.reader, tuple(row.people[stream]), row.why) for row in rows]


def at(stream: UUID, rest: str = "") -> str:
    """The address of a person's page."""
    return f"/desk/p/{stream.hex}{rest}"


def labels(answer: Answer) -> list[Any]:
    """What the buttons and links of a page say."""
    return [
        re.sub(r"<[^>]+>", "", text).strip()
        for text in re.findall(r"<(?:a|button)\b[^>]*>(.*?)</(?:a|button)>", answer.body, re.DOTALL)
    ]
