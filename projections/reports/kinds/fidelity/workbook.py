"""The tables of the workbook: indications and their evidence, reviews, drift, self against external."""

from __future__ import annotations

from journey.domain.fidelity import Item, Measure
from projections.reports.cohort import Cohort
from projections.reports.figures import Cell, Quotient, Rows
from projections.reports.kinds.fidelity import coaches, outcomes, partly
from projections.reports.kinds.fidelity.indications import Indication, Measured, number
from projections.reports.kinds.fidelity.reviews import RATERS, Review, latest, pairs, reviews, scale_in_use

COMPUTED, REVIEWER = "computed", "needs_reviewer"
LOG = "the log"

MEASURES: dict[Measure, Measured] = {
    "caseload": Measured("persons per full-time post", coaches.caseload),
    "employment_time": Measured("share of the minutes", coaches.employment_time),
    "phases": Measured("phases entered", partly.phases),
    "care_teams": Measured("share from a coach's two largest teams", coaches.care_teams),
    "team_contact": Measured("meetings, contacts with psychiatry", partly.team_contact),
    "agency_contact": Measured("meetings, days with a contact", coaches.agency_contact),
    "vocational_unit": Measured("team meetings; cover is not seen", coaches.vocational_unit),
    "supervision": Measured("team meetings, reviews", partly.supervision),
    "refusals": Measured("sources of referrals, refusals", partly.refusals),
    "work_focus": Measured("the annual question about work", partly.work_focus),
    "leadership": Measured("steering group, reports, reviews", partly.leadership),
    "benefits_counselling": Measured("counselling offered and given", partly.benefits_counselling),
    "disclosure": Measured("wishes recorded", partly.disclosure),
    "assessment": Measured("profiles and plans", partly.assessment),
    "first_contact": Measured("mean days of those contacted", outcomes.first_contact),
    "preferences": Measured("share of the tagged contacts", outcomes.preferences),
    "employer_meetings": Measured("meetings a week and coach", coaches.employer_meetings),
    "employer_relations": Measured("employers met again, agreements", partly.employer_relations),
    "job_types": Measured("share of the jobs with a type", outcomes.job_types),
    "employers": Measured("share of the jobs with an employer", outcomes.employers),
    "permanent_jobs": Measured("share of the jobs it is told of", outcomes.permanent_jobs),
    "individual_support": Measured("contacts at work, activities, parties", partly.individual_support),
    "follow_along": Measured("contacts around job starts", outcomes.follow_along),
    "community_time": Measured("share of the minutes, else contacts", coaches.community_time),
    "outreach": Measured("attempts, ways of trying", partly.outreach),
}
"""How each measure is worked out from the log."""


Indications = list[tuple[Item, Indication]]


def _indications(cohort: Cohort) -> Indications:
    """Every item with what the log indicates; three tables ask for it, and it is worked out once."""
    memo = cohort.frame.programme_history.memo
    held: tuple[Cohort, Indications] | None = memo.get("fidelity indications")
    if held is None or held[0] is not cohort:
        held = memo["fidelity indications"] = (cohort, _worked_out(cohort))
    return held[1]


def _worked_out(cohort: Cohort) -> Indications:
    scale = scale_in_use(cohort.frame)
    if scale is None:
        return []
    ordered = sorted(scale.items, key=lambda item: item.number)
    return [(item, MEASURES[item.measure].work_out(cohort, scale)) for item in ordered]


def items(cohort: Cohort) -> Rows:
    """A row an item: what the log indicates, or that a reviewer is needed."""
    review = latest(cohort.frame)
    return [_item(item, indication, review) for item, indication in _indications(cohort)]


def _item(item: Item, indication: Indication, review: Review | None) -> dict[str, Cell]:
    score = indication.score(item)
    return {
        "item": item.number,
        "name": _name(item),
        "score": score,
        "status": REVIEWER if score is None else COMPUTED,
        "value": number(indication.value) if score is not None else None,
        "events": indication.events,
        "persons": indication.persons,
        "reviewed": (review.final or {}).get(str(item.number)) if review else None,
        "evidence": MEASURES[item.measure].words,
    }


def _name(item: Item) -> str:
    return item.name if item.verified else f"{item.name} (?)"


def evidence(cohort: Cohort) -> Rows:
    """A row for each number under an indication."""
    return [
        {
            "item": item.number,
            "figure": part.figure,
            "value": part.value,
            "unit": part.unit,
            "events": part.events,
            "persons": part.persons,
        }
        for item, indication in _indications(cohort)
        for part in indication.evidence
    ]


