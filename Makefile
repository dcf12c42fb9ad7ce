# The words people and machines use. Each is a few lines in scripts/ or tools/; `make` alone prints this list.
.PHONY: help run cloud drill chaos load build web test bench lint format clean
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

# What the targets read from the environment or the command line.
export PORT FROM DOWNLOAD JOBS ONLY ENVIRONMENT SECONDS_OF_WRITING ARCHIVE_SECONDS HOLD

help: ## print this list
	@echo 'usage: make TARGET [VARIABLE=…]'
	@sed -n 's/^\([a-z]*\):[^#]*## \(.*\)/  \1 \2/p' $(MAKEFILE_LIST) | awk '{t=$$1; $$1=""; printf "  %-8s%s\n", t, $$0}'
	@echo
	@echo 'variables'
	@echo '  PORT=8080             run, cloud: where to listen'
	@echo '  FROM=DIR              run: import the publishers'"'"' files in DIR, then serve them (data/real)'
	@echo '                        cloud: where imports take the publishers'"'"' files'
	@echo '  DOWNLOAD=1            run: download FHFA and FRED, then serve them (data/real)'
	@echo '  ONLY=cpp,web,e2e      test: these groups alone (cpp, lint, web, api, accounts, e2e, cloud, fuzz)'
	@echo '  JOBS=N                build: compilers at once'
	@echo '  SECONDS_OF_WRITING=60 drill: how long is written before the disaster'
	@echo '  ARCHIVE_SECONDS=30    drill: how long a piece of the log may stay unarchived'
	@echo '  HOLD=5                chaos: seconds that each fault lasts'

run: ## serve API and dashboard on http://localhost:8080 with demo data; builds what is missing
	@scripts/run.sh

cloud: ## run what infrastructure/ describes on this machine: queues, functions, two API processes behind nginx
	@scripts/cloud.sh

drill: ## destroy an installation of its own, restore it, and say what was lost and how long it took
	@scripts/bootstrap.sh --for test --quiet
	@scripts/build.sh
	@scripts/with-env node tools/recovery/drill.mjs --seconds "$(or $(SECONDS_OF_WRITING),60)" \
	  --archive-seconds "$(or $(ARCHIVE_SECONDS),30)"

chaos: ## break each part of the system of `make cloud` in turn, under load, and say what was seen
	@scripts/bootstrap.sh --for test --quiet
	@scripts/build.sh
	@scripts/templates.sh
	@scripts/with-env node tools/chaos/chaos.mjs --hold "$(or $(HOLD),5)"

load: ## put two API processes of its own under load: a browser, a crowd, too much at once, ten thousand idle clients
	@scripts/bootstrap.sh --for test --quiet
	@scripts/build.sh
	@scripts/web.sh
	@scripts/with-env node tools/load/load.mjs

build: ## install what is missing and build build/release/housing
	@scripts/bootstrap.sh --for build --quiet
	@scripts/build.sh

web: ## build the dashboard to apps/web/out
	@scripts/bootstrap.sh --for build --quiet
	@scripts/web.sh

test: ## run every test; the last line counts them
	@scripts/bootstrap.sh --for test --quiet
	@scripts/with-env node tools/run_tests.mjs --only "$(ONLY)"

bench: ## measure, side by side with a baseline
	@scripts/bootstrap.sh --for bench --quiet
	@scripts/bench.sh

lint: ## clang-tidy, clang-format, shellcheck, layers, house rules, types, eslint
	@scripts/bootstrap.sh --for test --quiet
	@scripts/lint.sh

format: ## lay out C++, TypeScript, JavaScript and CSS
	@scripts/format.sh

clean: ## remove what was built; data/ and build/toolchain stay
	@scripts/clean.sh
