#!/usr/bin/env bash
# Checks the deployed site, and goes back to what was before: by itself when the checks fail, or when asked. Sourced.
# The database is never taken back: each version's migrations leave what the version before it needs.
# shellcheck source=scripts/deploy/state.sh
. "${BASH_SOURCE[0]%/*}/state.sh"

# The API runs the image we mean, by the service's own word.
check_serving() {
  local task digest
  if ! task=$(serving); then
    say "FAILED the service cannot be read: $(why)"
    return 1
  fi
  digest=$(digest_in "$task") || digest=''
  [[ $digest == "${plan[digest]}" ]] && say "ok ${task##*/} has ${plan[digest]}" && return
  say "FAILED ${task##*/} serves ${digest:-no digest}, not ${plan[digest]}"
  return 1
}

smoke_test() {
  local options=(--tries "${plan[tries]}" --pause "${plan[poll]}")
  wants web && options+=(--release "${plan[release]}")
  wants web || options+=(--api-only)
  step "smoke test: ${plan[url]}"
  shown node "$here/smoke.mjs" "${plan[url]}" "${options[@]}"
  dry && return
  { ! wants api || check_serving; } && node "$here/smoke.mjs" "${plan[url]}" "${options[@]}"
}

# What was deployed is not well: everything that this run changed goes back.
recover() {
  step 'the smoke test failed: going back'
  local back=()
  if [[ ${plan[deployment]:-} ]]; then
    return_api_to "${plan[before]}" "${plan[deployment]}"
    back+=("API on ${plan[before]##*/}")
    [[ ! ${plan[jobs_before]:-} ]] || { move_jobs "${plan[jobs_before]}" && back+=("jobs on ${plan[jobs_before]}"); }
  fi
  if [[ ${plan[release_before]:-} ]]; then
    return_web_to "${plan[release_before]}" && back+=("dashboard on ${plan[release_before]}")
  fi
  ((${#back[@]})) || die 'the smoke test failed and there is nothing earlier to go back to' "${plan[url]}" \
    "look at the log of ${plan[service]}, correct it and deploy again"
  local text
  printf -v text '%s, ' "${back[@]}"
  die "release ${plan[release]} failed its smoke test and was taken back: ${text%, }" "${plan[url]}" \
    "the database keeps its migrations. Find the failed check above, correct it, deploy again"
}

# rollback [RELEASE|DEPLOYMENT|TASKDEF]: without one, the release before the live one.
roll_back() {
  local target=${1:-} live release='' task running
  live=$(live_release) || live=''
  case $target in
    d-*) task=$(found deploy get-deployment --deployment-id "$target" \
      --query deploymentInfo.revision.appSpecContent.content | grep -o 'task-definition/[^"]*') ||
      die "CodeDeploy knows no deployment $target: $(why)" "CodeDeploy ${plan[application]}" 'look at its list' ;;
    arn:* | "${plan[api_task]}":*) task=${target##*/} ;;
    '') release=$(releases | awk -v live="$live" '$0 < live' | head -n 1)
      [[ $release ]] || die "no release before ${live:-the first} is kept" "s3://${plan[bucket]}/releases/" \
        'name a task definition or a deployment to go back to' ;;
    *) release=$target ;;
  esac
  [[ ! $release ]] || task=$(record_field "$release" task) || task=''
  [[ $task ]] || die "there is no release $release" "s3://${plan[bucket]}/releases/" \
    "name one of: $(releases | paste -sd' ')"
  task=${task##*/}
  [[ $release ]] || release=$(release_of "$task")
  step "going back to $task${release:+, release $release}"
  task=$(found ecs describe-task-definition --task-definition "$task" --query taskDefinition.taskDefinitionArn) ||
    die "there is no task definition $task: $(why)" ECS 'name another one'
  confirm "go back to ${task##*/}"
  plan[digest]=$(digest_in "$task")
  running=$(under_way) || running=''
  back_to "$task" "$running" "$release"
}

back_to() {
  local task=$1 running=$2 release=$3
  return_api_to "$task" "$running"
  if [[ $running ]]; then
    # It stops in favour of the tasks from before it, which may not be the ones asked for.
    dry || follow_stop "$running"
    switch_to "$task"
  fi
  move_jobs "${plan[digest]}"
  if [[ $release ]]; then
    return_web_to "$release" || die "the dashboard's release $release could not be put back" "s3://${plan[bucket]}" \
      'run the same command again'
  else
    say 'the dashboard stays: no kept release belongs to that task definition'
  fi
  plan[release]=$release
  step "smoke test: ${plan[url]}"
  dry || { check_serving && node "$here/smoke.mjs" "${plan[url]}" --tries "${plan[tries]}" --pause "${plan[poll]}" \
    ${release:+--release "$release"}; } ||
    die "the site is not well after going back" "${plan[url]}" \
      "look at the log of ${plan[service]}; go back further: --rollback RELEASE"
}

under_way() {
  found deploy list-deployments --application-name "${plan[application]}" \
    --deployment-group-name "${plan[deployment_group]}" --include-only-statuses Created Queued InProgress Ready \
    --query 'deployments[0]'
}

follow_stop() {
  local status
  for ((i = 0; i < 80; i++)); do
    status=$(found deploy get-deployment --deployment-id "$1" --query deploymentInfo.status) || status=''
    [[ $status != Stopped && $status != Failed ]] || break
    sleep "${plan[poll]}"
  done
}

# The kept release that was deployed with that task definition.
release_of() {
  local release
  for release in $(releases); do
    [[ $(record_field "$release" task) != "$1" ]] || { echo "$release" && return; }
  done
}
