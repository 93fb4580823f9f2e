# Everything that a person types: make demo, make test, make check.
# Each makes its own .venv from the locked versions when there is none.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: help demo test check format lock clean

help:
	@echo 'make demo    a sample vault in demo-vault/, made anew, and what aimo says about it'
	@echo 'make test    the tests'
	@echo 'make check   ruff and mypy --strict'
	@echo 'make format  let ruff put the code in order'
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

test: $(STAMP)
	$(BIN)/python -m coverage erase
	$(BIN)/python -m coverage run -m pytest
	@$(BIN)/python -m coverage combine --quiet
	$(BIN)/python -m coverage report --fail-under=95

check: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(STAMP)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock:
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-annotate --no-header --group dev pyproject.toml --output-file requirements.lock

clean:
	rm -rf $(VENV) demo-vault .mypy_cache .pytest_cache .ruff_cache .hypothesis .coverage*
