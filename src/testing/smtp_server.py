"""A real SMTP server (aiosmtpd) for tests, on a port of the loopback address.

usage: smtp_server.py PORT FOLDER [--starttls | --tls] [--certificate FILE --key FILE] [--password PASSWORD]

What arrives is kept in FOLDER/<n>.eml. Recipients choose the answers: <code>@… or <code>.data@…, as in 450@home.example
(450 to RCPT) and 552.data@home.example (552 to the message). `slow@…` is answered after five seconds. FOLDER/sessions
has a line for each connection, FOLDER/ready is there when the port is open.
"""
import argparse
import asyncio
import pathlib
import ssl

from aiosmtpd.smtp import SMTP, AuthResult

parser = argparse.ArgumentParser()
parser.add_argument("port", type=int)
parser.add_argument("folder", type=pathlib.Path)
parser.add_argument("--starttls", action="store_true")
parser.add_argument("--tls", action="store_true")
parser.add_argument("--certificate")
parser.add_argument("--key")
parser.add_argument("--password")
options = parser.parse_args()


def said(recipient, stage):
    code, _, when = recipient.partition("@")[0].partition(".")
    if code.isdigit() and when == stage:
        return f"{code} not for {recipient} with the password {options.password or ''}"
    return None


class Handler:
    count = 0

    async def handle_RCPT(self, server, session, envelope, address, rcpt_options):
        if address.startswith("slow@"):
            await asyncio.sleep(5)
        refusal = said(address, "")
        if refusal:
            return refusal
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        refusal = said(envelope.rcpt_tos[0], "data")
        if refusal:
            return refusal
        Handler.count += 1
        part = options.folder / f"{Handler.count}.part"
        part.write_bytes(envelope.original_content)
        part.rename(options.folder / f"{Handler.count}.eml")
        return "250 OK, kept"


def authenticate(server, session, envelope, mechanism, data):
    with open(options.folder / "sessions", "a") as log:
        log.write(f"auth {mechanism}\n")
    return AuthResult(success=data.password == (options.password or "").encode(), handled=False)


class Session(SMTP):
    def connection_made(self, transport):
        if self.session is None:
            with open(options.folder / "sessions", "a") as log:
                log.write("connected\n")
        super().connection_made(transport)


async def main():
    context = None
    if options.certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(options.certificate, options.key)
    handler = Handler()

    def session():
        return Session(
            handler,
            hostname="smtp.test",
            tls_context=context if options.starttls else None,
            require_starttls=options.starttls,
            authenticator=authenticate if options.password else None,
            auth_required=bool(options.password),
            auth_require_tls=options.starttls,
            enable_SMTPUTF8=False,
        )

    server = await asyncio.get_running_loop().create_server(
        session, "127.0.0.1", options.port, ssl=context if options.tls else None
    )
    (options.folder / "ready").touch()
    await server.serve_forever()


asyncio.run(main())
