"""The door through which mails leave: files in a folder, or an SMTP server. One message at a time; what goes wrong is one of two things.

`NotNow` means that the same mail may be taken later (the server is away, busy, or wants something that an operator must mend);
`Refused` that it will not take this mail, whenever it is asked. Nothing here knows the queue.
"""

import os
import smtplib
import socket
import ssl
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email.message import EmailMessage
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote, urlsplit

from catalog.errors import KretsError
from catalog.settings import Settings

STEP_TIMEOUT_S = 20.0
WHOLE_TIMEOUT_S = 60.0
FOR_GOOD = range(500, 600)
PORTS = {"smtp": 25, "smtps": 465}


class NotNow(KretsError):
    """The mail could not be handed over now; the reason in a line."""


class Refused(KretsError):
    """The mail is refused for good; the reason in a line."""


class Door(Protocol):
    """Anything that takes a message."""

    def send(self, message: EmailMessage, recipient: str) -> None:
        """Hands a message over; raises `NotNow` or `Refused`."""


def door_from(settings: Settings) -> Door:
    """The door that the settings name: an SMTP server, or without one files under `mail` in the data folder."""
    return SmtpDoor.at(settings.smtp_url) if settings.smtp_url else FolderDoor(settings.data_dir / "mail")


@dataclass(frozen=True, slots=True)
class FolderDoor:
    """Writes each mail as a file, named by its moment and Message-ID: whole or not at all, and the same mail once."""

    folder: Path

    def send(self, message: EmailMessage, recipient: str) -> None:  # noqa: ARG002  it stands in the message
        """Writes the file; raises `NotNow` where it cannot be written."""
        moment = message["Date"].datetime
        name = f"{moment:%Y%m%dT%H%M%S}-{message['Message-ID'].strip('<>').partition('@')[0]}.eml"
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            _write_whole(self.folder / name, message.as_bytes())
        except OSError as error:
            raise NotNow(f"the mail cannot be written to {self.folder} ({error.strerror})") from error


def _write_whole(path: Path, content: bytes) -> None:
    descriptor, made = tempfile.mkstemp(dir=path.parent, prefix=".mail-")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(made).replace(path)
    except BaseException:
        Path(made).unlink(missing_ok=True)
        raise


@dataclass(frozen=True, slots=True)
class SmtpDoor:
    """Speaks to a mail server: TLS from the start (`smtps`) or as soon as it is offered; a password never in the clear.

    `step_s` is the longest wait for one answer, `whole_s` for all of a mail.
    """

    host: str
    port: int
    tls_from_start: bool = False
    user: str = ""
    password: str = field(default="", repr=False)
    step_s: float = STEP_TIMEOUT_S
    whole_s: float = WHOLE_TIMEOUT_S
    trust: ssl.SSLContext = field(default_factory=ssl.create_default_context, repr=False)

    @classmethod
    def at(cls, address: str) -> "SmtpDoor":
        """The server at `smtp://user:password@host:port` or `smtps://…`, user and password percent-encoded."""
        parts = urlsplit(address)
        port = parts.port or PORTS[parts.scheme]
        user, password = unquote(parts.username or ""), unquote(parts.password or "")
        return cls(parts.hostname or "", port, parts.scheme == "smtps", user, password)

    def send(self, message: EmailMessage, recipient: str) -> None:
        """Hands the message to the server; raises `NotNow` or `Refused`."""
        sender = str(message["From"].addresses[0].addr_spec)
        with self._in_plain_words(), self._connection() as server, _ended_after(self.whole_s, server):
            self._secure(server)
            server.send_message(message, sender, [recipient])

    @contextmanager
    def _connection(self) -> Iterator[smtplib.SMTP]:
        server = (
            smtplib.SMTP_SSL(self.host, self.port, timeout=self.step_s, context=self.trust)
            if self.tls_from_start
            else smtplib.SMTP(self.host, self.port, timeout=self.step_s)
        )
        try:
            yield server
            with suppress(smtplib.SMTPException, OSError):  # the mail is taken; how the server says goodbye changes nothing
                server.quit()
        finally:
            server.close()

    def _secure(self, server: smtplib.SMTP) -> None:
        server.ehlo_or_helo_if_needed()
        if not self.tls_from_start and server.has_extn("starttls"):
            server.starttls(context=self.trust)
            server.ehlo()
        elif not self.tls_from_start and self.user:
            raise NotNow(f"{self.host}:{self.port} offers no STARTTLS, and the password is not sent in the clear")
        if self.user:
            server.login(self.user, self.password)

    @contextmanager
    def _in_plain_words(self) -> Iterator[None]:
        """Only what the server says of this very mail is for good; a wrong password or a full disk of its is not the mail's fault."""
        place = f"{self.host}:{self.port}"
        try:
            yield
        except smtplib.SMTPRecipientsRefused as error:
            code, words = next(iter(error.recipients.values()))
            raise _answered(place, code, words) from error
        except (smtplib.SMTPAuthenticationError, smtplib.SMTPConnectError, smtplib.SMTPHeloError) as error:
            raise NotNow(f"{place} answered {error.smtp_code} {_words(error.smtp_error)}") from error
        except smtplib.SMTPResponseException as error:
            raise _answered(place, error.smtp_code, error.smtp_error) from error
        except ssl.SSLCertVerificationError as error:
            raise NotNow(f"the certificate of {place} is not valid ({error.verify_message})") from error
        except (TimeoutError, smtplib.SMTPServerDisconnected) as error:
            raise NotNow(f"{place} broke off or did not answer in time") from error
        except (smtplib.SMTPException, OSError, UnicodeError) as error:
            raise NotNow(f"{place} could not be used ({getattr(error, 'strerror', None) or error})") from error


@contextmanager
def _ended_after(seconds: float, server: smtplib.SMTP) -> Iterator[None]:
    """Breaks the connection off after so many seconds, however slowly the server speaks."""

    def end() -> None:
        if server.sock is not None:
            with suppress(OSError):
                server.sock.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(seconds, end)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _answered(place: str, code: int, words: bytes | str) -> KretsError:
    reason = f"{place} answered {code} {_words(words)}"
    return Refused(reason) if code in FOR_GOOD else NotNow(reason)


def _words(answer: bytes | str) -> str:
    return answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer
