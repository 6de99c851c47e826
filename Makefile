# make run    the assistant on the embedded database, in the browser
# make test   everything that must hold: format, lint, types, contracts, tests on SQLite and PostgreSQL
# make long   the same, and whole services on the second engine, too: half an hour
# make check  the first four of those, without the tests
# make screenshots  the pictures of docs/bien-tap.md anew, from the running pages
# make bench  every measurement of bench/, one after the other
# make lock   the lock files, anew from pyproject.toml
# Each does its own set-up, as root or not.

SHELL := /bin/bash
VENV ?= .venv
BIN := $(VENV)/bin
PORT ?= 8080
WORKERS ?= 3

.PHONY: run test long check screenshots bench lock browser clean

run: $(VENV)/.installed
	$(BIN)/congdan demo --port $(PORT)

test: check browser
	$(BIN)/pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder

long: export CONGDAN_LONG = 1
long: test

check: $(VENV)/.installed-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

screenshots: $(VENV)/.installed-dev browser
	CONGDAN_SCREENSHOTS=docs/bien-tap $(BIN)/pytest tests/bot/console/test_every_page.py tests/bot/console/test_guide.py

bench: $(VENV)/.installed-dev
	@for bench in bench/bench_*.py; do echo "== $$bench"; $(BIN)/python $$bench || exit 1; done

browser:
	@.ci/browser

lock:
	@test -d var/uv || python3 -m venv var/uv
	@var/uv/bin/pip install --quiet uv
	var/uv/bin/uv pip compile pyproject.toml --universal --generate-hashes --upgrade --quiet \
		--python-version 3.11 --custom-compile-command "make lock" -o requirements.lock
	var/uv/bin/uv pip compile pyproject.toml --group dev --universal --generate-hashes --upgrade --quiet \
		--python-version 3.11 --custom-compile-command "make lock" -o requirements-dev.lock

$(VENV)/.installed: requirements.lock pyproject.toml
	@.ci/setup $(VENV) requirements.lock
	@touch $@

$(VENV)/.installed-dev: requirements-dev.lock pyproject.toml
	@.ci/setup $(VENV) requirements-dev.lock
	@touch $@ $(VENV)/.installed

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
