"""A mail server for tests: takes letters by SMTP and tells each on a line of JSON. It ends when its input does.

refused@… is refused for good, later@… for now. With --hold each letter is told when it has come and answered only once a
line is read from the input: the moment between the server's taking it and the office's knowing so.
"""

import argparse
import asyncio
import json
import ssl
import sys

from aiosmtpd.smtp import SMTP, AuthResult


class Handler:
    def __init__(self, hold, tls):
        self.hold = hold
        self.tls = tls
        self.go = asyncio.Event()

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("refused@"):
            return "550 5.1.1 no such user here"
        if address.startswith("later@"):
            return "451 4.7.1 greylisted, come back later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        told = {
            "from": envelope.mail_from,
            "to": envelope.rcpt_tos,
            "data": envelope.content.decode("utf-8", "replace"),
            "tls": self.tls or session.ssl is not None,
            "user": session.auth_data.login.decode() if session.authenticated else None,
        }
        print(json.dumps(told), flush=True)
        if self.hold:
            await self.go.wait()
            self.go.clear()
        return "250 OK"


async def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--hold", action="store_true")
    parser.add_argument("--cert")
    parser.add_argument("--key")
    parser.add_argument("--starttls", action="store_true")
    parser.add_argument("--user")
    parser.add_argument("--password")
    args = parser.parse_args()
    handler = Handler(args.hold, bool(args.cert) and not args.starttls)
    context = None
    if args.cert:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(args.cert, args.key)

    def known(server, session, envelope, mechanism, data):
        right = data.login.decode() == args.user and data.password.decode() == args.password
        return AuthResult(success=right, handled=right, auth_data=data)

    def one():
        return SMTP(
            handler,
            hostname="localhost",
            enable_SMTPUTF8=True,
            tls_context=context if args.starttls else None,
            require_starttls=args.starttls,
            auth_required=args.user is not None,
            auth_require_tls=args.starttls,
            authenticator=known if args.user else None,
        )

    loop = asyncio.get_running_loop()
    server = await loop.create_server(one, "127.0.0.1", args.port, ssl=None if args.starttls else context)
    print(json.dumps({"port": server.sockets[0].getsockname()[1]}), flush=True)
    while await loop.run_in_executor(None, sys.stdin.readline):
        handler.go.set()


try:
    asyncio.run(main())
except KeyboardInterrupt:
    pass
