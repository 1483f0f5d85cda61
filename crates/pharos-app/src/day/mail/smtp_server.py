"""A real SMTP server for the tests: keeps each mail as a file, refuses some for a while, asks for a password or not.

smtp_server.py FOLDER PORT clear|starttls|smtps [CERTIFICATE KEY]
"""

import json
import ssl
import sys
import threading
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult

folder, port, mode = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
context = None
if mode != "clear":
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(sys.argv[4], sys.argv[5])


class Keeper:
    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("full@") and not (folder / "emptied").exists():
            return "452 mailbox full"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        name = f"{len(list(folder.glob('*.json')))}-{envelope.rcpt_tos[0]}.json"
        mail = {
            "from": envelope.mail_from,
            "to": envelope.rcpt_tos,
            "data": envelope.content.decode("utf-8", "replace"),
            "tls": session.ssl is not None or mode == "smtps",
            "user": getattr(session, "who", None),
        }
        (folder / (name + ".part")).write_text(json.dumps(mail))
        (folder / (name + ".part")).rename(folder / name)
        return "250 kept"


def authenticate(server, session, envelope, mechanism, data):
    right = data.login == b"noa" and data.password == b"p@ss word"
    session.who = data.login.decode()
    return AuthResult(success=right, handled=True)


class Door(Controller):
    def factory(self):
        words = {"authenticator": authenticate, "auth_require_tls": mode == "starttls"}
        if mode == "starttls":
            words |= {"tls_context": context, "require_starttls": True}
        if mode != "clear":
            words |= {"auth_required": True}
        return SMTP(self.handler, **words)


ssl_context = context if mode == "smtps" else None
door = Door(Keeper(), hostname="127.0.0.1", port=port, ssl_context=ssl_context)
door.start()
print("ready", flush=True)
threading.Event().wait()
