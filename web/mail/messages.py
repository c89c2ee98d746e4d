"""A mail of the queue as a message on its way (RFC 5322, 2045–2047, 3834). Sends nothing.

A value that would end its header is refused here once more, by the library: the queue has refused it already.
"""

from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from catalog.mail import Claimed
from catalog.settings import Settings

NAME = "Krets"
POLICY = SMTP.clone(cte_type="7bit")
"""Nothing but ASCII on the way, since not every server takes eight bits."""


@dataclass(frozen=True, slots=True)
class Sender:
    """Who mails come from, and where answers go (None: to the sender). Message-IDs end in the host of the sender's address."""

    address: str
    reply_to: str | None = None
    name: str = NAME

    @classmethod
    def of(cls, settings: Settings) -> "Sender":
        """The sender that an installation's settings name."""
        return cls(settings.mail_from, settings.operator_email)

    @property
    def host(self) -> str:
        """The right side of the address."""
        return self.address.rpartition("@")[2]


def message_from(mail: Claimed, sender: Sender) -> EmailMessage:
    """The message: plain text, and HTML beside it where there is any. The same mail gives the same message, Date and Message-ID too.

    Raises ValueError for a header that holds more than one line.
    """
    message = EmailMessage(policy=POLICY)
    message["From"] = Address(sender.name, addr_spec=sender.address)
    message["To"] = Address(addr_spec=mail.recipient)
    message["Subject"] = mail.subject
    message["Date"] = format_datetime(mail.created_at)
    message["Message-ID"] = f"<{mail.token}@{sender.host}>"
    message["Auto-Submitted"] = "auto-generated"
    message["Content-Language"] = mail.language
    headers = dict(mail.headers)
    if sender.reply_to:
        headers.setdefault("Reply-To", sender.reply_to)
    for name, value in headers.items():
        message[name] = value
    message.set_content(mail.text)
    if mail.html is not None:
        message.add_alternative(mail.html, subtype="html")
    return message
