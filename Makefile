# Krets: every task of a developer and of the one who runs it. `make` alone lists them.
# All that is installed lands in .venv (and .venv-reloaded), pinned and hashed by locks/; data lives in ./var and is never touched here.

PYTHON ?= python3
PORT ?= 8000
WORKERS ?= 2
# SHORT=1 gives the short form of `faults` and `bench`, as .ci/run uses it.
SHORT ?=
# UPGRADE=--upgrade lets `make lock` move to newest versions.
UPGRADE ?=

BIN := .venv/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check --no-input
PYTEST := $(BIN)/python -m pytest
COMPILE := $(BIN)/uv pip compile --quiet $(UPGRADE) --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --custom-compile-command "make lock"
FRONT_END := $(wildcard web/assets/*.json web/assets/*.mjs web/assets/*.svg web/assets/*.py web/assets/css/* web/assets/js/* \
	web/translations/*/LC_MESSAGES/messages.po)

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run test lint bench faults faults-long lock pictures clean

help: ## list the tasks
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: .venv/.installed .venv/.front-end ## set up what is missing, load the demo into ./var, serve on http://127.0.0.1:8000 (PORT=)
	@PORT=$(PORT) exec $(BIN)/krets demo

test: .venv/.tested-with .venv-reloaded/.installed ## every test; KRETS_REQUIRE=browser,java,postgres turns their skips into failures
	@echo "The search tests, with Whoosh-Reloaded:"
	@.venv-reloaded/bin/python -m pytest -q -m "not bench and not faults" -W "ignore::DeprecationWarning:whoosh" tests/search
	@echo "Every test:"
	@$(PYTEST) -n $(WORKERS) --dist loadfile

lint: .venv/.tested-with ## ruff, its formatter, mypy and the table of rooms
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(PYTEST) -q tests/test_rooms.py

bench: .venv/.tested-with ## measure search and import beside their like (SHORT=1: the small sizes)
	@KRETS_SHORT=$(SHORT) $(PYTEST) -m bench -p no:randomly -s tests/benchmarks

faults: .venv/.tested-with ## kill, fill and damage it on purpose, and look whether it is whole after (SHORT=1: a few of each)
	@KRETS_SHORT=$(SHORT) $(PYTEST) -m faults

faults-long: .venv/.tested-with ## the schedule at its real pace: jobs for ten minutes, some killed, some stopped
	@$(BIN)/python -m tests.faults.long_schedule
	@KRETS_LONG=1 $(PYTEST) tests/faults/test_scheduler_processes.py

lock: .venv/.tested-with ## write locks/ anew after a change of dependencies (UPGRADE=--upgrade: newest versions)
	$(COMPILE) --extra postgres pyproject.toml locks/build.in -o locks/run.txt
	$(COMPILE) --extra postgres --extra test -c locks/run.txt pyproject.toml locks/build.in -o locks/test.txt
	$(COMPILE) locks/reloaded.in -o locks/reloaded.txt

pictures: .venv/.tested-with ## photograph every page of the demo for docs/design.md (needs Chromium)
	@$(BIN)/python -m tests.pictures docs/pictures

clean: ## remove what these tasks made; the data in ./var stays
	rm -rf .venv .venv-reloaded web/static/dist web/poster/fonts web/assets/node_modules tests/nu/node_modules .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/bin/python:
	@$(PYTHON) -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Krets needs Python 3.11 or newer with venv (Debian: apt-get install python3-venv); choose another by PYTHON=…" >&2; exit 1; }
	@echo "Making .venv …"
	@$(PYTHON) -m venv .venv

# Krets itself is installed as a link to this folder; its build hook (web/assets/hatch_build.py) builds the front end.
.venv/.installed: locks/run.txt pyproject.toml | .venv/bin/python
	@echo "Installing what locks/run.txt names …"
	@$(PIP) install --require-hashes --only-binary :all: --no-binary jstyleson -r locks/run.txt
	@echo "Building the front end …"
	@$(PIP) install --no-deps --no-build-isolation --check-build-dependencies -e .
	@touch $@ .venv/.front-end

.venv/.front-end: $(FRONT_END) | .venv/.installed
	@$(BIN)/python -m web.assets.build
	@touch $@

.venv/.tested-with: locks/test.txt .venv/.installed | .venv/.front-end
	@echo "Installing what locks/test.txt names …"
	@$(PIP) install --require-hashes --only-binary :all: --no-binary jstyleson -r locks/test.txt
	@touch $@

# The other distribution of Whoosh, before everything else of .venv on the path (docs/decisions/0002-whoosh.md).
.venv-reloaded/.installed: locks/reloaded.txt .venv/.tested-with
	@echo "Making .venv-reloaded …"
	@$(BIN)/python -m venv --clear --without-pip .venv-reloaded
	@$(PIP) --python .venv-reloaded/bin/python install --require-hashes -r locks/reloaded.txt
	@.venv-reloaded/bin/python -c 'import pathlib, sys, sysconfig; \
		pathlib.Path(sysconfig.get_path("purelib"), "krets.pth").write_text(f"import site; site.addsitedir({sys.argv[1]!r})\n")' \
		"$$($(BIN)/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')"
	@touch $@
