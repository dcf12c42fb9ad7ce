#!/usr/bin/env bash
# `make lint`: every check that reads code without running it. Goes through all of them, then tells which failed.
set -euo pipefail
cd "$(dirname "$0")/.."

if [[ ${1:-} == --help ]]; then
  cat <<'HELP'
usage: scripts/lint.sh [FILE…]

clang-tidy (on FILEs, by default on every C++ file), clang-format, shellcheck, layers, house rules, types and eslint.
HELP
  exit 0
fi

failed=()
check() {
  local name=$1
  shift
  echo "-- $name"
  scripts/with-env "$@" || failed+=("$name")
}

check layers node tools/check_layers.mjs
check tidy node tools/check_tidy.mjs
check format scripts/format.sh --check
check shellcheck scripts/shellcheck.sh
scripts/packages.sh
check 'web types' pnpm --silent typecheck
check 'web lint' pnpm --silent lint
check clang-tidy scripts/clang-tidy.sh "$@"

if ((${#failed[@]})); then
  echo "lint: failed: ${failed[*]}" >&2
  exit 1
fi
echo 'lint: clean'
