"""Manners towards publishers: what robots.txt asks (RFC 9309), and how long a busy server wants us to wait.

Rule of robots.txt: the address that a person registered is fetched as agreed with its publisher, and so are its further pages (same path);
whatever else a feed links to is fetched only where robots.txt allows it. A site without the file allows everything; one whose
file cannot be had (server error) allows nothing.
"""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit, urlunsplit
from urllib.robotparser import RobotFileParser

MAX_ROBOTS_BYTES = 500_000
MAX_RETRY_AFTER_S = 6 * 3600


def robots_address(location: str) -> str:
    """Where the robots.txt that governs a location is."""
    parts = urlsplit(location)
    return urlunsplit((parts.scheme, parts.netloc, "/robots.txt", "", ""))


def is_paging_of(location: str, registered: str) -> bool:
    """Whether a location is a further page of the registered one: same host and path, another query."""
    one, other = urlsplit(location), urlsplit(registered)
    return (one.hostname, one.path or "/") == (other.hostname, other.path or "/")


class RobotRules:
    """The rules of one site; `text` None means that there are none."""

    def __init__(self, text: str | None, *, reachable: bool = True) -> None:
        self._parser = RobotFileParser()
        self._reachable = reachable
        self._parser.parse((text or "").splitlines())

    def allow(self, agent: str, location: str) -> bool:
        """Whether the named agent may fetch a location."""
        return self._reachable and self._parser.can_fetch(agent, location)


def retry_after_s(words: str | None, now: datetime) -> int | None:
    """The publisher's wish in whole seconds, at most six hours; None where it says nothing that can be meant."""
    if not words:
        return None
    if words.strip().isdecimal():
        return min(int(words.strip()[:12]), MAX_RETRY_AFTER_S)
    try:
        until = parsedate_to_datetime(words)
        seconds = (until if until.tzinfo else until.replace(tzinfo=UTC)) - now
    except (ValueError, TypeError, OverflowError):
        return None
    return min(int(seconds.total_seconds()), MAX_RETRY_AFTER_S) if seconds.total_seconds() > 0 else None
