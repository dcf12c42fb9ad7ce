#!/bin/bash
# Builds the image with whatever builder is here: docker, podman or buildah.
set -euo pipefail
cd "$(dirname "$0")/.."

usage() {
  cat <<'HELP'
usage: deploy/build-image.sh [OPTION…]

  --target housing|complete   the program (default), or with the dashboard inside
  --tag NAME                  name of the image (housing-trends:TARGET)
  --platform PLATFORM         linux/amd64 or linux/arm64 (default: this machine's)
  --tree                      take what this Debian 12 built (make build web) instead of building it again inside
  --ca FILE                   certificates to trust while building, where a proxy signs for the registries
HELP
}

target=housing tag='' take=source options=()
while (($#)); do
  case $1 in
    --target) target=$2 && shift 2 ;;
    --tag) tag=$2 && shift 2 ;;
    --platform) options+=(--platform "$2") && shift 2 ;;
    --tree) take=tree && shift ;;
    --ca) options+=(--secret "id=ca,src=$2") && shift 2 ;;
    -h | --help) usage && exit 0 ;;
    *) usage >&2 && exit 2 ;;
  esac
done
tag=${tag:-housing-trends:$target}

# A HEALTHCHECK is kept in Docker's format alone, which the others have to be asked for.
if command -v docker >/dev/null; then
  builder=(docker build)
elif command -v podman >/dev/null; then
  builder=(podman build --format docker)
elif command -v buildah >/dev/null; then
  builder=(buildah build --format docker)
else
  echo 'build-image: no docker, podman or buildah is here: install one of them' >&2
  exit 1
fi

if [[ $take == tree ]]; then scripts/with-env node deploy/rds-ca.mjs; fi
version=$(sed -n 's/^project(.* VERSION \([0-9.]*\).*/\1/p' CMakeLists.txt)
revision=$(git rev-parse HEAD 2>/dev/null || echo unknown)
# TAKE is said even where it is the default: older builders look for its stage before they know the default.
"${builder[@]}" --file deploy/Dockerfile --target "$target" --tag "$tag" --build-arg "TAKE=$take" \
  --build-arg "VERSION=$version" --build-arg "REVISION=$revision" "${options[@]}" .
echo "build-image: $tag is built"
