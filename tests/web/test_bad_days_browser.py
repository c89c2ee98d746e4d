"""Bad days as a browser sees them: map images, districts, suggestions or hits that do not come. What else there is still works."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, expect

pytestmark = pytest.mark.browser

AWAY = "Kartbildene kan ikke hentes nå. Kretsene og tilbudene vises likevel."


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A desktop."""
    opened = browser.new_page()
    opened.emulate_media(reduced_motion="reduce")
    yield opened
    opened.close()


def refuse(route: Route) -> None:
    route.fulfill(status=503, body="")


def break_off(route: Route) -> None:
    route.abort()


@pytest.mark.parametrize("answer", [refuse, break_off])
def test_without_map_images_the_map_says_so_and_still_has_its_offers(page: Page, gallery: str, answer: Callable[[Route], None]) -> None:
    page.route("**/tiles/**", answer)
    page.goto(f"{gallery}/search-map-tiles")
    said = page.locator("[data-map-said]")
    expect(said).to_have_text(AWAY)
    expect(said).to_be_visible()
    page.locator(".map .shape").first.wait_for(state="attached")
    page.locator(".map button.pin").first.press("Enter")
    expect(page.locator("#valgt")).to_be_focused()
    assert page.locator("#liste .name a").count() == 3


def test_map_images_that_come_are_not_said_to_be_away(page: Page, gallery: str) -> None:
    page.goto(f"{gallery}/search-map-tiles")
    page.locator(".leaflet-tile-loaded").first.wait_for(state="attached")
    assert page.locator("[data-map-said]").text_content() == ""
    assert page.locator(".leaflet-control-attribution").inner_text().endswith("Kartverket <b>2026</b>"), "a credit is words"


def test_without_the_districts_the_map_still_has_its_offers(page: Page, gallery: str) -> None:
    page.route("**/districts.geojson", refuse)
    page.goto(f"{gallery}/search-map")
    page.locator(".map button.pin").first.press("Enter")
    expect(page.locator("#valgt")).to_be_focused()


def test_without_the_maps_own_script_the_list_is_whole(page: Page, gallery: str) -> None:
    page.route("**/map*.js", refuse)
    page.goto(f"{gallery}/search-map")
    assert page.locator("#liste .name a").count() == 5
    expect(page.locator("[data-map]")).to_be_hidden()


def test_without_suggestions_the_field_is_an_ordinary_one(page: Page, gallery: str) -> None:
    page.route("**/suggest**", refuse)
    page.goto(f"{gallery}/home")
    page.locator("#q").press_sequentially("ishockey")
    page.locator("#q").press("Enter")
    page.wait_for_url("**q=ishockey**")
    expect(page.locator("h1")).to_contain_text("Ingen tilbud")


def test_without_styles_and_scripts_the_page_is_still_words_and_a_form(page: Page, gallery: str) -> None:
    page.route("**/static/**", break_off)
    page.goto(f"{gallery}/home")
    page.locator("#q").fill("ishockey")
    page.locator("#sok-knapp").click()
    expect(page.locator("h1")).to_contain_text("Ingen tilbud")
