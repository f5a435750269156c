"""Somebody outside who can calculate: reads what was told, as JSON, and asks a solver what each `<5` can be.

Runs as a process of its own, and shares no code with what decides what is told. Knows that numbers are whole, what the definitions say of how they add
up, all reports of a window, and those of the quarter before.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import Any

from ortools.sat.python import cp_model

Figures = dict[str, dict[str, Any]]
View = dict[str, Figures]
"""What was told of a window: figures by key, by report."""

MOST = 3000
UNSEEN = "those without a row"
GENDERS = ("woman", "man", "other", "unknown")
TOTALS = {
    "flow": (
        "persons",
        "episodes",
        "referred",
        "waiting",
        "enrolled",
        "discharged",
        "discharged_persons",
        "current_start",
        "current_any",
        "current_end",
        "discharged_7_months_or_longer",
    ),
    "outcomes": ("employed_ever", "studies_ever", "competitive_jobs", "subsidised_jobs"),
}
TRAITS = ("age_band", "municipality", "education", "years_on_support")


class Intruder:
    """A model of one window, and of the one before where it was told."""

    def __init__(self, view: View, before: View | None = None) -> None:
        """Read what was told."""
        self.model = cp_model.CpModel()
        self.few: dict[tuple[str, ...], Any] = {}  # what must not be narrowed
        self.now = self._read(view, "now")
        if before is not None:
            then = self._read(before, "before")
            self.model.add(then["current_end"] == self.now["current_start"])
            for axis in (*TRAITS, "gender", "income_sources"):
                for key in then.get(axis, {}).keys() & self.now.get(axis, {}).keys():
                    new = self.now["persons"] - self.now["current_start"]
                    self.model.add(self.now[axis][key] <= then[axis][key] + new)
                    self.model.add(then[axis][key] <= self.now[axis][key] + then["persons"] - then["current_end"])

    def _is_silent(self, view: View) -> bool:
        """Nothing at all is told of the window: then what is left out may be any number."""
        return all(view[kind][key]["value"] is None for kind, keys in TOTALS.items() for key in keys)

    def _number(self, cell: Any, name: tuple[str, ...], *, printed: bool = True) -> Any:
        """A number as it is known: itself, none to four, or five and more where a large one is withheld."""
        if cell == "<5":
            self.few[name] = self.model.new_int_var(0, 4, "/".join(name))
            return self.few[name]
        if cell is None:
            return self.model.new_int_var(5 if printed else 0, MOST, "/".join(name))
        return self.model.new_int_var(cell, cell, "/".join(name))

    def _read(self, view: View, when: str) -> dict[str, Any]:
        printed = not self._is_silent(view)
        known: dict[str, Any] = {
            key: self._number(view[kind][key]["value"], (when, key), printed=printed)
            for kind, keys in TOTALS.items()
            for key in keys
        }
        for share, top, bottom in (
            ("work_or_study_share", "work_or_study", "persons"),
            ("meaningful_occupation_share", "placed", "persons"),
            ("employed_share_discharged_or_employed", "employed_ever", "left_or_employed"),
            ("sustained_13_weeks_share", "kept", "employed_ever"),
        ):
            figure = view["outcomes"][share]
            for key, cell in ((top, figure["numerator"]), (bottom, figure["denominator"])):
                if key not in known or cell is not None:
                    known.setdefault(key, self._number(cell, (when, key), printed=False))
        self._people(known)
        self._lengths(view, known)
        for axis in ("gender", *TRAITS, "income_sources"):
            self._split(view["structure"][axis]["value"], axis, known, when)
        self._split(view["flow"]["discharge_reasons"]["value"], "discharge_reasons", known, when)
        self._split(view["outcomes"]["job_industries"]["value"], "job_industries", known, when)
        self._status(view["outcomes"]["status_exclusive"]["value"], known, when)
        self._genders(view, known, when)
        return known

    def _people(self, k: dict[str, Any]) -> None:
        add = self.model.add
        back = self.model.new_int_var(0, MOST, "back")
        add(k["persons"] == k["current_any"])
        add(k["episodes"] == k["current_start"] + k["enrolled"])
        add(k["episodes"] == k["current_end"] + k["discharged"])
        add(k["persons"] == k["current_end"] + k["discharged_persons"] - back)
        add(back <= k["discharged_persons"])
        add(back <= k["current_end"])
        add(k["persons"] >= k["current_start"])
        add(k["persons"] <= k["current_start"] + k["enrolled"])
        add(k["discharged_persons"] <= k["discharged"])
        add(k["discharged_7_months_or_longer"] <= k["discharged_persons"])
        for part in ("employed_ever", "studies_ever"):
            add(k[part] <= k["work_or_study"])
        add(k["work_or_study"] <= k["employed_ever"] + k["studies_ever"])
        for part in ("work_or_study", "placed", "left_or_employed"):
            add(k[part] <= k["persons"])
        for part in ("employed_ever", "discharged_persons"):
            add(k[part] <= k["left_or_employed"])
        add(k["left_or_employed"] <= k["employed_ever"] + k["discharged_persons"])
        add(k["kept"] <= k["employed_ever"])
        add(k["employed_ever"] <= k["competitive_jobs"])
        add(k["subsidised_jobs"] <= k["competitive_jobs"])

    def _lengths(self, view: View, k: dict[str, Any]) -> None:
        """A mean or a median of days tells how many at least, or at most, stayed seven months."""
        left, long = k["discharged_persons"], k["discharged_7_months_or_longer"]
        mean, median = (view["flow"][key]["value"] for key in ("mean_days_discharged", "median_days_discharged"))
        if mean is not None:
            self.model.add(210 * long <= (mean + 5) * left)
        if median is not None and median - 5 >= 210:
            self.model.add(2 * long >= left)
        if median is not None and median + 5 < 210:
            self.model.add(2 * long <= left)

    def _split(self, cells: dict[str, Any] | None, axis: str, k: dict[str, Any], when: str) -> None:
        if cells is None:
            return
        k[axis] = {key: self._number(cell, (when, axis, key)) for key, cell in cells.items()}
        whole = k[{"discharge_reasons": "discharged", "job_industries": "competitive_jobs"}.get(axis, "persons")]
        if axis == "gender":
            for gender in set(GENDERS) - cells.keys():
                k[axis][gender] = self.model.new_int_var(0, 4, gender)
        if axis == "income_sources":
            self.model.add(sum(k[axis].values()) >= whole)
            for number in k[axis].values():
                self.model.add(number <= whole)
        else:
            self.model.add(sum(k[axis].values()) == whole)

    def _status(self, cells: dict[str, Any] | None, k: dict[str, Any], when: str) -> None:
        if cells is None:
            return
        s = {key: self._number(cell, (when, "status", key)) for key, cell in cells.items()}
        outside = self.model.new_int_var(0, MOST, "waits and is not served")
        better = s["job"] + s["studies"] + s["placement"]
        phases = s["job_search"] + s["paused"] + s["other_phase"]
        self.model.add(sum(s.values()) == k["persons"] + outside)
        self.model.add(phases <= k["current_end"])
        self.model.add(k["current_end"] <= phases + better)
        self.model.add(k["waiting"] <= s["waiting"] + better)
        self.model.add(outside <= s["waiting"] + better)
        self.model.add(s["discharged"] <= k["persons"] - k["current_end"])
        for status, part in (("job", "employed_ever"), ("studies", "studies_ever"), ("placement", "placed")):
            self.model.add(s[status] <= k[part] + outside)

    def _genders(self, view: View, k: dict[str, Any], when: str) -> None:
        """Whoever has no row is fewer than five: total less women less men must not tell how many."""
        of: dict[str, dict[str, Any]] = {}
        for kind, key in (("flow", "persons"), ("outcomes", "employed_ever"), ("outcomes", "studies_ever")):
            cells = view[kind][key].get("by")
            if cells is None:
                continue
            rows = {part.removeprefix("gender="): cell for part, cell in cells.items()}
            shown = {gender: self._number(cell, (when, key, gender)) for gender, cell in rows.items()}
            hidden = {gender: self.model.new_int_var(0, 4, gender) for gender in GENDERS if gender not in rows}
            of[key] = shown | hidden
            self.model.add(sum(of[key].values()) == k[key])
            rest = self.model.new_int_var(0, 8, "rest")
            self.model.add(rest == sum(hidden.values()))
            self.few[when, key, UNSEEN] = rest
            self.few |= {(when, key, f"no row: {gender}"): number for gender, number in hidden.items()}
        for key in of.keys() - {"persons"}:
            for gender in GENDERS if "persons" in of else ():
                self.model.add(of[key][gender] <= of["persons"][gender])

    def narrowed(self) -> Iterator[tuple[tuple[str, ...], list[int]]]:
        """Every `<5` that can be fewer than four of its five values, or is known not to be none; what it can be."""
        self.model.clear_objective()
        possible: dict[tuple[str, ...], set[int]] = {name: set() for name in self.few}
        for name, number in self.few.items():
            most = 9 if name[-1] == UNSEEN else 5  # of two genders without a row there may be eight together
            for value in range(most):
                if _is_narrow(possible[name]) and value not in possible[name]:
                    self._try(number, value, possible)
            if _is_narrow(possible[name]):
                yield name, sorted(possible[name])

    def _try(self, number: Any, value: int, possible: dict[tuple[str, ...], set[int]]) -> None:
        """Whether a number can be that; where it can, every other number is something in the same world."""
        model = self.model.clone()
        model.add(model.get_int_var_from_proto_index(number.index) == value)
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        if solver.solve(model) in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            for name, other in self.few.items():
                possible[name].add(solver.value(model.get_int_var_from_proto_index(other.index)))


def _is_narrow(values: set[int]) -> bool:
    return (len(values) < 4 or 0 not in values) and max(values, default=0) < 5


def main() -> None:
    """Pairs of a view and the one before it (or none) come as JSON; what was narrowed of each goes out."""
    answers = []
    for view, before in json.load(sys.stdin):
        intruder = Intruder(view, before)
        answers.append({"few": len(intruder.few), "narrowed": list(intruder.narrowed())})
    json.dump(answers, sys.stdout)


if __name__ == "__main__":
    main()
