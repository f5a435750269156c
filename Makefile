# Two commands matter: `make run` shows the main job, `make test` runs the tests. Both make their own environment in
# .venv on a machine that has only Python (3.11 or newer), make, git and a package registry.
# `make test` leaves out what is slow by nature (killed processes, every page in a browser); `make test-all` does not.

PYTHON ?= python3
UV := .venv/bin/uv
READY := .venv/ready

# Empty is off: a machine that keeps no bytecode compiles every library anew, in every process of the tests.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: run test test-all kills lint bench docs clean

run: $(READY)
	.venv/bin/journey serve --demo

test: $(READY)
	.venv/bin/python -m pytest -m "not slow"

test-all: $(READY)
	.venv/bin/python -m pytest

kills: $(READY)
	.venv/bin/python -m pytest -n 0 tests/faults/test_kills_counted.py --kills $(or $(KILLS),300)

lint: $(READY)
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/lint-imports --no-logo

bench: $(READY)
	.venv/bin/python -m tests.benchmarks $(BENCH)

docs: $(READY)
	.venv/bin/python -m tools.reference

clean:
	rm -rf .venv data .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

$(READY): pyproject.toml uv.lock
	$(PYTHON) -c "import sys; sys.exit('Python 3.11 or newer is needed: make PYTHON=python3.12 …' if sys.version_info < (3, 11) else 0)"
	test -x $(UV) || ( $(PYTHON) -m venv .venv && .venv/bin/python -m pip install --quiet --disable-pip-version-check 'uv>=0.9' )
	$(UV) sync --quiet --locked --inexact --python .venv/bin/python
	touch $(READY)
