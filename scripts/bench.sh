#!/usr/bin/env bash
# Builds the program and its *_bench programs, then measures: side by side with nginx and DuckDB, in one run.
set -euo pipefail
cd "$(dirname "$0")/.."

if [[ ${1:-} == --help ]]; then
  echo 'usage: scripts/bench.sh [--quick] [BENCH…]'
  echo 'Builds what is missing and runs bench/run.mjs with the same arguments.'
  exit 0
fi

scripts/build.sh all
exec scripts/with-env node bench/run.mjs "$@"
