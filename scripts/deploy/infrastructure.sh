#!/usr/bin/env bash
# The environment itself, by CDK or Terraform, and what its stack says of it. Sourced.
# shellcheck source=scripts/deploy/state.sh
. "${BASH_SOURCE[0]%/*}/state.sh"

# A value that the infrastructure tells by NAME: of CloudFormation, or of Terraform's state in snake case.
stack_output() {
  if [[ ${plan[infra]} == terraform ]]; then
    local name
    name=$(printf '%s' "$1" | sed 's/\B[A-Z]/_&/g' | tr '[:upper:]' '[:lower:]')
    TF_WORKSPACE=${plan[environment]} terraform -chdir=infrastructure/terraform output -raw "$name" 2>"$scratch/error"
  else
    found cloudformation describe-stacks --stack-name "${plan[stack]}" \
      --query "Stacks[0].Outputs[?OutputKey=='$1'].OutputValue | [0]"
  fi
}

cdk() {
  change scripts/packages.sh
  change scripts/with-env pnpm --dir infrastructure/cdk exec cdk deploy "$@" --require-approval never \
    --context "environment=${plan[environment]}"
}

terraform_apply() {
  local chdir=-chdir=infrastructure/terraform
  change node infrastructure/terraform/canary_zip.mjs
  change terraform "$chdir" init -input=false
  change terraform "$chdir" workspace select -or-create "${plan[environment]}"
  change terraform "$chdir" apply -input=false -auto-approve -var-file="environments/${plan[environment]}.tfvars" \
    -var "image_digest=${plan[digest]:-}" "$@"
}

# A new account first needs somewhere to push the image to: the repository comes before everything that runs from it.
deploy_repository() {
  step "infrastructure: the image repository, by ${plan[infra]}"
  case ${plan[infra]} in
    cdk) cdk "${plan[images_stack]}" ;;
    terraform) terraform_apply -target=module.images ;;
  esac || die 'the repository could not be made' 'the output above' 'correct it and run the same command again'
}

deploy_infrastructure() {
  step "infrastructure: ${plan[environment]}, by ${plan[infra]}"
  case ${plan[infra]} in
    none) say 'left as it is' && return ;;
    cdk) cdk --all --parameters "${plan[stack]}:ImageDigest=${plan[digest]}" ;;
    terraform) terraform_apply ;;
  esac || die "the infrastructure could not be deployed; the API still serves what it did" 'the output above' \
    'correct it and run the same command again: what is done already is not done twice'
}
