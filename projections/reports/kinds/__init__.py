"""One file per report. A new report is a new file with a `KIND`, named below."""

from __future__ import annotations

from projections.reports.figures import Kind
from projections.reports.kinds import (
    caseload,
    dissemination,
    economics,
    employer_bank,
    fidelity,
    flow,
    job_search,
    monthly,
    outcomes,
    questionnaires,
    steering,
    structure,
    tertial,
)

REGISTRY: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        flow.KIND,
        structure.KIND,
        outcomes.KIND,
        caseload.KIND,
        job_search.KIND,
        employer_bank.KIND,
        dissemination.KIND,
        monthly.KIND,
        tertial.KIND,
        steering.KIND,
        economics.KIND,
        questionnaires.KIND,
        fidelity.KIND,
    )
}
"""Every report by the name it has on the command line, in the order they are documented."""
