"""The direction of dependencies, held to by import-linter; the contracts stand in pyproject.toml."""

from importlinter.cli import lint_imports


def test_imports_run_one_way_and_the_domain_stays_pure(capsys):
    code = lint_imports(no_cache=True)

    assert code == 0, capsys.readouterr().out
