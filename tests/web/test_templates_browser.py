"""Pages of the gallery in a real Chromium: the first screen, what is drawn and printed, and searching with and without a script."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, ViewportSize, expect

from tests.web.gallery import pages

pytestmark = pytest.mark.browser

NAMES = sorted(pages())
PHONE = ViewportSize(width=360, height=640)
DESKTOP = ViewportSize(width=1280, height=900)


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """A page as wide as a phone."""
    page = browser.new_page(viewport=PHONE)
    yield page
    page.close()


@pytest.fixture
def desktop(browser: Browser) -> Iterator[Page]:
    """A wide page."""
    page = browser.new_page(viewport=DESKTOP)
    yield page
    page.close()


def test_the_first_screen_of_a_phone_holds_search_and_tiles_and_nothing_else(phone: Page, gallery: str) -> None:
    phone.goto(f"{gallery}/home")
    tiles = phone.locator(".tiles li").last.bounding_box()
    below = phone.locator(".page").bounding_box()
    assert tiles is not None
    assert below is not None
    assert tiles["y"] + tiles["height"] <= 640
    assert below["y"] > 600


def test_pages_report_no_errors_under_a_strict_policy(desktop: Page, gallery: str) -> None:
    said: list[str] = []
    desktop.on("console", lambda message: said.append(message.text) if message.type in {"error", "warning"} else None)
    desktop.on("pageerror", lambda error: said.append(str(error)))
    for name in NAMES:
        desktop.goto(f"{gallery}/{name}")
    assert said == []


def test_the_skip_link_comes_first_and_leads_to_the_content(desktop: Page, gallery: str) -> None:
    desktop.goto(f"{gallery}/search")
    desktop.keyboard.press("Tab")
    assert desktop.evaluate("document.activeElement.textContent") == "Hopp til innholdet"
    desktop.keyboard.press("Enter")
    assert desktop.evaluate("document.activeElement.id") == "innhold"


def test_a_removed_chip_swaps_the_results_and_puts_the_focus_on_the_answer(desktop: Page, gallery: str) -> None:
    desktop.goto(f"{gallery}/lier/?q=gratis&age=8")
    desktop.evaluate("window.stayed = true")
    desktop.locator(".chips a").nth(1).click()
    desktop.wait_for_url("**/lier/?cost=free")
    expect(desktop.locator("h1")).to_be_focused()
    assert desktop.evaluate("window.stayed")
    assert desktop.locator("#status").text_content() == ""


def test_a_new_search_speaks_the_hits_once_and_keeps_the_focus(desktop: Page, gallery: str) -> None:
    desktop.goto(f"{gallery}/lier/?q=gratis")
    desktop.evaluate("window.stayed = true")
    desktop.fill("#q", "ishockey")
    desktop.locator("#sok-knapp").click()
    expect(desktop.locator("#status")).to_have_text("Ingen treff")
    assert desktop.evaluate("window.stayed")
    assert desktop.evaluate("document.activeElement.id") == "sok-knapp"
    assert "near=" not in desktop.url
    assert "q=ishockey" in desktop.url
    assert desktop.title().startswith("Ingen tilbud for 15")


def test_on_a_phone_the_search_in_one_line_is_that_of_the_results(phone: Page, gallery: str) -> None:
    phone.goto(f"{gallery}/lier/?q=gratis")
    phone.evaluate("window.stayed = true")
    phone.locator(".again > summary").click()
    phone.fill("#q", "ishockey")
    phone.locator("#sok-knapp").click()
    expect(phone.locator(".again strong")).to_have_text("ishockey, 15 år")
    expect(phone.locator("h1")).to_contain_text("Ingen tilbud")
    assert phone.evaluate("window.stayed")


def test_filters_apply_on_the_button_and_not_on_a_tick(phone: Page, gallery: str) -> None:
    phone.goto(f"{gallery}/lier/?q=fotball")
    before = phone.url
    phone.locator(".filters > summary").click()
    phone.get_by_label("Koster noe").check()
    assert phone.url == before
    phone.locator("#filter-knapp").click()
    phone.wait_for_url("**cost=free&cost=paid**")


def test_back_shows_the_search_before_and_nothing_is_kept_in_the_browser(desktop: Page, gallery: str) -> None:
    desktop.goto(f"{gallery}/lier/?q=gratis")
    desktop.fill("#q", "ishockey")
    desktop.locator("#sok-knapp").click()
    desktop.wait_for_url("**q=ishockey**")
    expect(desktop.locator("h1")).to_contain_text("Ingen tilbud")
    desktop.go_back()
    expect(desktop.locator("h1")).to_contain_text("27 gratis")
    desktop.wait_for_function("!JSON.stringify([{...sessionStorage}, {...localStorage}, document.cookie]).includes('ishockey')")


def test_a_search_that_fails_is_shown_as_an_ordinary_page(desktop: Page, gallery: str) -> None:
    def refuse(route: Route) -> None:
        if "hx-request" in route.request.headers:
            route.fulfill(status=503, body="")
        else:
            route.continue_()

    desktop.route("**/lier/**", refuse)
    desktop.goto(f"{gallery}/lier/?q=gratis")
    desktop.evaluate("window.stayed = true")
    with desktop.expect_navigation(url="**/lier/?age=8"):
        desktop.locator(".chips a").first.click()
    assert not desktop.evaluate("window.stayed")


def test_everything_works_without_a_script(browser: Browser, gallery: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport=PHONE)
    page = context.new_page()
    page.goto(f"{gallery}/lier/?q=gratis")
    page.locator(".filters > summary").click()
    page.get_by_label("Koster noe").check()
    page.locator("#filter-knapp").click()
    assert "cost=free&cost=paid" in page.url
    page.locator(".again > summary").click()
    page.fill("#q", "ishockey")
    page.locator("#sok-knapp").click()
    assert "q=ishockey" in page.url
    page.get_by_role("link", name="Hele sesongen").click()
    assert "age=15" in page.url
    context.close()


def test_filters_stand_open_on_a_desktop_even_without_a_script(browser: Browser, gallery: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport=DESKTOP)
    page = context.new_page()
    page.goto(f"{gallery}/search")
    assert page.get_by_label("Koster noe").is_visible()
    assert page.locator("#q").is_visible()
    assert not page.locator(".filters > summary").is_visible()
    context.close()


def test_print_leaves_out_what_paper_cannot_do(desktop: Page, gallery: str) -> None:
    desktop.emulate_media(media="print")
    desktop.goto(f"{gallery}/search")
    for control in (".hero", ".filters", ".sort", ".ds-pagination", ".foot"):
        assert not desktop.locator(control).first.is_visible(), control
    assert desktop.locator("h1").is_visible()
    assert desktop.locator(".card").first.is_visible()
