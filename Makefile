# Everything a fresh machine needs: Python 3.11 or later, and make.
PYTHON ?= python3
VENV ?= .venv
PYTHONS ?= python3.11 python3.12 python3.13
BIN := $(VENV)/bin
CONSTRAINTS ?= constraints.txt
LANGUAGE ?= en
FORMAT ?= text
PYTEST_ARGS ?=

.PHONY: run test check bench lint types layers docs playbooks build lowest clean help

help:                 ## what can be made
	@grep -E '^[a-z]+: .*##' $(MAKEFILE_LIST) | sed 's/: .*##/\t/'

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade 'pip>=25.1'

$(VENV)/run.stamp: $(BIN)/python pyproject.toml $(CONSTRAINTS)
	$(BIN)/python -m pip install --quiet -c $(CONSTRAINTS) -e .
	@touch $@

$(VENV)/test.stamp: $(VENV)/run.stamp
	$(BIN)/python -m pip install --quiet -c $(CONSTRAINTS) -e '.[all]' --group test
	@touch $@

$(VENV)/check.stamp: $(VENV)/test.stamp
	$(BIN)/python -m pip install --quiet -c $(CONSTRAINTS) --group check
	@touch $@

$(VENV)/bench.stamp: $(VENV)/test.stamp
	$(BIN)/python -m pip install --quiet -c $(CONSTRAINTS) --group bench
	@touch $@

run: $(VENV)/run.stamp   ## diagnose the shipped intakes
	@for intake in examples/intakes/*.yaml; do \
		printf '\n== %s\n\n' "$$intake"; \
		$(BIN)/diagnose run "$$intake" --lang $(LANGUAGE) --format $(FORMAT); \
		code=$$?; case $$code in 0|10|20|21) ;; *) exit $$code;; esac; \
	done

test: $(VENV)/test.stamp ## the test suite
	$(BIN)/python -m pytest -q -n 2 $(PYTEST_ARGS)

lint: $(VENV)/check.stamp
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: $(VENV)/check.stamp
	$(BIN)/mypy

layers: $(VENV)/check.stamp
	$(BIN)/lint-imports

playbooks: $(VENV)/run.stamp ## the gates for the shipped playbooks
	$(BIN)/diagnose check --kb playbooks --fail-level warning
	$(BIN)/diagnose fmt --kb playbooks --check
	$(BIN)/diagnose test --kb playbooks
	$(BIN)/diagnose cover --kb playbooks --missing 0
	$(BIN)/diagnose mutate --kb playbooks --survivors 20 --jobs 2

build: $(VENV)/check.stamp
	$(BIN)/python -m build --outdir $(VENV)/dist .

check: lint types layers playbooks build ## every gate but the tests
	@echo 'check: format, lint, types, layers, playbooks and build are clean'

bench: $(VENV)/bench.stamp ## speed beside the peers, in one run
	$(BIN)/python -m benchmarks

lowest:               ## the tests with the lowest versions that pyproject.toml allows
	$(MAKE) test VENV=.venv-lowest CONSTRAINTS=constraints-lowest.txt

clean:
	rm -rf .venv .venv-* build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
