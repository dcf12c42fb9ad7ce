#!/bin/bash
# First start of a self-hosted runner: takes a registration from GitHub, runs one job, ends the machine.
# REGION, SECRET, REPOSITORY and LABELS are set above by the launch template.
set -euo pipefail

finish() { shutdown -h now; }
trap finish EXIT

dnf install -y docker git jq libicu
systemctl start docker
useradd --create-home --groups docker runner
cd ~runner

token=$(aws secretsmanager get-secret-value --region "$REGION" --secret-id "$SECRET" --query SecretString --output text)
api() { curl --fail --silent --show-error --request POST --header "Authorization: Bearer $token" "$@"; }
answer=$(api "https://api.github.com/repos/$REPOSITORY/actions/runners/generate-jitconfig" --data @- <<JSON
{ "name": "$(hostname)", "runner_group_id": 1, "labels": [$LABELS] }
JSON
)
unset token
config=$(jq --raw-output .encoded_jit_config <<<"$answer")

case $(uname -m) in aarch64) arch=arm64 ;; *) arch=x64 ;; esac
release=$(curl --fail --silent https://api.github.com/repos/actions/runner/releases/latest | jq --raw-output .tag_name)
file=actions-runner-linux-$arch-${release#v}.tar.gz
curl --fail --silent --location --output "$file" "https://github.com/actions/runner/releases/download/$release/$file"
tar --extract --gzip --file "$file"
chown -R runner: .
# A machine that no job takes goes after an hour; the group starts a fresh one when it is wanted.
timeout 6h sudo --user runner ./run.sh --jitconfig "$config" || true
