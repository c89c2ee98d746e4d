"""What failed in others' searches, held off here: each test names a failure that audits or issues of such pages have told of.

The rules for the status line: one polite region for the hits, there and empty from the beginning, outside of anything that is hidden at
some width; spoken once, some time after the answer has come, with all that is chosen; never a list, and never two kinds of politeness.
"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, Request, ViewportSize, expect

from tests.web.gallery import pages

pytestmark = pytest.mark.browser

NAMES = sorted(pages())
WIDTHS = (ViewportSize(width=360, height=640), ViewportSize(width=1280, height=900))
REGIONS = "[role=status], [role=alert], [role=log], [aria-live], output"
TICKED = """() => {
  for (const one of document.querySelectorAll('[type=checkbox]:not(:disabled), [type=radio]')) one.click();
  for (const one of document.querySelectorAll('select')) {
    one.selectedIndex = one.options.length - 1;
    for (const kind of ['input', 'change']) one.dispatchEvent(new Event(kind, {bubbles: true}));
  }
  for (const one of document.querySelectorAll('input:not([type=hidden], [type=checkbox], [type=radio]), textarea')) {
    one.value = '7';
    for (const kind of ['input', 'change', 'blur']) one.dispatchEvent(new Event(kind, {bubbles: true}));
  }
}"""
WATCH_STATUS = """() => {
  window.spoken = [];
  new MutationObserver(() => {
    const words = document.getElementById('status').textContent;
    if (words) window.spoken.push([words, performance.now()]);
  }).observe(document.getElementById('status'), {childList: true, characterData: true, subtree: true});
  document.addEventListener('htmx:afterSwap', () => window.swapped = performance.now());
  document.addEventListener('htmx:beforeRequest', () => window.busy = document.getElementById('treff').ariaBusy);
}"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A desktop that may use its clipboard."""
    context = browser.new_context(viewport=WIDTHS[1], permissions=["clipboard-read", "clipboard-write"])
    yield context.new_page()
    context.close()


def status(page: Page) -> Locator:
    """The status line of a page."""
    return page.locator("#status")


def test_nothing_is_asked_for_when_a_field_is_ticked_chosen_or_left(page: Page, gallery: str) -> None:
    asked: list[str] = []

    def note(request: Request) -> None:
        if "/suggest" not in request.url and "/static/" not in request.url:
            asked.append(request.url)

    for name in (name for name in NAMES if name.startswith(("search", "home", "subscribe", "report", "missing", "guide-young"))):
        page.goto(f"{gallery}/{name}")
        page.on("request", note)
        page.evaluate(TICKED)
        page.wait_for_function("!document.querySelector('.htmx-request')")
        page.remove_listener("request", note)
        assert (asked, page.url) == ([], f"{gallery}/{name}")


@pytest.fixture(scope="module")
def visitor(browser: Browser) -> Iterator[Page]:
    """One page for all looks at the gallery."""
    opened = browser.new_page()
    yield opened
    opened.close()


@pytest.fixture(scope="module", params=NAMES)
def opened(request: pytest.FixtureRequest, visitor: Page, gallery: str) -> Page:
    """A page of the gallery, visited once for all the tests that look at it."""
    visitor.goto(f"{gallery}/{request.param}")
    return visitor


@pytest.mark.parametrize("width", WIDTHS, ids=["phone", "desktop"])
def test_live_regions_are_heard_at_every_width_empty_at_first_and_hold_no_list(opened: Page, width: ViewportSize) -> None:
    opened.set_viewport_size(width)
    assert opened.locator("#status").count() <= 1
    for region in opened.locator(REGIONS).all():
        role = region.get_attribute("role")
        assert role in {"status", "alert"} and region.get_attribute("aria-live") is None, "one politeness for each kind"
        assert role == "alert" or region.text_content() == ""
        assert region.locator("li, h1, h2, h3, a, button, .card, #treff").count() == 0
        unheard = "one => !!one.closest('[hidden], [aria-hidden=true], details:not([open])') || !one.checkVisibility()"
        own = region.evaluate("one => one.matches('.what *, [data-map-said]')")  # heard with its field or map, wherever that is shown
        assert own or not region.evaluate(unheard)


SILENT_OPENERS = """[...document.querySelectorAll('[aria-haspopup], [aria-expanded], [role=combobox]')].filter(one =>
  !['true', 'false'].includes(one.getAttribute('aria-expanded'))
  || !(one.matches('.pin') || document.getElementById(one.getAttribute('aria-controls')))).map(one => one.outerHTML.slice(0, 120))"""


def test_what_opens_something_says_whether_it_is_open(opened: Page) -> None:
    assert opened.evaluate(SILENT_OPENERS) == []
    made_up = "[role=button]:not(.leaflet-control-zoom a), [role=link], [onclick], a:not([href])"
    assert opened.locator(made_up).count() == 0, "real buttons and links alone"
    assert opened.locator("details > :not(summary):first-child").count() == 0


def test_no_words_are_pictures_that_are_read_by_their_code_points(opened: Page) -> None:
    assert opened.evaluate(r"document.body.innerText.match(/\p{Extended_Pictographic}/gu)") is None


