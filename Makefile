.PHONY: run test setup
run:
	cargo xtask run
test:
	cargo xtask test
setup:
	cargo xtask setup
