#!/bin/bash
# Gathers the files of the image: the program, the shared libraries it is linked with, certificates, time zones, a font,
# who it runs as. Runs in the Debian that has the libraries; takes each from its package and notes which (in
# var/lib/dpkg/status.d, where scanners look in images without a package manager), with the package's copyright.
set -euo pipefail

usage() {
  cat <<'HELP'
usage: image-root.sh PROGRAM FOLDER        gathers PROGRAM and what it needs into the new FOLDER, laid out as a root
       image-root.sh --packages PROGRAM    prints the packages it would take from
HELP
}

readonly uid=10001 others=(base-files ca-certificates fonts-inter tzdata)
# Of the font only the two weights that charts are drawn with (src/charts).
readonly fonts=(Inter-Regular.otf Inter-SemiBold.otf)

die() {
  echo "image-root: $*" >&2
  exit 1
}

# The paths of the libraries that program $1 is linked with.
libraries_of() {
  local linked missing
  linked=$(ldd "$1")
  missing=$(awk '/not found/ { print $1 }' <<<"$linked")
  [[ -z $missing ]] || die "not here: ${missing//$'\n'/, }; name its package in deploy/runtime-packages.txt"
  grep -oE '/[^ ]+' <<<"$linked" | grep -vxF "$1:"
}

# The packages that the libraries $1 (a line each) belong to, and the others. dpkg knows a library by the name it had
# before /lib became /usr/lib, or by the new one.
packages_of() {
  local path paths=() known
  while read -r path; do
    path=$(realpath "$path")
    paths+=("${path#/usr}")
  done <<<"$1"
  known=$(dpkg-query --search "${paths[@]}" "${paths[@]/#//usr}" 2>/dev/null || true)
  for path in "${paths[@]}"; do
    cut -d' ' -f2 <<<"$known" | grep -qxF -e "$path" -e "/usr$path" || die "$path belongs to no package"
  done
  { printf '%s\n' "${others[@]}" && cut -d: -f1 <<<"$known"; } | sort -u
}

take_library() { install -D -m 755 "$(realpath "$1")" "$root$1"; }

note_package() {
  dpkg-query --status "$1" >"$root/var/lib/dpkg/status.d/$1"
  install -D -m 644 "/usr/share/doc/$1/copyright" "$root/usr/share/doc/$1/copyright"
}

make_folders() {
  mkdir -p "$root"/{etc/ssl/certs,tmp,usr/lib/ssl,usr/local/bin,usr/share,var/lib/dpkg/status.d,var/lib/housing}
  chmod 1777 "$root/tmp"
  chmod 755 "$root/var/lib/housing" # Lambda starts in it as a user of its own
  chown "$uid:$uid" "$root/var/lib/housing"
  local folder
  for folder in lib lib64; do
    [[ -L /$folder ]] || continue
    mkdir -p "$root/usr/$folder"
    ln -s "usr/$folder" "$root/$folder"
  done
}

take_fonts() {
  local font
  for font in "${fonts[@]}"; do
    install -D -m 644 "/usr/share/fonts/opentype/inter/$font" "$root/usr/share/fonts/$font"
  done
  # No rules but these: the same chart is the same picture. The cache goes where a task or a function may write.
  mkdir -p "$root/etc/fonts"
  cat >"$root/etc/fonts/fonts.conf" <<'CONF'
<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>/usr/share/fonts</dir>
  <cachedir>/tmp/fontconfig</cachedir>
  <cachedir>/var/lib/housing/.fontconfig</cachedir>
</fontconfig>
CONF
}

take_settings() {
  cp /etc/ssl/certs/ca-certificates.crt "$root/etc/ssl/certs/"
  ln -s ../../../etc/ssl/certs/ca-certificates.crt "$root/usr/lib/ssl/cert.pem" # where OpenSSL looks by default
  cp -R --no-dereference --preserve=links /usr/share/zoneinfo "$root/usr/share/"
  rm -rf "$root"/usr/share/zoneinfo/{posix,right} # the same again, and counting leap seconds
  install -m 644 "$(realpath /etc/os-release)" "$root/etc/os-release"
  echo 'hosts: files dns' >"$root/etc/nsswitch.conf"
  printf '%s\n' root:x:0:0::/:/sbin/nologin "housing:x:$uid:$uid::/var/lib/housing:/sbin/nologin" >"$root/etc/passwd"
  printf '%s\n' root:x:0: "housing:x:$uid:" >"$root/etc/group"
}

[[ ${1:-} == --help ]] && usage && exit 0
(($# == 2)) || { usage >&2 && exit 2; }
if [[ $1 == --packages ]]; then
  libraries=$(libraries_of "$2")
  packages_of "$libraries"
  exit 0
fi

readonly program=$1 root=$2
# Read first, because in a pipe a failure would go unseen.
libraries=$(libraries_of "$program")
packages=$(packages_of "$libraries")
make_folders
install -m 755 "$program" "$root/usr/local/bin/housing"
while read -r library; do take_library "$library"; done <<<"$libraries"
take_fonts
take_settings
while read -r package; do note_package "$package"; done <<<"$packages"
