"""What AWS would not forget, kept over a restart of moto in one file: objects, queues, secrets, roles, keys, mails …"""
import copyreg
import os
import pickle
import threading

import moto.backends
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from moto.ssm.models import ParameterDict

SERVICES = ["s3", "sqs", "secretsmanager", "iam", "sts", "ses", "events", "kms", "ssm"]
LEFT_OUT = ["_resource_tags"]  # of parameters: made by a function that cannot be written down


def _key_of(pem):
    return load_pem_private_key(pem, None)


def _pem_of(key):
    return _key_of, (key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()),)


def _parameters(kept):
    return ParameterDict, (kept.account_id, kept.region_name), None, None, iter(kept.items())


copyreg.pickle(type(generate_private_key(65537, 2048)), _pem_of)
copyreg.pickle(ParameterDict, _parameters)
# Queues wait on conditions, which have nothing to keep.
copyreg.pickle(threading.Condition, lambda _: (threading.Condition, ()))


def save(path):
    kept = {}
    for service in SERVICES:
        for account, regions in moto.backends.get_backend(service).items():
            for region, backend in regions.items():
                fields = {name: value for name, value in backend.__dict__.items() if name not in LEFT_OUT}
                kept[service, account, region] = fields
    with open(f"{path}.new", "wb") as file:
        pickle.dump(kept, file)
    os.replace(f"{path}.new", path)


def load(path):
    if not os.path.exists(path):
        return False
    with open(path, "rb") as file:
        for (service, account, region), fields in pickle.load(file).items():
            moto.backends.get_backend(service)[account][region].__dict__.update(fields)
    return True
