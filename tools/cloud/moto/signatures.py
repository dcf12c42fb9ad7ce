"""Signature Version 4 as AWS judges it, over the bytes that were sent.

moto's own check signs a path it has decoded and encoded again, which misjudges S3 keys with "+", "(" or other alphabets,
and it knows no presigned addresses.
"""
import hashlib
import hmac
from datetime import datetime, timedelta, timezone
from urllib.parse import parse_qsl, quote, unquote

ALGORITHM = "AWS4-HMAC-SHA256"
SIGNATURE = "X-Amz-Signature"
UNSIGNED = "UNSIGNED-PAYLOAD"
SKEW = "X-Cloud-Skew"  # milliseconds: what the fault proxy says of the service's clock
TOLERANCE = timedelta(minutes=15)


class Refused(Exception):
    """Why a request is not believed: `code` is AWS's."""

    def __init__(self, code):
        super().__init__(code)
        self.code = code


def _escaped(text):
    return quote(text, safe="-_.~")


def _time(text):
    return datetime.strptime(text, "%Y%m%dT%H%M%SZ").replace(tzinfo=timezone.utc)


def _key(secret, scope):
    date, region, service, _ = scope
    key = f"AWS4{secret}".encode()
    for part in (date, region, service, "aws4_request"):
        key = hmac.new(key, part.encode(), hashlib.sha256).digest()
    return key


class Signed:
    """What a request says of its own signature. Raises Refused where it says nothing."""

    def __init__(self, method, raw_uri, headers, body):
        self.method, self.headers, self.body = method, headers, body
        path, _, query = raw_uri.partition("?")
        self.path = path
        self.query = [(name, value) for name, value in parse_qsl(query.replace("+", "%2B"), keep_blank_values=True)]
        told = dict(self.query)
        self.presigned = SIGNATURE in told
        authorization = headers.get("Authorization", "")
        if self.presigned:
            credential, signed = told["X-Amz-Credential"], told["X-Amz-SignedHeaders"]
            self.signature, self.date = told[SIGNATURE], told["X-Amz-Date"]
            self.ends = _time(self.date) + timedelta(seconds=int(told["X-Amz-Expires"]))
            self.token = told.get("X-Amz-Security-Token")
        elif authorization.startswith(ALGORITHM):
            parts = dict(part.strip().split("=", 1) for part in authorization[len(ALGORITHM) :].split(","))
            credential, signed, self.signature = parts["Credential"], parts["SignedHeaders"], parts["Signature"]
            self.date, self.token = headers.get("X-Amz-Date", ""), headers.get("X-Amz-Security-Token")
        else:
            raise Refused("MissingAuthenticationToken")
        self.access_key, *self.scope = credential.split("/")
        self.signed_headers = signed.split(";")

    @property
    def service(self):
        return self.scope[2]

    def check(self, secret):
        """Raises Refused unless it was made with this secret key, and lately."""
        now = datetime.now(timezone.utc) + timedelta(milliseconds=int(self.headers.get(SKEW) or 0))
        if self.presigned:
            if now > self.ends:
                raise Refused("AccessDenied")
        elif abs(now - _time(self.date)) > TOLERANCE:
            raise Refused("RequestTimeTooSkewed" if self.service == "s3" else "SignatureDoesNotMatch")
        to_sign = "\n".join(
            [ALGORITHM, self.date, "/".join(self.scope), hashlib.sha256(self._canonical().encode()).hexdigest()]
        )
        expected = hmac.new(_key(secret, self.scope), to_sign.encode(), hashlib.sha256).hexdigest()
        if not hmac.compare_digest(expected, self.signature):
            raise Refused("SignatureDoesNotMatch")

    def _canonical(self):
        # S3 signs the path escaped once, everybody else escapes the escaped path again.
        segments = [_escaped(unquote(part)) for part in self.path.split("/")]
        path = "/".join(segments if self.service == "s3" else [_escaped(part) for part in segments])
        pairs = sorted((_escaped(name), _escaped(value)) for name, value in self.query if name != SIGNATURE)
        query = "&".join(f"{name}={value}" for name, value in pairs)
        lines = [f"{name}:{' '.join((self.headers.get(name) or '').split())}\n" for name in self.signed_headers]
        return "\n".join([self.method, path, query, "".join(lines), ";".join(self.signed_headers), self._payload()])

    def _payload(self):
        if self.presigned:
            return UNSIGNED
        told = self.headers.get("X-Amz-Content-Sha256")
        if told and (told == UNSIGNED or told.startswith("STREAMING-")):
            return told
        own = hashlib.sha256(self.body or b"").hexdigest()
        if told and told != own:
            raise Refused("XAmzContentSHA256Mismatch")
        return own
