#!/usr/bin/env bash
# What the deployment scripts share: the plan, how they speak, how they run a command. Sourced, first of all.
#
# plan[KEY]: the names of settings.mjs, the options (dry_run, infra, …) and what the steps find out (digest, release …).
# A command that changes something goes through `change`, one that only reads through `cloud`; --dry-run prints the
# first and runs the second.
[[ ! -v here ]] || return 0
declare -A plan=([dry_run]='' [refusals]=0)
# shellcheck disable=SC2034 # for those that source this
here=${BASH_SOURCE[0]%/*}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
export AWS_PAGER='' PYTHONWARNINGS=ignore
readonly here scratch

# Where the story goes, also from within a function whose output is taken as a value.
exec 3>&1
step() { printf '\n== %s\n' "$*" >&3; }
say() { printf '   %s\n' "$*" >&3; }

# explain WHAT WHERE REMEDY
explain() {
  printf 'deploy: %s\n  where: %s\n  do:    %s\n' "$@" >&2
}

die() {
  explain "$@"
  exit 1
}

# A refusal of something not yet begun. A dry run tells all of them and ends with failure; otherwise the first ends it.
refuse() {
  explain "$@"
  [[ ${plan[dry_run]} ]] || exit 1
  plan[refusals]=$((plan[refusals] + 1))
}

stop_if_refused() {
  local count=${plan[refusals]}
  ((count == 0)) || die "$count checks failed, as told above" "${plan[environment]}" 'correct them; nothing was changed'
}

dry() { [[ ${plan[dry_run]} ]]; }

shown() {
  local word line='   +'
  for word in "$@"; do
    if [[ $word =~ ^[A-Za-z0-9_./:=@,%+*-]+$ ]]; then line+=" $word"; else line+=" '${word//\'/\'\\\'\'}'"; fi
  done
  printf '%s\n' "$line" >&3
}

# Shows a command and, unless this is a dry run, runs it.
change() {
  shown "$@"
  dry || "$@"
}

# The AWS command line in the environment's region, plain text out.
cloud() { aws --region "${plan[region]}" --output text "$@"; }

# cloud for a value that may not be there: nothing instead of an error or of the word None.
found() {
  local value
  value=$(cloud "$@" 2>"$scratch/error") || return 1
  [[ $value && $value != None ]] || return 1
  printf '%s\n' "$value"
}

why() { tr -s '\n ' ' ' <"$scratch/error" | cut -c 1-300; }

# changed VARIABLE DRY COMMAND…: the output of a command that changes something; DRY stands for it in a dry run.
changed() {
  local -n into=$1
  local instead=$2
  shift 2
  shown "$@"
  # shellcheck disable=SC2034 # the caller's variable
  if dry; then into=$instead; else into=$("$@" 2>"$scratch/error"); fi
}

program_for() {
  local program
  for program in "$@"; do command -v "$program" >/dev/null && echo "$program" && return; done
  return 1
}
