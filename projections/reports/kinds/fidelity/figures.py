"""The fidelity workbook: what the log indicates, item by item, what reviewers scored, and how both move over time."""

from __future__ import annotations

from projections.reports.cohort import Cohort
from projections.reports.figures import Column, Definition, Kind, Quotient
from projections.reports.kinds.fidelity import workbook
from projections.reports.kinds.fidelity.gathered import gather
from projections.reports.kinds.fidelity.reviews import Review, latest, reviews
from projections.reports.plots import Plot

WINDOW = "Everybody the population holds, the coaches and the programme's own facts, within the window."
LATEST = "The latest review by the end of the window, whoever made it; an external one where both are of one day."
ALL = "Every review by the end of the window, also from before it."

POINTS = "points"
ITEM = Column("item", "No", "item")
NAME = Column("name", "Name", "text")
DATE = Column("date", "Date", "text")
RATER = Column("rater", "Rater", "text")
EVENTS = Column("events", "Events", "events")
PERSONS = Column("persons", "Persons", "persons")
VALUE = Column("value", "Value", "number")
UNIT = Column("unit", "Unit", "text")


def _latest(cohort: Cohort) -> Review | None:
    return latest(cohort.frame)


def _which(cohort: Cohort) -> str | None:
    review = _latest(cohort)
    if review is None:
        return None
    return f"{review.day}, {review.rater}, {review.name}" + (f": {review.remark}" if review.remark else "")


def _agreement(cohort: Cohort) -> Quotient | None:
    several = [review for review in reviews(cohort.frame) if len(review.reviewers) > 1]
    return Quotient(*several[-1].agreement()) if several else None


def _total(cohort: Cohort) -> int | None:
    review = _latest(cohort)
    return review.total if review else None


def _rated(cohort: Cohort) -> int | None:
    review = _latest(cohort)
    return review.rated if review else None


def _band(cohort: Cohort) -> str | None:
    review = _latest(cohort)
    return review.band if review else None