def review_rows(cohort: Cohort) -> Rows:
    """A row a review."""
    return [
        {
            "date": review.day.isoformat(),
            "rater": review.rater,
            "scale": review.name,
            "reviewers": len(review.reviewers),
            "total": review.total,
            "rated": review.rated,
            "band": review.band,
            "agreement": Quotient(*review.agreement()).value,
            "remark": review.remark,
        }
        for review in reviews(cohort.frame)
    ]


def review_items(cohort: Cohort) -> Rows:
    """A row an item of a review, as it stands in the end."""
    return [
        {
            "date": review.day.isoformat(),
            "rater": review.rater,
            "item": int(item),
            "name": _name_in(review, int(item)),
            "points": points,
        }
        for review in reviews(cohort.frame)
        for item, points in sorted((review.final or {}).items(), key=lambda pair: int(pair[0]))
    ]


def _name_in(review: Review, number: int) -> str:
    held = review.scale.items if review.scale else ()
    return next((_name(item) for item in held if item.number == number), "")


def drift(cohort: Cohort) -> Rows:
    """A row an item: its points in a rater's two latest reviews."""
    return [
        {
            "rater": then.rater,
            "from": first.day.isoformat(),
            "to": then.day.isoformat(),
            "item": item,
            "name": _name_in(then, item),
            **_change(first, then, item, ("before", "after", "change")),
        }
        for first, then in pairs(cohort.frame)
        for item in sorted({*first.items(), *then.items()})
    ]


def self_against_external(cohort: Cohort) -> Rows:
    """A row an item: the programme's own latest points beside the latest external ones."""
    self_review, external = latest(cohort.frame, "self"), latest(cohort.frame, "external")
    if self_review is None or external is None or self_review.name != external.name:
        return []
    return [
        {
            "item": item,
            "name": _name_in(self_review, item),
            "self_on": self_review.day.isoformat(),
            "external_on": external.day.isoformat(),
            **_change(external, self_review, item, ("external", "self", "difference")),
        }
        for item in sorted({*self_review.items(), *external.items()})
    ]


def _change(first: Review, then: Review, item: int, keys: tuple[str, str, str]) -> dict[str, Cell]:
    """Points of two reviews and the second less the first; none where one has not rated the item."""
    before, after = ((review.final or {}).get(str(item)) for review in (first, then))
    difference = None if before is None or after is None else after - before
    return dict(zip(keys, (before, after, difference), strict=True))


def consensus(cohort: Cohort) -> Rows:
    """A row an item of each review by several reviewers: what each gave, whether they agree, what they agreed on."""
    return [
        {
            "date": review.day.isoformat(),
            "rater": review.rater,
            "item": item,
            "name": _name_in(review, item),
            "reviewers": _points_by_reviewer(review, item),
            "agree": review.agrees(item),
            "consensus": (review.consensus or {}).get(str(item)),
        }
        for review in reviews(cohort.frame)
        if len(review.reviewers) > 1
        for item in review.items()
    ]


def _points_by_reviewer(review: Review, item: int) -> str:
    """Each reviewer's points, `-` where an item was left out."""
    by_reviewer = sorted((who, scores.get(str(item))) for who, scores in review.reviewers.items())
    return ", ".join(f"{who}: {'-' if points is None else points}" for who, points in by_reviewer)


def over_time(cohort: Cohort) -> Rows:
    """The total of every whole review, by rater; and where the bands begin, on the first and on the last day."""
    whole = [review for review in reviews(cohort.frame) if review.band is not None]
    rows: Rows = [{"date": review.day.isoformat(), "line": review.rater, "points": review.total} for review in whole]
    scale = scale_in_use(cohort.frame)
    ends = sorted({whole[0].day, whole[-1].day}) if whole else []
    for band in sorted(scale.bands if scale else (), key=lambda band: band.from_):
        if band.from_:
            rows += [{"date": day.isoformat(), "line": f"{band.id} from", "points": band.from_} for day in ends]
    return rows


def profile(cohort: Cohort) -> Rows:
    """Item by item what the log indicates, beside the latest reviews of each rater."""
    indicated = [(item.number, indication.score(item)) for item, indication in _indications(cohort)]
    rows: Rows = [{"line": LOG, "item": place, "points": score} for place, score in indicated if score is not None]
    for rater in RATERS:
        review = latest(cohort.frame, rater)
        finals = sorted((int(place), points) for place, points in (review.final or {}).items()) if review else []
        rows += [
            {"line": review.label if review else rater, "item": place, "points": points} for place, points in finals
        ]
    return rows
