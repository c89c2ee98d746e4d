"""Every kind of page of the demo, on a phone and (`make faults`) on a desktop: axe-core finds nothing; nothing scrolls sideways at 320 px.

That no request leaves for another host and that no console complains is checked by every visit.
"""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ViewportSize

from tests.journeys.interface import asked
from tests.journeys.visiting import DESKTOP, PHONE, visiting

pytestmark = pytest.mark.browser

NARROWEST = ViewportSize(width=320, height=640)
OPEN_ALL = "document.querySelectorAll('details').forEach(one => one.open = true)"
OVERFLOWING = """[...document.body.querySelectorAll('*')].filter(one => one.getBoundingClientRect().right > innerWidth + 1
  && !one.closest('.ds-sr-only')).map(one => one.outerHTML.slice(0, 120)).slice(0, 3)"""
FIXED = {
    "municipalities": "/",
    "home": "/lier/",
    "home of the other": "/lorenskog/",
    "search": "/lier/?q=fotball&age=8",
    "search with little": "/lier/?q=fotball&age=8&cost=free&period=winter",
    "search with nothing": "/lier/?q=fotball&cost=free&district=sylling",
    "search near a place": "/lier/?near=Hegg skole",
    "wrong value": "/lier/?age=abc",
    "district": "/lier/districts/hegg",
    "school": "/lier/schools/hegg-skole",
    "about": "/lier/about",
    "privacy": "/lier/privacy",
    "not found": "/lier/offers/999999",
    "map": "/lier/?view=map",
    "map of little": "/lier/?view=map&q=fotball&age=8",
    "calendar": "/lier/?view=calendar",
    "calendar of a holiday": "/lier/?view=calendar&period=winter",
    "paper": "/lier/?view=print&q=fotball",
    "saved, nothing": "/lier/saved",
    "in nynorsk": "/lorenskog/?view=list&lang=nn",
    "in english": "/lorenskog/?view=list&lang=en",
}
OFFERS = ("cost=free&kind=activity", "cost=unknown", "age=unknown", "kind=help", "period=winter", "language=uk")
"""Searches whose first offer shows a page of its own sort."""


@pytest.fixture(scope="module")
def addresses(server: str) -> dict[str, str]:
    """Every kind of page by its name."""
    found = [(query, asked(server, "lier", query)["offers"][0]) for query in OFFERS]
    organisations = {
        f"organisation {one['organisation']['slug']}": f"/lier/organisations/{one['organisation']['slug']}" for _, one in found[:2]
    }
    return FIXED | {f"offer with {query}": one["url"].removeprefix(server) for query, one in found} | organisations


@pytest.mark.parametrize("viewport", [PHONE, pytest.param(DESKTOP, marks=pytest.mark.faults)], ids=["phone", "desktop"])
def test_axe_finds_nothing_on_any_kind_of_page(browser: Browser, server: str, addresses: dict[str, str], viewport: ViewportSize) -> None:
    found = {}
    with visiting(browser, server, viewport) as page:
        for name, address in addresses.items():
            page.goto(address)
            page.evaluate(OPEN_ALL)
            found[name] = [(one["id"], one["nodes"][0]["html"]) for one in Axe().run(page).response["violations"]]
    assert {name: violations for name, violations in found.items() if violations} == {}


@pytest.mark.parametrize("script", [True, False], ids=["with a script", "without a script"])
def test_nothing_scrolls_sideways_at_320_pixels(browser: Browser, server: str, addresses: dict[str, str], *, script: bool) -> None:
    wide = {}
    with visiting(browser, server, NARROWEST, script=script) as page:
        for name, address in addresses.items():
            page.goto(address)
            if page.evaluate("document.documentElement.scrollWidth") > NARROWEST["width"]:
                wide[name] = page.evaluate(OVERFLOWING)
    assert wide == {}


def test_every_page_has_one_heading_a_title_of_its_own_and_a_language(browser: Browser, server: str, addresses: dict[str, str]) -> None:
    titles: dict[str, str] = {}
    with visiting(browser, server) as page:
        for name, address in addresses.items():
            page.goto(address)
            assert page.locator("h1").count() == 1, name
            assert page.title() not in titles, (name, titles[page.title()])
            titles[page.title()] = name
