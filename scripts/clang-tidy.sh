#!/usr/bin/env bash
# Runs clang-tidy-19 by .clang-tidy over the C++ files, several at once.
set -euo pipefail
cd "$(dirname "$0")/.."

if [[ ${1:-} == --help ]]; then
  echo 'usage: scripts/clang-tidy.sh [FILE…]'
  echo 'Configures the tidy preset and checks FILEs, by default every .cpp file in src.'
  exit 0
fi

scripts/packages.sh
[[ -f build/tidy/build.ninja ]] || scripts/with-env cmake --preset tidy >/dev/null
files=("$@")
((${#files[@]})) || mapfile -t files < <(find src -name '*.cpp' ! -name '*_fuzz.cpp' ! -name '*_bench.cpp' | sort)
printf '%s\0' "${files[@]}" |
  xargs -0 -P "${JOBS:-$(nproc)}" -n 4 clang-tidy-19 -p build/tidy --quiet --warnings-as-errors='*' \
    2> >(grep -vE '^[0-9]+ warnings? (generated|treated as error)|^\[[0-9]+/[0-9]+\] Processing' >&2)
echo "clang-tidy: ${#files[@]} files are clean"
