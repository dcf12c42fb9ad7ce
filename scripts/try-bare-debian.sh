#!/usr/bin/env bash
# Proves that a clean clone works on a machine where nothing was installed by hand: makes a bare Debian 12 with
# debootstrap, puts the project into it and runs a command there.
set -euo pipefail
cd "$(dirname "$0")/.."

usage() {
  cat <<'HELP'
usage: scripts/try-bare-debian.sh [OPTION…] [COMMAND…]      (as root; needs debootstrap and about 5 GB)

Runs COMMAND (default: .ci/run) in a new Debian 12 that has nothing but its minimal base, in a copy of the project.
The Debian is removed afterwards. Exits as COMMAND does.

  --working-tree   try the files as they are now, laid over what --keep kept; without it, a clone of the last commit
  --base DIR       a debootstrap tree to copy, instead of making one
  --dir DIR        where to put the Debian (default: a new folder in $TMPDIR or /tmp)
  --keep           do not remove it, and go on with it if it is there already
  --mirror URL     Debian's mirror (default: the one this machine's apt uses)
  --data DIR       publishers' files, seen there read-only by the tests (default: $HOUSING_TEST_DATA)

Passed on when set here: proxy variables, $HOME/.npmrc, and the certificates in $NODE_EXTRA_CA_CERTS.
HELP
}

die() {
  echo "try-bare-debian: $*" >&2
  exit 1
}

copy=clone base='' folder='' keep=0 mirror='' data=${HOUSING_TEST_DATA:-}
while (($#)); do
  case $1 in
    --working-tree) copy=working-tree && shift ;;
    --base) base=$2 && shift 2 ;;
    --dir) folder=$2 && shift 2 ;;
    --keep) keep=1 && shift ;;
    --mirror) mirror=$2 && shift 2 ;;
    --data) data=$2 && shift 2 ;;
    -h | --help) usage && exit 0 ;;
    -*) usage >&2 && exit 2 ;;
    *) break ;;
  esac
done
(($#)) || set -- .ci/run
((EUID == 0)) || die 'call it as root: debootstrap and chroot need that'
# shellcheck disable=SC2016 # apt's own variable
[[ -n $mirror ]] ||
  mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' | grep -m 1 '/debian/*$')
[[ -n $mirror ]] || die "apt knows no mirror of Debian here: name one with --mirror"
mirror=${mirror%/}
command -v debootstrap >/dev/null || die 'debootstrap is missing: apt-get install debootstrap'

folder=${folder:-$(mktemp -d "${TMPDIR:-/tmp}/bare-debian.XXXXXX")}
# Mounts live in a namespace of their own (see below) and are gone when it is.
cleanup() { ((keep)) || rm -rf --one-file-system "$folder"; }
trap cleanup EXIT

make_debian() {
  if [[ -n $base ]]; then
    cp -a "$base/." "$folder/"
  else
    debootstrap --variant=minbase bookworm "$folder" "$mirror" >"$folder.log" || die "debootstrap failed: $folder.log"
    rm -f "$folder.log"
  fi
  cat >"$folder/etc/apt/sources.list" <<SOURCES
deb $mirror bookworm main
deb $mirror bookworm-updates main
deb ${mirror%/debian}/debian-security bookworm-security main
SOURCES
}

copy_settings() {
  cp /etc/resolv.conf "$folder/etc/resolv.conf"
  if [[ -r $HOME/.npmrc ]]; then cp "$HOME/.npmrc" "$folder/root/.npmrc"; fi
  if [[ -n ${NODE_EXTRA_CA_CERTS:-} ]]; then cp "$NODE_EXTRA_CA_CERTS" "$folder/usr/local/share/extra-ca.crt"; fi
}

copy_project() {
  local target=$folder/srv/project
  mkdir -p "$target"
  if [[ $copy == clone ]]; then
    rm -rf "$target"
    git clone --quiet --no-hardlinks . "$target"
  else
    git ls-files -z --cached --others --exclude-standard | while IFS= read -r -d '' path; do
      if [[ -e $path ]]; then printf '%s\0' "$path"; fi
    done | tar --null --files-from=- --create --file=- | tar --extract --file=- --directory="$target"
  fi
}

if [[ ! -x $folder/usr/bin/apt-get ]]; then make_debian; fi
copy_settings
copy_project

variables=(HOME=/root TERM=dumb LANG=C.UTF-8 CI=true PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin)
for name in http_proxy https_proxy no_proxy; do
  if [[ -n ${!name:-} ]]; then variables+=("$name=${!name}"); fi
done
if [[ -f $folder/usr/local/share/extra-ca.crt ]]; then
  variables+=(NODE_EXTRA_CA_CERTS=/usr/local/share/extra-ca.crt SSL_CERT_FILE=/usr/local/share/extra-ca.crt)
  variables+=(npm_config_cafile=/usr/local/share/extra-ca.crt)
fi
if [[ -n $data ]]; then
  data=$(realpath "$data")
  mkdir -p "$folder/srv/publishers"
  variables+=(HOUSING_TEST_DATA=/srv/publishers)
fi

echo "try-bare-debian: running in $folder: $*"
# shellcheck disable=SC2016 # the inner shell expands these
unshare --mount --pid --fork --kill-child bash -euc '
  folder=$1 data=$2 && shift 2
  mount -t proc proc "$folder/proc"
  mount --rbind /dev "$folder/dev"
  if [[ -n $data ]]; then mount --bind -o ro "$data" "$folder/srv/publishers"; fi
  exec chroot "$folder" "$@"
' bash "$folder" "$data" \
  env --ignore-environment --chdir=/srv/project "${variables[@]}" "$@" </dev/null
