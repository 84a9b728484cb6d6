# The same words for people and for continuous integration. Everything runs in the environment that the README's test
# command makes; another one: make check BIN=/path/to/environment/bin
BIN ?= .venv/bin

.PHONY: check lint types imports spelling test coverage bench format

check: lint types imports spelling test

lint:
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types:
	$(BIN)/mypy

imports:
	$(BIN)/lint-imports

spelling:
	$(BIN)/codespell

test:
	$(BIN)/python -m pytest -n auto

# What is protected how far: all of the model, nearly all that touches files, most of the screens.
coverage:
	$(BIN)/coverage erase
	$(BIN)/coverage run -m pytest -n auto
	$(BIN)/coverage combine --quiet
	$(BIN)/coverage report --include='src/ue_tui/model/*' --fail-under=100
	$(BIN)/coverage report --include='src/ue_tui/store/*,src/ue_tui/word/*' --fail-under=95
	$(BIN)/coverage report --include='src/ue_tui/tui/*' --fail-under=90

bench:
	$(BIN)/python -m bench

format:
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .
