# Everything a developer does. Needs only Python 3.11 or newer, pip and make; no root, no Docker.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
FRONTEND := $(shell find src/comity/frontend -type f -not -path '*/node_modules/*') src/comity/report/style.css tools/frontend.py
LOCKING := --generate-hashes --strip-extras --allow-unsafe --no-emit-index-url --no-emit-find-links --quiet

PORT ?= 8000

.PHONY: help setup run check test thorough bench lock clean

help: ## Show the targets
	@grep -E '^[a-z]+:.*## ' Makefile | sed -E 's/:[^#]*## /\t/' | expand -t 12

setup: $(VENV)/.runtime $(VENV)/.frontend ## Set up what is needed to run

run: setup ## Set up, and serve at http://127.0.0.1:8000 (PORT=8001 for another port)
	@$(BIN)/comity node run --port $(PORT)

check: setup $(VENV)/.dev ## Format, lint, types, import contracts, migrations, templates, messages, law, docs
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	COMITY_DATA=$(CURDIR)/build/check $(BIN)/comity node manage makemigrations --check --verbosity 0
	$(BIN)/djlint --lint --quiet src/comity/node src/comity/report
	$(BIN)/python -m tools.catalogues missing
	$(BIN)/comity rulebook check
	$(BIN)/python -m tools.tidy
	$(BIN)/python -m tools.doc_snippets

test: setup $(VENV)/.dev ## Run the tests
	$(BIN)/python -m pytest -n 2 -q

thorough: setup $(VENV)/.dev ## The long comparisons: 200,000 lines against the oracle, tens of thousands of damaged inputs
	COMITY_THOROUGH=1 HYPOTHESIS_PROFILE=thorough $(BIN)/python -m pytest -n 2 -q

bench: setup $(VENV)/.dev ## Measure against the peers, side by side
	PYTHONPATH=src $(BIN)/python -m bench

lock: $(VENV)/.dev ## Renew the lock files from pyproject.toml
	$(BIN)/pip install --quiet pip-tools
	$(BIN)/pip-compile $(LOCKING) --output-file requirements.lock pyproject.toml
	$(BIN)/pip-compile $(LOCKING) --extra build --constraint requirements.lock \
		--output-file requirements-build.lock pyproject.toml
	$(BIN)/pip-compile $(LOCKING) --extra build --extra dev --extra bench --constraint requirements.lock \
		--output-file requirements-dev.lock pyproject.toml

clean: ## Remove what was built
	rm -rf $(VENV) build .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Comity needs Python 3.11 or newer; found $$($(PYTHON) --version). Set PYTHON=…"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.runtime: requirements.lock pyproject.toml | $(VENV)/bin/python
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.frontend: requirements-build.lock $(FRONTEND) | $(VENV)/.runtime
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements-build.lock
	$(BIN)/python -m tools.frontend
	@touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.runtime $(VENV)/.frontend
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements-dev.lock
	$(BIN)/python -m tools.frontend --dev
	@touch $@

