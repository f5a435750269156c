"""A report costs what it uses: its own modules, and of the files only those it needs."""

import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import msgspec
import pytest

from journey.domain.errors import ConfigError
from journey.domain.programme import Programme
from journey.domain.settings import Goal, Settings
from projections.live.replay import View
from projections.reports import KINDS, REGISTRY, needs
from projections.reports.kinds import MODULES
from services.reports import Question, ReportFiles, report_on
from tests.site import make_site
from tests.unit.reports.given import PROGRAMME

ALONE = """
import sys
from projections.reports import REGISTRY
REGISTRY["flow"]
print(*sorted(name for name in sys.modules if name.startswith("projections.reports.kinds.")))
print("numpy" in sys.modules)
"""


def with_goal(figure: str | None) -> Programme:
    goal = Goal(id="goal", text="A goal", figure=figure)
    return msgspec.structs.replace(PROGRAMME, settings=Settings(goals=(goal,)))


def test_every_report_stands_under_its_own_name():
    assert [REGISTRY[name].name for name in KINDS] == list(KINDS) == list(MODULES)


def test_asking_for_one_report_loads_no_other():
    done = subprocess.run([sys.executable, "-c", ALONE], capture_output=True, text=True, check=True)

    assert done.stdout.split("\n")[:2] == [
        "projections.reports.kinds.flow projections.reports.kinds.flow.arrivals projections.reports.kinds.flow.counts projections.reports.kinds.flow.figures",
        "False",
    ]


def test_a_report_needs_the_files_it_reckons_with_and_no_others():
    assert {name: sorted(needs(name, PROGRAMME)) for name in KINDS if needs(name, PROGRAMME)} == {
        "outcomes": ["benchmarks"],
        "steering": ["other reports"],
        "economics": ["rates"],
        "questionnaires": ["rates"],
        "fidelity": ["scales"],
        "tertial": ["written"],
    }


@pytest.mark.parametrize(
    ("figure", "needed"),
    [("economics.society_gain_year", "rates"), ("fidelity.total", "scales"), ("flow.enrolled", None), (None, None)],
)
def test_goals_need_what_the_reports_need_whose_figures_they_are(figure: str | None, needed: str | None):
    assert needs("steering", with_goal(figure)) - {"other reports"} == ({needed} if needed else set())


def test_a_file_that_a_report_does_not_need_is_not_read(tmp_path: Path):
    (tmp_path / "rates").mkdir()
    (tmp_path / "rates" / "broken.toml").write_text("nonsense = ")
    files = ReportFiles(tmp_path)
    question = Question(kind="flow", programme="uppsala", at=View(date(2018, 1, 1)))

    with make_site(tmp_path / "site").opened() as journey:
        assert report_on(journey, question, files).kind.name == "flow"
        with pytest.raises(ConfigError, match=r"broken\.toml"):
            report_on(journey, replace(question, kind="economics"), files)


def test_a_file_is_read_once_for_all_reports(tmp_path: Path):
    (tmp_path / "rates").mkdir()
    files = ReportFiles(tmp_path)
    question = Question(kind="economics", programme="uppsala", at=View(date(2018, 1, 1)))

    with make_site(tmp_path / "site").opened() as journey:
        first = report_on(journey, question, files)
        (tmp_path / "rates" / "broken.toml").write_text("nonsense = ")
        assert report_on(journey, question, files).figures == first.figures
