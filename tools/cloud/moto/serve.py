"""usage: serve.py PORT STATE — moto_server on 127.0.0.1:PORT that judges signatures and rights as AWS does.

The key in CLOUD_ADMIN_KEY and CLOUD_ADMIN_SECRET may do everything: it is whoever makes the stack, and AWS's own
services that take a role on. Everybody else may do what the policies of the role say whose credentials they use.
State is kept in the file STATE when the server is ended by SIGTERM, and taken from there when it begins.
GET /cloud/mails: what SES accepted, oldest first.
"""
import io
import json
import os
import signal
import sys
import threading

from werkzeug.serving import WSGIRequestHandler, make_server

from moto.core.authorization import ActionAuthenticatorMixin
from moto.core.exceptions import (
    AccessDeniedError,
    InvalidClientTokenIdError,
    JsonRESTError,
    SignatureDoesNotMatchError,
)
from moto.events.models import EventsBackend, Rule
from moto.iam.access_control import CreateAccessKeyFailure, create_access_key
from moto.iam.models import iam_backends
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
from moto.s3 import exceptions as s3
from moto.secretsmanager.models import secretsmanager_backends
from moto.ses.models import ses_backends
from moto.sqs.models import sqs_backends

import rights
import signatures
import state

ACCOUNT = os.environ["MOTO_ACCOUNT_ID"]
ADMIN = os.environ["CLOUD_ADMIN_KEY"]
event_of_thread = threading.local()


def admin_user():
    iam = iam_backends[ACCOUNT]["aws"]
    iam.create_user(region_name="us-east-1", user_name="cloud-tools")
    key = iam.create_access_key("cloud-tools")
    key.access_key_id, key.secret_access_key = ADMIN, os.environ["CLOUD_ADMIN_SECRET"]


def documents_of(policies):
    for policy in policies:
        versions = getattr(policy, "versions", None)
        text = next(v.document for v in versions if v.is_default) if versions else policy
        yield json.loads(text if isinstance(text, str) else text["policy_document"])


def find_arn(account, region):
    def find(_, name):
        secret = secretsmanager_backends[account][region].secrets.get(name or "")
        return secret.arn if secret else None

    return find


IN_JSON = {
    "InvalidAccessKeyId": "UnrecognizedClientException",
    "InvalidToken": "UnrecognizedClientException",
    "SignatureDoesNotMatch": "InvalidSignatureException",
    "RequestTimeTooSkewed": "InvalidSignatureException",
    "MissingAuthenticationToken": "MissingAuthenticationTokenException",
}


def refuse(service, code, action, who="anonymous", json_protocol=False):
    """Raises what the service would answer, in its own protocol."""
    if json_protocol:
        error = JsonRESTError(IN_JSON.get(code, "AccessDeniedException"), f"{who} is not authorized to perform: {action}")
        error.code = 403 if service == "ses" else 400
        raise error
    if service == "s3":
        raise {
            "SignatureDoesNotMatch": s3.S3SignatureDoesNotMatchError,
            "InvalidAccessKeyId": s3.S3InvalidAccessKeyIdError,
            "InvalidToken": s3.S3InvalidTokenError,
        }.get(code, s3.S3AccessDeniedError)()
    if code in ("InvalidAccessKeyId", "InvalidToken"):
        raise InvalidClientTokenIdError()
    if code in ("SignatureDoesNotMatch", "RequestTimeTooSkewed"):
        raise SignatureDoesNotMatchError()
    raise AccessDeniedError(user_arn=who, action=action)


def judge(self, _request_class, resource="*"):
    from flask import request

    body = request.environ["cloud.body"]
    operation = self._get_action()
    operation = operation[0] if isinstance(operation, list) else operation
    service = self.service_name
    in_json = "X-Amz-Target" in request.headers or request.path.startswith("/v2/email/")
    try:
        signed = signatures.Signed(request.method, request.environ["RAW_URI"], request.headers, body)
        service = signed.service
        headers = {"X-Amz-Security-Token": signed.token} if signed.token else {}
        key = create_access_key(self.current_account, "aws", signed.access_key, headers)
        signed.check(key.create_credentials().secret_key)
    except signatures.Refused as refusal:
        return refuse(service, refusal.code, operation, json_protocol=in_json)
    except (CreateAccessKeyFailure, KeyError) as failure:
        code = "InvalidToken" if "Token" in str(failure) else "InvalidAccessKeyId"
        return refuse(service, code, operation, json_protocol=in_json)
    action = f"{service}:{operation}"
    if signed.access_key == ADMIN or action == "sts:GetCallerIdentity":
        return None
    documents = list(documents_of(key.collect_policies()))
    told = {"action": action, "resource": resource, "region": signed.scope[1], "account": self.current_account}
    told |= {"form": self.querystring, "path": request.path, "body": body}
    for ask in rights.asks_of(told, find_arn(self.current_account, signed.scope[1])):
        if not rights.permits(documents, ask):
            refuse(service, "AccessDenied", f"{ask.action} on {ask.resource}", key.arn, in_json)
    return None


def hand_on_traces():
    """EventBridge gives the trace header of an event to the queue's message."""
    put, send = EventsBackend.put_events, Rule._send_to_sqs_queue

    def put_events(self, events):
        answers = []
        for event in events:
            event_of_thread.trace = event.get("TraceHeader")
            answers += put(self, [event])
        return answers

    def send_to_queue(self, resource_id, event, group_id=None):
        backend = sqs_backends[self.account_id][self.region_name]
        before = set(id(message) for message in backend.get_queue(resource_id)._messages)
        send(self, resource_id, event, group_id)
        trace = getattr(event_of_thread, "trace", None)
        for message in backend.get_queue(resource_id)._messages:
            if trace and id(message) not in before:
                message.system_attributes.setdefault("AWSTraceHeader", {"DataType": "String", "StringValue": trace})

    EventsBackend.put_events, Rule._send_to_sqs_queue = put_events, send_to_queue


def mails():
    found = []
    for region, backend in ses_backends[ACCOUNT].items():
        for message in backend.sent_messages:
            kept = ("id", "source", "destinations", "raw_data", "subject", "body")
            found.append({"region": region} | {name: getattr(message, name, None) for name in kept})
    return found


class Application:
    def __init__(self):
        self.moto = DomainDispatcherApplication(create_backend_app)

    def __call__(self, environ, start_response):
        if environ.get("PATH_INFO") != "/cloud/mails":
            # As it was sent: once a form is parsed nobody has it any more.
            environ["cloud.body"] = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
            environ["wsgi.input"] = io.BytesIO(environ["cloud.body"])
            return self.moto(environ, start_response)
        start_response("200 OK", [("Content-Type", "application/json")])
        return [json.dumps(mails()).encode()]


class Quiet(WSGIRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_request(self, code="-", size="-"):
        if str(code) >= "500":
            super().log_request(code, size)


def main(port, path):
    if not state.load(path):
        admin_user()
    ActionAuthenticatorMixin._authenticate_and_authorize_action = judge
    hand_on_traces()
    server = make_server("127.0.0.1", port, Application(), threaded=True, request_handler=Quiet)
    server.daemon_threads = True
    signal.signal(signal.SIGTERM, lambda *_: threading.Thread(target=server.shutdown).start())
    print("ready", flush=True)
    server.serve_forever()
    state.save(path)
    os._exit(0)


main(int(sys.argv[1]), sys.argv[2])
