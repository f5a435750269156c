"""What an evaluator reads of reports: every figure, and no name, id or word of anybody's."""

import json
from dataclasses import replace
from datetime import date
from typing import Any

from projections.live.replay import View
from projections.reports import KINDS, as_csv, as_html, as_json
from services.permissions import Actor
from services.reports import Question, ReportFiles, report_on
from tests.integration.test_evaluators_view import MARK, PEOPLE
from tests.site import Site

PROGRAMME = "uppsala"
OF_PROGRAMME: list[dict[str, Any]] = [
    {
        "type": "employer_registered",
        "employer": f"{MARK}-shop",
        "industry": f"{MARK}-line",
        "sector": "private",
        "name": f"{MARK} AB",
    },
    {"type": "employer_visited", "employer": f"{MARK}-shop", "coach": f"{MARK}-coach", "mode": "phone"},
    {"type": "dissemination_held", "audience": f"{MARK}-audience", "people": 3},
    {"type": "meeting_held", "kind": "steering_group", "parties": [f"{MARK}-party"], "team": f"{MARK}-team"},
    {"type": "fidelity_reviewed", "rater": "self", "scale": "ips-25", "scores": {"1": 3}, "reviewer": f"{MARK}-one"},
    {"type": "fidelity_reviewed", "rater": "self", "scale": "ips-25", "scores": {"1": 4}, "reviewer": f"{MARK}-two"},
    {"type": "fidelity_reviewed", "rater": "external", "scale": f"{MARK}-scale", "scores": {"1": 4}},
    {"type": "budget_set", "amount": 1000, "year": 2024, "payer": f"{MARK}-payer"},
    {"type": "cost_recorded", "amount": 1000, "period": "2024-03", "payer": f"{MARK}-payer"},
    {"type": "incident_reported"},
    {"type": "complaint_received"},
    {"type": "report_submitted", "kind": "tertial", "period": "2024-T1"},
    {"type": "team_goal_set", "goal": f"{MARK}-goal", "period": "2024", "figure": f"{MARK}-figure"},
]


def entries() -> list[dict[str, Any]]:
    """People, and what their programme wrote of itself: whatever can be a text is marked."""
    more = [
        line | {"on": "2024-03-01", "entry": f"{MARK}-p{number}", "note": f"{MARK} note"}
        for number, line in enumerate(OF_PROGRAMME)
    ]
    return [*PEOPLE, *more]


def test_an_evaluator_reads_every_report_and_nobodys_words_in_it(site: Site) -> None:
    file = site.folder / "entries.jsonl"
    file.write_text("\n".join(map(json.dumps, entries())) + "\n")
    site.run("import", str(file), "--programme", PROGRAMME, "--keep-recorded")
    with site.opened() as journey:
        files, at = ReportFiles(None), View(date(2024, 5, 31))
        eli = replace(journey, actor=Actor.staff("evaluator:eli", PROGRAMME))
        leaks, whole = [], set()
        for kind in KINDS:
            question = Question(kind=kind, programme=PROGRAMME, at=at, start=date(2024, 1, 1), end=date(2024, 4, 30))
            plain, coded = report_on(journey, question, files), report_on(eli, question, files)
            told = [json.dumps(as_json(coded), default=str), as_csv(coded), as_html(coded, "sv"), as_html(coded)]
            leaks += [kind for text in told if MARK in text]
            whole |= {kind} if MARK in json.dumps(as_json(plain), default=str) else set()
            numbers = [(one.definition.key, one.value) for one in plain.figures if isinstance(one.value, int | float)]
            assert numbers == [
                (one.definition.key, one.value) for one in coded.figures if isinstance(one.value, int | float)
            ]
    assert not leaks
    assert whole >= {"caseload", "structure", "tertial", "fidelity", "dissemination"}, "there was something to leak"
