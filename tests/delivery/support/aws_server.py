"""Runs `aws` commands for the tests without starting Python anew for each: loads the command line once, then forks.

Usage: aws_server.py SOCKET. One connection is one command: a line {"args": [...]} of JSON comes in, a line
{"code": 0, "stdout": "...", "stderr": "..."} goes out. Ends when its standard input does.
"""
import json
import os
import signal
import socket
import sys
import tempfile
import threading

import awscli.clidriver


def run(args):
    """The command in this process, which ends after it."""
    out, err = tempfile.TemporaryFile(), tempfile.TemporaryFile()
    os.dup2(out.fileno(), 1)
    os.dup2(err.fileno(), 2)
    sys.stdout = open(1, "w", encoding="utf-8", closefd=False)
    sys.stderr = open(2, "w", encoding="utf-8", closefd=False)
    try:
        code = awscli.clidriver.create_clidriver().main(args)
    except SystemExit as end:
        code = end.code
    sys.stdout.flush()
    sys.stderr.flush()
    texts = []
    for file in (out, err):
        file.seek(0)
        texts.append(file.read().decode("utf-8"))
    return {"code": code or 0, "stdout": texts[0], "stderr": texts[1]}


def serve(listener):
    while True:
        connection, _ = listener.accept()
        if os.fork() == 0:
            request = json.loads(connection.makefile("r").readline())
            connection.sendall((json.dumps(run(request["args"])) + "\n").encode("utf-8"))
            connection.close()
            os._exit(0)
        connection.close()


def end_with_parent():
    sys.stdin.read()
    os._exit(0)


listener = socket.socket(socket.AF_UNIX)
listener.bind(sys.argv[1])
listener.listen()
signal.signal(signal.SIGCHLD, signal.SIG_IGN)
threading.Thread(target=end_with_parent, daemon=True).start()
print("ready", flush=True)
serve(listener)
