"""What a page of results says, and what the interface for programs answers to the same address."""

import re
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from playwright.sync_api import Page

from tests.journeys.interface import asked

NOT_ASKED = frozenset({"view", "lang"})
"""Parameters that say how an answer is shown, not what is sought."""


def heading(page: Page) -> str:
    """The page's heading."""
    return page.locator("h1").inner_text()


def total(page: Page) -> int:
    """The number that the heading begins with."""
    number = re.match(r"\d+", heading(page))
    assert number, heading(page)
    return int(number[0])


def listed(page: Page) -> list[int]:
    """The numbers of the offers on the page's own list, in their order."""
    links = page.locator(".found > .cards h2 a, .found .rows .name a").evaluate_all("all => all.map(one => one.href)")
    found = [re.search(r"/offers/(\d+)", link) for link in links]
    return [int(one[1]) for one in found if one]


def searched(page: Page) -> list[tuple[str, str]]:
    """What the page's address asks for."""
    return [(name, value) for name, value in parse_qsl(urlsplit(page.url).query) if name not in NOT_ASKED]


def answer_to(server: str, page: Page) -> dict[str, Any]:
    """What the interface for programs says to the search of the page's address, on the same page of 25."""
    return asked(server, "lier", "&".join(f"{name}={value}" for name, value in [*searched(page), ("per_page", "25")]))


def said_and_found_agree(server: str, page: Page) -> None:
    """Fails where the heading, the list and the address of a result list do not belong together."""
    answer = answer_to(server, page)
    assert total(page) == answer["total"], page.url
    assert listed(page) == [one["id"] for one in answer["offers"]], page.url
