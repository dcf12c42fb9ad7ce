#!/usr/bin/env bash
# Runs shellcheck over every shell script of the project.
set -euo pipefail
cd "$(dirname "$0")/.."

if [[ ${1:-} == --help ]]; then
  echo 'usage: scripts/shellcheck.sh'
  echo 'Checks every file in scripts/, deploy/, .ci/ and tests/ that begins as a shell script.'
  exit 0
fi

mapfile -t folders < <(for folder in scripts deploy .ci tests; do [[ -d $folder ]] && echo "$folder"; done)
mapfile -t files < <(grep -rIlE --exclude-dir=node_modules '^#!.*\b(ba)?sh$' "${folders[@]}" | sort)
shellcheck --external-sources "${files[@]}"
echo "shellcheck: ${#files[@]} scripts are clean"
