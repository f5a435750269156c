"""One file per report. A new report is a new file with a `KIND`, named below."""

from __future__ import annotations

from projections.reports.figures import Kind
from projections.reports.kinds import caseload, dissemination, flow, structure
from projections.reports.kinds.economics import figures as economics
from projections.reports.kinds.employer_bank import figures as employer_bank
from projections.reports.kinds.fidelity import figures as fidelity
from projections.reports.kinds.handed_in import monthly, tertial
from projections.reports.kinds.job_search import figures as job_search
from projections.reports.kinds.outcomes import figures as outcomes
from projections.reports.kinds.questionnaires import figures as questionnaires
from projections.reports.kinds.steering import figures as steering

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
