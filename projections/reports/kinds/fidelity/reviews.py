"""The fidelity reviews of a programme: who scored what, whether they agree, and what stands in the end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations

from journey.domain.fidelity import Scale, scale_of
from projections.reports.view import ReportFrame

NO_CONSENSUS, UNKNOWN_SCALE = "no consensus yet", "unknown scale"
RATERS = ("self", "external")
"""In this order where both reviewed on one day: the external review is the later word."""

Scores = Mapping[str, int]


@dataclass(slots=True)
class Review:
    """The scores of one day, scale and rater: those of each reviewer, and those they agreed on, if they have.

    `name` is the scale's id, or what the entries call a scale that nobody describes.
    """

    day: date
    rater: str
    name: str
    scale: Scale | None
    reviewers: dict[str, Scores] = field(default_factory=dict)
    consensus: Scores | None = None

    @property
    def final(self) -> Scores | None:
        """The consensus, else the only reviewer's scores; None while several reviewers have not agreed."""
        if self.consensus is not None:
            return self.consensus
        return next(iter(self.reviewers.values())) if len(self.reviewers) == 1 else None

    @property
    def total(self) -> int | None:
        """The sum of the points given, never scaled up; None where there are none."""
        return sum(self.final.values()) if self.final else None

    @property
    def rated(self) -> int | None:
        """How many items have points; None while there is no consensus."""
        return None if self.final is None else len(self.final)

    @property
    def band(self) -> str | None:
        """What the total means; None unless every item of a known scale is rated."""
        return self.scale.band(self.final) if self.scale and self.final else None

    @property
    def remark(self) -> str:
        """Why there is no band, where there is none."""
        if self.final is None:
            return NO_CONSENSUS
        if self.scale is None:
            return UNKNOWN_SCALE
        return "" if self.band else f"{self.rated} of {len(self.scale.items)} rated"

    @property
    def label(self) -> str:
        """The review in a line."""
        return f"{self.day} {self.rater}"

    def items(self) -> list[int]:
        """The numbers of the items that somebody rated."""
        every = [*self.reviewers.values(), self.consensus or {}]
        return sorted({int(item) for scores in every for item in scores})

    def agrees(self, item: int) -> bool | None:
        """Whether all reviewers gave the item the same points; None where fewer than two rated it."""
        points = [scores[str(item)] for scores in self.reviewers.values() if str(item) in scores]
        return len(set(points)) == 1 if len(points) > 1 else None

    def agreement(self) -> tuple[int, int]:
        """Items on which all agree, of those that at least two rated."""
        answers = [answer for item in self.items() if (answer := self.agrees(item)) is not None]
        return sum(answers), len(answers)


def reviews(frame: ReportFrame) -> list[Review]:
    """Every review up to the end of the window, the first one first."""
    key = ("fidelity reviews", frame.upto, tuple(frame.scales))
    if key not in frame.programme_history.memo:
        frame.programme_history.memo[key] = _read(frame)
    result: list[Review] = frame.programme_history.memo[key]
    return result


def _read(frame: ReportFrame) -> list[Review]:
    by_key: dict[tuple[date, str, str], Review] = {}
    unnamed: Counter[tuple[date, str, str]] = Counter()
    for event in frame.programme_history.by_type.get("fidelity_reviewed", []):
        if event.on > frame.upto:
            continue
        scale = scale_of(frame.scales, event.fact.scale)
        name = scale.id if scale else event.fact.scale
        key = (event.on, event.fact.rater, name)
        review = by_key.setdefault(key, Review(event.on, event.fact.rater, name, scale))
        if event.fact.consensus:
            review.consensus = event.fact.scores
            continue
        unnamed[key] += event.fact.reviewer is None
        review.reviewers[event.fact.reviewer or f"reviewer {unnamed[key]}"] = event.fact.scores
    return sorted(by_key.values(), key=lambda review: (review.day, RATERS.index(review.rater), review.name))


def latest(frame: ReportFrame, rater: str | None = None) -> Review | None:
    """The latest review by anybody, or by one rater the latest that has a final score."""
    if rater is None:
        return reviews(frame)[-1] if reviews(frame) else None
    return next((review for review in reversed(reviews(frame)) if review.rater == rater and review.final), None)


def pairs(frame: ReportFrame) -> list[tuple[Review, Review]]:
    """For each rater the two latest reviews with a final score, where both used the same scale."""
    result = []
    for rater in RATERS:
        of_rater = [review for review in reviews(frame) if review.rater == rater and review.final][-2:]
        result += [(first, then) for first, then in combinations(of_rater, 2) if first.name == then.name]
    return result


def scale_in_use(frame: ReportFrame) -> Scale | None:
    """The scale of the latest review that used a known one, else the first there is."""
    used = (review.scale for review in reversed(reviews(frame)) if review.scale)
    return next(used, None) or next((frame.scales[name] for name in sorted(frame.scales)), None)
