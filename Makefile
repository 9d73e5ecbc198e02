# The front door. Needs Python 3.11 and make; everything else is installed into .venv or said in one line.
#   make demo [PORT=8000] [SERVE=0] [SMALL=1]     make bench [ROOM=voting]     make test [ARGS="-k roster"]

MAKEFLAGS += --no-print-directory
SHELL := /bin/sh
PORT ?= 8000
# A Python of the distribution before others: it is built with profiles and does the same in four fifths of the time.
PYTHON ?= $(shell for name in /usr/bin/python3.11 /usr/bin/python3.12 /usr/bin/python3.13 python3.11 python3.12 python3.13 \
  python3; do case $$name in (/*) also=", ensurepip, venv";; (*) also=;; esac; \
  if $$name -c "import sys$$also; sys.exit(sys.version_info < (3, 11))" 2>/dev/null; then \
  command -v $$name; break; fi; done)
BIN := .venv/bin

.PHONY: help install lock check test demo bench clauses generated clean
.DEFAULT_GOAL := help

help:
	@sed -n '1,2p' Makefile | cut -c3-
	@echo "make install | check | test | demo | bench | clauses | generated | clean"

install:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed: install python3.11." >&2; exit 1; }
	@$(PYTHON) tools/machine.py
	@$(PYTHON) tools/install.py

lock: install
	@$(BIN)/uv lock -q
	@$(BIN)/uv export --frozen --all-groups --no-emit-project --no-header -q --format requirements.txt -o requirements.lock

check: install
	@$(BIN)/python tools/check.py

test: install
	@$(PYTHON) tools/machine.py --tests
	@$(BIN)/python -m pytest -q -n 2 --dist worksteal --durations=10 $(ARGS)

clauses: install
	@$(PYTHON) tools/machine.py --tests
	@$(BIN)/python -m pytest -q -n 2 --dist worksteal --clauses var/clauses.json $(ARGS)

demo: install
	@GONGZHI_INSTANCE=demo $(BIN)/gongzhi demo --port $(PORT) $(if $(filter 0,$(SERVE)),--no-serve,--serve) $(if $(filter 1,$(SMALL)),--small)

bench: install
	@GONGZHI_INSTANCE=bench $(BIN)/python -m bench $(if $(ROOM),--room $(ROOM)) $(ARGS)

generated: install
	@GONGZHI_INSTANCE=test $(BIN)/gongzhi generate

clean:
	@$(if $(PYTHON),$(PYTHON) tools/clean.py,true)
