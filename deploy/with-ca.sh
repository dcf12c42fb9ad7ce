#!/bin/sh
# usage: deploy/with-ca.sh COMMAND [ARGUMENT…]
# Runs COMMAND while the image is built. With the build secret `ca` it trusts those certificates for npm's registry.
# Debian's packages need none: apt checks signatures. --help prints this.
set -eu
if [ $# -eq 0 ] || [ "$1" = --help ]; then
  sed -n '2,4s/^# //p' "$0"
  exit 0
fi
secret=/run/secrets/ca
if [ -s "$secret" ]; then
  export NODE_EXTRA_CA_CERTS="$secret" SSL_CERT_FILE="$secret" npm_config_cafile="$secret"
fi
exec "$@"
