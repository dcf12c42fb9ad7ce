#!/usr/bin/env bash
# The image: built for the tasks' processor, pushed under its commit, known from then on by its digest. Sourced.
# shellcheck source=scripts/deploy/state.sh
. "${BASH_SOURCE[0]%/*}/state.sh"

# The digest of the image TAG in the environment's repository; nothing when there is none.
digest_of() {
  found ecr describe-images --repository-name "${plan[repository]}" --image-ids "imageTag=$1" \
    --query 'imageDetails[0].imageDigest'
}

check_repository() {
  plan[has_repository]=''
  found ecr describe-repositories --repository-names "${plan[repository]}" \
    --query 'repositories[0].repositoryUri' >/dev/null && plan[has_repository]=yes
  [[ ${plan[has_repository]} || ${plan[infra]} != none ]] ||
    refuse "the image repository ${plan[repository]} is not there: $(why)" ECR \
      "make the environment first: scripts/deploy-aws.sh ${plan[environment]} --infra cdk"
}

sign_in() {
  shown aws ecr get-login-password '|' "${plan[builder]}" login --username AWS --password-stdin "$1"
  dry || aws --region "${plan[region]}" ecr get-login-password |
    "${plan[builder]}" login --username AWS --password-stdin "$1" >/dev/null ||
    die "${plan[builder]} could not sign in" "$1" 'is the signed-in role allowed ecr:GetAuthorizationToken?'
}

# Emulating another processor makes the C++ build ten times slower, and impossible where nothing emulates.
warn_of_emulation() {
  local own
  case $(uname -m) in
    x86_64) own=amd64 ;;
    aarch64 | arm64) own=arm64 ;;
  esac
  [[ ${plan[architecture]} != "${own:-}" ]] || return 0
  say "note: an image for ${plan[architecture]} on ${own:-another machine}: emulated, unless a remote builder makes it"
}

# One manifest for one processor: functions refuse an index, which attestations would make of it.
build_image() {
  step "image: ${plan[repository]}:${plan[tag]} for ${plan[architecture]}"
  if plan[digest]=$(digest_of "${plan[tag]}"); then
    say "this commit is in the registry already: ${plan[digest]}"
    return
  fi
  warn_of_emulation
  local uri=${plan[image]}:${plan[tag]}
  export BUILDX_NO_DEFAULT_ATTESTATIONS=1 DOCKER_BUILDKIT=1
  change "${plan[builder]}" build --file deploy/Dockerfile --target housing --platform "linux/${plan[architecture]}" \
    --build-arg TAKE=source --build-arg "REVISION=${plan[commit]}" --tag "$uri" . ||
    die 'the image could not be built' 'the output above' 'correct it; nothing was changed on AWS'
  sign_in "${plan[registry]}"
  change "${plan[builder]}" push "$uri" ||
    die 'the image could not be pushed' "$uri" 'look above; is the signed-in role allowed to push there?'
  if dry; then
    plan[digest]=sha256:DIGEST-AFTER-PUSH
  else
    plan[digest]=$(digest_of "${plan[tag]}") || die "ECR names no digest of $uri: $(why)" ECR 'run the script again'
  fi
  say "digest ${plan[digest]}"
}

# --skip-build and --image: an image that is there, made of the commit that is checked out.
take_image() {
  step "image: ${plan[take]:-of commit ${plan[tag]}}"
  case ${plan[take]} in
    '') plan[digest]=$(digest_of "${plan[tag]}") ||
      die "commit ${plan[tag]} has no image" "ECR ${plan[repository]}" 'leave out --skip-build' ;;
    sha256:*) plan[digest]=${plan[take]} ;;
    "${plan[image]}"@sha256:*) plan[digest]=${plan[take]#*@} ;;
    *@sha256:*) copy_image "${plan[take]}" ;;
  esac
  local tags
  tags=$(found ecr describe-images --repository-name "${plan[repository]}" \
    --image-ids "imageDigest=${plan[digest]}" --query 'imageDetails[0].imageTags') ||
    { dry && [[ ${plan[take]} == *@* ]] && return; } ||
    die "there is no image ${plan[digest]}: $(why)" "ECR ${plan[repository]}" 'build it, or copy the digest once more'
  say "${plan[digest]} ($tags)"
  wants web || return 0
  [[ " ${tags//$'\t'/ } " == *" ${plan[tag]} "* ]] ||
    die "the image is of $tags, the tree of ${plan[tag]}: API and dashboard would be of two versions" \
      "ECR ${plan[repository]}" "git checkout ${tags%%[[:space:]]*}, or deploy without --image"
}

# From another repository of the same account (staging's), byte for byte.
copy_image() {
  local from=$1 to=${plan[image]}:${plan[tag]} digest
  plan[digest]=${from#*@}
  [[ $(digest_of "${plan[tag]}") != "${plan[digest]}" ]] || return 0
  plan[builder]=$(program_for "${plan[builder]:-docker}" "${plan[builder]:-podman}") ||
    die 'no program to copy the image with' PATH 'install docker or podman'
  sign_in "${plan[registry]}"
  change "${plan[builder]}" pull --platform "linux/${plan[architecture]}" "$from"
  change "${plan[builder]}" tag "$from" "$to"
  change "${plan[builder]}" push "$to"
  dry && return
  digest=$(digest_of "${plan[tag]}") || die "ECR names no digest of $to: $(why)" ECR 'run the script again'
  [[ $digest == "${plan[digest]}" ]] ||
    die "the copy's digest is $digest, not the original's ${plan[digest]}" "$to" \
      'copy it with a program that keeps manifests: skopeo copy --preserve-digests'
}

# ECR looks for known vulnerabilities on push. A critical one ends a deployment, unless --accept-findings.
check_scan() {
  dry && [[ ${plan[digest]} == *AFTER-PUSH ]] && return
  local status critical
  local query=(ecr describe-image-scan-findings --repository-name "${plan[repository]}" --image-id
    "imageDigest=${plan[digest]}" --query)
  # A scan begins some seconds after the push, and may be switched off.
  local looks missed=0
  for ((looks = 0; looks < 20; looks++)); do
    status=$(found "${query[@]}" imageScanStatus.status) || { status='' && missed=$((missed + 1)); }
    [[ $status == IN_PROGRESS || $status == PENDING || (! $status && $missed -lt 3) ]] || break
    sleep "${plan[poll]}"
  done
  critical=$(found "${query[@]}" 'imageScanFindings.findingSeverityCounts.CRITICAL') || critical=0
  say "scan ${status:-without result}, critical findings: $critical"
  ((critical == 0)) || [[ ${plan[accept_findings]} ]] ||
    refuse "ECR found $critical critical vulnerabilities in the image" "ECR ${plan[repository]}@${plan[digest]}" \
      'rebuild with corrected packages; --accept-findings when you have looked at each'
}
