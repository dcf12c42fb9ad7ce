#!/usr/bin/env bash
# Configures once and builds the C++ program with CMake and Ninja.
set -euo pipefail
cd "$(dirname "$0")/.."

if [[ ${1:-} == --help ]]; then
  cat <<'HELP'
usage: scripts/build.sh [TARGET…]

Builds TARGET (default: housing) into build/$PRESET.
  PRESET   a preset of CMakePresets.json (default: release)
  JOBS     compilers at once (default: one for each core)
HELP
  exit 0
fi

preset=${PRESET:-release}
scripts/packages.sh # the table of places is made from npm packages
# Started again by Ninja itself whenever a CMake file changes.
[[ -f build/$preset/build.ninja ]] || scripts/with-env cmake --preset "$preset"
scripts/with-env ninja -C "build/$preset" -j "${JOBS:-$(nproc)}" "${@:-housing}"
