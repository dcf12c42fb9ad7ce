"""What a call asks for, action by action and resource by resource, and whether a role's policies give it.

moto compares every call of most services with the resource "*", which no policy of least privilege names, and knows no
conditions of policies. Here a call is told apart as AWS does it: the queue, secret, bus, identity it names.
"""
import base64
import json
import re
from email.parser import BytesParser
from email.utils import parseaddr

# Operations that need the right to another one.
SAME_AS = {
    "sqs:SendMessageBatch": "sqs:SendMessage",
    "sqs:DeleteMessageBatch": "sqs:DeleteMessage",
    "sqs:ChangeMessageVisibilityBatch": "sqs:ChangeMessageVisibility",
    "s3:HeadObject": "s3:GetObject",
    "s3:HeadBucket": "s3:ListBucket",
    "lambda:Invoke": "lambda:InvokeFunction",
    "monitoring:PutMetricData": "cloudwatch:PutMetricData",
    "xray:TraceSegments": "xray:PutTraceSegments",
    "xray:TelemetryRecords": "xray:PutTelemetryRecords",
}


class Ask:
    def __init__(self, action, resource, **context):
        self.action, self.resource, self.context = action, resource, context


def _listed(value):
    return value if isinstance(value, list) else [value]


def _fits(pattern, text):
    parts = re.split(r"([*?])", pattern)
    regex = "".join({"*": ".*", "?": "."}.get(part, re.escape(part)) for part in parts)
    return re.fullmatch(regex, text, re.DOTALL) is not None


def _condition_holds(condition, context):
    for operator, keys in condition.items():
        for key, wanted in keys.items():
            actual = context.get(key.replace(":", "_").replace("-", "_"))
            if actual is None:
                return False
            if operator == "StringEquals" and actual not in _listed(wanted):
                return False
            if operator in ("ArnEquals", "ArnLike", "StringLike") and not any(
                _fits(each, actual) for each in _listed(wanted)
            ):
                return False
            if operator not in ("StringEquals", "ArnEquals", "ArnLike", "StringLike"):
                return False
    return True


def permits(documents, ask):
    """Whether the policy documents allow it and none forbids it."""
    allowed = False
    for document in documents:
        for statement in _listed(document["Statement"]):
            if not any(_fits(each.lower(), ask.action.lower()) for each in _listed(statement.get("Action", []))):
                continue
            if not any(_fits(each, ask.resource) for each in _listed(statement.get("Resource", []))):
                continue
            if not _condition_holds(statement.get("Condition", {}), ask.context):
                continue
            if statement["Effect"] == "Deny":
                return False
            allowed = True
    return allowed


def _body_of(request):
    try:
        return json.loads(request["body"] or b"{}")
    except ValueError:
        return {}


def asks_of(request, find):
    """The asks of a call. `request`: action ("sqs:SendMessage"), resource (moto's idea of it), region, account, form,
    path, body. `find(kind, name)` gives the ARN of what is there."""
    service, operation = request["action"].split(":", 1)
    action = SAME_AS.get(request["action"], request["action"])
    body, form = _body_of(request), request["form"]
    arn = lambda owner, rest: f"arn:aws:{owner}:{request['region']}:{request['account']}:{rest}"  # noqa: E731
    told = lambda name: body.get(name) or (form.get(name) or [None])[0]  # noqa: E731
    if action == "ses:SendEmail":
        raw = body.get("Content", {}).get("Raw", {}).get("Data", "")
        told_in_mail = BytesParser().parsebytes(base64.b64decode(raw), headersonly=True)["From"]
        address = parseaddr(body.get("FromEmailAddress") or str(told_in_mail or ""))[1]
        asked = [Ask(action, arn("ses", f"identity/{address.split('@')[-1]}"), ses_FromAddress=address)]
        name = body.get("ConfigurationSetName")
        return asked + [Ask(action, arn("ses", f"configuration-set/{each}"), ses_FromAddress=address)
                        for each in ([name] if name else [])]
    if action == "events:PutEvents":
        buses = [entry.get("EventBusName") or "default" for entry in body.get("Entries", [])]
        return [Ask(action, bus if bus.startswith("arn:") else arn("events", f"event-bus/{bus}")) for bus in buses]
    if service == "sqs":
        name = told("QueueName") or (told("QueueUrl") or "*").split("/")[-1]
        return [Ask(action, arn("sqs", name))]
    if service == "secretsmanager":
        return [Ask(action, find("secret", told("SecretId")) or arn("secretsmanager", f"secret:{told('SecretId')}"))]
    if service == "ssm":
        name = told("Path") or told("Name") or "*"
        return [Ask(action, arn("ssm", f"parameter{name if name.startswith('/') else '/' + name}".rstrip("/")))]
    if service == "kms":
        name = told("KeyId") or ""
        return [Ask(action, name if name.startswith("arn:") else arn("kms", f"key/{name}"))]
    if service == "logs":
        stream = told("logStreamName")
        return [Ask(action, arn("logs", f"log-group:{told('logGroupName')}" + (f":log-stream:{stream}" if stream else "")))]
    if action == "cloudwatch:PutMetricData":
        return [Ask(action, "*", cloudwatch_namespace=told("Namespace"))]
    if service == "rds":
        name = told("DBInstanceIdentifier") or "*"
        kind = {"DescribeDBSnapshots": f"snapshot:rds:{name}-*", "DescribeDBInstanceAutomatedBackups": "auto-backup:*"}
        return [Ask(action, arn("rds", kind.get(operation, f"db:{name}")))]
    if service == "backup":
        found = re.search(r"/backup-vaults/([^/?]+)", request["path"])
        return [Ask(action, arn("backup", f"backup-vault:{found.group(1) if found else '*'}"))]
    if service == "lambda":
        found = re.search(r"/functions/([^/?]+)", request["path"])
        return [Ask(action, arn("lambda", f"function:{found.group(1) if found else '*'}"))]
    if action == "ecs:RunTask":
        family = told("taskDefinition") or ""
        cluster = told("cluster") or ""
        return [Ask(action, family if family.startswith("arn:") else arn("ecs", f"task-definition/{family}"),
                    ecs_cluster=cluster if cluster.startswith("arn:") else arn("ecs", f"cluster/{cluster}"))]
    return [Ask(action, request["resource"])]
