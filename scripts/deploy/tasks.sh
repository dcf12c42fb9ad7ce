#!/usr/bin/env bash
# Task definitions, database migrations as a task of their own, and the functions that share the image. Sourced.
# shellcheck source=scripts/deploy/state.sh
. "${BASH_SOURCE[0]%/*}/state.sh"

readonly kMigrationMinutes=15

# register VARIABLE FAMILY[:REVISION] DIGEST: the ARN of an active definition with that image.
register() {
  local -n arn=$1
  local family=$2 image=${plan[image]}@$3
  if dry && [[ ! ${plan[exists]} ]]; then
    say "task definition $family: the infrastructure makes it"
    arn=$family:1
    return
  fi
  cloud ecs describe-task-definition --task-definition "$family" --include TAGS --output json \
    >"$scratch/described.json" 2>"$scratch/error" ||
    die "there is no task definition $family: $(why)" "ECS ${plan[region]}" 'deploy the infrastructure (--infra cdk)'
  node "$here/task-definition.mjs" "$image" <"$scratch/described.json" >"$scratch/register.json" 2>"$scratch/error" ||
    die "the task definition $family cannot take the image: $(why)" ECS 'deploy the infrastructure (--infra cdk)'
  arn=$(sed -n 's/^  "unchanged": "\(.*\)"$/\1/p' "$scratch/register.json")
  [[ ! $arn ]] || { say "${arn##*/} has this image" && return; }
  changed arn "${family%%:*}:NEXT" aws --region "${plan[region]}" --output text ecs register-task-definition \
    --cli-input-json "file://$scratch/register.json" --query taskDefinition.taskDefinitionArn ||
    die "the task definition $family could not be registered: $(why)" ECS 'is the role allowed to register it?'
  say "registered ${arn##*/}"
}

# The service's own subnets and security groups: a migration reaches the database from where the API does.
service_network() {
  cloud ecs describe-services --cluster "${plan[cluster]}" --services "${plan[service]}" --output json \
    --query "services[0].[taskSets[?status=='PRIMARY'].networkConfiguration | [0], networkConfiguration][?@] | [0]" \
    >"$scratch/network.json" 2>"$scratch/error"
  grep -q awsvpcConfiguration "$scratch/network.json"
}

# The last lines that a task wrote, by the log settings of its definition.
last_lines() {
  local definition=$1 task=$2 group prefix container
  read -r group prefix container < <(cloud ecs describe-task-definition --task-definition "$definition" --query \
    'taskDefinition.containerDefinitions[0].[logConfiguration.options."awslogs-group",
      logConfiguration.options."awslogs-stream-prefix",name]' 2>/dev/null)
  plan[log]="log group ${group:-unknown}, stream $prefix/$container/$task"
  found logs get-log-events --log-group-name "$group" --log-stream-name "$prefix/$container/$task" --limit 20 \
    --query 'events[].[message]' | sed 's/^/   | /' >&2 || true
}

run_migrations() {
  step 'database: migrations, before any new code serves'
  [[ ${plan[digest]:-} ]] || die 'no image is named' --steps 'say --image DIGEST'
  local definition task status code reason deadline
  register definition "${plan[migrate_task]}" "${plan[digest]}"
  service_network || dry || die "the service ${plan[service]} names no network: $(why)" ECS \
    'deploy the infrastructure (--infra cdk)'
  changed task TASK aws --region "${plan[region]}" --output text ecs run-task --cluster "${plan[cluster]}" \
    --task-definition "$definition" --launch-type FARGATE --started-by "deploy ${plan[tag]}" \
    --network-configuration "file://$scratch/network.json" --query 'tasks[0].taskArn' ||
    die "the migration could not be started: $(why)" ECS 'the API still serves what it did; correct it, run again'
  dry && return
  [[ $task != None ]] || die 'ECS started no task for the migration' "ECS cluster ${plan[cluster]}" \
    'look for the reason there (subnets, capacity, image); the API still serves what it did'
  deadline=$((SECONDS + kMigrationMinutes * 60))
  until [[ ${status:=} == STOPPED ]]; do
    ((SECONDS < deadline)) || die "the migration has run for $kMigrationMinutes minutes" "task $task" \
      'look at its log; the API still serves what it did'
    sleep "${plan[poll]}"
    read -r status code reason < <(cloud ecs describe-tasks --cluster "${plan[cluster]}" --tasks "$task" \
      --query 'tasks[0].[lastStatus,containers[0].exitCode,stoppedReason]')
  done
  [[ $code == 0 ]] && say 'the database is as this version wants it' && return
  last_lines "$definition" "${task##*/}"
  die "the migration failed (exit $code: $reason)" "${plan[log]}" \
    'correct the migration and deploy again; no new code runs: the API, the jobs and the dashboard are as before'
}

# Functions and the import task follow the API. Those that infrastructure has moved already are left alone.
move_jobs() {
  step 'jobs: functions and import task'
  local name image definition moved=0
  register definition "${plan[import_task]}" "$1"
  for name in ${plan[functions]}; do
    image=$(found lambda get-function --function-name "$name" --query Code.ImageUri) ||
      { dry && [[ ! ${plan[exists]} ]] && continue; } ||
      die "the function $name is not there: $(why)" Lambda 'deploy the infrastructure (--infra cdk)'
    [[ $image != "${plan[image]}@$1" ]] || continue
    change aws --region "${plan[region]}" --output text lambda update-function-code --function-name "$name" \
      --image-uri "${plan[image]}@$1" --query LastUpdateStatus >/dev/null 2>"$scratch/error" ||
      die "the function $name did not take the image: $(why)" Lambda 'run the same command again'
    moved=$((moved + 1))
  done
  say "$moved functions moved to $1; imports run ${definition##*/}"
}
