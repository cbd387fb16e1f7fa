# The everyday commands. `make` alone lists them; .ci/ holds what they call.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

# A step that imports a target it does not declare is refused: that keeps the path one-way.
CHECKED := --explicit-target-dependency-import-check error
# Swift's libraries within the programs: they start in half the time, and run where there is no toolchain.
RELEASE := --static-swift-stdlib
# The months of SampleData, one after the other; PERIOD=2025-10 runs one alone.
PERIOD ?= 2025-09 2025-10
# The day as of which a month is judged, where that is not its last: when its last file had come.
AS_OF_2025-10 := --as-of 2025-11-07
PAICHA := .build/release/paicha
# How many orders the month of the benchmark has.
ORDERS ?= 1000000
# How its exports are written: csv or jsonl.
FORMAT ?= csv

# 1 says that there are findings, as there should be.
define RUN_MONTH
status=0; $(PAICHA) run --rules Rules --data SampleData/$(month) --period $(month) \
  $(AS_OF_$(month)) --ledger out/ledger --out out/$(month) || status=$$?; \
if [ $$status -gt 1 ]; then exit $$status; fi;
endef

# What the departments, the auditor and the manager did about September's issues before October was inspected.
ISSUES := $(PAICHA) issues
HANDLING := --ledger out/ledger --rules Rules
define BEFORE_2025-10
if [ -f out/ledger/issues.jsonl ]; then \
  $(ISSUES) import SampleData/整改反馈_202509.csv --apply $(HANDLING) --by 订单管理中心 --on 2025-10-15; \
  $(ISSUES) assign c4f77b02 --due 2025-11-28 $(HANDLING) --by 订单管理中心 --on 2025-10-15; \
  $(ISSUES) waive 6afbae82 --reason 税务机关已受理更正 --approver 戚远山 --until 2025-12-31 $(HANDLING) \
    --by 订单管理中心 --on 2025-10-16; \
  $(ISSUES) close 2af342ab --reason 纸质合同载有该条款 $(HANDLING) --by 法务部 --on 2025-10-17; \
fi;
endef

.PHONY: help run build test test-real lint bench bench-cost bench-startup golden clean

help:  ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' Makefile

run: build  ## inspect the months of SampleData in one ledger, and write out/2025-09 and out/2025-10
	@rm -rf out/ledger
	@$(foreach month,$(PERIOD),$(BEFORE_$(month))$(RUN_MONTH))
	@echo; printf '%s\n' $(foreach month,$(PERIOD),out/$(month)/report.html)

build:  ## the programs, in .build/release
	@.ci/prerequisites
	@swift build -c release $(RELEASE) $(CHECKED)

test:  ## every test that needs nothing but this repository
	@.ci/prerequisites
	@swift build --build-tests $(CHECKED)
	@swift test --skip-build --parallel $(CHECKED)
	@if command -v python3 >/dev/null; then python3 Tests/SampleData/check_sample_data.py && \
	  python3 Tests/SideFormats/check_side_formats.py .build/debug/paicha && \
	  python3 Tests/Benchmarks/tiny.py .build/debug; \
	else echo "NOT RUN: the independent checks of the sample data, of SARIF and JUnit, and of the generated months need python3"; fi

test-real: build  ## real exports: make test-real DATA=<folder> [ONLY=olist, readers, rules, …]
	@PAICHA="$(CURDIR)/$(PAICHA)" DATA="$(DATA)" ONLY="$(ONLY)" Tests/RealData/run.sh

lint:  ## the formatter's opinion
	@swift format lint --strict --configuration .ci/swift-format.json -r Sources Tests Package.swift

bench: build  ## Paicha against DuckDB over a generated month: make bench [ORDERS=1000000] [FORMAT=jsonl]
	@command -v python3 >/dev/null || { echo "make bench: install python3, then pip install duckdb" >&2; exit 2; }
	@python3 Tests/Benchmarks/bench.py --orders $(ORDERS) --format $(FORMAT)

bench-cost: build  ## what more rules, issues, orders and marks of XML cost: make bench-cost [ORDERS=1000000]
	@python3 Tests/Benchmarks/cost.py all --orders $(ORDERS)

bench-startup: build  ## how long the help, the rules and the check of 1 MB take
	@python3 Tests/Benchmarks/startup.py

golden:  ## record the transcripts and the error book anew; read the difference before committing it
	@.ci/prerequisites
	@swift build --build-tests $(CHECKED)
	@RECORD=1 swift test --skip-build $(CHECKED) --filter CommandTests
	@git status --short Tests/CommandTests

clean:  ## everything that was built or written
	@rm -rf .build out ledger
