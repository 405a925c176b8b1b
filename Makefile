# One command each; `make help` lists them.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.ready
DEV_STAMP := $(VENV)/.dev-ready
BENCH_STAMP := $(VENV)/.bench-ready

.DEFAULT_GOAL := help
.PHONY: help setup run test coverage quality check eval calibrate bench bench-engine bench-live bench-bot bench-announce chaos-bot
.PHONY: chaos transcript lint types format lock clean

help: ## list the commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-14s %s\n", $$1, $$2}'

# Installed again only when a lock or the project file changes; a lock names every file by its hash and is
# complete, so nothing is resolved anew. The check also keeps what is derived from the knowledge base, so
# that the first question is answered at once.
LOCKED := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r
$(STAMP): requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(LOCKED) requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@$(BIN)/anda check
	@touch $(STAMP)

# What tests and tools need on top of what running needs.
$(DEV_STAMP): $(STAMP) requirements-dev.lock
	$(LOCKED) requirements-dev.lock
	@touch $(DEV_STAMP)

setup: $(STAMP) ## make .venv with what running needs

run: $(STAMP) ## talk to Anda in the terminal, no token needed
	@$(BIN)/anda chat

# A module's tests stay together, since they share what is slow to make.
test: $(DEV_STAMP) ## run the tests on every core; answer quality is measured apart
	$(BIN)/python -m pytest -n auto --dist loadfile

coverage: $(DEV_STAMP) ## how much of the code the tests run; it takes twice the time, so it is no part of check
	$(BIN)/python -m pytest -n auto --dist loadfile --cov --cov-report=term:skip-covered

quality: $(DEV_STAMP) ## the quality gate: no answers lost that were right, no wrong ones gained
	$(BIN)/python -m pytest -m evaluation tests/test_quality.py

lint: $(DEV_STAMP) ## style, with ruff
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(DEV_STAMP) ## types, with mypy --strict
	$(BIN)/mypy

check: lint types test quality ## all that CI runs

format: $(DEV_STAMP) ## put the code in shape
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

eval: $(STAMP) ## the scorecard of the question files in tests/evaluation
	$(BIN)/anda eval

calibrate: $(DEV_STAMP) ## grow the trees of the decision anew, from the questions of house, open and four towns
	$(BIN)/anda eval --calibrate

# The peers are locked apart, so that nobody else has to install them.
$(BENCH_STAMP): $(DEV_STAMP) requirements-bench.lock
	$(LOCKED) requirements-bench.lock
	@touch $(BENCH_STAMP)

bench: $(BENCH_STAMP) ## Anda beside its peers; with ARGS="--services DIR" on public services too
	$(BIN)/anda bench --json docs/bench/results.json --plots docs/bench $(ARGS)

bench-engine: $(DEV_STAMP) ## engine time and start-up time
	$(BIN)/python benchmarks/engine.py

bench-live: $(DEV_STAMP) ## edits to 10,000 entries while the bot runs
	$(BIN)/python -m benchmarks.live_edit

bench-bot: $(DEV_STAMP) ## questions a second through the bot beside a bare echo, and its memory over 50,000 updates
	$(BIN)/python -m benchmarks.bot_throughput
	$(BIN)/python -m benchmarks.bot_throughput --memory 50000

chaos-bot: $(DEV_STAMP) ## 1,000 questions to the bot, killed three times meanwhile
	$(BIN)/python -m benchmarks.bot_chaos

chaos: $(DEV_STAMP) ## announcements to 2,000 chats, workers killed ten times meanwhile, on both databases
	$(BIN)/python -m benchmarks.announce_chaos

bench-announce: $(DEV_STAMP) ## how fast announcements go, at the limit and without one
	$(BIN)/python -m benchmarks.announce_speed

transcript: $(DEV_STAMP) ## an announcement to fifty groups, as staff see it, into docs/
	TRANSCRIPT=docs/公告实录.md $(BIN)/python -m pytest -q tests/end_to_end/test_announcing.py

COMPILE := uv pip compile --universal --generate-hashes --no-strip-extras --no-header --quiet pyproject.toml
lock: ## pin every dependency with its hashes (needs uv)
	$(COMPILE) --extra postgres --extra setup -o requirements.lock
	$(COMPILE) --extra dev --constraint requirements.lock -o requirements-dev.lock
	$(COMPILE) --extra bench --constraint requirements-dev.lock -o requirements-bench.lock

clean: ## remove what was made here
	rm -rf $(VENV) data .pytest_cache .mypy_cache .ruff_cache .hypothesis *.egg-info
