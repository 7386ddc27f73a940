# The two commands of the README, and what continuous integration calls.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
DATA ?= dataset
PORT ?= 8000

.PHONY: serve test setup web web-if-possible check check-full lint types contracts format lock docs clean

serve: setup
	$(BIN)/kytkos release --data $(DATA)
	$(BIN)/kytkos serve --data $(DATA) --port $(PORT)

test: setup
	$(BIN)/python -m pytest -n 2 --dist worksteal -m "not slow"

setup: $(STAMP)
	@$(BIN)/python hatch_build.py --if-possible

$(STAMP): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Kytkös needs Python 3.11 or newer; name one with: make PYTHON=python3.11"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "Python lacks venv; install the package python3-venv (Debian, Ubuntu: sudo apt-get install python3-venv)"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

# Everything that must hold; the quickest to fail first.
check: lint types contracts docs web-if-possible test

lint: setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

format: setup
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

types: setup
	$(BIN)/mypy
	$(BIN)/mypy tests benchmarks

contracts: setup
	$(BIN)/lint-imports

# The generated reference must be what the sources say.
docs: setup
	$(BIN)/python -m kytkos.reference --check

# The scripts of the pages: built, their types checked, their tests run.
web: setup
	$(BIN)/python hatch_build.py --check

# The same, but where the npm registry cannot be reached it says so and goes on.
web-if-possible: setup
	$(BIN)/python hatch_build.py --check --if-possible

# The long matrices; pytest says 5 where there are none.
check-full: setup
	$(BIN)/python -m pytest -n 2 --dist worksteal -m slow || [ $$? -eq 5 ]

lock: setup
	$(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-annotate --no-header \
		--no-emit-index-url --no-emit-find-links --extra dev pyproject.toml -o requirements.lock --quiet

clean:
	rm -rf $(VENV) $(DATA)/releases
