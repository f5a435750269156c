"""Every report there is: a file for a small one, a folder for a large one. A new report is named below."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module

from projections.reports.figures import Kind

MODULES = {
    "flow": "flow.figures",
    "structure": "structure",
    "outcomes": "outcomes.figures",
    "caseload": "caseload",
    "job-search": "job_search.figures",
    "employer-bank": "employer_bank.figures",
    "dissemination": "dissemination",
    "monthly": "handed_in.monthly",
    "tertial": "handed_in.tertial",
    "steering": "steering.figures",
    "economics": "economics.figures",
    "questionnaires": "questionnaires.figures",
    "fidelity": "fidelity.figures",
    "quality": "quality",
}
"""The module in which each report stands as `KIND`, by the report's name on the command line."""


class Registry(Mapping[str, Kind]):
    """Every report by its name, in the order they are documented. Only a report that is asked for is loaded."""

    def __getitem__(self, name: str) -> Kind:
        """The report of that name. Raises KeyError where there is none."""
        kind: Kind = import_module(f"{__name__}.{MODULES[name]}").KIND
        return kind

    def __iter__(self) -> Iterator[str]:
        """The names, in order."""
        return iter(MODULES)

    def __len__(self) -> int:
        """How many there are."""
        return len(MODULES)


REGISTRY = Registry()
