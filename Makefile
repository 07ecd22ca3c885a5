# One-word commands; `make` alone checks and runs the fast tests.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
BOOT := $(VENV)-uv
OUT ?= demo-output
LOWEST := .venv-lowest
NEWEST := .venv-newest
ONLY ?= all
CHOSEN := $(if $(filter fast,$(ONLY)),-m "not slow")

.PHONY: all check lint types layers doctests fast test test-lowest test-newest test-browser test-team test-spark attack demo bench docs lock format clean

all: check fast

# The environment: uv from PATH, else uv bootstrapped from the package index, else plain venv and pip.
$(STAMP): requirements.lock pyproject.toml scripts/bootstrap.sh
	@PYTHON="$(PYTHON)" VENV="$(VENV)" BOOT="$(BOOT)" bash scripts/bootstrap.sh
	@touch $(STAMP)

check: lint types layers doctests

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(STAMP)
	$(BIN)/mypy

layers: $(STAMP)
	$(BIN)/lint-imports

doctests: $(STAMP)
	$(BIN)/pytest --doctest-modules src/foedus

fast: $(STAMP)
	$(BIN)/pytest -n 2 --dist worksteal -m "not slow"

test: $(STAMP)
	$(BIN)/pytest -n 2 --dist worksteal

# The oldest versions that pyproject.toml allows, and the newest there are, each in an environment of its own; ONLY=fast leaves
# out the slow tests, PYTHON=python3.13 takes another Python. Newer ones than yesterday's: make -B test-newest.
$(LOWEST)/.installed: pyproject.toml scripts/bootstrap.sh
	@PYTHON="$(PYTHON)" VENV="$(LOWEST)" BOOT="$(BOOT)" SET=lowest bash scripts/bootstrap.sh
	@touch $@

$(NEWEST)/.installed: pyproject.toml scripts/bootstrap.sh
	@PYTHON="$(PYTHON)" VENV="$(NEWEST)" BOOT="$(BOOT)" SET=newest bash scripts/bootstrap.sh
	@touch $@

test-lowest: $(LOWEST)/.installed
	$(LOWEST)/bin/pytest -n 2 --dist worksteal $(CHOSEN)

# Where the newest are those of the lock, the lock's run has tried them: then only what a wheel may lack is looked at.
test-newest: $(NEWEST)/.installed $(STAMP)
	@PYTHON="$(PYTHON)" VENV="$(NEWEST)" BOOT="$(BOOT)" SET=wheel bash scripts/bootstrap.sh
	$(NEWEST)/bin/pytest -n 2 --dist worksteal $(CHOSEN) $$($(BIN)/python scripts/newer.py $(BIN) $(NEWEST)/bin)

# Chromium, its driver and pdftotext come from the system; axe-core from the npm registry.
test-browser: $(STAMP)
	bash scripts/browser_setup.sh
	$(BIN)/pytest -n 2 --dist loadfile -m browser tests/browser

# PostgreSQL comes from the system; each run starts one of its own, on loopback in a temporary folder.
test-team: $(STAMP)
	bash scripts/team_setup.sh
	$(BIN)/pytest -m postgresql tests/unit/case/coding

# Full PySpark (500 MB) and Java 17 or newer from the system, in an environment of its own; the locked one has only the client.
SPARK := .venv-spark
$(SPARK)/.installed: pyproject.toml
	$(PYTHON) -m venv --clear $(SPARK)
	$(SPARK)/bin/pip install --quiet -e ".[events]" "pyspark[connect]>=4.0,<4.1" "pytest>=8.2" "hypothesis>=6.100"
	@touch $@

test-spark: $(SPARK)/.installed
	$(SPARK)/bin/pytest -m spark tests/unit/events

# Damaged inputs of every format, N of each for every seed (N=10000 SEED="0 1 2"), then bombs, kills, refusals of the disk and
# interrupts; FORMATS="GML Pajek network" names formats by their beginnings and leaves the rest out, SECONDS ends each format.
N ?= 1000
SEED ?= 0
attack: $(STAMP)
	@failed=0; \
	$(BIN)/python -m tests.attack $(FORMATS) --number $(N) --seed $(SEED) $(if $(SECONDS),--seconds $(SECONDS)) || failed=1; \
	for other in $(if $(FORMATS),,bombs "kills --points --random 20 --writers 20" codings refused "interrupts --random 20"); do \
		echo "== $$other"; $(BIN)/python -m tests.attack $$other || failed=1; \
	done; exit $$failed

demo: $(STAMP)
	$(BIN)/foedus assess iran-russia-syria --out $(OUT)

bench: $(STAMP)
	$(BIN)/python -m benchmarks

docs: $(STAMP)
	$(BIN)/sphinx-build -W -q -b html docs docs/_build/html
	@echo "open docs/_build/html/index.html"

format: $(STAMP)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# The lock names versions and hashes, no index.
lock: $(STAMP)
	uv pip compile --quiet --generate-hashes --no-header --universal --python-version 3.11 \
		--all-extras pyproject.toml -o requirements.lock

clean:
	rm -rf $(VENV) $(BOOT) $(LOWEST) $(NEWEST) $(SPARK) $(OUT) docs/_build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
