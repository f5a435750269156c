"""The course of one stay, before anything is written: pauses, the first employer contact, the phases, the coach."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from tools.cohort.diary import LAST, Dice, after, months_after, working
from tools.cohort.people import YEAR_END
from tools.cohort.team import PART_TIME, coach_on

if TYPE_CHECKING:
    from tools.cohort.people import Visit

NOT_SEARCHING = ("never", "stopped", "waiting", "paused_waiting", "by_job")
PAUSED = ("paused", "paused_late", "paused_waiting")
LONG = 170  # days of a stay that may hold a pause later on
REASONS = (("hospital", 45), ("own_wish", 30), ("other", 15), ("parental_leave", 10))


@dataclass(frozen=True)
class Pause:
    """Days without the programme, until the day of resumption (None: still paused on the last day)."""

    start: date
    end: date | None
    reason: str

    def holds(self, day: date) -> bool:
        """Whether that day is a paused one; the day of resumption is not."""
        return self.start <= day and (self.end is None or day < self.end)

    @property
    def days(self) -> int:
        """How long the clock stands still."""
        return ((self.end or LAST) - self.start).days


@dataclass
class Plan:
    """The course of a visit."""

    visit: Visit
    first_coach: str
    pauses: list[Pause] = field(default_factory=list)
    contact: date | None = None  # the first contact with an employer about a competitive job
    phases: list[tuple[date, str]] = field(default_factory=list)

    @property
    def due(self) -> date:
        """The day by which the job search should have begun: one month after enrolment, and the days paused."""
        paused = self.pauses[0].days if self.visit.stay.search in PAUSED else 0
        return months_after(self.visit.stay.enrolled, 1) + timedelta(days=paused)

    @property
    def quiet_from(self) -> date:
        """The day from which the person no longer answers, where the stay ends for want of contact."""
        return self.visit.last - timedelta(days=40) if self.visit.stay.reason == "no_contact" else self.visit.last

    def free(self, day: date) -> date | None:
        """That day or the first working day after it outside every pause; None when the stay is over by then."""
        day = working(day)
        for pause in self.pauses:
            if pause.holds(day):
                if pause.end is None:
                    return None
                day = working(pause.end)
        over = day >= self.visit.stay.discharged if self.visit.stay.discharged else day > LAST
        return None if over else day

    def phase(self, day: date) -> str:
        """The phase the person is in that day."""
        return next((phase for start, phase in reversed(self.phases) if start <= day), "intake")

    def coach(self, day: date) -> str:
        """Who carries the person's case that day, absences seen to."""
        return coach_on(self.first_coach if day < PART_TIME else self.visit.coach, day)

    def by(self, day: date) -> str:
        """On whose behalf an ordinary entry of that day is written."""
        return f"coach:{self.coach(day)}"


def make_plan(visit: Visit, dice: Dice) -> Plan:
    """Plan a stay along the story that the spine gives it."""
    spans_change = visit.stay.enrolled < PART_TIME - timedelta(days=60) and visit.last > PART_TIME + timedelta(days=60)
    moved = spans_change and visit.coach == "anna" and not visit.start and dice.chance(0.3)
    plan = Plan(visit, "bjorn" if moved else visit.coach)
    plan.pauses = _pauses(visit, dice)
    plan.contact = _contact(plan, dice)
    plan.phases = _phases(plan, dice)
    return plan


def _pauses(visit: Visit, dice: Dice) -> list[Pause]:
    stay = visit.stay
    if stay.search in PAUSED:
        start = after(stay.enrolled, dice.between(5, 8))
        end = None if stay.search == "paused_waiting" else after(start, dice.between(24, 34))
        return [Pause(start, end, dice.weigh(REASONS))]
    length = (visit.last - stay.enrolled).days
    if visit.start or length < LONG:
        return []
    if stay.discharged is None and stay.enrolled < YEAR_END and dice.chance(0.1):
        return [Pause(after(LAST, -dice.between(10, 45)), None, dice.weigh(REASONS))]
    if dice.chance(0.3):
        start = after(stay.enrolled, dice.between(130, length - 35))
        return [Pause(start, after(start, dice.between(14, 70)), dice.weigh(REASONS))] if start < visit.last else []
    return []


def _contact(plan: Plan, dice: Dice) -> date | None:
    """When the first employer is contacted, so that the story of the search holds."""
    stay, due = plan.visit.stay, plan.due
    if stay.search in NOT_SEARCHING:
        return None
    if stay.search in PAUSED:
        resumed = plan.pauses[0].end or LAST
        return after(resumed, dice.between(2, 5)) if stay.search == "paused" else after(due, dice.between(5, 15))
    if stay.search == "early":
        return after(plan.visit.referred, dice.between(7, 12))
    if stay.search in ("late", "struck", "waived"):
        return after(due, dice.between(18, 30) if stay.search != "late" else dice.between(2, 40))
    return after(stay.enrolled, dice.between(4, 23))


def _phases(plan: Plan, dice: Dice) -> list[tuple[date, str]]:
    """The moves between the phases; no staircase: some go back."""
    stay, start = plan.visit.stay, plan.visit.start
    day = after(stay.enrolled, dice.between(2, 8))
    moves = [(day, "engagement"), (after(day, dice.between(8, 18)), "assessment")]
    if plan.contact is not None:
        searching = max(plan.contact, after(day, dice.between(22, 50)))
        moves.append((searching, "job_placement"))
        again = after(searching, dice.between(90, 150))
        if start is None and dice.chance(0.25):
            moves += [(again, "assessment"), (after(again, dice.between(14, 30)), "job_placement")]
    if start is not None:
        moves = [move for move in moves if move[0] < start.start]
        moves += [(start.start, "coaching"), (after(start.start, dice.between(31, 38)), "follow_along")]
    ended = getattr(start, "ended", None)
    if ended is not None:
        moves = [move for move in moves if move[0] <= ended] + [(after(ended, 1), "job_placement")]
    return _possible(plan, moves)


def _possible(plan: Plan, moves: list[tuple[date, str]]) -> list[tuple[date, str]]:
    """Those moves that the stay has room for, on days outside the pauses, each to another phase than the last."""
    kept: list[tuple[date, str]] = []
    for wished, phase in moves:
        day = plan.free(wished)
        if day is None or (kept and (day <= kept[-1][0] or phase == kept[-1][1])):
            continue
        kept.append((day, phase))
    return kept
