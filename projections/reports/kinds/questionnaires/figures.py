"""Questionnaires: who answered, what they said at each moment, and how that changed."""

from __future__ import annotations

from collections.abc import Mapping

from projections.reports.cohort import Cohort
from projections.reports.figures import PEOPLE, Column, Definition, Figure, Headline, Kind, Quotient, Told
from projections.reports.kinds.questionnaires import qaly, surveys
from projections.reports.kinds.questionnaires.answers import WINDOW, gather
from projections.reports.plots import Plot

ANSWERS = "Answers dated in the window, one for each instrument, episode and moment, and every other answer."
PAIRS = (
    "Pairs of answers of one person to one instrument in one episode: at the start, and later with the later one dated "
    "in the window."
)
MOMENT = (
    "The moment that was stated counts. An answer marked `other` counts as that of enrolment, of six months after it "
    f"or of discharge (or of the moments that the programme names for the instrument) where it lies within {WINDOW} "
    "days of one; of several, those that state the moment go first, then the nearest counts, once. What belongs to no "
    "moment is `other`."
)
SCORING = (
    "Totals only, each in its own scoring; answers themselves stay sealed. Of twelve answers to GHQ-12 the engine "
    "keeps 0-0-1-1 (`ghq`), 0-1-2-3 (`likert`) and, where the programme's file says which items are worded negatively, "
    "`c-ghq`; no total unless all twelve are answered. MANSA is the mean of its twelve items."
)
LATER = "`last` is the latest of a pair's later answers."
NO_EFFECT = "It is a change, and no effect: how these people would have fared without the programme is not known."
QALY = (
    "(u1 - u0) / 2 x years (of 365.25 days) between the two days, over staying at the start's health; u is the mean "
    "EQ-5D index of the GHQ-12 total (`ghq`), by tariff."
)


def _total_counts(cohort: Cohort) -> dict[str, int]:
    return surveys.counts(surveys.totals(cohort))


def _total_means(cohort: Cohort) -> dict[str, Quotient]:
    return surveys.means(surveys.totals(cohort))


def _change_counts(cohort: Cohort) -> dict[str, int]:
    return surveys.counts(surveys.changes(cohort))


def _change_means(cohort: Cohort) -> dict[str, Quotient]:
    return surveys.means(surveys.changes(cohort))


def _changed(figures: Mapping[str, Figure]) -> Mapping[str, Told] | None:
    """The mean change that most pairs stand behind."""
    made = figures["paired_change"].made_of
    return _of_most(figures["paired_change"], "points") if made else None


def _answered(figures: Mapping[str, Figure]) -> Mapping[str, Told] | None:
    """The questionnaire that most people were sent, and how many of them answered."""
    return _of_most(figures["answered_of_sent"], "share")


def _of_most(figure: Figure, unit: str) -> Mapping[str, Told] | None:
    categories = figure.made_of.categories if figure.made_of else {}
    value = figure.value if isinstance(figure.value, dict) else {}
    if not categories:
        return None
    what = max(categories, key=lambda one: categories[one].denominator or 0)
    made, cell = categories[what], value.get(what)
    if not isinstance(cell, int | float):
        return None
    counted = {"numerator": (made.numerator or 0, ""), "denominator": (made.denominator or 0, PEOPLE)}
    return {"what": (what, "text"), "value": (cell, unit), **counted}


def _answers(figures: Mapping[str, Figure]) -> Mapping[str, Told] | None:
    """How many answers there are, whatever they are to."""
    value = figures["answered"].value
    counts = [count for count in value.values() if isinstance(count, int)] if isinstance(value, dict) else []
    return {"answers": (sum(counts), "answers")} if counts else None


