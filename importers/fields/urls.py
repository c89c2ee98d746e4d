"""Web and e-mail addresses that may be linked to: http and https only, one host, no control characters, no user names.

It opens nothing: whether an address answers, and whether it may be fetched, is for `importers.fetch`.
"""

import re
from urllib.parse import urlsplit, urlunsplit

from catalog.errors import InvalidValue
from catalog.text import clean_line

LONGEST_URL = 2000
_CONTROL = re.compile(r"[\x00-\x20\x7f-\x9f\\<>\"\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_BARE = re.compile(r"(?i)(?:[a-z0-9æøå](?:[a-z0-9æøå-]*[a-z0-9æøå])?\.)+[a-z]{2,24}(?:[/?#].*)?")
_HOST = re.compile(r"(?i)(?:(?:[a-z0-9æøåäöü_](?:[a-z0-9æøåäöü_-]*[a-z0-9æøåäöü])?\.)+[a-zæøåäöü0-9-]{2,63}\.?|\[[0-9a-f:.]+\])")
_EMAIL = re.compile(r"(?i)[a-z0-9æøå.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[a-z0-9æøå](?:[a-z0-9æøå-]{0,61}[a-z0-9æøå])?\.)+[a-z]{2,24}")


def web_address(value: object, field: str = "url") -> str | None:
    """The address as it may be linked to, https added to a bare "www.example.no/x"; None for nothing. Raises `InvalidValue`."""
    text = str(value or "").strip(" \t\r\n\u00a0")
    if not text:
        return None
    if len(text) > LONGEST_URL or _CONTROL.search(text):
        raise InvalidValue(field, text, "an address has no spaces or control characters and at most 2,000 characters")
    if _BARE.fullmatch(text):
        text = f"https://{text}"
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError as error:
        raise InvalidValue(field, text, "not a web address") from error
    if (
        parts.scheme not in {"http", "https"}
        or not parts.hostname
        or "@" in parts.netloc
        or not _HOST.fullmatch(parts.netloc.rsplit(f":{port}", 1)[0])
    ):
        raise InvalidValue(field, text, "only http and https addresses of a host, without a user name")
    return urlunsplit((parts.scheme, parts.netloc.lower(), parts.path, parts.query, parts.fragment))


def email_address(value: object, field: str = "email") -> str | None:
    """The e-mail address, "mailto:" taken off and the host in lower case; None for nothing. Raises `InvalidValue`."""
    text = re.sub(r"(?i)^mailto:", "", clean_line(str(value or ""))).split("?")[0].strip("<> ")
    if not text:
        return None
    if len(text) > 254 or not _EMAIL.fullmatch(text) or ".." in text:
        raise InvalidValue(field, value, "not an e-mail address")
    local, host = text.rsplit("@", 1)
    return f"{local}@{host.lower()}"
