"""The demo as programs see it, to hold the pages against: searches over the JSON interface, and pages without a browser."""

import json
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass
from typing import Any

TIMEOUT_S = 30


@dataclass(frozen=True, slots=True)
class Reply:
    """What the server answered to one request, redirects followed."""

    status: int
    content_type: str
    text: str


def asked(server: str, municipality: str, query: str) -> dict[str, Any]:
    """The answer to a search."""
    address = f"{server}/api/v1/municipalities/{municipality}/offers?{urllib.parse.quote(query, safe='=&')}"
    with urllib.request.urlopen(address, timeout=TIMEOUT_S) as answer:
        found: dict[str, Any] = json.load(answer)
    return found


def every_offer(server: str, municipality: str, query: str = "") -> list[dict[str, Any]]:
    """All offers that a search finds, in its order."""
    offers: list[dict[str, Any]] = []
    for page in range(1, 20):
        found = asked(server, municipality, f"{query}&per_page=100&page={page}".lstrip("&"))
        offers += found["offers"]
        if len(offers) >= found["total"]:
            break
    return offers


def reply(address: str, language: str = "nb") -> Reply:
    """The page at an address; a status of refusal is an answer like any other."""
    request = urllib.request.Request(address, headers={"Accept": "text/html", "Accept-Language": language})
    try:
        answer = urllib.request.urlopen(request, timeout=TIMEOUT_S)
    except urllib.error.HTTPError as refused:
        answer = refused
    with answer:
        return Reply(answer.status, answer.headers.get_content_type(), answer.read().decode())