KIND = Kind(
    name="questionnaires",
    title="Questionnaires",
    about="What people answered at each moment, how it changed, and what that is worth in healthy years. Totals only: "
    "answers themselves stay sealed. A change is no effect: how these people would have fared without the programme is "
    "not known.",
    gather=gather,
    needs=("rates",),
    headlines=(
        Headline(figures=("paired_change",), tells=_changed),
        Headline(figures=("answered_of_sent",), tells=_answered),
        Headline(figures=("answered",), tells=_answers),
    ),
    figures=(
        Definition(
            key="answered",
            name="Answered",
            unit="answers",
            axis="instrument and moment",
            cohort=ANSWERS,
            definition=f"Questionnaires answered, whether or not a total is known. {MOMENT}",
            compute=surveys.count_answered,
        ),
        Definition(
            key="answered_of_sent",
            name="Answered, of those sent",
            unit="share",
            axis="instrument and moment",
            cohort="Persons who were sent a questionnaire in the window (`questionnaire_sent`).",
            definition="Those of them who answered it on that day or later, by the end of the window, for the same "
            "moment or as `other`. Who was sent it again for the same moment counts once.",
            compute=surveys.answered_of_sent,
        ),
        Definition(
            key="answered_of_due",
            name="Answered, of those due",
            unit="share",
            axis="instrument and moment",
            cohort="Episodes for which a moment that the programme names came in the window.",
            definition="Of the moments that came, those with an answer by the end of the window. The two weeks that "
            "one may still be answered in are not waited for.",
            compute=surveys.answered_of_due,
        ),
        Definition(
            key="n",
            name="Totals",
            unit="answers",
            axis="instrument, scoring and moment",
            cohort=ANSWERS,
            definition=f"Answers with a total. {SCORING} {MOMENT}",
            compute=_total_counts,
        ),
        Definition(
            key="mean",
            name="Mean total",
            unit="points",
            axis="instrument, scoring and moment",
            cohort=ANSWERS,
            definition="The sum of the totals ÷ how many there are. Less is better in GHQ-12, more is better in MANSA.",
            compute=_total_means,
        ),
        Definition(
            key="raised",
            name="At the cut-off or above",
            unit="share",
            axis="instrument, scoring and moment",
            cohort=ANSWERS,
            definition="Totals at or above the programme's cut-off ÷ totals, in the programme's scoring; nothing where "
            "the programme names no cut-off.",
            compute=surveys.count_raised,
        ),
        Definition(
            key="paired_n",
            name="Pairs",
            unit="pairs",
            axis="instrument, scoring and later moment",
            cohort=PAIRS,
            definition=f"Pairs with a total in the same scoring at both moments. {LATER}",
            compute=_change_counts,
        ),
        Definition(
            key="paired_change",
            name="Mean change",
            unit="points",
            axis="instrument, scoring and later moment",
            cohort=PAIRS,
            definition=f"The later total less the one at the start, mean of the pairs. {LATER} {NO_EFFECT}",
            compute=_change_means,
        ),
        Definition(
            key="qaly_n",
            name="Pairs of GHQ-12",
            unit="pairs",
            axis="tariff and later moment",
            cohort=PAIRS,
            definition=f"Pairs with a total of 0 to 12 at both moments. {LATER}",
            compute=surveys.denominators(qaly.gains),
        ),
        Definition(
            key="qaly_gain",
            name="QALY gain, mean",
            unit="QALY",
            axis="tariff and later moment",
            cohort=PAIRS,
            definition=f"Mean over the pairs of {QALY} Tariff and method stand in `tariffs`. {NO_EFFECT}",
            compute=qaly.gains,
        ),
        Definition(
            key="qaly_gain_sum",
            name="QALY gain, sum",
            unit="QALY",
            axis="tariff and later moment",
            cohort=PAIRS,
            definition=f"The sum over the pairs. {NO_EFFECT}",
            compute=surveys.numerators(qaly.gains),
        ),
        Definition(
            key="moments",
            name="All on one row",
            unit="table",
            split=False,
            cohort=ANSWERS,
            personal=True,  # what may leave is weighed figure by figure; here the same numbers stand together
            definition="For each instrument, scoring and moment: totals, their mean, pairs with the start, their mean "
            f"change. {LATER} {NO_EFFECT}",
            compute=surveys.moments,
            columns=(
                Column("instrument", "Instrument", "text"),
                Column("scoring", "Scoring", "text"),
                Column("moment", "Moment"),
                Column("n", "Totals", "answers"),
                Column("mean", "Mean", "points"),
                Column("pairs", "Pairs", "pairs"),
                Column("change", "Change", "points"),
            ),
        ),
        Definition(
            key="scorings",
            name="Scorings",
            unit="table",
            split=False,
            cohort="Persons with an answer dated in the window.",
            definition="Each instrument and scoring, how many persons have a total in it, and why nobody has.",
            compute=surveys.scorings,
            columns=(
                Column("instrument", "Instrument", "text"),
                Column("scoring", "Scoring", "text"),
                Column("persons", "Persons", "persons"),
                Column("remark", "Remark", "text"),
            ),
        ),
        Definition(
            key="tariffs",
            name="Tariffs reckoned with",
            unit="table",
            split=False,
            cohort="The programme.",
            definition="From GHQ-12 totals 0 to 12 to EQ-5D, in force at the end of the window, from config/rates.",
            compute=qaly.tariffs,
            columns=(
                Column("tariff", "Tariff", "text"),
                Column("method", "Method", "text"),
                Column("values", "Index at 0 … 12", "text"),
                Column("valid_from", "From", "text"),
                Column("source", "Source", "text"),
            ),
        ),
    ),
    plots=(
        Plot(
            title="Answers",
            form="bars",
            figures=("answered",),
            up="Answers",
            says="Questionnaires answered, by moment.",
        ),
        Plot(
            title="Mean change since the start",
            form="bars",
            figures=("paired_change",),
            up="Points, mean of the pairs",
            says="The later total less the one at the start, mean of the pairs. A change, and no effect.",
        ),
    ),
)
