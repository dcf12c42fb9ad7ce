#!/usr/bin/env bash
# Builds and runs the benchmarks: every C++ *_bench program (Google Benchmark), then those of bench/.
set -euo pipefail
cd "$(dirname "$0")/.."

if [[ ${1:-} == --help ]]; then
  echo 'usage: scripts/bench.sh [ARGUMENT…]'
  echo 'Runs the C++ benchmarks, then bench/run.mjs with the ARGUMENTs; with ARGUMENTs, only the latter.'
  exit 0
fi

scripts/build.sh all
if (($# == 0)); then
  while IFS= read -r program; do
    echo "-- ${program##*/}"
    "$program"
  done < <(find build/release -name '*_bench' -type f -perm -u+x | sort)
fi
exec scripts/with-env node bench/run.mjs "$@"
