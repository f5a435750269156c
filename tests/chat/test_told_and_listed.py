"""Whoever an alert or a task is for today finds it in their worklist, and nobody else: over random teams and times."""

from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any
from uuid import UUID

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from journey.domain.commands import Record
from journey.domain.events import Event, Fact
from journey.domain.events import participant as facts
from journey.domain.events.messages import AlertAcknowledged, TaskAcknowledged, TaskOpened
from journey.domain.events.system import AlertRaised
from journey.domain.events.team import CoachAbsent, CoachLeft, CoachRegistered, CoachReturned
from journey.engine.people import programme_stream
from services import cards, recipients, team, worklist
from services.permissions import Actor
from services.sweep import sweep
from services.worklist import Item, place_of
from tests.chat.talking import PROGRAMME, PUBLIC, Town, town_of
from tests.site import Site

COACHES, SUPERVISORS = ("anna", "bo", "cy"), ("supervisor:eva", "supervisor:ulf")
EVERYBODY = (*(f"coach:{coach}" for coach in COACHES), *SUPERVISORS)
KINDS = (
    *("crisis", "referral", "message", "appointment", "unreached", "unreminded"),
    *("place", "pause", "consent", "enrolment"),
)
coaches = st.sampled_from(COACHES)
to = st.lists(st.sampled_from([*EVERYBODY[:3], "supervisor", "supervisor:eva"]), min_size=1, max_size=2, unique=True)
happenings = st.one_of(
    st.tuples(st.just("absent"), coaches, coaches),
    st.tuples(st.just("back_early"), coaches),
    st.tuples(st.just("left"), coaches),
    st.tuples(st.just("returns"), coaches),
    st.tuples(st.just("enter"), st.sampled_from(EVERYBODY)),
    st.tuples(st.just("disabled"), st.sampled_from(EVERYBODY)),
    st.tuples(st.just("person"), st.none() | coaches),
    st.tuples(st.just("reassigned"), st.integers(0, 9), coaches),
    st.tuples(st.just("discharged"), st.integers(0, 9)),
    st.tuples(st.just("task"), st.integers(0, 9), st.sampled_from(KINDS), to),
    st.tuples(st.just("taken"), st.integers(0, 9)),
    st.tuples(st.just("seen"), st.integers(0, 9)),
    st.tuples(st.just("days"), st.integers(1, 40)),
    st.tuples(
        st.just("sweep"),
    ),
)


