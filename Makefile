# Needs python3 (3.11 or newer), make and git; everything else goes into .venv, pinned with hashes.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check
COMPILE := $(BIN)/uv pip compile --quiet --generate-hashes --universal --python-version 3.11 \
	--no-header --no-annotate --no-emit-index-url --no-emit-find-links
JOBS ?= 2

.PHONY: help demo neighbours test check format bench lock clean

help:
	@echo "make demo    rehearse a whole year, examples/kipo-2010"
	@echo "make neighbours  the exchange with a stand-in of each neighbour system, twice"
	@echo "make test    run the tests"
	@echo "make check   formatting, lint, types, architecture, spelling"
	@echo "make format  format and fix what can be fixed"
	@echo "make bench   run the benchmarks"
	@echo "make lock    renew the pinned requirements; LOCK=--upgrade takes the newest"
	@echo "make clean   remove what make has made"

demo: $(VENV)/run.stamp
	$(BIN)/sacho rehearse examples/kipo-2010

neighbours: $(VENV)/run.stamp
	$(BIN)/python -m examples.neighbours

test: $(VENV)/dev.stamp
	$(BIN)/pytest -n $(JOBS)

check: $(VENV)/dev.stamp
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy --strict
	$(BIN)/lint-imports --no-logo
	$(BIN)/codespell

format: $(VENV)/dev.stamp
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(VENV)/dev.stamp
	$(BIN)/python -m bench

lock: $(BIN)/python
	$(PIP) install uv
	$(COMPILE) $(LOCK) --group build pyproject.toml -o requirements.txt
	$(COMPILE) $(LOCK) --group dev -c requirements.txt pyproject.toml -o requirements-dev.txt

clean:
	rm -rf $(VENV) build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed: make PYTHON=python3.12 …" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

# Installing the project touches no network: its build tool is among the requirements.
$(VENV)/run.stamp: requirements.txt | $(BIN)/python
	$(PIP) install --require-hashes -r requirements.txt
	$(PIP) install --no-deps --no-build-isolation --no-index --editable .
	@touch $@

$(VENV)/dev.stamp: requirements-dev.txt requirements.txt | $(BIN)/python
	$(PIP) install --require-hashes -r requirements-dev.txt
	$(PIP) install --no-deps --no-build-isolation --no-index --editable .
	@touch $(VENV)/run.stamp $@
