# One command each; `make help` lists them.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.ready
BENCH_STAMP := $(VENV)/.bench-ready

.DEFAULT_GOAL := help
.PHONY: help setup run test quality check eval calibrate bench bench-engine bench-live bench-bot bench-announce chaos-bot
.PHONY: chaos transcript lint types format lock clean

help: ## list the commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-10s %s\n", $$1, $$2}'

# Installed again only when the lock or the project file changes; the lock names every file by its hash and
# is complete, so nothing is resolved anew. The check also keeps what is derived from the knowledge base, so
# that the first question is answered at once.
$(STAMP): requirements-dev.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@$(BIN)/anda check
	@touch $(STAMP)

setup: $(STAMP) ## make .venv with everything locked

run: $(STAMP) ## talk to Anda in the terminal, no token needed
	@$(BIN)/anda chat

test: $(STAMP) ## run the tests; answer quality is measured apart
	$(BIN)/python -m pytest

quality: $(STAMP) ## the quality gate: no answers lost that were right, no wrong ones gained
	$(BIN)/python -m pytest -m evaluation tests/test_quality.py

lint: $(STAMP) ## style, with ruff
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(STAMP) ## types, with mypy --strict
	$(BIN)/mypy

check: lint types test quality ## all that CI runs

format: $(STAMP) ## put the code in shape
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

eval: $(STAMP) ## the scorecard of the question files in tests/evaluation
	$(BIN)/anda eval

calibrate: $(STAMP) ## grow the trees of the decision anew, from the questions of house, open and four towns
	$(BIN)/anda eval --calibrate

# The peers are locked apart, so that nobody else has to install them.
$(BENCH_STAMP): $(STAMP) requirements-bench.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements-bench.lock
	@touch $(BENCH_STAMP)

bench: $(BENCH_STAMP) ## Anda beside its peers; with ARGS="--services DIR" on public services too
	$(BIN)/anda bench --json docs/bench/results.json --plots docs/bench $(ARGS)

bench-engine: $(STAMP) ## engine time and start-up time
	$(BIN)/python benchmarks/engine.py

bench-live: $(STAMP) ## edits to 10,000 entries while the bot runs
	$(BIN)/python -m benchmarks.live_edit

bench-bot: $(STAMP) ## questions a second through the bot beside a bare echo, and its memory over 50,000 updates
	$(BIN)/python -m benchmarks.bot_throughput
	$(BIN)/python -m benchmarks.bot_throughput --memory 50000

chaos-bot: $(STAMP) ## 1,000 questions to the bot, killed three times meanwhile
	$(BIN)/python -m benchmarks.bot_chaos

chaos: $(STAMP) ## announcements to 2,000 chats, workers killed ten times meanwhile, on both databases
	$(BIN)/python -m benchmarks.announce_chaos

bench-announce: $(STAMP) ## how fast announcements go, at the limit and without one
	$(BIN)/python -m benchmarks.announce_speed

transcript: $(STAMP) ## an announcement to fifty groups, as staff see it, into docs/
	TRANSCRIPT=docs/公告实录.md $(BIN)/python -m pytest -q tests/end_to_end/test_announcing.py

lock: ## pin every dependency with its hashes (needs uv)
	uv pip compile --universal --generate-hashes --no-strip-extras --no-header --quiet --extra dev pyproject.toml -o requirements-dev.lock
	uv pip compile --universal --generate-hashes --no-strip-extras --no-header --quiet --extra bench --constraint requirements-dev.lock pyproject.toml -o requirements-bench.lock

clean: ## remove what was made here
	rm -rf $(VENV) data .pytest_cache .mypy_cache .ruff_cache .hypothesis *.egg-info
