# Everything is done in a virtual environment of its own, .venv, made from requirements.lock on the first call.
#
#   make demo    build the sample graph and ask it one question
#   make test    lint, types, rules and all tests with coverage: what CI runs
#
# PYTHON=python3.12 make ...    takes another interpreter (3.11 or newer)
# make test BROWSER=no          leaves out the tests that open pages in Chromium
# make test JOBS=4              runs the tests in four processes at once, in place of two

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

PYTHON ?= python3
BROWSER ?= yes
JOBS ?= 2
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
SELECT := $(if $(filter no,$(BROWSER)),-m "not browser",)

.PHONY: help demo test lint types rules pytest docs benchmark lock clean chromium rapper graphviz

help:
	@sed -n 's/^# \{0,1\}//p' Makefile | sed '/^$$/q'
	@echo "make demo | test | lint | types | rules | pytest | docs | benchmark | lock | clean"

demo: $(READY)
	$(BIN)/kg build data/documents -o out/demo
	@echo
	@echo '$$ kg query out/demo actions-against platform=ai_system:grok'
	@$(BIN)/kg query out/demo actions-against platform=ai_system:grok

test: lint types rules pytest

lint: $(READY)
	$(BIN)/ruff check .

types: $(READY)
	$(BIN)/mypy

rules: $(READY)
	$(BIN)/kg rules test

pytest: $(READY) rapper graphviz $(if $(filter no,$(BROWSER)),,chromium)
	$(BIN)/python -m pytest -n $(JOBS) --dist loadfile --cov --cov-report=term $(SELECT)

# The examples in docstrings, and the links, commands and names that the documents speak of.
docs: $(READY)
	$(BIN)/python -m pytest kg tests/test_docs.py tests/test_architecture.py

benchmark: $(READY)
	$(BIN)/python scripts/benchmark.py

# Every version and hash anew, for all Pythons and systems that pyproject.toml allows.
lock: $(READY)
	$(BIN)/pip install --quiet "uv>=0.9"
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --extra dev --generate-hashes --no-emit-index-url --no-annotate \
	    --custom-compile-command "make lock" --upgrade pyproject.toml -o requirements.lock

clean:
	rm -rf out dist build .coverage .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find kg tests scripts -name __pycache__ -type d -prune -exec rm -rf {} +

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	    || { echo "make: $(PYTHON) is missing or older than Python 3.11; name a newer one: make PYTHON=python3.12 ..." >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) \
	    || { rm -rf $(VENV); echo "make: $(PYTHON) cannot make virtual environments; on Debian: apt-get install python3-venv" >&2; exit 1; }

$(READY): requirements.lock pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps --only-binary :all: -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	$(BIN)/python -m pip check
	touch $@

chromium:
	@command -v chromium > /dev/null || scripts/install_debian chromium chromium "the browser tests" \
	    "leave those tests out: make test BROWSER=no"

# A parser in C that reads what we write. Without it the tests that run it are skipped; in CI they fail.
rapper:
	@command -v rapper > /dev/null || scripts/install_debian rapper raptor2-utils "the tests of dumps" "leave those tests to CI" \
	    || test -z "$${CI:-}"

# Draws what we write as DOT; the same.
graphviz:
	@command -v dot > /dev/null || scripts/install_debian dot graphviz "the tests of drawings" "leave those tests to CI" \
	    || test -z "$${CI:-}"
