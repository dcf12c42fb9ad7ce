#!/usr/bin/env bash
# Before anything is done: is this the right tree, the right account, a complete environment? Sourced.
# shellcheck source=scripts/deploy/state.sh
. "${BASH_SOURCE[0]%/*}/state.sh"

# load_plan ENVIRONMENT: names, account and domain into the plan.
load_plan() {
  local key value lines
  lines=$(node "$here/settings.mjs" "$1" ${plan[site]:+"${plan[site]}"})
  while IFS=$'\t' read -r key value; do plan[$key]=$value; done <<<"$lines"
  [[ ! ${plan[refused]:-} ]] || die "${plan[refused]}" "${plan[where]}" "${plan[remedy]}"
}

check_tools() {
  local tool tools=(aws node git)
  wants infrastructure && case ${plan[infra]} in
    cdk) scripts/with-env bash -c 'command -v pnpm' >/dev/null ||
      refuse 'the program pnpm is not there' 'PATH and build/toolchain' 'run scripts/bootstrap.sh' ;;
    terraform) tools+=(terraform) ;;
  esac
  for tool in "${tools[@]}"; do
    command -v "$tool" >/dev/null || refuse "the program $tool is not there" PATH "install $tool"
  done
  wants build || return 0
  plan[builder]=$(program_for "${plan[builder]:-docker}" "${plan[builder]:-podman}") ||
    refuse 'no program to build images with' PATH 'install docker or podman, or deploy a built image with --image'
}

# An image's tag is its commit, so the commit has to say all that is in the image.
check_tree() {
  plan[commit]=${COMMIT_ID:-$(git rev-parse HEAD 2>/dev/null || true)}
  [[ ${plan[commit]} ]] || die 'this is not a git checkout' "$PWD" 'deploy from a clone of the repository'
  plan[tag]=${plan[commit]:0:12}
  plan[release]="$(date -u +%Y%m%dT%H%M%SZ)-${plan[tag]}"
  wants build || wants web || return 0
  [[ -d .git || -f .git ]] || return 0
  local changes
  changes=$(git status --porcelain | head -n 5)
  [[ ! $changes ]] || refuse "the tree has changes that no commit holds: ${changes//$'\n'/, }" "$PWD" \
    'commit them, or deploy from a fresh clone'
}

check_account() {
  local account
  account=$(found sts get-caller-identity --query Account) ||
    { refuse "AWS does not know these credentials: $(why)" 'aws sts get-caller-identity' \
      'sign in (aws sso login, or AWS_PROFILE, or the role of the pipeline)' && return; }
  [[ $account == "${plan[account]}" ]] ||
    refuse "these are credentials of account $account, the site's is ${plan[account]}" 'aws sts get-caller-identity' \
      'choose the right AWS_PROFILE, or correct "account" in the site file'
}

check_zone() {
  local zone
  zone=$(found route53 get-hosted-zone --id "${plan[zone]}" --query HostedZone.Name) ||
    { refuse "there is no hosted zone ${plan[zone]}: $(why)" 'Route 53' 'correct "hostedZoneId" in the site file' &&
      return; }
  [[ ${plan[zone_name]} == "${zone%.}" || ${plan[zone_name]} == *."${zone%.}" ]] ||
    refuse "hosted zone ${plan[zone]} is ${zone%.}, which does not hold ${plan[zone_name]}" 'Route 53' \
      'correct "domain" or "hostedZoneId" in the site file'
}

# Does the environment run already? The first deployment makes it.
find_environment() {
  local status
  plan[exists]=''
  wants_environment || return 0
  status=$(found ecs describe-services --cluster "${plan[cluster]}" --services "${plan[service]}" \
    --query 'services[0].status') || status=none
  [[ $status != ACTIVE ]] || plan[exists]=yes
}

check_secrets() {
  local secret
  for secret in ${plan[secrets]}; do
    found secretsmanager describe-secret --secret-id "$secret" --query ARN >/dev/null ||
      refuse "the secret $secret is not there: $(why)" 'Secrets Manager' \
        'deploy the infrastructure (--infra cdk), which makes it; restore it if somebody deleted it'
  done
  found rds describe-db-instances --db-instance-identifier "${plan[database]}" \
    --query 'DBInstances[0].MasterUserSecret.SecretArn' >/dev/null ||
    refuse "the database ${plan[database]} has no password in Secrets Manager: $(why)" RDS \
      'deploy the infrastructure (--infra cdk), which lets RDS keep it'
}

# Once the environment should be there: everything the later steps touch.
check_environment() {
  ! wants api || check_secrets
  wants web || return 0
  plan[distribution]=$(stack_output DistributionId) ||
    refuse "the stack ${plan[stack]} names no DistributionId: $(why)" 'CloudFormation outputs' \
      'deploy the infrastructure (--infra cdk or terraform)'
}

check_idle() {
  wants api || return 0
  local running
  running=$(found deploy list-deployments --application-name "${plan[application]}" \
    --deployment-group-name "${plan[deployment_group]}" --include-only-statuses Created Queued InProgress Ready \
    --query 'deployments[0]') || return 0
  refuse "deployment $running of ${plan[environment]} is still under way" "CodeDeploy ${plan[application]}" \
    "wait for it, or end it: scripts/deploy-aws.sh ${plan[environment]} --rollback"
}

# Nothing is changed before somebody said yes.
confirm() {
  [[ ! ${plan[yes]} ]] && ! dry || return 0
  [[ -t 0 ]] || die "nobody is there to confirm ${1}" 'standard input' 'say --yes'
  local answer
  read -rp "Type ${plan[environment]} to ${1} in account ${plan[account]}: " answer
  [[ $answer == "${plan[environment]}" ]] || die 'not confirmed' 'standard input' 'nothing was changed'
}
