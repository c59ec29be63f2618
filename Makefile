# What can be done with Dure, one command each. `make` lists them.
.DEFAULT_GOAL := help
SHELL := /bin/sh
MAKEFLAGS += --no-print-directory
DURE := .venv/bin/dure
PYTHON := .venv/bin/python
PORT ?= 8000
LOCK := $(PYTHON) -m piptools compile --quiet --generate-hashes --strip-extras --allow-unsafe \
	--no-emit-index-url --no-emit-find-links

# The first Python that is new enough; a shim that answers but does not run does not count.
define bootstrap
@for python in $(BOOTSTRAP_PYTHON) python3.11 python3.12 python3.13 python3 python; do \
	if "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
		exec "$$python" tools/bootstrap.py $(1); \
	fi; \
done; \
echo "Dure needs Python 3.11 or newer, and none was found."; \
echo "On Debian and Ubuntu: sudo apt-get install -y python3 python3-venv"; \
echo "Elsewhere: https://www.python.org/downloads/"; \
exit 1
endef

.PHONY: help demo setup run-setup test test-sqlite test-postgresql test-browser coverage check check-without-tests docs-current \
	lint types layers migrations translations templates fix bench lock docs screenshots clean

help:  ## Show what can be made
	@echo "make <what>:"
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  %-16s %s\n", $$1, $$2}' $(firstword $(MAKEFILE_LIST))

demo: run-setup  ## A living example: the Gumi case, served at http://localhost:8000/ (PORT=8001 for another)
	@$(DURE) demo --port $(PORT)

setup:  ## Install everything that developing needs, once
	$(call bootstrap,dev)
	@$(DURE) translations compile

run-setup:
	$(call bootstrap,run)

test: setup  ## All tests, on SQLite and wherever it is installed on PostgreSQL
	@$(PYTHON) -m tests.suite sqlite postgresql

test-sqlite: setup  ## All tests on SQLite
	@$(PYTHON) -m tests.suite sqlite

test-postgresql: setup  ## All tests on a throw-away PostgreSQL
	@$(PYTHON) -m tests.suite postgresql

test-browser: setup  ## The tests in a browser alone
	@$(PYTHON) -m pytest tests/browser

coverage: setup  ## Which branches no test on SQLite has taken
	@$(PYTHON) -m pytest --cov --cov-report=term-missing

check: check-without-tests test  ## Everything that must hold before a commit is shared

check-without-tests: lint types layers migrations translations templates docs-current

lint: setup  ## Format and lint, without changing anything
	@.venv/bin/ruff format --check .
	@.venv/bin/ruff check .

types: setup  ## Types
	@.venv/bin/mypy

layers: setup  ## Who may import whom
	@PYTHONPATH=src .venv/bin/lint-imports

migrations: setup  ## No model change waits for a migration
	@$(DURE) manage makemigrations --check --dry-run

translations: setup  ## The Korean catalogues are complete (`dure translations update` adds what is new)
	@$(DURE) translations check

templates: setup  ## No template is longer than 80 lines
	@$(PYTHON) -m pytest -q tests/test_repository.py -k "template"

docs-current: setup
	@$(DURE) docs --check

docs: setup  ## Write the generated pages of docs/reference anew
	@$(DURE) docs

fix: setup  ## Format, and mend what can be mended
	@.venv/bin/ruff format .
	@.venv/bin/ruff check --fix .

bench: setup  ## Figures beside a named peer, in one run (BENCH=name for one)
	@$(PYTHON) -m benchmarks $(BENCH)

screenshots: setup  ## The pictures of the README, from a running demo
	@$(PYTHON) -m tests.browser.screenshots

lock: setup  ## Pin requirements/*.in anew, with hashes
	@cd requirements && for name in run dev node; do ../$(LOCK) --output-file $$name.txt $$name.in; done

clean:  ## Remove what can be made again; the demo's data in var/ stays
	rm -rf .venv node_modules .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage
