# Thin fronts of `cargo xtask`, which holds what they do. `make run ARGS="--reset"` hands arguments on.
.PHONY: help run test setup ui lint ci bench compiler
.DEFAULT_GOAL := help

help:
	@echo "make run     build the page and the program, start the demo centre (ARGS=... for its arguments)"
	@echo "make test    run every test: Rust, page, browser, PostgreSQL; does its own set-up where it may"
	@echo "make setup   install what tests and checks need: Chromium, PostgreSQL, fonts, a mail server, npm packages, cargo-deny"
	@echo "make ui      build the page (web/build)"
	@echo "make lint    formatting, clippy, page checks, house rules, licences"
	@echo "make ci      setup, test and lint, as the project's servers run them"
	@echo "make bench   list the benchmarks; NAME=... runs one, NAME=all runs them all"

run: compiler
	@cargo xtask run $(ARGS)

test: compiler
	@cargo xtask test

setup: compiler
	@cargo xtask setup

ui: compiler
	@cargo xtask page

lint: compiler
	@cargo xtask lint

ci:
	@.ci/run

bench: compiler
	@cargo xtask bench $(NAME) $(ARGS)

# Without these two not even xtask can be built.
compiler:
	@command -v cargo >/dev/null || { echo "Rust is needed and cargo was not found, maybe see https://rustup.rs" >&2; exit 1; }
	@command -v "$${CC:-cc}" >/dev/null || { echo "a C compiler is needed and none was found, maybe: apt-get install build-essential" >&2; exit 1; }
