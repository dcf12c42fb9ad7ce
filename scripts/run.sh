#!/usr/bin/env bash
# `make run`: builds what is missing, brings in data, serves the API and the dashboard on one port, and does the work
# behind them.
set -euo pipefail
cd "$(dirname "$0")/.."

if [[ ${1:-} == --help ]]; then
  cat <<'HELP'
usage: scripts/run.sh            (variables as of `make run`)

  PORT=8080     where to listen; 0 takes any free port
  FROM=DIR      import publishers' files from DIR into data/real and serve those
  DOWNLOAD=1    download FHFA and FRED into data/real and serve those
Without FROM and DOWNLOAD: synthetic series over real place names, in data/demo.
Mails are files in the data folder's mail/ unless HOUSING_MAIL_URL says otherwise (docs/operating/accounts.md).
HELP
  exit 0
fi

readonly housing=build/release/housing exit_some_refused=3

scripts/bootstrap.sh --for build --quiet
scripts/build.sh
scripts/web.sh

import_into() {
  local status=0
  "$housing" import --data-dir "$@" || status=$?
  if ((status == exit_some_refused)); then
    echo 'run: some input was refused, as listed above; serving what was accepted'
  elif ((status != 0)); then
    echo "run: the import failed (exit $status); nothing is served" >&2
    exit "$status"
  fi
}

data=data/real
if [[ -n ${FROM:-} ]]; then
  import_into "$data" "$FROM"
elif [[ ${DOWNLOAD:-} == 1 ]]; then
  import_into "$data" --source fhfa --source fred
  cat <<'LARGER'
run: Zillow's home values and rents are larger and come on request. Terms: free with attribution ("Data: Zillow") under
run: Zillow's terms of use, not to be redistributed wholesale. To add them (150 MB), and home values by ZIP (110 MB):
run:   build/release/housing import --source zillow
run:   build/release/housing import --source zillow/zhvi/zip
LARGER
else
  data=data/demo
  # The folder appears whole or not at all, so that an interrupted run is made good by the next.
  if [[ ! -d $data ]]; then
    rm -rf "$data.new"
    "$housing" demo --data-dir "$data.new" >/dev/null
    mv "$data.new" "$data"
    echo "run: made synthetic demo data in $data; not real prices"
  fi
fi

port=${PORT:-8080}
if ((port != 0)); then
  export HOUSING_PUBLIC_URL=${HOUSING_PUBLIC_URL:-http://localhost:$port}
  echo "run: http://localhost:$port/ (Ctrl-C ends it)"
fi
[[ -n ${HOUSING_MAIL_URL:-} ]] || echo "run: mails go nowhere: each is a file in $data/mail"

# Alerts, mails and exports are made by a second process. The two end together, on Ctrl-C or when one of them ends.
processes=()
# shellcheck disable=SC2317  # called by the trap
end_both() {
  kill "${processes[@]}" 2>/dev/null || true
  wait || true
}
trap end_both EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

"$housing" serve --data-dir "$data" --web apps/web/out --port "$port" &
processes+=($!)
"$housing" work --data-dir "$data" &
processes+=($!)
wait -n
