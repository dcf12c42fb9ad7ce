#!/usr/bin/env bash
# Puts back what scripts/backup.sh kept. See docs/operating/recover.md.
set -euo pipefail
# shellcheck source=scripts/recovery/common.sh
. "$(dirname "$(readlink -f "$0")")/recovery/common.sh"

usage() {
  cat <<'HELP'
usage: scripts/restore.sh COMMAND

  database FOLDER DATA [TIME]
                    makes the data directory DATA (which must not be there, or be empty) of the newest base backup in
                    FOLDER that ended before TIME, and sets it to replay the log up to TIME ("2025-03-31 16:20:05+00"),
                    or to its end; then start PostgreSQL on it. It opens for writing by itself when it is there.
  objects FROM TO   every object that TO lacks, the pointer last; places are file:///folder or s3://bucket/prefix
HELP
}

# newest_before FOLDER TIME: the last base backup that ended before it; of all when TIME is empty.
newest_before() {
  local folder=$1 limit=$2 name found=
  for name in "$folder"/base-*; do
    [[ -d $name ]] || continue
    # The label says when it began; the directory's time is when it was complete.
    if [[ -z $limit ]] || (($(stat -c %Y "$name") <= $(date -d "$limit" +%s))); then found=$name; fi
  done
  [[ -n $found ]] || fail "no base backup in $folder ended before ${limit:-now}"
  echo "$found"
}

database() {
  local folder=$1 data=$2 time=${3:-} base
  folder=$(readlink -f "$folder")
  [[ ! -e $data || -z $(ls -A "$data") ]] || fail "$data is not empty: move it away first"
  base=$(newest_before "$folder" "$time")
  mkdir -p "$data"
  cp --archive "$base/." "$data/"
  chmod 700 "$data"
  {
    echo "restore_command = 'cp \"$folder/wal/%f\" \"%p\"'"
    echo "recovery_target_timeline = 'latest'"
    echo "recovery_target_action = 'promote'"
    if [[ -n $time ]]; then echo "recovery_target_time = '$time'"; fi
  } >>"$data/postgresql.auto.conf"
  touch "$data/recovery.signal"
  echo "$data: $(basename "$base"), to be replayed to ${time:-the end of the log}; start PostgreSQL on it"
}

command=${1:-}
shift || true
case $command:$# in
  database:2 | database:3) database "$@" ;;
  objects:2) copy_objects "$@" ;;
  --help:0 | help:0) usage ;;
  *)
    usage >&2
    exit 2
    ;;
esac
