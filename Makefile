# Everything runs from a virtual environment in .venv. The only things needed beforehand are Python 3.11 or newer and make.
PYTHON ?= python3
KILLS ?= 200
# Twice as many workers as a small machine has cores, since half of a test is waiting. Who is done takes over from the
# others, since the longest tests stand side by side.
WORKERS := -n 4 --dist worksteal
BIN := .venv/bin
INSTALLED := .venv/.installed
BROWSER := .venv/.browser

# A Chromium for the browser tests and the pictures: on Debian, apt-get install chromium fonts-noto-color-emoji
export CHROMIUM ?= /usr/bin/chromium
PORT ?= 8765

.PHONY: install demo test test-postgres test-browser soak check format bench pictures migration

install: $(INSTALLED)

$(INSTALLED): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Nettverksbot needs Python 3.11 or newer. Name one: make PYTHON=python3.13 $(MAKECMDGOALS)"; exit 1; }
	@echo "Installing into .venv (half a minute) …"
	@$(PYTHON) -m venv .venv
	@$(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	@touch $(INSTALLED)

demo: install
	@$(BIN)/python -m sandbox --port $(PORT)

test: install
	$(BIN)/pytest $(WORKERS) -m "not alone and not processes" --ignore tests/browser
	$(BIN)/pytest -m alone --ignore tests/browser

test-postgres: install
	TEST_DATABASE=postgresql $(BIN)/pytest $(WORKERS) -m "not alone" --ignore tests/browser
	TEST_DATABASE=postgresql $(BIN)/pytest -m alone --ignore tests/browser

$(BROWSER): $(INSTALLED)
	@$(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev,browser]'
	@touch $(BROWSER)

test-browser: $(BROWSER)
	$(BIN)/pytest -n 2 tests/browser

# What people see, as pictures: into pictures/, and the README's own into sandbox/page/
pictures: $(BROWSER)
	$(BIN)/python -m tests.browser.pictures

# The tests that start processes: of the bot, which dies at KILLS points, of its commands and of the demo
soak: install
	KILLS=$(KILLS) $(BIN)/pytest $(WORKERS) -m processes --ignore tests/browser

check: install
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(MAKE) test

format: install
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: install
	$(BIN)/python -m tests.bench $(BENCH)

# After changing a table: make migration about="what and why"
migration: install
	$(BIN)/python -m storage.migrations "$(about)"
