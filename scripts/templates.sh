#!/usr/bin/env bash
# Makes the templates of infrastructure/cdk that the system on loopback is built of, where they are older than their
# sources.
set -euo pipefail
cd "$(dirname "$0")/.."

if [[ ${1:-} == --help ]]; then
  echo 'usage: scripts/templates.sh     (writes infrastructure/cdk/build/templates)'
  exit 0
fi

stamp=build/cloud-templates.stamp
fingerprint=$(scripts/with-env node tools/fingerprint.mjs infrastructure/cdk infrastructure/settings contract)
if [[ ! -f infrastructure/cdk/build/templates/dev/main.json || ! -r $stamp || $(<"$stamp") != "$fingerprint" ]]; then
  echo 'making the templates of the infrastructure'
  scripts/with-env pnpm --silent --filter @housing/settings build
  scripts/with-env pnpm --silent --filter @housing/cdk templates
  echo "$fingerprint" >"$stamp"
fi
