"""People who never lived, as entries: the same ones on every run, 25 to 50 entries each, one in five a move."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import islice
from random import Random
from typing import Any

import msgspec

FIRST = date(2017, 1, 2)
DAYS = 1800
"""Over how many days the referrals lie."""

PARTIES = ("psychiatry", "employment_service", "social_insurance", "primary_care", "social_services")
MODES = ("meeting", "phone", "message", "video")
COACHES = ("anna", "bjorn", "cecilia", "david")
INDUSTRIES = ("care_municipal", "trade", "manufacturing", "services")
PHASES = ("engagement", "assessment", "job_placement", "coaching", "follow_along")

Entry = dict[str, Any]


def entries(people: int) -> list[Entry]:
    """The entries of so many people, in the order of their days: everyone's mixed, as a programme writes them."""
    found = [entry for number in range(people) for entry in person(number)]
    return sorted(found, key=lambda entry: str(entry["on"]))


def lines(count: int) -> list[bytes]:
    """So many entries as lines of a file."""
    encode = msgspec.json.Encoder().encode
    return [encode(entry) for entry in islice(entries(count // 30 + 10), count)]


def person(number: int) -> list[Entry]:
    """One person's entries in the order of their days."""
    story = _Story(number)
    story.referral()
    story.stay()
    return sorted(story.found, key=lambda entry: str(entry["on"]))


class _Story:
    """One person on the way from referral to discharge."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.dice = Random(number)
        self.coach = self.dice.choice(COACHES)
        self.day = FIRST + timedelta(days=self.dice.randrange(DAYS))
        self.found: list[Entry] = []

    def write(self, kind: str, day: date, /, **keys: Any) -> None:
        """One entry, recorded in the afternoon of its day, or some days late."""
        late = self.dice.choice((0, 0, 0, 0, 1, 4))
        self.found.append(
            {
                "type": kind,
                "participant": f"B-{self.number:06d}",
                "on": day.isoformat(),
                "by": f"coach:{self.coach}",
                "entry": f"B-{self.number:06d}-{len(self.found):03d}",
                "recorded": f"{day + timedelta(days=late)}T15:{self.dice.randrange(60):02d}:00+02:00",
                **keys,
            }
        )

    def within(self, days: int) -> date:
        """A day of the stay, counted from enrolment."""
        return self.enrolled + timedelta(days=self.dice.randrange(days))

    def referral(self) -> None:
        """From the referral to the enrolment, and what is asked on that day."""
        who = {"name": f"Person {self.number}", "email": f"person-{self.number}@example.org"}
        names = who if self.dice.random() < 0.7 else {}
        self.write("referred", self.day, source=self.dice.choice(("self", "psychiatry", "social_services")), **names)
        if self.dice.random() < 0.6:
            self.write("waitlisted", self.day + timedelta(days=2))
        self.enrolled = self.day + timedelta(days=self.dice.randrange(5, 60))
        self.write("enrolled", self.enrolled, coach=self.coach)
        born, woman = self.dice.randrange(1960, 1998), self.dice.random() < 0.5
        self.write("background_recorded", self.enrolled, gender="woman" if woman else "man", birth_year=born)
        for party in self.dice.sample(PARTIES, 2):
            self.write("consent_given", self.enrolled, party=party)

    def stay(self) -> None:
        """Half a year to a year and a half: phases, contacts, employers, for some a job."""
        days = self.dice.randrange(180, 540)
        steps = self.dice.randrange(3, 6)
        for place, phase in enumerate(PHASES[:steps]):
            self.write("phase_moved", self.enrolled + timedelta(days=7 + place * days // 6), to=phase)
        self._support(days)
        self._work(days)
        if self.dice.random() < 0.3:
            pause = self.enrolled + timedelta(days=8 + (steps - 1) * days // 6)
            self.write("paused", pause, reason="hospital")
            self.write("resumed", pause + timedelta(days=14))
        if self.dice.random() < 0.65:
            self.write("discharged", self.enrolled + timedelta(days=days + 30), reason="own_wish")

    def _support(self, days: int) -> None:
        for kind in ("benefits_counselling_offered", "profile_completed"):
            self.write(kind, self.within(60))
        self.write("plan_agreed", self.within(60), kind="work_plan")
        self.write(
            "incomes_recorded", self.enrolled, incomes=[{"source": "sjukersättning", "payer": "FK", "amount": 9800}]
        )
        for _ in range(self.dice.randrange(8, 17)):
            note = {"note": "Vi talade om veckan och om vad som känns svårt."} if self.dice.random() < 0.2 else {}
            mode, minutes = self.dice.choice(MODES), self.dice.choice((15, 30, 60))
            self.write("contact_held", self.within(days), mode=mode, minutes=minutes, activity="job_search", **note)
        for visit in range(self.dice.randrange(3)):
            day, name = self.within(days), f"visit-{visit}"
            self.write("appointment_booked", day, appointment=name, at=f"{day}T16:00:00+02:00", place="Biblioteket")
            kept = self.dice.random() < 0.8
            self.write("appointment_kept" if kept else "appointment_missed", day, appointment=name)

    def _work(self, days: int) -> None:
        for _ in range(self.dice.randrange(3, 9)):
            firm, industry = f"firm-{self.dice.randrange(200)}", self.dice.choice(INDUSTRIES)
            keys = {"employer": firm, "industry": industry, "mode": "face_to_face", "who": "coach"}
            self.write("employer_contacted", self.within(days), competitive=self.dice.random() < 0.8, **keys)
        if self.dice.random() < 0.4:
            begun = self.within(days)
            self.write("job_started", begun, job="job-1", extent=75, competitive=True, wage=21000)
            self.write("job_ended", begun + timedelta(days=120), job="job-1")
