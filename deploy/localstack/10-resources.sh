#!/usr/bin/env bash
# Makes what the program finds on AWS, under the names of environment "local": buckets, queues with dead letters, the
# event bus and its rules, secrets, parameters, the sender's identity. LocalStack runs it when it is ready
# (/etc/localstack/init/ready.d); it can be run again, and against any other endpoint named by AWS_ENDPOINT_URL.
set -euo pipefail

if [[ ${1:-} == --help ]]; then
  cat <<'HELP'
usage: 10-resources.sh
Makes the resources of environment "local" with awslocal, or with aws at AWS_ENDPOINT_URL where that is set.
  DATABASE_PASSWORD, CACHE_PASSWORD   what the secrets hold (local-only)
HELP
  exit 0
fi

readonly prefix=housing-trends-local domain=housing-trends.example
readonly region=${AWS_DEFAULT_REGION:-us-east-1}
# As for Lambda's largest timeout here: six times 150 s; a message is tried five times.
readonly visibility_seconds=900 receives=5

call() {
  if [[ -n ${AWS_ENDPOINT_URL:-} ]]; then
    aws --endpoint-url "$AWS_ENDPOINT_URL" --region "$region" --output text "$@"
  else
    awslocal --region "$region" --output text "$@"
  fi
}

# made "CALL THAT MAKES" "CALL THAT LOOKS": what is there already may not be made again.
made() {
  # shellcheck disable=SC2086 # words of a call
  call $1 >/dev/null 2>&1 || call $2 >/dev/null
}

# In us-east-1 to make one's own bucket again is no error.
bucket() {
  call s3api create-bucket --bucket "$prefix-$1" >/dev/null
  call s3api put-bucket-versioning --bucket "$prefix-$1" --versioning-configuration Status=Enabled
}

declare -A arn_of
queue() {
  local name=$prefix-jobs-$1-queue url dead redrive attributes
  url=$(call sqs create-queue --queue-name "$name-dlq" --attributes MessageRetentionPeriod=1209600)
  dead=$(call sqs get-queue-attributes --queue-url "$url" --attribute-names QueueArn --query Attributes.QueueArn)
  redrive="{\\\"deadLetterTargetArn\\\":\\\"$dead\\\",\\\"maxReceiveCount\\\":\\\"$receives\\\"}"
  attributes="{\"VisibilityTimeout\":\"$visibility_seconds\",\"RedrivePolicy\":\"$redrive\"}"
  call sqs create-queue --queue-name "$name" --attributes "$attributes" >/dev/null
  arn_of[$1]=${dead%-dlq}
}

# route DETAIL-TYPE QUEUE: events of the program's own bus
route() {
  local rule=$prefix-jobs-$1
  call events put-rule --name "$rule" --event-bus-name "$prefix-jobs-bus" \
    --event-pattern "{\"source\":[\"housing-trends\"],\"detail-type\":[\"$1\"]}" >/dev/null
  call events put-targets --rule "$rule" --event-bus-name "$prefix-jobs-bus" \
    --targets "Id=queue,Arn=${arn_of[$2]}" >/dev/null
}

secret() {
  local name=$prefix-$1 value=$2
  call secretsmanager create-secret --name "$name" --secret-string "$value" >/dev/null 2>&1 ||
    call secretsmanager describe-secret --secret-id "$name" >/dev/null
}

# As JSON, because the command line would fetch a --value that is an address.
parameter() {
  call ssm put-parameter --cli-input-json \
    "{\"Name\":\"/housing-trends/local/$1\",\"Value\":\"$2\",\"Type\":\"String\",\"Overwrite\":true}" >/dev/null
}

for name in data-bucket frontend-bucket data-backup-bucket; do bucket "$name"; done
for name in import publish alerts mail export; do queue "$name"; done

made "events create-event-bus --name $prefix-jobs-bus" "events describe-event-bus --name $prefix-jobs-bus"
route import-finished publish
route publication-finished alerts

secret db-instance "{\"username\":\"housing\",\"password\":\"${DATABASE_PASSWORD:-local-only}\"}"
secret cache-auth "${CACHE_PASSWORD:-local-only}"
secret api-signing-key "$(head -c 32 /dev/urandom | od -An -vtx1 | tr -d ' \n')"

call ses verify-domain-identity --domain "$domain" >/dev/null
call ses verify-email-identity --email-address "no-reply@$domain"
made "ses create-configuration-set --configuration-set Name=$prefix-mail-configuration" \
  "ses describe-configuration-set --configuration-set-name $prefix-mail-configuration"

# The last of all: whoever waits for everything waits for it.
parameter public-url http://localhost:8080
parameter mail-from "no-reply@$domain"

echo "localstack: the resources of $prefix are there"
