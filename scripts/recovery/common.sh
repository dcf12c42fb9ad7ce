# shellcheck shell=bash
# What backup.sh and restore.sh share. Not a program.
# Places are file:///folder, or s3://bucket/prefix through the aws command (AWS_ENDPOINT_URL is honoured).

fail() {
  echo "${0##*/}: $*" >&2
  exit 1
}

# pg_program NAME: where PostgreSQL keeps its programs, which Debian leaves off PATH.
pg_program() {
  local found
  found=$(command -v "$1" ||
    find /usr/lib/postgresql -mindepth 3 -maxdepth 3 -path "*/bin/$1" 2>/dev/null | sort -V | tail -1)
  [[ -n $found ]] || fail "there is no $1: apt-get install postgresql-15"
  echo "$found"
}

# folder_of URL: the folder of a file:// place.
folder_of() {
  [[ $1 == file:///* ]] || fail "'$1' is no folder: write file:///folder"
  echo "${1#file://}"
}

# copy_new FROM TO: every object that TO lacks. Objects are immutable and their keys name their content, so that a key
# on both sides is the same object; the pointer is not among them.
copy_new() {
  local from=$1 to=$2
  if [[ $from == file://* && $to == file://* ]]; then
    copy_files "${from#file://}" "${to#file://}"
  else
    aws s3 sync --only-show-errors --size-only --exclude "$pointer" "$(aws_place "$from")" "$(aws_place "$to")"
  fi
}

# copy_files FROM TO: a file that is there in part, left by a copy that was broken off, is copied again.
copy_files() {
  local from=$1 to=$2 size file
  while IFS=$'\t' read -r -d '' size file; do
    if [[ -f $to/$file && $(stat -c %s "$to/$file") == "$size" ]]; then continue; fi
    mkdir -p "$to/$(dirname "$file")"
    cp --preserve=timestamps "$from/$file" "$to/$file.part"
    mv "$to/$file.part" "$to/$file"
  done < <(cd "$from" && find . -type f ! -name "$pointer" ! -name '.*' ! -name '*.part' -printf '%s\t%P\0')
}

# get_pointer FROM FILE, put_pointer FILE TO: the one object that changes.
get_pointer() {
  if [[ $1 == file://* ]]; then
    cp "${1#file://}/$pointer" "$2"
  else
    aws s3 cp --only-show-errors "$1/$pointer" "$2"
  fi
}
put_pointer() {
  if [[ $2 == file://* ]]; then
    mkdir -p "${2#file://}"
    cp "$1" "${2#file://}/.$pointer.new"
    sync "${2#file://}/.$pointer.new"
    mv "${2#file://}/.$pointer.new" "${2#file://}/$pointer"
  else
    aws s3 cp --only-show-errors "$1" "$2/$pointer"
  fi
}
aws_place() {
  if [[ $1 == file://* ]]; then echo "${1#file://}"; else echo "$1"; fi
}

# copy_objects FROM TO: what the pointer of this moment names, whole; the pointer last. A copy that is broken off leaves
# the former state in force, and the next one goes on.
copy_objects() {
  local from=${1%/} to=${2%/} now
  now=$(mktemp)
  trap 'rm -f "$now"' RETURN
  get_pointer "$from" "$now" || fail "there is no $pointer in $from: nothing was published there"
  copy_new "$from" "$to"
  put_pointer "$now" "$to"
}

readonly pointer=current.json
