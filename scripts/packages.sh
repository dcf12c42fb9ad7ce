#!/usr/bin/env bash
# Installs the npm packages that pnpm-lock.yaml pins, for the dashboard, the gazetteer and the end-to-end tests.
set -euo pipefail
cd "$(dirname "$0")/.."

if [[ ${1:-} == --help ]]; then
  echo 'usage: scripts/packages.sh'
  echo 'Prints nothing, takes a blink and needs no network when they are all there.'
  exit 0
fi

# CI=true: never ask. The report is worth reading only when it went wrong.
report=$(CI=true scripts/with-env pnpm install --frozen-lockfile --reporter=append-only 2>&1) || {
  printf '%s\npackages: pnpm install failed, see above\n' "$report" >&2
  exit 1
}
