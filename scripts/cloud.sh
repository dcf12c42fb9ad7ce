#!/usr/bin/env bash
# `make cloud`: builds what is missing, then runs the system of the infrastructure code on this machine.
set -euo pipefail
cd "$(dirname "$0")/.."

if [[ ${1:-} == --help ]]; then
  cat <<'HELP'
usage: scripts/cloud.sh          (variables as of `make cloud`)

  PORT=8080        where to listen
  FROM=DIR         publishers' files to import from; without it small files with invented numbers are made
  ENVIRONMENT=dev  whose template of infrastructure/cdk: dev or staging
HELP
  exit 0
fi

scripts/bootstrap.sh --for test --quiet
scripts/build.sh
scripts/web.sh
scripts/templates.sh
exec scripts/with-env node tools/cloud/cloud.mjs up
