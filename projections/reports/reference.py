"""The reference of every figure, written from its definition: `docs/reference/figures.md`."""

from __future__ import annotations

from collections.abc import Iterator

from projections.reports.figures import Definition, Kind
from projections.reports.kinds import REGISTRY

INTRODUCTION = """\
# Report figures

<!-- Written by projections/reports/reference.py from the definitions in projections/reports/kinds/. -->

`journey report KIND --programme P` prints these figures. Every figure says who is counted and through which window.

- **Window**: `--from` to `--to`, both days included. Without `--from` it opens with the programme's start, or with the
  first enrolment if that was earlier, and facts dated before both count nowhere; without `--to` it closes on the
  `--as-of` day; it never closes later than that. Whether somebody is there, waits or has a status is judged at the end
  of the window; background is what was recorded last as of the `--as-of` day.
- **Persons and episodes**: an episode is one stay, from enrolment to discharge. A person may return, and then has
  several. People of whom only facts are known count nowhere, nor do people referred only, unless a figure says so.
- **Wrongly registered**: an episode that ended with this reason, and what was recorded in it, counts in no figure but
  `wrongly_registered`.
- **Population**: `all`, or `sus`. In `sus` only episodes with a start registered in SUS count (`sus_registered`, dated
  between the referral and the end of the episode, or after the end and before the next one opens). They end with
  discharge or with the end registered in SUS, whichever comes first.
- **Shares** are fractions of 1 with `numerator` and `denominator`; so are means. Other figures have neither. Where the
  denominator is 0 the value is null.
- **Distributions** are `{category: count}`; a category that nobody is in is left out. `unknown` means that nothing was
  recorded.
- **By gender**: `by` holds the value for `gender=woman` and `gender=man`, and for `gender=other` and `gender=unknown`
  where there are such people. It is the same figure over these people alone. `outcomes` has `age_band=26–33` and so on
  beside them, where any age is known.
- **How sure**: a share of people has `interval`, the 95 % interval after Wilson (not where one group is not within the
  other); a median wait has that of Brookmeyer and Crowley, with null where a bound is not reached, `people` (how many
  it rests on) and `at_risk` (how many still waited, by days). A curve's rows have `at_risk`, `low` and `high`
  (Greenwood, log-log). `uncertain` is true where fewer than 20 stand behind it. `parts` holds the same, and numerator
  and denominator, for each part of `by`; of a distribution of shares `categories` holds it for each category.
- **Benchmarks**: `benchmarks` holds what others have reached (`name`, `value`, `from`, `source`), from
  `config/benchmarks.toml`. Nothing is reckoned with it.
- **Beside one another**: `--compare FROM..TO` adds `compare` with `from`, `to` and `figures` of a second window.
  Several `--programme` give `programmes`, each a report, `pooled` (null where the report rests on a programme's own
  facts) and `not_pooled`, the keys that cannot be worked out over several. Somebody in two programmes counts in each.
- **Outside**: intervals, parts, ages, comparisons and pooled figures do not leave the programme.
"""


def figures_markdown() -> str:
    """The whole page."""
    return INTRODUCTION + "".join(part for kind in REGISTRY.values() for part in _kind(kind))


def _kind(kind: Kind) -> Iterator[str]:
    yield f"\n## {kind.name}\n\n{kind.about}\n"
    for definition in kind.figures:
        yield _figure(definition)


def _figure(definition: Definition) -> str:
    what = f"**{definition.name}**, {definition.unit}"
    what += f" by {definition.axis}" if definition.axis else ""
    what += "; also by gender" if definition.split else ""
    what += "" if definition.pooled else "; not pooled over programmes"
    return f"\n### `{definition.key}`\n\n{what}. {definition.definition}\n\nCounted: {_within(definition.cohort)}\n"


def _within(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]
