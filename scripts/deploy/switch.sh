#!/usr/bin/env bash
# The API's blue/green deployment by CodeDeploy: begin it, follow it until the new tasks have all the traffic. Sourced.
# The old tasks stay for a while after that; as long as they do, going back takes seconds.
# shellcheck source=scripts/deploy/state.sh
. "${BASH_SOURCE[0]%/*}/state.sh"

readonly kSwitchMinutes=60

# The task definition that has the traffic.
serving() {
  cloud ecs describe-services --cluster "${plan[cluster]}" --services "${plan[service]}" --query \
    "services[0].[taskSets[?status=='PRIMARY'].taskDefinition | [0], taskDefinition][?@] | [0]" 2>"$scratch/error"
}

digest_in() {
  found ecs describe-task-definition --task-definition "$1" \
    --query "taskDefinition.containerDefinitions[?starts_with(image, '${plan[image]}@')].image | [0]" | sed 's/.*@//'
}

# switch_to DEFINITION: does nothing when it serves already.
switch_to() {
  local definition=$1
  plan[before]=$(serving) || dry || die "the service ${plan[service]} cannot be read: $(why)" ECS 'is it there?'
  [[ ${plan[before]} != "$definition" ]] || { say "${definition##*/} serves already" && return; }
  cloud ecs describe-services --cluster "${plan[cluster]}" --services "${plan[service]}" --output json \
    >"$scratch/service.json" 2>"$scratch/error" || echo '{"services":[{}]}' >"$scratch/service.json"
  node "$here/revision.mjs" "$definition" <"$scratch/service.json" >"$scratch/revision.json"
  say "from ${plan[before]##*/} to ${definition##*/}"
  local id
  changed id d-DRYRUN aws --region "${plan[region]}" --output text deploy create-deployment \
    --application-name "${plan[application]}" --deployment-group-name "${plan[deployment_group]}" \
    --description "${plan[release]:-rollback}" --revision "file://$scratch/revision.json" --query deploymentId ||
    die "CodeDeploy did not begin: $(why)" "CodeDeploy ${plan[application]}" 'correct it and run again'
  plan[deployment]=$id
  dry || follow "$id"
}

# One lifecycle event's status, or nothing.
event_of() {
  local target
  target=$(found deploy list-deployment-targets --deployment-id "$1" --query 'targetIds[0]') || return 0
  found deploy get-deployment-target --deployment-id "$1" --target-id "$target" --query \
    "deploymentTarget.ecsTarget.lifecycleEvents[?lifecycleEventName=='$2'].status | [0]" || true
}

follow() {
  local deployment=$1 status traffic told='' deadline=$((SECONDS + kSwitchMinutes * 60))
  while ((SECONDS < deadline)); do
    status=$(found deploy get-deployment --deployment-id "$deployment" --query deploymentInfo.status) || status=Unknown
    traffic=$(event_of "$deployment" AllowTraffic)
    [[ "$status $traffic" == "$told" ]] || say "$deployment: $status, traffic ${traffic:-Pending}"
    told="$status $traffic"
    case $status in
      Succeeded) return ;;
      Failed | Stopped) deployment_failed "$deployment" "$status" ;;
    esac
    [[ $traffic != Succeeded ]] || return 0
    sleep "${plan[poll]}"
  done
  die "deployment $deployment has run for $kSwitchMinutes minutes" "CodeDeploy ${plan[application]}" \
    "look there, then: scripts/deploy-aws.sh ${plan[environment]} --rollback"
}

deployment_failed() {
  local reason back
  reason=$(found deploy get-deployment --deployment-id "$1" \
    --query deploymentInfo.errorInformation.message) || reason=''
  back=$(found deploy get-deployment --deployment-id "$1" \
    --query deploymentInfo.rollbackInfo.rollbackDeploymentId) || back=''
  die "deployment $1: $2. ${reason:-CodeDeploy gives no reason}" \
    "CodeDeploy ${plan[application]}; the tasks' log: ECS service ${plan[service]}" \
    "the old tasks serve on${back:+ (rolled back by $back)}; the dashboard was not touched. Correct it, deploy again"
}

# For a pipeline that lets CodeDeploy deploy: the task definition with this image, and its app specification.
write_revision() {
  local folder=$1 image=${plan[image]}@${plan[digest]}
  step "revision for CodePipeline: $folder"
  cloud ecs describe-task-definition --task-definition "${plan[api_task]}" --include TAGS --output json \
    >"$scratch/described.json"
  node "$here/task-definition.mjs" "$image" --always <"$scratch/described.json" >"$folder/taskdef.json"
  cloud ecs describe-services --cluster "${plan[cluster]}" --services "${plan[service]}" --output json \
    >"$scratch/service.json"
  node "$here/revision.mjs" --appspec <"$scratch/service.json" >"$folder/appspec.yaml"
}

switch_api() {
  step 'API: blue/green deployment'
  local definition
  register definition "${plan[api_task]}" "${plan[digest]}"
  plan[task]=$definition
  switch_to "$definition"
}

# Ends a deployment that still has its old tasks by giving them back the traffic; otherwise deploys DEFINITION.
return_api_to() {
  local definition=$1 deployment=${2:-} status=''
  [[ ! $deployment ]] || dry || status=$(found deploy get-deployment --deployment-id "$deployment" \
    --query deploymentInfo.status) || status=''
  case $status in
    Created | Queued | InProgress | Ready)
      change aws --region "${plan[region]}" --output text deploy stop-deployment --deployment-id "$deployment" \
        --auto-rollback-enabled --query status &&
        say "$deployment is ended; CodeDeploy gives the old tasks their traffic back" && return
      ;;
  esac
  [[ $(register_state "$definition") == ACTIVE ]] ||
    register definition "$definition" "$(digest_in "$definition")"
  switch_to "$definition"
}

register_state() { found ecs describe-task-definition --task-definition "$1" --query taskDefinition.status; }