@pytest.mark.parametrize("press", ["#sok-knapp", "#filter-knapp"])
def test_a_change_of_the_hits_is_spoken_once_a_while_after_the_answer_and_the_focus_stays(page: Page, gallery: str, press: str) -> None:
    page.goto(f"{gallery}/lier/?q=gratis")
    page.evaluate(WATCH_STATUS)
    page.fill("#q", "ishockey")
    page.locator(press).press("Enter")
    expect(status(page)).to_have_text("Ingen treff")
    expect(page.locator(press)).to_be_focused()
    [[words, spoken_at]] = page.evaluate("window.spoken")
    assert words == "Ingen treff"
    assert spoken_at - page.evaluate("window.swapped") >= 500
    assert page.evaluate("window.busy") == "true" and page.locator("#treff").get_attribute("aria-busy") is None


@pytest.mark.parametrize("name", ["search", "search-empty", "district", "saved", "guide", "print"])
def test_results_are_headings_with_the_name_alone(page: Page, gallery: str, name: str) -> None:
    page.goto(f"{gallery}/{name}")
    for card in page.locator(".card:has(a), .sheet > li").all():
        heading = card.locator("h2, h3").first
        assert heading.locator("a").count() == 1
        assert heading.evaluate("one => one.matches(':first-child')"), "nothing is read before its name"
    assert page.locator(":is(h1, h2, h3, h4) :is(button, input, [title], [role=tooltip], abbr)").count() == 0


@pytest.mark.parametrize("denied", [False, True])
def test_what_came_of_copying_a_link_is_said_and_seen(page: Page, gallery: str, denied: bool) -> None:
    if denied:
        page.add_init_script("navigator.clipboard.writeText = () => Promise.reject(new Error('no'))")
    page.goto(f"{gallery}/offer")
    button = page.get_by_role("button", name="Kopier lenken")
    button.press("Enter")
    expect(status(page)).to_have_text("Lenken kunne ikke kopieres. Kopier den fra adressefeltet." if denied else "Lenken er kopiert.")
    expect(status(page)).to_be_visible()
    expect(button).to_be_focused()


def test_a_field_without_suggestions_is_an_ordinary_one(page: Page, gallery: str) -> None:
    page.goto(f"{gallery}/search-bare")
    assert page.locator("#q").get_attribute("role") is None
    assert page.locator("[role=listbox], [role=combobox], .what [role=status]").count() == 0


@pytest.mark.parametrize("name", ["search-empty", "home", "subscribe-wrong", "report-wrong", "report-trapped"])
def test_scripts_leave_hints_and_errors_with_their_fields(browser: Browser, page: Page, gallery: str, name: str) -> None:
    described = "[...document.querySelectorAll('input, select, textarea')].map(one => [one.id, one.getAttribute('aria-describedby')])"
    page.goto(f"{gallery}/{name}")
    with_script = page.evaluate(described)
    context = browser.new_context(java_script_enabled=False)
    plain = context.new_page()
    plain.goto(f"{gallery}/{name}")
    assert [[one.get_attribute("id") or "", one.get_attribute("aria-describedby")] for one in plain.locator("input, select, textarea").all()
            ] == with_script  # fmt: skip
    context.close()
    named = [one for _, ids in with_script for one in (ids or "").split()]
    assert all(page.locator(f"#{one}").count() == 1 for one in named)
    assert named or name == "home"


def test_a_panel_that_sticks_gives_way_to_what_has_the_focus(page: Page, gallery: str) -> None:
    page.set_viewport_size(ViewportSize(width=1280, height=400))
    page.goto(f"{gallery}/search")
    page.evaluate("document.querySelectorAll('.filters details').forEach(one => one.open = true)")
    for field in page.locator(".filters input:not([disabled])").all():
        field.focus()
        button, box = page.locator(".apply").bounding_box(), field.bounding_box()
        assert button and box and box["y"] + box["height"] <= button["y"]


def test_the_map_is_named_reads_no_images_and_leads_the_focus_in_and_back(page: Page, gallery: str) -> None:
    page.emulate_media(reduced_motion="reduce")  # the map then moves at once
    page.goto(f"{gallery}/search-map-tiles")
    page.locator(".map button.pin").first.wait_for()
    page.locator(".leaflet-tile-loaded").first.wait_for(state="attached")
    assert {tile.get_attribute("alt") for tile in page.locator(".leaflet-tile").all()} == {""}
    assert page.get_by_role("region", name="Kart over treffene").count() == 1
    pin = page.locator(".map button.pin").first
    assert pin.get_attribute("aria-label")
    pin.press("Enter")
    expect(page.locator("#valgt")).to_be_focused()
    expect(page.locator(".map button.pin[aria-expanded=true]")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(pin).to_be_focused()
    expect(pin).to_have_attribute("aria-expanded", "false")
    assert page.locator("#liste a").count() >= page.locator(".map button.pin").count(), "the list is whole without the map"
    before = page.evaluate("document.querySelector('.leaflet-map-pane').style.transform")
    page.mouse.move(640, 600)
    page.mouse.wheel(0, 200)
    assert page.evaluate("document.querySelector('.leaflet-map-pane').style.transform") == before, "a wheel scrolls the page, not the map"
