"""A coach's whole day on a phone with a slow line: ten people, every daily form, each pressed to from the person's page."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

import pytest
from playwright.sync_api import Page, expect

from journey.domain.commands import Record
from journey.domain.events import Fact
from journey.domain.events import participant as facts
from tests.browser.conftest import browser, device, served
from tests.browser.serving import Served
from tests.chat.talking import PROGRAMME
from tests.desk.test_every_page import Seat, seat

__all__ = ["browser", "device", "seat", "served"]
NAMES = (
    "Maja Lind",
    "Ali Ek",
    "Siv Sol",
    "Omar Nur",
    "Eva Berg",
    "Lo Ask",
    "Per Dal",
    "Ida Falk",
    "Nils Gren",
    "Vera Hav",
)
MOST_INPUTS = 5
"""What a daily form may ask of a coach who has opened a person's page, Save among it."""
SLOW = {"offline": False, "latency": 150, "downloadThroughput": 80_000, "uploadThroughput": 40_000}


@dataclass
class Day:
    """A coach's day in one browser, with what it took."""

    page: Page
    url: str
    taken: dict[str, int] = field(default_factory=dict)

    def open(self, name: str) -> None:
        """Find somebody in the list, and press."""
        self.page.locator(".menu a", has_text="Deltagare").click()
        self.page.wait_for_url("**/desk/people")  # the page that is left may name them too
        self.page.get_by_role("link", name=name).click()
        expect(self.page.locator(".head h1")).to_have_text(name)

    def record(self, kind: str, **answers: str) -> None:
        """From a person's page: the shortcut, an answer to each question that has none, Save; and it says so."""
        self.page.locator(f".head a[href$='/new/{kind}']").first.click()
        self.fill(kind, 1, **answers)

    def fill(self, kind: str, presses: int, **answers: str) -> None:
        """Answer the open form, and send it; `presses` led to it."""
        form = self.page.locator("form.record")
        for key, value in answers.items():
            asked = form.locator(f"[name='{key}']")
            if asked.first.get_attribute("type") == "radio":
                form.locator(f"[name='{key}'][value='{value}']").check()
            elif asked.first.evaluate("one => one.tagName") == "SELECT":
                asked.select_option(value)
            else:
                asked.fill(value)
        form.get_by_role("button", name="Spara").click()
        expect(self.page.locator(".done")).to_contain_text("Sparat.")
        self.taken[kind] = presses + len(answers) + 1


@pytest.fixture(scope="module")
def people(served: Served) -> dict[str, UUID]:
    """Ten people of Anna's, and what waits with each."""
    office, made = served.service.office, dict[str, UUID]()
    for number, name in enumerate(NAMES):
        on, now = office.today() - timedelta(days=20 + number), served.clock()
        told: list[Fact] = [facts.Referred(source="psychiatry", name=name), facts.Enrolled(coach="anna")]
        told.append(facts.PhaseMoved(to="engagement"))
        commands = [
            Record(PROGRAMME, fact, on, now, "import", "test", reference=f"P-{number}", sender="import")
            for fact in told
        ]
        made[name] = office.execute(commands)[0].stream
    for name in NAMES[5:7]:
        at = served.clock() - timedelta(days=1)
        served.record(made[name], facts.AppointmentBooked(appointment=f"m-{name[:2]}", at=at))
    return made


def test_ten_people_and_every_daily_form_by_few_inputs_over_a_slow_line(
    served: Served, seat: Seat, people: dict[str, UUID]
) -> None:
    page = seat()
    line = page.context.new_cdp_session(page)
    line.send("Network.enable")
    line.send("Network.emulateNetworkConditions", SLOW)
    page.goto(f"{served.url}/desk")
    day = Day(page, served.url)

    for name in NAMES[:2]:
        day.open(name)
        day.record("contact_held", mode="phone")
    day.open(NAMES[2])
    day.record("employer_contacted", employer="ICA Maxi", mode="face_to_face", competitive="yes")
    expect(page.locator(".done")).to_contain_text("Första arbetsgivarkontakten")
    day.open(NAMES[3])
    day.record("outreach_attempted", mode="phone")
    day.open(NAMES[4])
    day.record("partner_contacted", party="psychiatry", mode="phone")
    for name, kind in ((NAMES[5], "appointment_kept"), (NAMES[6], "appointment_missed")):
        page.locator(".menu a", has_text="Idag").click()
        row = page.locator(".item", has_text=name).filter(has_text="Blev mötet av?")
        row.locator(f"a[href*='/{kind}']").click()
        day.fill(kind, 1)
    for name in NAMES[7:]:
        day.open(name)
        later = (served.clock() + timedelta(days=NAMES.index(name) - 6)).date().isoformat()
        day.record("appointment_booked", **{"at-day": later, "at-time": "10:00"})

    assert set(day.taken.values()) and max(day.taken.values()) <= 1 + MOST_INPUTS, day.taken
    kinds = [served_types(served, people[name])[-1] for name in NAMES]
    assert kinds == [
        *["contact_held"] * 2,
        "employer_contacted",
        "outreach_attempted",
        "partner_contacted",
        "appointment_kept",
        "appointment_missed",
        *["appointment_booked"] * 3,
    ]
    page.locator(".menu a", has_text="Idag").click()
    expect(page.locator("#lists")).not_to_contain_text("Blev mötet av?")
    expect(page.locator("#lists")).to_contain_text("Möten den närmaste veckan")
    day.open(NAMES[0])
    page.locator(".head a[href$='/new/contact_held']").first.click()
    expect(page.locator("[name='mode'][value='phone']")).to_be_checked()


def served_types(served: Served, stream: UUID) -> list[str]:
    """What has been recorded of somebody, in the order of the log."""
    return [event.type for event in served.journey.engine.log.load(stream)]
