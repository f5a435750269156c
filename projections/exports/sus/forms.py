"""Writes the Swedish SUS forms and the table of them; what is anonymous stays so, or nothing is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from datetime import date
from html import escape
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from journey.domain.errors import NotAllowed
from journey.domain.plain import plain
from journey.domain.values import personal_number
from projections.exports.config import SusWords
from projections.exports.sus.registration import AnonymousForm, Moment, NamedForm
from projections.sheets.dialects import STANDARD, Dialect
from projections.sheets.workbook import SheetColumn, Workbook

_AT = {
    "": "The day.",
    "_incomes": "The sources of income, joined by `;`.",
    "_work_percent": "Work in percent of 40 hours a week; 0 for none.",
    "_work_subsidised": "Whether the employer is paid a subsidy.",
    "_studies": "The kind of studies.",
    "_studies_percent": "Studies in percent of full time.",
    "_seeking": "Whether the person seeks work.",
}
COLUMNS: Mapping[str, str] = {
    "form": "The number of the form, which is in the name of its page.",
    "registration": "`named` where a consent stands, else `anonymous`.",
    "gender": "As told.",
    "start_year": "The year of enrolment.",
    "reference": "What the programme calls the person.",
    "name": "The name.",
    "personal_number": "The personal number: twelve digits, as a text.",
    "education": "The highest education.",
    "years_on_support": "Years on public support before the programme.",
    **{f"start{key}": f"At enrolment. {meaning}" for key, meaning in _AT.items()},
    **{f"end{key}": f"At the end. {meaning}" for key, meaning in _AT.items()},
    "reason": "Why it ended.",
}
"""The table's columns: those of an anonymous registration are filled up to `start_year` and no further."""

CODEBOOK = (
    SheetColumn("column", width=26),
    SheetColumn("missing"),
    SheetColumn("of"),
    SheetColumn("meaning", "prose"),
)
Row = Mapping[str, Any]
_NO_DAY = date(1980, 1, 1)  # what files of no day are dated

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
    """The folder of one export: a page for each episode, `sus.csv`, and `sus.xlsx` with the same table."""

    def __init__(
        self, folder: Path, programme: str, words: SusWords, made: date = _NO_DAY, dialect: Dialect = STANDARD
    ) -> None:
        """`made` is the day whose view it is."""
        self.folder, self.programme, self.words = folder, programme, words
        self.made, self.dialect = made, dialect
        self.count = 0
        self._said = Counter[str]()
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        """Begin the tables."""
        text = self._stack.enter_context((self.folder / "sus.csv").open("w", encoding="utf-8", newline=""))
        file = self._stack.enter_context((self.folder / "sus.xlsx").open("wb"))
        self._table = self.dialect.begin(text, COLUMNS)
        self._workbook = Workbook(file, self.made)
        self._sheet = self._workbook.sheet("sus", [SheetColumn(name, width=14) for name in COLUMNS])
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the tables; the workbook ends with what its columns mean, and how many forms lack each."""
        with self._stack:
            if kind is None:
                page = self._workbook.sheet("codebook", CODEBOOK)
                for name, meaning in COLUMNS.items():
                    page.add([name, self.count - self._said[name], self.count, meaning])
            self._workbook.__exit__(kind, error, trace)

    def write(self, form: AnonymousForm | NamedForm) -> None:
        """A form, and its line in the table. Raises NotAllowed where an anonymous one would say who somebody is."""
        self.count += 1
        row = {"form": f"{self.count:04d}", **as_row(form)}
        check(row)
        page = "".join(_page(form, row["form"], self.programme, self.words))
        (self.folder / f"sus-{row['form']}-{row['registration']}.html").write_text(page, encoding="utf-8")
        cells = [row.get(name) for name in COLUMNS]
        self._said.update(name for name, cell in zip(COLUMNS, cells, strict=True) if cell is not None)
        self._table.writerow([self.dialect.cell(value) for value in self._for_csv(cells)])
        self._sheet.add(cells)

    def _for_csv(self, cells: list[Any]) -> list[Any]:
        """The cells; for a spreadsheet the personal number with its hyphen, or it would be shown as 1,9E+11."""
        at = list(COLUMNS).index("personal_number")
        number = (shown_number(cells[at]) or cells[at]) if self.dialect.for_people else cells[at]
        return [*cells[:at], number, *cells[at + 1 :]]


def check(row: Row) -> None:
    """Raise NotAllowed where a line is not a named one and says more than sex and start year."""
    says = (key for key, value in row.items() if value not in (None, ""))
    if row.get("registration") != NAMED and any(key not in OPEN_TO_ALL for key in says):
        raise NotAllowed("sus: an anonymous registration holds sex and start year alone; nothing was written")


def as_row(form: AnonymousForm | NamedForm) -> dict[str, Any]:
    """A form as a line of the table, in the engine's own codes; nothing for what is not known."""
    if isinstance(form, AnonymousForm):
        return {"registration": ANONYMOUS, "gender": form.gender, "start_year": form.start_year}
    return {
        "registration": NAMED,
        "gender": form.gender,
        "start_year": form.start.on.year,
        "reference": form.reference,
        "name": form.name,
        "personal_number": form.personal_number,
        "education": form.education,
        "years_on_support": _short(form.years_on_support),
        **_moment_row("start", form.start),
        **_moment_row("end", form.end),
        "reason": form.reason,
    }


def _moment_row(name: str, moment: Moment | None) -> dict[str, Any]:
    if moment is None:
        return {}
    extent, subsidised = moment.work or (0.0, None)
    studies, studied = moment.studies or (None, None)
    return {
        name: moment.on,
        f"{name}_incomes": ";".join(moment.incomes) if moment.incomes else None,
        f"{name}_work_percent": _short(extent),
        f"{name}_work_subsidised": subsidised,
        f"{name}_studies": studies,
        f"{name}_studies_percent": _short(studied),
        f"{name}_seeking": moment.seeking,
    }


def _short(value: float | None) -> float | int | None:
    """A number as people write it: 75 and not 75.0."""
    return int(value) if value is not None and value.is_integer() else value


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
