"""A real SMTP server on loopback that keeps what it is given and can be told to be difficult: the fake at the network's edge."""

import asyncio
import contextlib
import ssl
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session


@dataclass
class Inbox:
    """What came, and how the server behaves: its answers to RCPT and DATA (empty: it takes them), how long it waits before DATA's."""

    mails: list[bytes] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    encrypted: list[bool] = field(default_factory=list)
    logins: list[tuple[bytes, bytes]] = field(default_factory=list)
    answer_to_rcpt: str = ""
    answer_to_data: str = ""
    wait_s: float = 0.0
    drop_after_data: bool = False
    port: int = 0
    stopping: threading.Event = field(default_factory=threading.Event)

    async def handle_RCPT(self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]) -> str:  # noqa: N802
        """One recipient."""
        if self.answer_to_rcpt:
            return self.answer_to_rcpt
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """A message."""
        waited = 0.0
        while waited < self.wait_s and not self.stopping.is_set():
            await asyncio.sleep(0.05)
            waited += 0.05
        if self.answer_to_data:
            return self.answer_to_data
        content = envelope.content or b""
        self.mails.append(content if isinstance(content, bytes) else content.encode())
        self.recipients.extend(envelope.rcpt_tos)
        self.encrypted.append(session.ssl is not None)
        if self.drop_after_data and isinstance(server.transport, asyncio.Transport):
            server.transport.abort()
        return "250 OK"

    def check(self, _server: SMTP, _session: Session, _envelope: Envelope, _way: str, given: object) -> AuthResult:
        """One login; the password is `hemmelig: %`."""
        assert isinstance(given, LoginPassword)
        self.logins.append((given.login, given.password))
        return AuthResult(success=given.password == b"hemmelig: %", handled=False)


@contextlib.contextmanager
def running_smtp(inbox: Inbox, *, tls: ssl.SSLContext | None = None, from_start: bool = False, login: bool = False) -> Iterator[Inbox]:
    """A server on a free port until the block ends; with `tls` it offers STARTTLS, or speaks TLS from the start."""
    open_now: list[SMTP] = []

    def speak() -> SMTP:
        open_now.append(
            SMTP(
                inbox,
                tls_context=None if from_start else tls,
                authenticator=inbox.check if login else None,
                auth_require_tls=False,
                hostname="localhost",
            )
        )
        return open_now[-1]

    async def serve() -> None:
        server = await asyncio.get_running_loop().create_server(speak, "127.0.0.1", 0, ssl=tls if from_start else None)
        inbox.port = server.sockets[0].getsockname()[1]
        ready.set()
        while not inbox.stopping.is_set():
            await asyncio.sleep(0.02)
        server.close()
        for one in open_now:
            if isinstance(one.transport, asyncio.Transport):
                one.transport.abort()
        await asyncio.sleep(0)

    ready = threading.Event()
    thread = threading.Thread(target=lambda: asyncio.run(serve()), daemon=True)
    thread.start()
    assert ready.wait(10)
    try:
        yield inbox
    finally:
        inbox.stopping.set()
        thread.join()
