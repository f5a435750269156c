"""The tables of the report on economics: its reckoning person by person, and the rates it reckons with."""

from __future__ import annotations

from journey.domain.rates import MEANING
from projections.reports.cohort import Cohort
from projections.reports.figures import Cell, Rows
from projections.reports.kinds.economics import housing as support
from projections.reports.kinds.economics.livelihood import PAYERS, Starter
from projections.reports.kinds.economics.reckoning import (
    COLUMNS,
    counted,
    net_after,
    net_before,
    number,
    prices,
)
from projections.reports.numbers import exact


def _ordered(cohort: Cohort) -> list[Starter]:
    """The rows by content, so that a row's place tells nothing that the row does not."""
    return sorted(counted(cohort.without_protected), key=lambda row: (row.began, row.what, row.amounts, repr(row)))


def people(cohort: Cohort) -> Rows:
    """The reckoning column by column, a row a person."""
    rows: Rows = []
    at = prices(cohort)
    for place, row in enumerate(_ordered(cohort), 1):
        cells: dict[str, Cell] = {"person": str(place), "began": f"{row.began:%Y-%m}", "what": row.what}
        paid = (f"{i.amount:g} {i.source.replace('_', ' ')} ({i.payer})" for i in row.benefits)
        cells["before"] = " + ".join(paid) or "none"
        for key in ("benefits_before", "tax_before", "wages", "subsidies", "extra_tax", "production"):
            cells[key] = number(COLUMNS[key](row.money, at))
        rows.append(cells)
    return rows


def savings(cohort: Cohort) -> Rows:
    """What is saved on each person, and what the row rests on; the same ordinals."""
    rows: Rows = []
    at = prices(cohort)
    for place, row in enumerate(_ordered(cohort), 1):
        cells: dict[str, Cell] = {"person": str(place)}
        cells |= {payer: number(row.money.saved(payer)) for payer in PAYERS}
        cells |= {"net_before": number(net_before(row.money, at)), "net_after": number(net_after(row.money, at))}
        rows.append(cells | {"flags": "; ".join(row.flags)})
    return rows


def housing_support(cohort: Cohort) -> Rows:
    """Everybody whose hours of housing support are on record before and after."""
    hour = cohort.frame.rates.on("housing_support_hour", cohort.window.end, cohort.programme.id)
    return support.rows(cohort, exact(float(hour.value)))


def rates(cohort: Cohort) -> Rows:
    """The rates in force at the end of the window."""
    rows: Rows = []
    for key, (name, unit) in MEANING.items():
        try:
            rate = cohort.frame.rates.on(key, cohort.window.end, cohort.programme.id)
        except LookupError:  # what a programme costs may be set nowhere
            continue
        rows.append(
            {
                "rate": key,
                "name": name,
                "value": rate.value,
                "unit": unit,
                "valid_from": rate.valid_from.isoformat(),
                "source": rate.source,
            }
        )
    return rows
