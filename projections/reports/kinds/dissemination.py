"""To whom the method was presented, and how many they were."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from journey.domain.events import Event
from projections.reports.cohort import Cohort
from projections.reports.figures import Definition, Headline, Kind, distribution
from projections.reports.months import label
from projections.reports.plots import Plot

HELD = "Occasions in the window on which the method was presented (`dissemination_held`)."
REACHED = "The people present, as they were counted; whoever came twice counts twice."


def _held(cohort: Cohort) -> list[Event]:
    return [
        event
        for event in cohort.frame.programme_history.by_type.get("dissemination_held", [])
        if cohort.window.holds(event.on)
    ]


def _people(cohort: Cohort, category: Callable[[Event], str]) -> dict[str, int]:
    """People present by a category; one in which nobody was present is left out."""
    present: Counter[str] = Counter()
    for event in _held(cohort):
        present[category(event)] += event.fact.people
    return distribution(present.elements())


def _audience(event: Event) -> str:
    return str(event.fact.audience)


def _month(event: Event) -> str:
    return label(event.on)


def _occasions(cohort: Cohort) -> int:
    return len(_held(cohort))


def _people_reached(cohort: Cohort) -> int:
    return sum(event.fact.people for event in _held(cohort))


def _occasions_by_audience(cohort: Cohort) -> dict[str, int]:
    return distribution(map(_audience, _held(cohort)))


def _people_by_audience(cohort: Cohort) -> dict[str, int]:
    return _people(cohort, _audience)


def _occasions_by_month(cohort: Cohort) -> dict[str, int]:
    return distribution(map(_month, _held(cohort)))


def _people_by_month(cohort: Cohort) -> dict[str, int]:
    return _people(cohort, _month)


KIND = Kind(
    name="dissemination",
    title="Dissemination",
    about="How the method was made known: occasions, audiences, people reached.",
    headlines=(Headline(figures=("people", "occasions")),),
    figures=(
        Definition(
            key="occasions",
            name="Occasions",
            unit="occasions",
            cohort=HELD,
            split=False,
            definition="Presentations of the method.",
            compute=_occasions,
        ),
        Definition(
            key="people",
            name="People reached",
            unit="persons",
            cohort=HELD,
            split=False,
            definition=REACHED,
            compute=_people_reached,
        ),
        Definition(
            key="occasions_by_audience",
            name="Occasions by audience",
            unit="occasions",
            axis="audience",
            cohort=HELD,
            split=False,
            definition="Presentations by the audience they were for.",
            compute=_occasions_by_audience,
        ),
        Definition(
            key="people_by_audience",
            name="People reached by audience",
            unit="persons",
            axis="audience",
            cohort=HELD,
            split=False,
            definition=f"{REACHED} By the audience it was for.",
            compute=_people_by_audience,
        ),
        Definition(
            key="occasions_by_month",
            name="Occasions by month",
            unit="occasions",
            axis="month",
            cohort=HELD,
            split=False,
            definition="Presentations by calendar month; months without one are left out.",
            compute=_occasions_by_month,
        ),
        Definition(
            key="people_by_month",
            name="People reached by month",
            unit="persons",
            axis="month",
            cohort=HELD,
            split=False,
            definition=f"{REACHED} By calendar month; months without anybody are left out.",
            compute=_people_by_month,
        ),
    ),
    plots=(
        Plot(
            title="People reached",
            form="bars",
            figures=("people_by_audience",),
            up="Persons",
            says="People reached by audience.",
        ),
    ),
)
