#!/usr/bin/env bash
# Removes what was built. Data folders and build/toolchain stay: neither comes from the sources.
set -euo pipefail
cd "$(dirname "$0")/.."

if [[ ${1:-} == --help ]]; then
  echo 'usage: scripts/clean.sh [--all]'
  echo 'Removes build/* but build/toolchain, and apps/web/{out,.next}; --all also build/toolchain and node_modules.'
  exit 0
fi

if [[ -d build ]]; then find build -mindepth 1 -maxdepth 1 ! -name toolchain -exec rm -rf {} +; fi
rm -rf apps/web/out apps/web/.next
if [[ ${1:-} == --all ]]; then rm -rf build node_modules apps/web/node_modules; fi
