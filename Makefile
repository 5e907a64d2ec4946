# `make help` lists the targets. Each creates what it needs.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
OUT := build
# The maps of examples/ that are without mistakes: its settings leave broken/ out.
EXAMPLES := examples

.PHONY: help demo test check bench mutants goldens messages readme format clean
.DEFAULT_GOAL := help

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "%-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

# The list of packages changes with pyproject.toml alone.
$(READY): pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	touch $@

demo: $(READY) ## validate the examples and draw them under build/demo
	$(BIN)/cjmap validate $(EXAMPLES)
	$(BIN)/cjmap render $(EXAMPLES) --view flow -o $(OUT)/demo/pictures
	$(BIN)/cjmap render $(EXAMPLES) --view map -o $(OUT)/demo/pictures
	$(BIN)/cjmap report $(EXAMPLES) -o $(OUT)/demo/report
	@echo "Pictures: $(OUT)/demo/pictures. Pages: $(OUT)/demo/report/index.html."

test: $(READY) ## run the tests
	$(BIN)/python -m pytest -n auto --dist loadgroup

check: $(READY) ## style, types, and that the house's floors hold
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(READY) ## measure speed, as ratios within one run
	$(BIN)/python tests/bench/run.py

mutants: $(READY) ## plant faults in the upper rooms and tell which their tests miss
	$(BIN)/python -m tests.tools.mutants

goldens: $(READY) ## write the expected findings, boards, pictures and surface anew; read the diff
	$(BIN)/python -m pytest tests/rules tests/board tests/surface tests/views/flow/test_diagram.py --regenerate -q

messages: $(READY) ## bring the catalogues of translations up to date
	$(BIN)/python -m tests.tools.messages

readme: $(READY) ## bring the README's table of checks and its picture up to date
	$(BIN)/python -m tests.tools.readme

format: $(READY) ## format the code
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

clean: ## remove what the targets made
	rm -rf $(OUT) $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis
