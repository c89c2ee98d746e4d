"""Every page of the gallery as hands and eyes use it: what has the focus is seen and not covered, targets are large, nothing is cut."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from tests.web.gallery import letters, pages

pytestmark = pytest.mark.browser

NAMES = sorted(pages())
PHONE = ViewportSize(width=360, height=640)
LOW_DESKTOP = ViewportSize(width=1280, height=500)
NARROWEST = ViewportSize(width=320, height=640)
OPEN_ALL = "document.querySelectorAll('details').forEach(one => one.open = true)"
SAVED = "window.localStorage.setItem('krets.saved.lier', '99')"
STOPS = """[...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex]')].filter(one =>
  one.tabIndex >= 0 && !one.disabled && one.checkVisibility({visibilityProperty: true}))"""
HIDDEN_FOCUS = f"""() => {{
  const kinds = ['outlineStyle', 'outlineWidth', 'outlineColor', 'boxShadow', 'borderColor'];
  const looks = one => [[one], [one, '::after'], [one.closest('label') ?? one]]
    .map(drawn => kinds.map(kind => getComputedStyle(...drawn)[kind]).join()).join();
  const seen = (one, x, y) => {{
    const hit = document.elementFromPoint(x, y);
    return hit && (one.contains(hit) || hit.contains(one));
  }};
  const wrong = [];
  for (const one of {STOPS}) {{
    document.activeElement.blur();
    const before = looks(one);
    one.focus();
    const box = one.getClientRects()[0];
    const [left, right] = [Math.max(box.left, 0) + 1, Math.min(box.right, innerWidth) - 1];
    const [top, bottom] = [Math.max(box.top, 0) + 1, Math.min(box.bottom, innerHeight) - 1];
    const points = [[left, top], [right, top], [left, bottom], [right, bottom], [(left + right) / 2, (top + bottom) / 2]];
    const rounded = one.matches('.ds-button, .save, .ds-chip, input, a') ? points.slice(4) : points;
    if (document.activeElement !== one) wrong.push(['takes no focus', one]);
    else if (bottom < top || right < left) wrong.push(['out of sight', one]);
    else if (box.height < innerHeight / 2 && !one.matches('textarea') && (box.top < -1 || box.bottom > innerHeight + 1))
      wrong.push(['partly out of sight', one]);
    else if (!rounded.every(([x, y]) => seen(one, x, y))) wrong.push(['covered', one]);
    else if (looks(one) === before) wrong.push(['looks the same', one]);
  }}
  return wrong.map(([what, one]) => `${{what}}: ${{one.outerHTML.slice(0, 120)}}`);
}}"""
TARGETS = """[...document.querySelectorAll('a, button, input:not([type=hidden]), select, textarea, summary')].filter(one =>
  one.checkVisibility({visibilityProperty: true}) && !one.closest('.trap, .ds-sr-only') && one.getBoundingClientRect().width > 1)"""
SMALL = f"""least => {TARGETS}.filter(one => {{
  const box = (one.closest('label') ?? one).getBoundingClientRect();
  const inSentence = one.matches('p a, dd a, li a, td a, th a, dt a') && getComputedStyle(one).display === 'inline';
  const main = one.matches('.ds-button, .ds-input:not(label *), .tiles a, .chips a, .save, .option input, .views a, summary, .back');
  return !inSentence && (least <= 24 || main) && Math.round(Math.min(box.width, box.height)) < least;
}}).map(one => one.outerHTML.slice(0, 120))"""
CUT = """[...document.querySelectorAll('body *')].filter(one => ['hidden', 'clip'].includes(getComputedStyle(one).overflowX)
  && one.clientWidth > 1 && one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).clipPath === 'none'
  && !one.matches('input, .leaflet-container')).map(one => one.outerHTML.slice(0, 120))"""
REORDERED = """[...document.querySelectorAll('body *')].filter(one => {
  const style = getComputedStyle(one);
  return one.tabIndex > 0 || style.order !== '0' || (style.display.includes('flex') && style.flexDirection.endsWith('reverse'));
}).map(one => one.outerHTML.slice(0, 120))"""
FETCHING = {"saved-bare"}
"""Pages that fetch their list once they are open, since it is the browser's own."""
UNDRAWN = """() => {
  const name = use => use.getAttribute('href').split('#')[1];
  const shown = () => [...document.querySelectorAll('.icon > use')].filter(use => !use.closest('[hidden]'));
  window.drawn ??= new Set();
  for (const press of [() => {}, () => document.querySelectorAll('.save:not([hidden])').forEach(one => one.click())]) {
    press();
    for (const use of shown()) if (use.getBBox().width > 0) window.drawn.add(name(use));
  }
  return shown().map(name).filter(one => !window.drawn.has(one));
}"""
"""The icons that were on the page and were never drawn, neither before nor after the buttons that save are pressed."""
SPACED = "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em }"


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """One page for all, in a browser that has saved an offer."""
    opened = browser.new_page(bypass_csp=True)
    opened.add_init_script(SAVED)
    yield opened
    opened.close()


@pytest.fixture(scope="module", params=NAMES)
def opened(request: pytest.FixtureRequest, page: Page, gallery: str) -> Page:
    """A page of the gallery with everything on it open; visited once for all the tests that look at it."""
    return visited(page, gallery, request.param)


def visited(page: Page, gallery: str, name: str) -> Page:
    """Opens a page of the gallery and everything on it."""
    page.set_viewport_size(PHONE)
    page.goto(f"{gallery}/{name}", wait_until="networkidle" if name in FETCHING else "load")
    page.evaluate(OPEN_ALL)
    return page


@pytest.mark.parametrize("viewport", [PHONE, LOW_DESKTOP], ids=["phone", "desktop"])
def test_what_has_the_focus_is_seen_and_never_covered(opened: Page, viewport: ViewportSize) -> None:
    opened.set_viewport_size(viewport)
    opened.keyboard.press("Tab")  # a keyboard is in use
    assert opened.evaluate(HIDDEN_FOCUS) == []
    assert opened.evaluate(REORDERED) == [], "what comes first is reached first"


@pytest.mark.parametrize(("viewport", "least"), [(PHONE, 24), (LOW_DESKTOP, 24), (PHONE, 44)], ids=["phone", "desktop", "main ones"])
def test_targets_are_large_enough(opened: Page, viewport: ViewportSize, least: int) -> None:
    opened.set_viewport_size(viewport)
    assert opened.evaluate(SMALL, least) == []


def test_no_page_scrolls_sideways_or_cuts_its_words(opened: Page) -> None:
    assert_whole_when_narrow(opened)


@pytest.mark.parametrize("name", sorted(letters()))
def test_no_letter_scrolls_sideways_or_cuts_its_words(page: Page, gallery: str, name: str) -> None:
    assert_whole_when_narrow(visited(page, gallery, name))


def assert_whole_when_narrow(page: Page) -> None:
    """Nothing of the page lies beside it: at 320 pixels, with the spacing of WCAG 1.4.12, and with text of 200 % on twice the width."""
    width = "document.documentElement.scrollWidth"
    page.set_viewport_size(NARROWEST)
    assert (page.evaluate(width), page.evaluate(CUT)) == (320, [])
    spacing = page.add_style_tag(content=SPACED)
    assert page.evaluate(width) == 320, "with wide spacing"
    spacing.evaluate("one => one.remove()")
    page.set_viewport_size(ViewportSize(width=640, height=640))
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate(width) == 640, "with text of 200 %"
    page.evaluate("document.documentElement.style.fontSize = ''")


def test_every_icon_that_is_not_hidden_is_drawn(opened: Page) -> None:
    """Some are drawn on one width alone, some on a button that has been pressed, or has not."""
    opened.set_viewport_size(PHONE)
    opened.evaluate(UNDRAWN)
    opened.set_viewport_size(LOW_DESKTOP)
    assert opened.evaluate(UNDRAWN) == []


@pytest.mark.parametrize("name", ["home", "search", "offer", "subscribe", "report"])
def test_the_keyboard_reaches_everything_in_order_and_leaves(page: Page, gallery: str, name: str) -> None:
    visited(page, gallery, name)
    stops = page.evaluate(f"(window.stops = {STOPS}).length")
    groups = page.evaluate("new Set([...document.querySelectorAll('[type=radio]')].map(one => one.name)).size")
    reached = []
    for _ in range(stops - page.locator("[type=radio]").count() + groups):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("window.stops.indexOf(document.activeElement)"))
    assert reached == sorted(set(reached)) and reached[0] == 0
    page.keyboard.press("Tab")
    assert page.evaluate("window.stops.indexOf(document.activeElement)") in {-1, 0}, "the end of the page is its end"
