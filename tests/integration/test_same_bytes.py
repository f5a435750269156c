"""The same question gives the same bytes: on either database, before and after a rebuild, whoever's random ids."""

from pathlib import Path

import pytest

from journey.engine.loading.programmes import shipped_config
from projections.reports import KINDS
from tests.cases import every
from tests.site import Site

COHORT = shipped_config() / "demo" / "hudiksvall.jsonl"
VIEWS = (
    ("--as-of", "2018-05-31"),
    ("--as-of", "2018-03-31", "--known-at", "2018-02-01T12:00:00+01:00", "--from", "2017-01-01"),
)
OUTSIDE = ("--from", "2018-01-01", "--to", "2018-03-31", "--audience", "outside")


def asked(site: Site, kind: str, how: str, view: tuple[str, ...]) -> str:
    return site.run("report", kind, "--programme", "hudiksvall", "--format", how, *view).out


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory, postgres_url: str) -> tuple[Site, Site]:
    from tests.site import make_site

    folder: Path = tmp_path_factory.mktemp("both")
    sites = make_site(folder / "file"), make_site(folder / "server", postgres_url)
    for site in sites:
        site.run("import", str(COHORT), "--programme", "hudiksvall", "--keep-recorded")
    return sites


@every("report", KINDS)
def test_figures_are_the_same_bytes_on_both_databases(both: tuple[Site, Site], report: str) -> None:
    one, other = (asked(site, report, "json", VIEWS[0]) for site in both)
    assert one == other


def test_what_is_told_outside_is_the_same_bytes_on_both_databases_and_after_something_is_learned_late(
    both: tuple[Site, Site], tmp_path: Path
) -> None:
    one, other = (asked(site, "flow", "json", OUTSIDE) for site in both)
    assert one == other
    late = tmp_path / "late.jsonl"
    late.write_text('{"type": "enrolled", "participant": "late", "on": "2018-02-01"}\n')
    both[0].run("import", str(late), "--programme", "hudiksvall")
    assert asked(both[0], "flow", "json", OUTSIDE) == one
    both[1].run("import", str(late), "--programme", "hudiksvall")


@pytest.mark.slow
@pytest.mark.parametrize("report", KINDS)
def test_a_report_is_the_same_bytes_on_both_databases_in_every_view_and_as_a_page(
    both: tuple[Site, Site], report: str
) -> None:
    for view in VIEWS[1:]:
        one, other = (asked(site, report, "json", view) for site in both)
        assert one == other
    one, other = (asked(site, report, "html", VIEWS[0]) for site in both)
    assert one == other


def test_a_report_is_the_same_bytes_after_a_rebuild(both: tuple[Site, Site]) -> None:
    site, _ = both
    before = [asked(site, kind, "csv", VIEWS[0]) for kind in KINDS]
    site.run("rebuild")
    assert [asked(site, kind, "csv", VIEWS[0]) for kind in KINDS] == before
