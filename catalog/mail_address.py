"""Addresses of mail: one mailbox and nothing else: no name, no list, nothing that could end a header or a command of SMTP."""

import re

from catalog.errors import InvalidValue

LONGEST_ADDRESS = 254
LONGEST_LOCAL_PART = 64
_LOCAL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")


def mail_address(text: str, field: str = "e-mail") -> str:
    """The address as mail servers write it: host in lower case, and in ASCII (RFC 3490) where it has other letters.

    Raises `InvalidValue`. Letters beyond ASCII before the @ are refused, since not every server on the way takes them.
    """
    local, at, host = text.strip(" ").rpartition("@")
    try:
        plain_host = host.lower().encode("idna").decode("ascii")
    except UnicodeError as error:
        raise InvalidValue(field, text, "not an e-mail address") from error
    address = f"{local}@{plain_host}"
    short = len(local) <= LONGEST_LOCAL_PART and len(address) <= LONGEST_ADDRESS
    if not (at and short and _LOCAL.fullmatch(local) and _HOST.fullmatch(plain_host)):
        raise InvalidValue(field, text, "not an e-mail address")
    return address
