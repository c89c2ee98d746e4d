"""Whom Krets writes to: addresses that mail servers take, and a municipality's coordinator.

An address is one mailbox and nothing else: no name, no list, nothing that could end a header or a command of SMTP.
"""

import re
from datetime import datetime

from catalog.audit import Actor, Subject, record_event
from catalog.database import Session
from catalog.errors import InvalidValue
from catalog.model import Municipality

LONGEST_ADDRESS = 254
COORDINATOR = "coordinator_email"
_LOCAL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")


def mail_address(text: str, field: str = "e-mail") -> str:
    """The address as mail servers write it: host in lower case, and in ASCII (RFC 3490) where it has other letters.

    Raises `InvalidValue`. Letters beyond ASCII before the @ are refused, since not every server on the way takes them.
    """
    local, at, host = text.strip().rpartition("@")
    try:
        plain_host = host.lower().encode("idna").decode("ascii")
    except UnicodeError as error:
        raise InvalidValue(field, text, "not an e-mail address") from error
    address = f"{local}@{plain_host}"
    if not (at and len(local) <= 64 and len(address) <= LONGEST_ADDRESS and _LOCAL.fullmatch(local) and _HOST.fullmatch(plain_host)):
        raise InvalidValue(field, text, "not an e-mail address")
    return address


def coordinator_email(municipality: Municipality) -> str | None:
    """Where the municipality's coordinator is written to; None where nobody is named. Raises `InvalidValue` for what cannot be one."""
    stored = municipality.settings.get(COORDINATOR)
    return mail_address(str(stored), COORDINATOR) if stored else None


def set_coordinator_email(session: Session, municipality: Municipality, address: str | None, *, actor: Actor, now: datetime) -> None:
    """Names the coordinator's address, or with None that there is none; raises `InvalidValue`. The journal does not keep addresses."""
    settings = {name: value for name, value in municipality.settings.items() if name != COORDINATOR}
    if address is not None:
        settings[COORDINATOR] = mail_address(address, COORDINATOR)
    if settings == municipality.settings:
        return
    known = ("named" if COORDINATOR in municipality.settings else None, "named" if COORDINATOR in settings else None)
    municipality.settings = settings
    record_event(session, actor, "set", Subject("municipality", municipality.id, municipality.id), now, {COORDINATOR: known})