KIND = Kind(
    name="fidelity",
    title="Fidelity workbook",
    about="How closely the programme follows the method: for each of the 25 items what the log indicates and the "
    "evidence for it, and what reviewers scored. An indication is no score: the reviewer decides. Names and levels are "
    "our own paraphrases; items marked (?) are not verified against print.",
    gather=gather,
    needs=("scales",),
    figures=(
        Definition(
            key="total",
            name="Total of the latest review",
            unit=POINTS,
            cohort=LATEST,
            split=False,
            definition="The sum of the points given: of the consensus where there is one, else of the only reviewer; "
            "none while several reviewers have not agreed. It is never scaled up for items left out, and indications "
            "are no part of it.",
            compute=_total,
        ),
        Definition(
            key="rated",
            name="Items rated",
            unit="items",
            cohort=LATEST,
            split=False,
            definition="How many of the items have points in that review; none while several reviewers have not "
            "agreed.",
            compute=_rated,
        ),
        Definition(
            key="band",
            name="Band",
            unit="band",
            cohort=LATEST,
            split=False,
            definition="What the total means on the scale that was used: `very_well` (115 to 125), `well` (100 to "
            "114), `partly` (74 to 99), `not_ips` (73 or less); none unless all 25 items are rated on a known scale.",
            compute=_band,
        ),
        Definition(
            key="review",
            name="The review meant",
            unit="text",
            cohort=LATEST,
            split=False,
            definition="Its day, its rater and its scale, and why it has no band where it has none.",
            compute=_which,
        ),
        Definition(
            key="agreement",
            name="Reviewers agree",
            unit="share",
            split=False,
            cohort="The latest review by the end of the window that several reviewers scored independently.",
            definition="Items to which all reviewers gave the same points before they talked ÷ items that at least two "
            "of them rated.",
            compute=_agreement,
            proportion=False,  # of items, not of people
        ),
        Definition(
            key="items",
            name="Items",
            unit="table",
            cohort=WINDOW,
            split=False,
            definition="For each item the points that the log indicates (`computed`), or `needs_reviewer` where the "
            "log alone cannot tell; the points of the latest review; the value that is held against the levels, never "
            "rounded; how many entries speak to the item; the fewest people behind the value or behind what it leaves "
            "out; and what the value is. An indication is no score.",
            columns=(
                ITEM,
                NAME,
                Column("score", "Log", POINTS),
                Column("status", "Status"),
                Column("reviewed", "Review", POINTS),
                VALUE,
                EVENTS,
                PERSONS,
                Column("evidence", "Evidence", "text"),
            ),
            compute=workbook.items,
        ),
        Definition(
            key="evidence",
            name="Evidence",
            unit="table",
            cohort=WINDOW,
            split=False,
            definition="The numbers under each indication, and for the other items what the log has to say to the "
            "reviewer. Shares are fractions of 1.",
            columns=(ITEM, Column("figure", "Number", "text"), VALUE, UNIT, EVENTS, PERSONS),
            compute=workbook.evidence,
        ),
        Definition(
            key="reviews",
            name="Reviews over time",
            unit="table",
            cohort=ALL,
            split=False,
            definition="Each review with its total, how many items are rated, and its band; the share of items on "
            "which independent reviewers agree; and why there is no band where there is none.",
            columns=(
                DATE,
                RATER,
                Column("scale", "Scale", "text"),
                Column("reviewers", "Reviewers", "reviewers"),
                Column("total", "Total", POINTS),
                Column("rated", "Rated", "items"),
                Column("band", "Band"),
                Column("agreement", "Agreement", "share"),
                Column("remark", "Remark", "text"),
            ),
            compute=workbook.review_rows,
        ),
        Definition(
            key="over_time",
            name="Totals and bands",
            unit="table",
            cohort=ALL,
            split=False,
            definition="The totals of reviews in which every item is rated, by rater, and the totals from which each "
            "band begins.",
            columns=(DATE, Column("line", "Line"), Column("points", "Total", POINTS)),
            compute=workbook.over_time,
        ),
        Definition(
            key="profile",
            name="The log and the latest reviews",
            unit="table",
            split=False,
            cohort="The window for the log; for each rater the latest review with a final score by its end.",
            definition="Item by item the points that the log indicates and those of the latest reviews.",
            columns=(Column("line", "Source", "text"), ITEM, Column("points", "Points", POINTS)),
            compute=workbook.profile,
        ),
        Definition(
            key="review_items",
            name="Reviews item by item",
            unit="table",
            cohort=ALL,
            split=False,
            definition="The points of each item in each review: of the consensus where there is one, else of the only "
            "reviewer.",
            columns=(DATE, RATER, ITEM, NAME, Column("points", "Points", POINTS)),
            compute=workbook.review_items,
        ),
        Definition(
            key="drift",
            name="Drift between reviews",
            unit="table",
            split=False,
            cohort="For each rater the two latest reviews with a final score, where both used the same scale.",
            definition="The points of each item before and after, and the change; no change where one of the two left "
            "the item out.",
            columns=(
                RATER,
                Column("from", "From", "text"),
                Column("to", "To", "text"),
                ITEM,
                NAME,
                Column("before", "Before", POINTS),
                Column("after", "After", POINTS),
                Column("change", "Change", POINTS),
            ),
            compute=workbook.drift,
        ),
        Definition(
            key="self_against_external",
            name="Self against external",
            unit="table",
            split=False,
            cohort="The latest self and the latest external review with a final score, where both used the same scale.",
            definition="The points of each item and the difference: self less external.",
            columns=(
                ITEM,
                NAME,
                Column("self_on", "Self on", "text"),
                Column("external_on", "External on", "text"),
                Column("external", "External", POINTS),
                Column("self", "Self", POINTS),
                Column("difference", "Difference", POINTS),
            ),
            compute=workbook.self_against_external,
        ),
        Definition(
            key="consensus",
            name="Reviewers and consensus",
            unit="table",
            split=False,
            cohort="Every review by the end of the window that several reviewers scored.",
            definition="What each reviewer gave each item, whether they agree, and the points they agreed on "
            "afterwards; those are only ever stated, never worked out.",
            columns=(
                DATE,
                RATER,
                ITEM,
                NAME,
                Column("reviewers", "Reviewers", "text"),
                Column("agree", "Agree", "yes or no"),
                Column("consensus", "Consensus", POINTS),
            ),
            compute=workbook.consensus,
        ),
    ),
    plots=(
        Plot(
            title="Fidelity over reviews",
            form="lines",
            figures=("over_time",),
            x="date",
            y="points",
            series="line",
            says="The total of every review in which all items are rated, and the totals from which each band begins.",
        ),
        Plot(
            title="Item by item",
            form="dots",
            figures=("profile",),
            x="item",
            y="points",
            series="line",
            says="What the log indicates for each item, and what the latest reviews gave.",
        ),
    ),
)
