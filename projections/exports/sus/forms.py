"""Writes the Swedish SUS forms and the table of them; what is anonymous stays so, or nothing is written."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from html import escape
from pathlib import Path
from types import TracebackType
from typing import Self

from journey.domain.errors import NotAllowed
from journey.domain.plain import plain, spreadsheet_cell
from journey.domain.values import personal_number
from projections.exports.config import SusWords
from projections.exports.sus.registration import AnonymousForm, Moment, NamedForm

COLUMNS = (
    "form",
    "registration",
    "gender",
    "start_year",
    "reference",
    "name",
    "personal_number",
    "education",
    "years_on_support",
    "start",
    "start_incomes",
    "start_work_percent",
    "start_work_subsidised",
    "start_studies",
    "start_studies_percent",
    "start_seeking",
    "end",
    "end_incomes",
    "end_work_percent",
    "end_work_subsidised",
    "end_studies",
    "end_studies_percent",
    "end_seeking",
    "reason",
)
"""The table's columns: those of an anonymous registration are filled up to `start_year` and no further."""

OPEN_TO_ALL = frozenset({"form", "registration", "gender", "start_year"})
ANONYMOUS, NAMED = "anonymous", "named"
_SOME, _LONG = 4, 9  # years on public support, in the bands of the report
UNKNOWN = "Uppgift saknas"

_STYLE = (
    "body{font:1rem/1.5 system-ui,sans-serif;max-width:44rem;margin:2rem auto;padding:0 1rem;color:#1d2b28}"
    "table{border-collapse:collapse;width:100%;margin-bottom:1.5rem}caption{text-align:left;font-weight:600;"
    "font-size:1.15rem;padding:.5rem 0}th,td{text-align:left;vertical-align:top;padding:.35rem .75rem .35rem 0;"
    "border-bottom:1px solid #d5ddda}th{width:45%;font-weight:400;color:#4c5c58}@media print{body{margin:0}}"
)


class Forms:
    """The folder of one export: a page for each episode, and `sus.csv`."""

    def __init__(self, folder: Path, programme: str, words: SusWords) -> None:
        self.folder, self.programme, self.words = folder, programme, words
        self.count = 0

    def __enter__(self) -> Self:
        """Begin the table."""
        self._file = (self.folder / "sus.csv").open("w", encoding="utf-8", newline="")
        self._table = csv.DictWriter(self._file, COLUMNS, lineterminator="\n")
        self._table.writeheader()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the table."""
        self._file.close()

    def write(self, form: AnonymousForm | NamedForm) -> None:
        """A form, and its line in the table. Raises NotAllowed where an anonymous one would say who somebody is."""
        self.count += 1
        row = {"form": f"{self.count:04d}", **as_row(form)}
        check(row)
        page = "".join(_page(form, row["form"], self.programme, self.words))
        (self.folder / f"sus-{row['form']}-{row['registration']}.html").write_text(page, encoding="utf-8")
        self._table.writerow({key: spreadsheet_cell(plain(value)) for key, value in row.items()})


def check(row: Mapping[str, str]) -> None:
    """Raise NotAllowed where a line is not a named one and says more than sex and start year."""
    if row.get("registration") != NAMED and any(value and key not in OPEN_TO_ALL for key, value in row.items()):
        raise NotAllowed("sus: an anonymous registration holds sex and start year alone; nothing was written")


def as_row(form: AnonymousForm | NamedForm) -> dict[str, str]:
    """A form as a line of the table, in the engine's own codes; empty for what is not known."""
    if isinstance(form, AnonymousForm):
        return {"registration": ANONYMOUS, "gender": form.gender or "", "start_year": str(form.start_year)}
    years = form.years_on_support
    return {
        "registration": NAMED,
        "gender": form.gender or "",
        "start_year": str(form.start.on.year),
        "reference": form.reference or "",
        "name": form.name or "",
        "personal_number": form.personal_number or "",
        "education": form.education or "",
        "years_on_support": "" if years is None else f"{years:g}",
        **_moment_row("start", form.start),
        **_moment_row("end", form.end),
        "reason": form.reason or "",
    }


