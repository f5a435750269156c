"""Sentences that several figures of the report on economics share: who is counted, what is meant."""

COHORT = (
    "Persons who began a competitive job or studies in the window, after they had enrolled, and whose incomes before "
    "it are known."
)
YEAR = "A year is twelve months as they are at the end of the window; nothing is rounded before it is printed."
BEFORE = (
    "Benefits are what IFO, FK, AF and others paid by the last record before the first start in the window (background "
    "of the day itself counts as before); student aid (CSN) and wages are none."
)
AFTER = (
    "What a payer pays after is in the last record of incomes from the start on; where there is none, the benefits "
    "count as ended and the row says so."
)
HOUSING = (
    "Hours a week before less those recorded last, x 52 x the cost of an hour, of everybody whose hours are on record "
    "before and after, whether they began work or not and whether their incomes are known or not. Before: the record "
    "in force when the person had enrolled and the window was open, else the first one after."
)
HOUSED = "Persons enrolled by the end of the window whose hours of housing support are on record before and after."
ALSO_HOUSED = f"{COHORT} Of housing support: {HOUSED[:1].lower()}{HOUSED[1:]}"
COST = (
    "What is recorded as cost (`cost_recorded`) for months of the window, divided by these months, x 12; where nothing "
    "is, the programme's own (`cost_year` in its file, or a rate); else none, and no gain after it."
)
RESULT = "saved by payers + housing support saved + extra tax"
ANYWAY = "The part of the result that would have come anyway is taken off; the programme's cost is paid all the same."
PERIOD = (
    "The result of the first year, and of each year after it for the part of the starters that is assumed to support "
    "itself still. It is an assumption, not an observation."
)


FOLLOWED = (
    "As many begin in every year as began in the window, and of each year's starters the share that is assumed to "
    "support itself still stays: in year n they are n x the share x those of the window. With a half, ten a year make "
    "fifteen in year 3."
)
