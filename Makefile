# Everything that a person types: make demo, make test, make check.
# Each makes its own .venv from the locked versions when there is none; the site of the docs has one to itself.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
DOCS_VENV := .venv-docs
DOCS_STAMP := $(DOCS_VENV)/.installed

.PHONY: help demo test test-first-half test-second-half check format docs lock clean

help:
	@echo 'make demo    a sample vault in demo-vault/, made anew, and what aimo says about it'
	@echo 'make test    the tests'
	@echo 'make check   ruff and mypy --strict'
	@echo 'make format  let ruff put the code in order'
	@echo 'make docs    the site of the docs in site/; what is wrong in them fails it'
	@echo 'make clean   remove what these commands made'

$(STAMP): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo 'aimo needs Python 3.11 or newer; name one with PYTHON=python3.12'; exit 2; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $(STAMP)

demo: $(STAMP)
	rm -rf demo-vault
	$(BIN)/aimo demo demo-vault

# In two halves at once, which take about as long as each other; what is in neither list is in the second.
FIRST_HALF := tests/text tests/goals tests/measures tests/plan tests/notes tests/world tests/docs

test: $(STAMP)
	$(BIN)/python -m coverage erase
	@$(MAKE) --no-print-directory -j2 test-first-half test-second-half
	@$(BIN)/python -m coverage combine --quiet
	$(BIN)/python -m coverage report --fail-under=95

test-first-half: $(STAMP)
	$(BIN)/python -m coverage run -m pytest -q $(FIRST_HALF)

test-second-half: $(STAMP)
	$(BIN)/python -m coverage run -m pytest -q tests $(FIRST_HALF:%=--ignore=%)

check: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(STAMP)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# The theme's makers warn at every build of a MkDocs 2 that will not run it; the lock keeps to MkDocs 1.
docs: $(DOCS_STAMP)
	NO_MKDOCS_2_WARNING=1 $(DOCS_VENV)/bin/mkdocs build --strict

$(DOCS_STAMP): requirements-docs.lock
	$(PYTHON) -m venv $(DOCS_VENV)
	$(DOCS_VENV)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-docs.lock
	@touch $(DOCS_STAMP)

LOCK := uv pip compile --universal --python-version 3.11 --generate-hashes --no-annotate --no-header

lock:
	$(LOCK) --group dev pyproject.toml --output-file requirements.lock
	$(LOCK) --group docs --output-file requirements-docs.lock

clean:
	rm -rf $(VENV) $(DOCS_VENV) site demo-vault .mypy_cache .pytest_cache .ruff_cache .hypothesis .coverage*
