# Every target makes its own .venv on a machine that has only Python (3.11 or newer), pip and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# One more than two cores: a good part of the time a test waits for a screen to settle.
WORKERS ?= 3

.PHONY: help demo check format lint types floors test browser pictures bench clean

help: ## Say what can be made
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | sort

PLUGINS := $(wildcard plugins/*)

$(VENV)/ready: pyproject.toml $(PLUGINS:%=%/pyproject.toml)
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --editable '.[test]' $(PLUGINS:%=--editable %)
	@touch $@

demo: $(VENV)/ready ## The main job on a made-up cluster of schools, in a folder ./demo
	$(BIN)/inclusion --workspace demo demo

check: lint types floors test ## Everything CI runs

format: $(VENV)/ready ## Put the code into its one form
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

lint: $(VENV)/ready
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: $(VENV)/ready
	$(BIN)/mypy

floors: $(VENV)/ready
	$(BIN)/lint-imports

test: $(VENV)/ready browser
	$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal

# Only a machine that is thrown away again runs this as root with apt-get: CI, a container. Anybody else is left alone.
browser: ## Debian's Chromium for the tests of the page, where it is missing and can be installed
	@if { command -v chromium || command -v chromium-browser || command -v google-chrome; } >/dev/null; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		echo "Installing Debian's Chromium, once, for the tests of the page in a browser"; \
		{ apt-get -qq update && DEBIAN_FRONTEND=noninteractive DEBCONF_NOWARNINGS=yes apt-get -qq install -y --no-install-recommends chromium; } \
			>/dev/null || echo "It could not be installed: the tests of the page are skipped, in CI they fail"; \
	else echo "There is no Chromium here: the tests of the page in a browser are skipped, in CI they fail"; fi

pictures: $(VENV)/ready ## Draw the pictures in the docs afresh
	$(BIN)/python docs/pictures/draw.py
	$(BIN)/python docs/pictures/screens.py
	$(BIN)/python tests/tui/snapshots/draw.py

bench: $(VENV)/ready ## Ratios beside a named floor, measured in one run
	$(BIN)/python -m benchmarks

clean: ## Take away what was made here
	rm -rf $(VENV) build dist demo .pytest_cache .mypy_cache .ruff_cache .hypothesis
