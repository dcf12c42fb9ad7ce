#!/usr/bin/env bash
# What the command line of deploy-aws.sh means. Sourced.
# shellcheck source=scripts/deploy/state.sh
. "${BASH_SOURCE[0]%/*}/state.sh"

usage() {
  cat <<'HELP'
usage: scripts/deploy-aws.sh ENVIRONMENT [OPTION…]          ENVIRONMENT: dev, staging or prod

Checks, then: image, database migrations, infrastructure, API (blue/green), jobs, dashboard, smoke test; a failed smoke
test takes API, jobs and dashboard back by itself. Nothing is begun before every check has passed.

  --dry-run             print each command that would change something; only read; list every refusal
  --yes                 do not ask
  --infra cdk|terraform|none   how the infrastructure is deployed (default cdk); none leaves it as it is
  --skip-build          take the image of this commit that is in the registry already
  --image DIGEST        take the image sha256:…, or REPOSITORY@sha256:… of another environment, which is copied
  --steps A,B           only these of build, migrate, infrastructure, api, jobs, web, smoke
  --rollback [TARGET]   go back to TARGET: a release, a CodeDeploy deployment (d-…) or a task definition (NAME:N);
                        without TARGET to the release before the live one
  --accept-findings     deploy although ECR found critical vulnerabilities in the image
  --site FILE           the operator's own values (default infrastructure/settings/site.json)
  --url URL             what the smoke test asks (default https:// and the environment's domain)
  --web FOLDER          take the dashboard's export from there instead of building it
  --record FILE         write {"ImageURI": …} of the image there, for CodePipeline
  --revision FOLDER     write appspec.yaml and taskdef.json there, for CodePipeline's own deployment
  --builder PROGRAM     docker or podman (default: the first that is there)
  --poll SECONDS        how long to wait between two looks (default 15)

exit: 0 done, 1 refused or failed (with what, where and what to do), 2 wrong usage
HELP
}

wrong() {
  printf 'deploy: %s\n\n' "$1" >&2
  usage >&2
  exit 2
}

readonly kSteps='build migrate infrastructure api jobs web smoke'
wants() { [[ " ${plan[steps]} " == *" $1 "* ]]; }
# Building and testing need no more than the registry and the site.
wants_environment() { wants migrate || wants api || wants jobs || wants web || [[ ${plan[rollback]} ]]; }

# An option's value, which must be there.
value() {
  [[ ${2:-} && $2 != --* ]] || wrong "$1 wants a value"
  printf '%s\n' "$2"
}

read_options() {
  plan+=([infra]=cdk [steps]=$kSteps [poll]=15 [tries]=12 [yes]='' [take]='' [accept_findings]='' [rollback]='')
  [[ $# -gt 0 && $1 != -* ]] || wrong 'name the environment first'
  plan[environment]=$1 && shift
  while (($#)); do
    case $1 in
      --dry-run) plan[dry_run]=1 ;;
      --yes) plan[yes]=1 ;;
      --accept-findings) plan[accept_findings]=1 ;;
      --skip-build) plan[take_built]=1 ;;
      --rollback)
        plan[rollback]=1
        [[ ! ${2:-} || $2 == --* ]] || { plan[target]=$2 && shift; }
        ;;
      --infra | --image | --steps | --site | --web | --record | --revision | --url | --builder | --poll)
        plan[${1#--}]=$(value "$@")
        shift
        ;;
      *) wrong "there is no option $1" ;;
    esac
    shift
  done
  check_options
}

check_options() {
  local each
  plan[take]=${plan[image]:-}
  [[ ${plan[infra]} =~ ^(cdk|terraform|none)$ ]] || wrong "--infra is cdk, terraform or none, not ${plan[infra]}"
  [[ ! ${plan[take]} || ${plan[take]} =~ ^([a-z0-9./_-]+@)?sha256:[0-9a-f]{64}$ ]] ||
    wrong "--image is sha256:… or REPOSITORY@sha256:… (64 hexadecimal digits), not ${plan[take]}"
  plan[steps]=${plan[steps]//,/ }
  for each in ${plan[steps]}; do
    [[ " $kSteps " == *" $each "* ]] || wrong "there is no step $each; there are: $kSteps"
  done
  [[ ${plan[infra]} != none ]] || plan[steps]=${plan[steps]/infrastructure/}
  [[ ! ${plan[take]}${plan[take_built]:-} ]] || plan[steps]=${plan[steps]/build/}
}
