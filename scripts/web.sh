#!/usr/bin/env bash
# Builds the dashboard to static files in apps/web/out, when its sources changed since the last time.
set -euo pipefail
cd "$(dirname "$0")/.."

if [[ ${1:-} == --help ]]; then
  cat <<'HELP'
usage: scripts/web.sh [--force]

Installs the web packages as pnpm-lock.yaml pins them and exports the dashboard to apps/web/out.
Does nothing when neither its sources nor the lock file changed; --force builds all the same.
HELP
  exit 0
fi

readonly stamp=build/web.stamp
export NEXT_TELEMETRY_DISABLED=1 CI=true
scripts/packages.sh

# The contract too: the types of the API's client are made of it.
sources=(apps/web contract tools/contract/lib package.json pnpm-workspace.yaml pnpm-lock.yaml)
fingerprint=$(scripts/with-env node tools/fingerprint.mjs "${sources[@]}")
if [[ ${1:-} != --force && -f apps/web/out/index.html && -r $stamp && $(<"$stamp") == "$fingerprint" ]]; then
  echo 'web: apps/web/out is up to date'
  exit 0
fi

rm -f "$stamp"
scripts/with-env pnpm build
[[ -f apps/web/out/index.html ]] || { echo 'web: the build wrote no apps/web/out/index.html' >&2 && exit 1; }
mkdir -p build
echo "$fingerprint" >"$stamp"
