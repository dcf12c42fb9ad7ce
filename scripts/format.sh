#!/usr/bin/env bash
# Lays out every C++ file with clang-format-19, or checks that it is laid out.
set -euo pipefail
cd "$(dirname "$0")/.."

if [[ ${1:-} == --help ]]; then
  echo 'usage: scripts/format.sh [--check]'
  echo 'Lays out C++ by .clang-format, the rest by .prettierrc.json; --check only names what differs.'
  exit 0
fi

mapfile -t folders < <(for folder in src bench fuzz; do [[ -d $folder ]] && echo "$folder"; done)
mapfile -t files < <(find "${folders[@]}" -name '*.[ch]pp' | sort)
readonly web=('**/*.mjs' 'apps/web/**/*.{ts,tsx,css}' 'infrastructure/**/*.{ts,js}')
prettier() { scripts/with-env pnpm --silent exec prettier --log-level warn "$@" "${web[@]}"; }
if [[ ${1:-} != --check ]]; then
  clang-format-19 -i "${files[@]}"
  prettier --write
  exit 0
fi
prettier --check || { echo 'format: run "make format"' >&2 && exit 1; }

# One line for each file: the first place that would change.
if report=$(clang-format-19 --dry-run -Werror "${files[@]}" 2>&1); then
  echo "format: ${#files[@]} files are laid out"
else
  grep -E ': (error|warning): ' <<<"$report" | sort -t: -u -k1,1 | sed -E 's/:[0-9]+: (error|warning): .*/: differs/'
  echo 'format: run "make format"' >&2
  exit 1
fi
