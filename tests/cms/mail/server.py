"""A real mail server on this machine, which knows no such address, is busy or is away when told."""

import email
import email.policy

import environ
from aiosmtpd.controller import Controller

from tests.servers.ports import HOST, free_ports


class MailServer:
    """What came in, as `received`; `says` is its answer to an address."""

    def __init__(self, settings):
        self.received, self.says = [], {}
        self.port = free_ports(1)[0]
        # As a portal that is started with this EMAIL_URL (portal/settings/base.py).
        sending = environ.Env().email_url_config(f"smtp://{HOST}:{self.port}")
        settings.MAIL_SENDER = sending.pop("EMAIL_BACKEND")
        for name, value in sending.items():
            setattr(settings, name, value)

    def __enter__(self):
        self.controller = Controller(self, hostname=HOST, port=self.port)
        self.controller.start()
        return self

    def __exit__(self, *_):
        self.controller.stop()

    async def handle_RCPT(self, _server, _session, envelope, address, _options):
        said = self.says.get(address, "250 OK")
        if said.startswith("250"):
            envelope.rcpt_tos.append(address)
        return said

    async def handle_DATA(self, _server, _session, envelope):
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        self.received.append((envelope.mail_from, envelope.rcpt_tos, message))
        return "250 OK"
