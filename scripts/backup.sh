#!/usr/bin/env bash
# Backs up what cannot be made again: the database and the object store. See docs/operating/recover.md.
set -euo pipefail
# shellcheck source=scripts/recovery/common.sh
. "$(dirname "$(readlink -f "$0")")/recovery/common.sh"

usage() {
  cat <<'HELP'
usage: scripts/backup.sh COMMAND

  base URL FOLDER        a base backup of the PostgreSQL at URL into FOLDER/base-TIME, checked file by file;
                         the role of URL needs REPLICATION
  wal SEGMENT NAME FOLDER
                         one finished segment of the write-ahead log, as PostgreSQL's archive_command runs it:
                           archive_command = '/path/to/scripts/backup.sh wal %p %f FOLDER'
                         never writes over another segment of that name
  objects FROM TO        every object that TO lacks, the pointer last; places are file:///folder or s3://bucket/prefix
  list FOLDER            the base backups, oldest first, and the newest segment
HELP
}

base() {
  local url=$1 folder=$2 name
  name=base-$(date -u +%Y-%m-%dT%H%M%SZ)
  mkdir -p "$folder"
  [[ ! -e $folder/$name ]] || fail "$folder/$name is there already"
  # Plain files beside their manifest, which pg_verifybackup holds them against; the log it needs comes by `wal` too.
  "$(pg_program pg_basebackup)" --dbname="$url" --pgdata="$folder/.$name" --checkpoint=fast --wal-method=stream \
    --no-password
  "$(pg_program pg_verifybackup)" --quiet "$folder/.$name"
  mv "$folder/.$name" "$folder/$name"
  echo "$folder/$name"
}

wal() {
  local segment=$1 name=$2 folder=$3
  mkdir -p "$folder/wal"
  if [[ -e $folder/wal/$name ]]; then
    cmp --silent "$segment" "$folder/wal/$name" ||
      fail "$folder/wal/$name is another segment: is this folder another server's?"
    return
  fi
  cp "$segment" "$folder/wal/.$name.part"
  sync "$folder/wal/.$name.part"
  mv "$folder/wal/.$name.part" "$folder/wal/$name"
}

list() {
  local folder=$1
  find "$folder" -mindepth 1 -maxdepth 1 -type d -name 'base-*' | sort
  find "$folder/wal" -type f ! -name '.*' -printf '%T@ %p (%TY-%Tm-%TdT%TH:%TM)\n' 2>/dev/null |
    sort -n | tail -1 | cut -d' ' -f2-
}

command=${1:-}
shift || true
case $command:$# in
  base:2) base "$@" ;;
  wal:3) wal "$@" ;;
  objects:2) copy_objects "$@" ;;
  list:1) list "$@" ;;
  --help:0 | help:0) usage ;;
  *)
    usage >&2
    exit 2
    ;;
esac
