"""Writes the codebook beside the tables: every table and column, with type, unit, allowed values and meaning."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import msgspec

from projections.exports.coding import OTHER, ExportColumn, moment
from projections.exports.population import Request
from projections.exports.tabular.gaps import Gaps
from projections.exports.tabular.meanings import MEANINGS, TYPES, UNITS, UNITS_IN
from projections.exports.tabular.tables import Table
from projections.sheets.workbook import SheetColumn, Workbook

HEAD = """\
Dates are valid time, `recorded` is record time. CSV: UTF-8, an empty cell is nothing, lists are joined by `;`; commas
between columns, or with `--dialect sv` semicolons, decimal commas and a mark of UTF-8 at the start. In `tables.xlsx`
numbers, days and truth values are typed cells. Pseudonyms hold for this export alone, unless it was asked for with
`--same-pseudonyms`. Moments leave as days, unless `--exact-times` was asked for: then they are UTC in Parquet and CSV,
and Swedish time in the workbook and with `--dialect sv`. A code that is on no list of the programme's stands as
`other`. Missing: how many lines lack it, of those whose facts could say it."""


def describe(
    codes: Mapping[str, Iterable[str]], tables: Iterable[Table], gaps: Mapping[str, Gaps] | None = None
) -> list[dict[str, Any]]:
    """Tables with their columns, as the JSON codebook has them; with the `gaps` of those that were written."""
    described = []
    for table in tables:
        gap = gaps[table.name] if gaps else None
        columns = [_column(table, column, codes) | _missing(gap, column.name) for column in table.columns]
        lines = {"lines": gap.lines} if gap else {}
        described.append({"table": table.name, "about": table.about, "columns": columns, **lines})
    return described


def _missing(gap: Gaps | None, column: str) -> dict[str, int]:
    if gap is None:
        return {}
    missing, of = gap.of(column)
    return {"missing": missing, "of": of}


def _column(table: Table, column: ExportColumn, codes: Mapping[str, Iterable[str]]) -> dict[str, Any]:
    allowed = column.allowed
    if column.name == "type" and table.types:
        allowed = table.types
    elif column.listed is not None and allowed is None:
        allowed = tuple(sorted({*codes.get(column.listed, ()), OTHER}))
    return {
        "column": column.name,
        "type": TYPES[column.kind],
        "unit": UNITS_IN.get((table.name, column.name), UNITS.get(column.name)),
        "allowed": list(allowed) if allowed else None,
        "meaning": MEANINGS[column.name],
    }


def write(folder: Path, request: Request, described: list[dict[str, Any]]) -> None:
    """`codebook.json` and `codebook.md`, with the view and how many lines each table has."""
    view = request.view
    book = {
        "programme": request.programme,
        "for": request.purpose,
        "as_of": view.as_of,
        "known_at": None if view.known_at is None else moment(view.known_at),
        "exact_times": request.coder.exact_times,
        "tables": described,
    }
    text = msgspec.json.format(msgspec.json.encode(book), indent=2)
    (folder / "codebook.json").write_bytes(text + b"\n")
    (folder / "codebook.md").write_text(markdown(described, f"Codebook: {request.programme}"), encoding="utf-8")


SHEET = (
    SheetColumn("table", width=18),
    SheetColumn("column", width=22),
    SheetColumn("type", width=22),
    SheetColumn("unit", width=14),
    SheetColumn("missing"),
    SheetColumn("of"),
    SheetColumn("missing share", "share"),
    SheetColumn("meaning", "prose"),
    SheetColumn("allowed", "prose"),
)


def sheet(workbook: Workbook, described: Iterable[Mapping[str, Any]]) -> None:
    """The codebook as the last sheet of the workbook."""
    page = workbook.sheet("codebook", SHEET)
    for table in described:
        page.add([table["table"], None, None, None, None, table["lines"], None, table["about"], None])
        for column in table["columns"]:
            missing, of = column["missing"], column["of"]
            share = missing / of if of else None
            allowed = ", ".join(column["allowed"] or ())
            about = (column["type"], column["unit"], missing, of, share, column["meaning"], allowed or None)
            page.add([table["table"], column["column"], *about])


def markdown(tables: Iterable[Mapping[str, Any]], title: str) -> str:
    """The codebook for people."""
    parts = [f"# {title}", HEAD]
    for table in tables:
        lines = [
            f"## {table['table']}",
            "",
            table["about"],
            "",
            "| column | type | missing | allowed | meaning |",
            "| - | - | - | - | - |",
        ]
        lines += [_line(column) for column in table["columns"]]
        parts.append("\n".join(lines))
    return "\n\n".join(parts) + "\n"


def _line(column: Mapping[str, Any]) -> str:
    unit = f", {column['unit']}" if column["unit"] else ""
    allowed = ", ".join(f"`{word}`" for word in column["allowed"] or ())
    missing = _share(column["missing"], column["of"]) if "of" in column else ""
    return f"| `{column['column']}` | {column['type']}{unit} | {missing} | {allowed} | {column['meaning']} |"


def _share(missing: int, of: int) -> str:
    return f"{missing} of {of}" + (f" ({missing / of:.0%})" if missing else "")