def _moment_row(name: str, moment: Moment | None) -> dict[str, str]:
    if moment is None:
        return {}
    extent, subsidised = moment.work or (0.0, None)
    studies, studied = moment.studies or ("", None)
    return {
        name: moment.on.isoformat(),
        f"{name}_incomes": ";".join(moment.incomes or ()),
        f"{name}_work_percent": f"{extent:g}",
        f"{name}_work_subsidised": "" if subsidised is None else str(subsidised).lower(),
        f"{name}_studies": studies,
        f"{name}_studies_percent": "" if studied is None else f"{studied:g}",
        f"{name}_seeking": str(moment.seeking).lower(),
    }


def shown_number(digits: str | None) -> str:
    """A personal number as a form has it: YYYYMMDD-NNNN. Empty for one that cannot be right."""
    try:
        number = personal_number(digits or "")
    except ValueError:
        return ""
    return f"{number[:8]}-{number[8:]}"


# -- the page ----------------------------------------------------------------------------------------------------------
def _page(form: AnonymousForm | NamedForm, number: str, programme: str, words: SusWords) -> Iterator[str]:
    yield '<!doctype html><html lang="sv"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
    yield f"<title>Underlag till SUS, blankett {number}</title><style>{_STYLE}</style>"
    yield f"<main><h1>Underlag till SUS</h1><p>Blankett {number}.</p>"
    gender = words.gender.get(form.gender or "", UNKNOWN)
    if isinstance(form, AnonymousForm):
        yield "<p>Personen registreras <strong>anonymt</strong>: bara kön och startår får föras in.</p>"
        yield _section("Registrering", [("Kön", gender), ("Startår", str(form.start_year))])
    else:
        yield f"<p>Samtycke finns (blankett {escape(words.consent_form)}). Verksamhet: {escape(programme)}.</p>"
        yield from _form_with_name(form, gender, words)
    yield "</main></html>\n"


def _form_with_name(form: NamedForm, gender: str, words: SusWords) -> Iterator[str]:
    education = words.education.get(form.education or "", UNKNOWN)
    yield _section(
        "Person",
        [
            ("Namn", form.name or UNKNOWN),
            ("Personnummer", shown_number(form.personal_number) or UNKNOWN),
            ("Verksamhetens beteckning", form.reference or UNKNOWN),
            ("Kön", gender),
            ("Utbildning", education),
            ("Tid med offentlig försörjning", _years(form.years_on_support, words)),
        ],
    )
    yield _section("Start", _moment_lines(form.start, words))
    if form.end is None:
        yield "<h2>Slut</h2><p>Insatsen pågår.</p>"
        return
    reason = words.reasons.get(form.reason or "", UNKNOWN)
    yield _section("Slut", [*_moment_lines(form.end, words), ("Orsak till avslut", reason)])


def _moment_lines(moment: Moment, words: SusWords) -> list[tuple[str, str]]:
    other = words.income_sources.get("other", UNKNOWN)
    incomes = [words.income_sources.get(source, other) for source in moment.incomes or ()]
    work = "Nej"
    if moment.work is not None:
        kind = {True: ", med subvention", False: ", utan subvention", None: ""}[moment.work[1]]
        work = f"Ja, {moment.work[0]:g} procent av heltid{kind}"
    studies = "Nej"
    if moment.studies is not None:
        studies = f"{words.studies.get(moment.studies[0], 'Ja')}, {moment.studies[1]:g} procent"
    return [
        ("Datum", moment.on.isoformat()),
        ("Försörjning", ", ".join(dict.fromkeys(incomes)) or UNKNOWN),
        ("Arbete", work),
        ("Studier", studies),
        ("Söker arbete", "Ja" if moment.seeking else "Nej"),
    ]


def _years(years: float | None, words: SusWords) -> str:
    if years is None:
        return UNKNOWN
    bands = words.years_on_support
    if years > _LONG:
        return bands.over_9
    return bands.from_4 if years >= _SOME else bands.from_1 if years >= 1 else bands.under_1


def _section(title: str, lines: list[tuple[str, str]]) -> str:
    rows = "".join(
        f"<tr><th scope=row>{escape(name)}</th><td>{escape(plain(value))}</td></tr>" for name, value in lines
    )
    return f"<table><caption>{escape(title)}</caption><tbody>{rows}</tbody></table>"
