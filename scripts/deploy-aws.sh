#!/usr/bin/env bash
# Brings this commit to an environment on AWS, or takes the environment back. See docs/operating/deploy.md.
set -euo pipefail
cd "$(dirname "$0")/.."

# shellcheck source=scripts/deploy/state.sh
. scripts/deploy/state.sh
# shellcheck source=scripts/deploy/options.sh
. scripts/deploy/options.sh
# shellcheck source=scripts/deploy/preflight.sh
. scripts/deploy/preflight.sh
# shellcheck source=scripts/deploy/image.sh
. scripts/deploy/image.sh
# shellcheck source=scripts/deploy/infrastructure.sh
. scripts/deploy/infrastructure.sh
# shellcheck source=scripts/deploy/tasks.sh
. scripts/deploy/tasks.sh
# shellcheck source=scripts/deploy/switch.sh
. scripts/deploy/switch.sh
# shellcheck source=scripts/deploy/web.sh
. scripts/deploy/web.sh
# shellcheck source=scripts/deploy/rollback.sh
. scripts/deploy/rollback.sh

preflight() {
  step "checks: ${plan[environment]}"
  load_plan "${plan[environment]}"
  plan[url]=${plan[url]:-https://${plan[domain]}}
  check_tools
  check_tree
  check_account
  say "commit ${plan[tag]}, account ${plan[account]}, region ${plan[region]}"
  find_environment
}

check_all() {
  wants infrastructure && check_zone
  check_repository
  wants_environment || return 0
  if [[ ${plan[exists]} ]]; then
    check_environment
    check_idle
  elif [[ ${plan[infra]} == none ]]; then
    refuse "the environment ${plan[environment]} is not there" "ECS ${plan[cluster]}" 'make it: --infra cdk'
  else
    say 'this is the first deployment of the environment'
  fi
}

deploy() {
  check_all
  stop_if_refused
  confirm "deploy ${plan[tag]}"
  if [[ ! ${plan[has_repository]} ]] && wants infrastructure; then deploy_repository; fi
  if wants web; then build_web; fi
  if wants build; then build_image; elif [[ ${plan[steps]// /} != smoke ]]; then take_image; fi
  [[ ! ${plan[digest]:-} ]] || check_scan
  [[ ! ${plan[record]:-} ]] || printf '{"ImageURI":"%s@%s"}\n' "${plan[image]}" "${plan[digest]}" >"${plan[record]}"
  # A database that is there is migrated before anything runs the new code; a new one once it has been made.
  if wants migrate && [[ ${plan[exists]} ]]; then run_migrations; fi
  if wants infrastructure; then
    deploy_infrastructure
    [[ ${plan[exists]} ]] || dry || check_environment
  fi
  if wants migrate && [[ ! ${plan[exists]} ]]; then run_migrations; fi
  [[ ! ${plan[revision]:-} ]] || write_revision "${plan[revision]}"
  if wants api; then switch_api; fi
  if wants jobs; then
    plan[jobs_before]=$([[ ! ${plan[before]:-} ]] || digest_in "${plan[before]}") || true
    move_jobs "${plan[digest]}"
  fi
  if wants web; then publish_web; fi
  if wants smoke; then smoke_test || recover; fi
  if wants web; then tidy_web; fi
}

[[ ${1:-} != --help && ${1:-} != -h ]] || { usage && exit 0; }
read_options "$@"
preflight
if [[ ${plan[rollback]} ]]; then
  check_environment
  roll_back "${plan[target]:-}"
else
  deploy
fi
stop_if_refused
step "$(dry && echo 'dry run: nothing was changed' || echo "${plan[environment]} is on ${plan[digest]}: ${plan[url]}")"
