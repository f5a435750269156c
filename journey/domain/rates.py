"""What things cost and are worth, dated: the values that reports on money and health reckon with.

Each value says from which day it holds and where it comes from; the first one also covers all before it. Reports
print the values they used. They stand in `config/rates/`, never in code.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Annotated, Literal, TypeVar

from msgspec import Meta, Struct

Line = Annotated[
    str, Meta(min_length=1, max_length=200, pattern=r"^[^\x00-\x1f\x7f]+$", description="a text on one line")
]
Share = Annotated[float, Meta(ge=0, le=1, description="a fraction from 0 to 1, such as 0.33")]
Part = Annotated[float, Meta(gt=0, le=1, description="a fraction above 0 and up to 1, such as 0.8")]
Factor = Annotated[float, Meta(ge=0, le=100)]
Money = Annotated[float, Meta(ge=0, le=1_000_000_000)]
Years = Annotated[int, Meta(ge=1, le=40)]
Index = Annotated[float, Meta(ge=-1, le=1)]
Code = Annotated[str, Meta(pattern=r"^[a-z0-9_-]{1,40}$", description="a programme's id")]

GHQ_TOTALS = 13
"""The totals that GHQ-12 can have where it is scored 0-0-1-1: 0 to 12."""


class Dated(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """In force from a day on; `source` says where the value comes from."""

    valid_from: date
    source: Line


class ShareRate(Dated, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A fraction of 1."""

    value: Share


class PartRate(Dated, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A fraction of 1 that something is divided by, so never 0."""

    value: Part


class FactorRate(Dated, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A factor that an amount is multiplied by."""

    value: Factor


class MoneyRate(Dated, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """An amount in SEK; with a `programme`, that programme's own."""

    value: Money
    programme: Code | None = None


class YearsRate(Dated, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A number of whole years."""

    value: Years


class Crosswalk(Dated, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """From a GHQ-12 total (0-0-1-1) to the mean EQ-5D index of a `tariff`: 13 `values`, for the totals 0 to 12.

    `method` names how the values were found.
    """

    tariff: Line
    method: Line
    values: Annotated[tuple[Index, ...], Meta(min_length=GHQ_TOTALS, max_length=GHQ_TOTALS)]


Rate = ShareRate | PartRate | FactorRate | MoneyRate | YearsRate
Name = Literal[
    "tax_on_wages",
    "production_factor",
    "housing_support_hour",
    "programme_cost_year",
    "counterfactual_least",
    "counterfactual_most",
    "benefit_period_years",
    "self_supporting_share",
    "sickness_first_year",
    "sickness_later_years",
    "municipal_share_of_tax",
]

MEANING: dict[Name, tuple[str, str]] = {
    "tax_on_wages": ("Tax on wages", "share"),
    "production_factor": ("Production value of a wage", "factor"),
    "housing_support_hour": ("Housing support", "SEK an hour"),
    "programme_cost_year": ("The programme", "SEK a year"),
    "counterfactual_least": ("Would have come anyway, at least", "share"),
    "counterfactual_most": ("Would have come anyway, at most", "share"),
    "benefit_period_years": ("Benefit period", "years"),
    "self_supporting_share": ("Still self-supporting after the first year", "share"),
    "sickness_first_year": ("Sickness benefit in the first year", "share of income"),
    "sickness_later_years": ("Sickness benefit from the second year on", "share of income"),
    "municipal_share_of_tax": ("The municipality's part of the tax", "share"),
}
"""Each single rate's name and unit, for people."""

R = TypeVar("R", bound=Dated)


class Rates(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Every rate with all its values through time.

    - `tax_on_wages`: tax and fees that society gets of a wage.
    - `production_factor`: what an employee's work is worth, as a multiple of the wage (social fees).
    - `housing_support_hour`: SEK for an hour of housing support.
    - `programme_cost_year`: SEK a year for the whole programme, where no costs are recorded; none is shipped, a
      programme's file has its `cost_year`.
    - `counterfactual_least`, `counterfactual_most`: the part of the result that would have come without the programme.
    - `benefit_period_years`: for how many years results are added up.
    - `self_supporting_share`: how many of those who started still support themselves after the first year.
    - `sickness_first_year`, `sickness_later_years`: sickness benefit as a part of the qualifying income.
    - `municipal_share_of_tax`: the municipality's part of the tax on wages and benefits; the rest is region and state.
    - `ghq12_to_eq5d`: from GHQ-12 totals to health states, one or more tariffs.
    """

    tax_on_wages: tuple[ShareRate, ...] = ()
    production_factor: tuple[FactorRate, ...] = ()
    housing_support_hour: tuple[MoneyRate, ...] = ()
    programme_cost_year: tuple[MoneyRate, ...] = ()
    counterfactual_least: tuple[ShareRate, ...] = ()
    counterfactual_most: tuple[ShareRate, ...] = ()
    benefit_period_years: tuple[YearsRate, ...] = ()
    self_supporting_share: tuple[ShareRate, ...] = ()
    sickness_first_year: tuple[PartRate, ...] = ()
    sickness_later_years: tuple[ShareRate, ...] = ()
    municipal_share_of_tax: tuple[ShareRate, ...] = ()
    ghq12_to_eq5d: tuple[Crosswalk, ...] = ()

    def on(self, name: Name, day: date, programme: str) -> Rate:
        """The value in force on a day: the programme's own where it has one. LookupError where there is none."""
        values: tuple[Rate, ...] = getattr(self, name)
        programmes = [rate for rate in values if getattr(rate, "programme", None) == programme]
        everybodys = [rate for rate in values if getattr(rate, "programme", None) is None]
        return _in_force(programmes or everybodys, day)

    def crosswalks(self, day: date) -> tuple[Crosswalk, ...]:
        """The crosswalk of each tariff that is in force on a day, by tariff."""
        tariffs = sorted({table.tariff for table in self.ghq12_to_eq5d})
        return tuple(_in_force([t for t in self.ghq12_to_eq5d if t.tariff == tariff], day) for tariff in tariffs)


def _in_force(values: Iterable[R], day: date) -> R:
    """The latest value that holds on a day; the first one covers all before it."""
    ordered = sorted(values, key=lambda value: value.valid_from)
    if not ordered:
        raise LookupError("no such rate is set")
    return next((value for value in reversed(ordered) if value.valid_from <= day), ordered[0])