class Story:
    """A town in which anything happens, in any order."""

    def __init__(self, town: Town) -> None:
        self.town, self.names, self.streams = town, count(1), list[UUID]()
        town.record(None, *(CoachRegistered(coach=coach, fte=1.0) for coach in COACHES))
        for staff in EVERYBODY:
            self.enter(staff)

    def happen(self, what: str, *how: Any) -> None:
        """One of `happenings`: the method of that name."""
        getattr(self, what)(*how)

    # --- the team
    def absent(self, coach: str, deputy: str) -> None:
        if coach != deputy:
            until = self.town.office.today() + timedelta(days=20)
            self.town.record(None, CoachAbsent(coach=coach, until=until, deputy=deputy))

    def back_early(self, coach: str) -> None:
        self.town.record(None, CoachReturned(coach=coach))

    def left(self, coach: str) -> None:
        self.town.record(None, CoachLeft(coach=coach))

    def returns(self, coach: str) -> None:
        self.town.record(None, CoachRegistered(coach=coach, fte=1.0))

    def enter(self, staff: str) -> None:
        object.__setattr__(self.town.journey, "now", self.town.clock())
        if staff not in team.members(self.town.journey, PROGRAMME):
            team.add(self.town.journey, PROGRAMME, staff, "N", None, PUBLIC)

    def disabled(self, staff: str) -> None:
        if staff in team.members(self.town.journey, PROGRAMME):
            team.disable(self.town.journey, staff, PROGRAMME)

    # --- people
    def person(self, coach: str | None) -> None:
        now, office = self.town.clock(), self.town.office
        referred, name = facts.Referred(source="self"), f"p-{next(self.names)}"
        command = Record(PROGRAMME, referred, office.today(), now, "supervisor:eva", "test", name, at=now, sender="x")
        self.streams.append(office.execute([command])[0].stream)
        if coach is not None:
            self.town.record(self.streams[-1], facts.Enrolled(coach=coach, reason="-"))

    def reassigned(self, number: int, coach: str) -> None:
        self.to_somebody(number, facts.CoachAssigned(coach=coach, reason="-"))

    def discharged(self, number: int) -> None:
        self.to_somebody(number, facts.Discharged(reason="own_wish"))

    def to_somebody(self, number: int, fact: Fact) -> None:
        people = [self.town.office.person(stream) for stream in self.streams]
        enrolled = [one.stream for one in people if one.history.current and one.history.current.state == "intake"]
        if enrolled:
            self.town.record(enrolled[number % len(enrolled)], fact)

    # --- tasks, alerts and time
    def task(self, number: int, kind: Any, names: list[str]) -> None:
        """Somebody is asked to do something about one of the people, or about nobody in particular."""
        everybody = [programme_stream(PROGRAMME), *self.streams]
        opened = TaskOpened(task=f"t-{next(self.names)}", kind=kind, to=tuple(names))
        self.engine_fact(everybody[number % len(everybody)], opened)

    def taken(self, number: int) -> None:
        if (event := self.event(number, TaskOpened)) is not None:
            self.engine_fact(event.stream, TaskAcknowledged(task=event.fact.task))

    def seen(self, number: int) -> None:
        if (event := self.event(number, AlertRaised)) is not None:
            about = {key: getattr(event.fact, key) for key in ("rule", "occurrence", "kind", "due")}
            self.engine_fact(event.stream, AlertAcknowledged(**about, reason="planned"))

    def event(self, number: int, kind: type[Fact]) -> Event | None:
        events = [event for event in self.town.everything() if isinstance(event.fact, kind)]
        return events[number % len(events)] if events else None

    def engine_fact(self, stream: UUID, fact: Fact) -> None:
        self.town.office.record(stream, PROGRAMME, "supervisor:eva", (f"e-{next(self.names)}", fact))

    def days(self, number: int) -> None:
        self.town.clock.forward(days=number)

    def sweep(self) -> None:
        sweep(self.town.journey.engine, self.town.journey.projector, self.town.clock())


def check(town: Town, streams: list[UUID]) -> int:
    """Compare every open task and alert with every colleague's list. Returns how many there were."""
    crew, number = town.office.crew(PROGRAMME), 0
    lists = {staff: worklist.items(town.office, Actor.staff(staff, PROGRAMME)) for staff in EVERYBODY}
    places: dict[str, set[str]] = {}
    for person in [None, *map(town.office.person, streams)]:
        subject = cards.about(town.office, person) if person else cards.of_programme(town.office, PROGRAMME)
        for event in cards.pending(subject):
            number += 1
            named = recipients.today(event.fact.to, person, crew)
            shown = {staff for staff in EVERYBODY if cards.fate(crew, subject, event, staff).open}
            assert shown == set(named), "a card stands open for whoever is meant, and for nobody else"
            places[place_of(event)] = set(named)
            assert all(any(speaks_of(item, event) for item in lists[staff]) for staff in named), (event, named)
    for staff, items in lists.items():
        own = [item.place for item in items if item.place and item.person]
        assert all(staff in places[place] for place in own), staff
        assert crew.works(staff) or not items
    return number


def speaks_of(item: Item, event: Event) -> bool:
    if item.person is not None and item.person.stream != event.stream:
        return False
    if isinstance(event.fact, TaskOpened):
        return item.place == place_of(event)
    return item.place is not None and (item.rule, item.day) == (event.fact.rule, event.fact.due)


@settings(max_examples=12, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
@given(told=st.lists(happenings, min_size=20, max_size=45))
def test_a_recipient_and_a_list_cannot_disagree(
    village_site: Site, tmp_path_factory, told: list[tuple[Any, ...]]
) -> None:
    folder: Path = tmp_path_factory.mktemp("told")
    with town_of(village_site.copy(folder / "village")) as town:
        story = Story(town)
        story.person("anna")
        for what, *how in told:
            story.happen(what, *how)
        check(town, story.streams)


def test_the_stories_have_something_open_to_look_at(village: Town) -> None:
    story = Story(village)
    happened: list[tuple[Any, ...]] = [
        ("person", "anna"),
        ("person", None),
        ("days", 40),
        ("sweep",),
        ("task", 1, "message", ["coach:bo"]),
    ]
    for what in happened:
        story.happen(*what)
    assert check(village, story.streams) > 3
    story.happen("left", "anna")
    assert check(village, story.streams) > 3
