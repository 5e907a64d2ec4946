# `make help` lists the targets. Each creates what it needs.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
LOCK := .ci/requirements.lock
OUT := build
# Its warnings and its notices of newer versions help nobody here; errors are shown.
PIP := python -m pip --quiet --quiet --disable-pip-version-check
PROJECT := --no-deps --no-build-isolation --editable .
# The maps of examples/ that are without mistakes: its settings leave broken/ out.
EXAMPLES := examples

.PHONY: help demo test test-newest test-lowest check audit fuzz fuzz-outputs bench mutants goldens grammar messages conventions readme format lock wheel vscode clean
.DEFAULT_GOAL := help

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "%-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

# A new lock makes a new environment: nothing of the old one stays behind.
$(VENV)/.locked: $(LOCK)
	$(PYTHON) -m venv --clear $(VENV)
	$(BIN)/$(PIP) install --require-hashes --requirement $(LOCK)
	touch $@

$(READY): pyproject.toml $(VENV)/.locked
	$(BIN)/$(PIP) install $(PROJECT)
	touch $@

demo: $(READY) ## validate the examples and draw them under build/demo
	$(BIN)/cjmap validate $(EXAMPLES)
	$(BIN)/cjmap render $(EXAMPLES) --view flow -o $(OUT)/demo/pictures
	$(BIN)/cjmap render $(EXAMPLES) --view map -o $(OUT)/demo/pictures
	$(BIN)/cjmap report $(EXAMPLES) -o $(OUT)/demo/report
	@echo "Pictures: $(OUT)/demo/pictures. Pages: $(OUT)/demo/report/index.html."

test: $(READY) ## run the tests
	$(BIN)/python -m pytest -n auto --dist loadgroup

test-newest: $(READY) ## run the tests with the newest of everything, our own upper bounds set aside
	$(PYTHON) -m venv --clear $(VENV)-newest
	mkdir -p $(OUT)
	$(BIN)/python -m tests.tools.unbounded > $(OUT)/unbounded.txt
	$(BIN)/uv pip install --quiet --python $(VENV)-newest --override $(OUT)/unbounded.txt --editable '.[dev]'
	$(VENV)-newest/bin/python -m pytest -n auto --dist loadgroup

test-lowest: $(READY) ## run the tests with the lowest versions that pyproject.toml allows
	$(PYTHON) -m venv --clear $(VENV)-lowest
	$(BIN)/uv pip install --quiet --python $(VENV)-lowest --resolution lowest-direct --editable '.[dev]'
	$(VENV)-lowest/bin/python -m pytest -n auto --dist loadgroup

check: $(READY) ## style, types, and that the house's floors hold
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

audit: $(READY) ## look every locked package up among the known vulnerabilities
	test -x $(OUT)/audit/bin/pip-audit || { $(PYTHON) -m venv --clear $(OUT)/audit && $(OUT)/audit/bin/$(PIP) install pip-audit==2.10.1; }
	$(BIN)/python -m tests.tools.audit $(OUT)/audit/bin/pip-audit

fuzz: $(READY) ## throw bytes at what reads and edits maps, led by the lines that they reach
	@# atheris has wheels up to Python 3.13; it stays out of our own environment. It compiles nothing.
	test -x $(OUT)/fuzz/bin/python || $(PYTHON) -m venv --clear $(OUT)/fuzz
	$(OUT)/fuzz/bin/$(PIP) install --only-binary atheris atheris==3.0.0 --editable . || { echo 'atheris has no wheel for this Python; 3.11 to 3.13 have one.'; exit 1; }
	$(OUT)/fuzz/bin/python -m tests.fuzz.run $(FUZZ)

fuzz-outputs: $(READY) ## give generated maps to every verb and writer, and read what comes strictly
	$(BIN)/python -m tests.fuzz.outputs $(OUTPUTS)

bench: $(READY) ## measure speed, as ratios within one run (BENCH="--maps 10000" for more)
	@# What to compare with comes from npm and pip where they are there; what is missing is said. It
	@# draws with the browser that is installed, and stays out of our own environment.
	-npm ci --prefix tests/bench --ignore-scripts --silent --no-audit --no-fund
	-test -x $(OUT)/bench/bin/yamllint || { $(PYTHON) -m venv --clear $(OUT)/bench && $(OUT)/bench/bin/$(PIP) install yamllint==1.37.1; }
	@# What `measure` is held against is 400 MB, and comes only where it is asked for.
	-case '$(BENCH)' in *--measure*) test -f $(OUT)/bench/peers || { $(OUT)/bench/bin/$(PIP) install pandas polars pm4py pyarrow && touch $(OUT)/bench/peers; };; esac
	$(BIN)/python -m tests.bench.run $(BENCH)

mutants: $(READY) ## plant faults in the upper rooms and tell which their tests miss
	$(BIN)/python -m tests.tools.mutants

goldens: $(READY) ## write the expected findings, boards, pictures and surface anew; read the diff
	$(BIN)/python -m pytest tests/rules tests/corpus tests/wrong_lines tests/board tests/reports/gaps tests/reports/changes tests/surface tests/views/flow/test_diagram.py tests/views/map/test_goldens.py tests/views/blueprint/test_goldens.py --regenerate -q

conventions: $(READY) ## make the table of how other languages write figures, out of CLDR
	$(BIN)/python -m tests.tools.conventions

grammar: $(READY) ## write the tables of the models by which clean maps are told
	$(BIN)/python -m tests.tools.grammar

messages: $(READY) ## bring the catalogues of translations up to date
	$(BIN)/python -m tests.tools.messages

readme: $(READY) ## bring the README's table of checks and its pictures up to date
	$(BIN)/python -m tests.tools.readme

format: $(READY) ## format the code
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

lock: $(READY) ## bring the lock up to the newest versions that pyproject.toml allows
	$(BIN)/uv pip compile pyproject.toml --extra dev --output-file $(LOCK) --upgrade --quiet \
		--universal --python-version 3.11 --generate-hashes --custom-compile-command 'make lock'
	@echo 'To review: `git diff $(LOCK) | grep "^[-+][a-z]"` lists what moved; read the notes of those'
	@echo 'releases, then run `make check test`.'
	@echo 'Actions in action.yml, the workflows, the README and the template of `init` are commits:'
	@echo '`git ls-remote --tags https://github.com/actions/checkout` has the newest; write it, and its'
	@echo 'version behind it, everywhere (tests/package/test_pins.py).'

wheel: $(READY) ## build the wheel, and the source distribution, under dist/
	$(BIN)/python -m build --no-isolation --outdir dist .

vscode: $(READY) ## pack the extension for VS Code as build/vscode/cjmap.vsix
	mkdir -p $(OUT)/vscode
	cp cjmap/lsp/vscode/* cjmap/lsp/vscode/.vscodeignore LICENSE $(OUT)/vscode
	$(BIN)/cjmap schema --draft 7 --output $(OUT)/vscode/cjmap.schema.json
	npm ci --prefix $(OUT)/vscode --ignore-scripts --silent --no-audit --no-fund
	cd $(OUT)/vscode && node_modules/.bin/vsce package --no-yarn --allow-missing-repository --out cjmap.vsix

clean: ## remove what the targets made
	rm -rf $(OUT) dist $(VENV) $(VENV)-newest $(VENV)-lowest .mypy_cache .pytest_cache .ruff_cache .hypothesis
