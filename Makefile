# 医保指路. `make help` lists what there is.
# make run honours HOST PORT DATABASE_URL DATA_DIR and every other setting in backend/config.py.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
FLASK := $(BIN)/flask --app wsgi

# tests write much and keep nothing: in memory, where that has 6 GB of room
SCRATCH := $(shell test "$$(df --output=avail /dev/shm 2>&1 | tail -n 1)" -gt 6000000 2>/dev/null && echo /dev/shm || echo /tmp)

export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.PHONY: help run setup database test check lint types format bench bench-search bench-miniapp soak regions miniapp clean

help:  ## List the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-13s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: setup  ## Set everything up and serve on http://127.0.0.1:8000 (HOST, PORT, DATABASE_URL, DATA_DIR)
	@deploy/run $(BIN)

test: $(VENV)/.test  ## Lint, format, types, and every test
	@$(MAKE) --no-print-directory check
	@deploy/install-chromium
	@TMPDIR=$(SCRATCH) $(BIN)/python -m pytest -n 2 --dist loadgroup $(ARGS)

check: $(VENV)/.test lint types  ## Lint, formatting and types

lint: $(VENV)/.test
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

types: $(VENV)/.test
	@$(BIN)/mypy

format: $(VENV)/.test  ## Format the code and mend what ruff can
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

bench: $(VENV)/.test  ## Print the figures: reads, bakes, search, memory (takes some minutes)
	@$(BIN)/python -m tests.bench

bench-search: $(VENV)/.test  ## Print how good and how quick search is
	@$(BIN)/python -m tests.bench.search
	@$(BIN)/python -m tests.bench.search_speed

bench-miniapp: $(VENV)/.test  ## Print what the mini-program costs in a browser
	@$(BIN)/python -m tests.bench.miniapp

soak: $(VENV)/.test  ## Long property runs and random kills during publishing
	@HYPOTHESIS_PROFILE=soak $(BIN)/python -m pytest tests -m "soak or not soak" $(ARGS)

regions:  ## Rebuild content/regions.csv from its sources (needs npm)
	@$(PYTHON) content/rebuild_regions.py

miniapp: $(VENV)/.test  ## Build the mini-program for the browser into miniapp_mock/dist (needs npm once)
	@miniapp_mock/tools.sh $(BIN)/python build miniprogram dist

setup: $(VENV)/.run

$(VENV)/.run: requirements.txt
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "安装依赖 …" && $(BIN)/pip install --quiet -r requirements.txt
	@touch $@

$(VENV)/.test: requirements.txt requirements-dev.txt
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "安装依赖（含测试） …" && $(BIN)/pip install --quiet -r requirements-dev.txt
	@touch $(VENV)/.run $@

clean:  ## Remove the virtual environment, caches and var/ (database and releases!)
	rm -rf $(VENV) var .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -prune -exec rm -rf {} +
