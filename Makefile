# Everything works from a fresh clone; the first call installs into .venv.
SHELL := /bin/bash
PYTEST_ARGS ?=
CODE := policy_kb casework actions bot
BIN := .venv/bin

.DEFAULT_GOAL := help
.PHONY: help install run test train eval lint hooks bench demo clean

help:  ## what can be done
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

install:  ## put everything into .venv
	@scripts/bootstrap.sh

run: install  ## start the whole system: http://127.0.0.1:8000
	@exec $(BIN)/yizhu run

test: install  ## run the tests (PYTEST_ARGS="tests/gateway -k limits")
	$(BIN)/pytest $(PYTEST_ARGS)

train: install  ## train the model if the present one does not fit
	$(BIN)/yizhu train

eval: install  ## questions with known answers, and each voice read by a model that never heard it: docs/evaluation.md
	$(BIN)/python -m bench.system $(BIN)/yizhu eval --report docs/evaluation.md
	$(BIN)/yizhu cross-validate --report docs/evaluation.md

lint: install  ## style, types, who may import whom, the policy data
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/yizhu kb check

hooks: install  ## lint what a commit touches, before each commit
	$(BIN)/pre-commit install

bench: install  ## ours beside a stock Rasa bot, and what only ours has
	$(BIN)/python -m bench

demo: install  ## play a resident's and a caseworker's day in a browser; pictures in var/demo
	$(BIN)/python -m demo

clean:  ## remove what was made, but neither data (var/) nor models
	rm -rf .venv .uv .pytest_cache .mypy_cache .ruff_cache .rasa
