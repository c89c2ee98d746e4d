"""axe-core finds nothing on any page and state of the gallery: on a phone and on a desktop, in light, forced colours and large text.

Every page is opened once and its `details` with it; the ways to look at it are emulated one after the other, and axe comes with the page.
The suite looks at each page on a phone in light and, in turn, in one of the five other ways; `make faults` in all six (SHORT=1: every
fourth page). Letters are held to WCAG alone: a mail program gives them their landmarks.
"""

from collections.abc import Iterator, Sequence

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page, ViewportSize

from tests.faults.conftest import at_most
from tests.web.gallery import letters, pages

pytestmark = pytest.mark.browser

NAMES = sorted(pages())
WIDTHS = (ViewportSize(width=360, height=640), ViewportSize(width=1280, height=900))
MODES = ("light", "forced colours", "text of 200 %")
WAYS = tuple((width, mode) for width in WIDTHS for mode in MODES)
OPEN_ALL = "document.querySelectorAll('details').forEach(one => one.open = true)"
RUN = """only => axe.run(document, {resultTypes: ['violations'], ...(only ? {runOnly: only} : {})})
  .then(({violations}) => violations.map(one => `${one.id}: ${one.nodes.map(node => node.html).join(' ')}`.slice(0, 500)))"""
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """A page that brings axe along."""
    opened = browser.new_page()
    opened.add_init_script(AXE_SCRIPT)
    yield opened
    opened.close()


def look(page: Page, width: ViewportSize, mode: str) -> None:
    """Shows the open page in another way."""
    page.set_viewport_size(width)
    page.emulate_media(forced_colors="active" if mode == "forced colours" else "none")
    page.evaluate("size => document.documentElement.style.fontSize = size", "200%" if mode == "text of 200 %" else "")


def found(page: Page, ways: Sequence[tuple[ViewportSize, str]] = WAYS, only: list[str] | None = None) -> dict[str, list[str]]:
    """What axe finds, by the way in which it finds it."""
    told = {}
    for width, mode in ways:
        look(page, width, mode)
        told[f"{width['width']} px, {mode}"] = page.evaluate(RUN, only)
    return {way: violations for way, violations in told.items() if violations}


def opened(page: Page, address: str) -> Page:
    """A page of the gallery with everything on it open."""
    page.goto(address)
    page.evaluate(OPEN_ALL)
    return page


@pytest.mark.parametrize(("number", "name"), list(enumerate(NAMES)))
def test_axe_finds_nothing_on_any_page(page: Page, gallery: str, number: int, name: str) -> None:
    first, *others = WAYS
    assert found(opened(page, f"{gallery}/{name}"), (first, others[number % len(others)])) == {}


@pytest.mark.faults
@pytest.mark.parametrize("name", NAMES[:: at_most(1, 4)])
def test_axe_finds_nothing_on_any_page_in_any_way(page: Page, gallery: str, name: str) -> None:
    assert found(opened(page, f"{gallery}/{name}")) == {}


@pytest.mark.parametrize("name", sorted(letters()))
def test_axe_finds_nothing_in_any_letter(page: Page, gallery: str, name: str) -> None:
    page.goto(f"{gallery}/{name}")
    assert found(page, only=WCAG) == {}


def test_axe_sees_what_is_wrong_in_one_way_alone(page: Page, gallery: str) -> None:
    page.goto(f"{gallery}/privacy")
    faint = "@media (forced-colors: active) and (width < 400px) { h1 { forced-color-adjust: none; color: #999 !important } }"
    page.evaluate("rule => document.styleSheets[0].insertRule(rule, document.styleSheets[0].cssRules.length)", faint)
    told = found(page)
    assert list(told) == ["360 px, forced colours"]
    assert told["360 px, forced colours"][0].startswith("color-contrast")
