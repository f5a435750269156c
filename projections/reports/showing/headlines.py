"""The sentences that a page opens with: what was found, out of how many, and how sure that is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from projections.reports.figures import PEOPLE, Figure, Headline, Told
from projections.reports.intervals import FEW
from projections.reports.numbers import SPACE
from projections.reports.report import Report
from projections.reports.showing.words import Words


@dataclass(frozen=True, slots=True)
class Sentence:
    """What is said, and a warning where so few stand behind it that chance could have made it."""

    words: str
    few: str = ""


def headlines(report: Report, words: Words) -> list[Sentence]:
    """The sentences of a report that is in the words of its page; one that says so where there is nothing to tell."""
    figures = {figure.definition.key: figure for figure in report.figures}
    kind = report.kind
    made = [_sentence(kind.name, one, figures, words) for one in kind.headlines]
    return [one for one in made if one is not None] or [Sentence(words("headline-nobody"))]


def _sentence(kind: str, headline: Headline, figures: Mapping[str, Figure], words: Words) -> Sentence | None:
    name = f"headline-{kind}-{headline.name or headline.figures[0]}"
    asked = [figures[key] for key in headline.figures]
    if _nothing(asked[0]) and not asked[0].suppressed:
        none = words.find(f"{name}.none", **_values(asked[1:], words)) if not any(map(_nothing, asked[1:])) else None
        return Sentence(none) if none else None
    told = headline.tells(figures) if headline.tells else {}
    if any(map(_nothing, asked)) or told is None:
        return None
    values = _values(asked, words) | {key: words.with_unit(*value) for key, value in told.items()}
    return Sentence(words(name, **values), words("few-behind") if _few(asked, told) else "")


def _few(figures: list[Figure], told: Mapping[str, Told]) -> bool:
    """Whether fewer than twenty people stand behind any of it."""
    made = [one.made_of for one in figures if one.made_of is not None]
    counts = [one.people for one in made if one.people is not None]
    counts += [value for value, unit in told.values() if unit == PEOPLE and not isinstance(value, str)]
    return any(count < FEW for count in counts)


def _nothing(figure: Figure) -> bool:
    return figure.value is None or figure.value in ({}, [])


def _values(figures: list[Figure], words: Words) -> dict[str, str]:
    """What a sentence may say of each figure: `$key`, `$key_n`, `$key_of`, and how sure it is, `$key_sure`."""
    values: dict[str, str] = {}
    for figure in figures:
        key, unit = figure.definition.key, figure.definition.unit
        if isinstance(figure.value, int | float | str):
            values[key] = words.with_unit(figure.value, unit)
        values[f"{key}_n"] = words.plain(figure.numerator) if figure.numerator is not None else ""
        values[f"{key}_of"] = words.plain(figure.denominator) if figure.denominator is not None else ""
        values[f"{key}_sure"] = _surely(figure, words)
    return values


def _surely(figure: Figure, words: Words) -> str:
    """`; 95 % 17–44 %`, as a sentence goes on with it: whole percents, which is as sure as it can be."""
    part, unit = figure.made_of, figure.definition.unit
    if part is None or part.interval is None or part.interval == (None, None):
        return ""
    low, high = part.interval
    if unit == "share" and low is not None and high is not None:
        return f"; 95{SPACE}% {low * 100:.0f}–{high * 100:.0f}{SPACE}%"
    return f"; {words.surely(part, unit).replace(':', '', 1)}"
