"""A family looks at a search on the map, as days and on paper, saves what it likes, and hands the list on; with and without a script."""

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.journeys.interface import asked, every_offer
from tests.journeys.visiting import DESKTOP, PHONE, visiting

pytestmark = pytest.mark.browser

SEARCH = "/lier/?cost=free&age=10"
PINS = ".map button.pin"
MOST_STEPS = 12
"""So many times a button of several places may lead closer before one place is left."""


@pytest.fixture
def scripted(browser: Browser, server: str) -> Iterator[Page]:
    """A phone with JavaScript."""
    with visiting(browser, server) as page:
        yield page


def listed(page: Page) -> set[str]:
    """The numbers of the offers that the list of a view names."""
    links = page.locator("#liste a, .days a, .rows a, .sheet a").all()
    return {found[1] for link in links if (found := re.search(r"/offers/(\d+)-", link.get_attribute("href") or ""))}


@pytest.mark.parametrize("view", ["Kart", "Utskrift"])
def test_every_offer_of_the_search_is_in_the_view(phone: Page, server: str, view: str) -> None:
    phone.goto(SEARCH)
    phone.get_by_role("navigation", name="Visning").get_by_role("link", name=view).click()
    phone.wait_for_url(re.compile("view="))
    assert listed(phone) == {str(one["id"]) for one in every_offer(server, "lier", "cost=free&age=10")}


def test_the_days_of_a_search_lead_on_by_weeks_and_back(phone: Page) -> None:
    phone.goto(SEARCH)
    phone.get_by_role("link", name="Kalender", exact=True).click()
    first = phone.locator(".week h2").first.inner_text()
    phone.locator('.stretches [rel="next"]').first.click()
    expect(phone.locator(".week h2").first).not_to_have_text(first)
    phone.go_back()
    expect(phone.locator(".week h2").first).to_have_text(first)
    name = phone.locator(".days .name a").first.inner_text()
    phone.locator(".days .name a").first.click()
    expect(phone.locator("h1")).to_have_text(name)


def test_a_place_on_the_map_is_pressed_by_keyboard_and_the_way_back_leads_there(scripted: Page) -> None:
    scripted.emulate_media(reduced_motion="reduce")  # the map then moves at once
    scripted.goto(f"{SEARCH}&view=map")
    panel = scripted.locator("[data-map-chosen]")
    scripted.locator(PINS).first.focus()
    for _ in range(MOST_STEPS):
        scripted.keyboard.press("Enter")
        if panel.is_visible():
            break
        expect(scripted.locator(f"{PINS}:focus")).to_have_count(1)
    expect(panel.locator("h2")).to_be_focused()
    name = panel.locator(".name a").first.inner_text()
    panel.locator(".name a").first.press("Enter")
    expect(scripted.locator("h1")).to_have_text(name)
    scripted.go_back()
    expect(scripted.locator(PINS).first).to_be_visible()


def test_escape_closes_what_the_map_opened_and_the_focus_is_where_it_was(scripted: Page, server: str) -> None:
    one = next(offer for offer in every_offer(server, "lier", "kind=facility") if offer["venue"] and offer["venue"].get("lat"))
    scripted.goto(f"/lier/?view=map&q={one['title']}&literal=true")
    pin = scripted.locator(PINS).first
    pin.focus()
    scripted.keyboard.press("Enter")
    panel = scripted.locator("[data-map-chosen]")
    if panel.is_visible():
        scripted.keyboard.press("Escape")
        expect(panel).to_be_hidden()
        expect(scripted.locator(".map :focus")).to_have_count(1)


def test_pins_have_names_and_the_map_with_a_place_open_passes_axe(scripted: Page) -> None:
    scripted.goto(f"{SEARCH}&view=map")
    scripted.locator(PINS).first.wait_for()
    assert all(pin.get_attribute("aria-label") for pin in scripted.locator(PINS).all())
    scripted.locator(".map .shape").first.wait_for(state="attached")
    assert [(one["id"], one["nodes"][0]["html"]) for one in Axe().run(scripted).response["violations"]] == []


def test_save_look_at_the_list_print_and_share(scripted: Page, server: str) -> None:
    scripted.goto(SEARCH)
    cards = scripted.locator(".found .card")
    names = [cards.nth(number).locator("h2").inner_text() for number in (0, 1)]
    for number in (0, 1):
        button = cards.nth(number).get_by_role("button", name=re.compile("^Lagre"))
        button.press("Enter")
        expect(button).to_have_attribute("aria-pressed", "true")
        expect(scripted.locator("#status")).to_have_text("Lagret i lista di.")
    expect(scripted.locator("[data-saved-count]")).to_have_text(" (2)")
    scripted.get_by_role("link", name="Lagrede").first.click()
    expect(scripted.locator("h1")).to_have_text("2 lagrede tilbud")
    assert [one.inner_text() for one in scripted.locator(".card h2").all()] == names
    expect(scripted.get_by_role("button", name="Skriv ut")).to_be_visible()
    shared = scripted.get_by_role("link", name="Lenke til lista").get_attribute("href") or ""
    assert "/lier/saved?ids=" in shared
    scripted.emulate_media(media="print")
    assert scripted.locator(".qr").first.is_visible() and not scripted.locator(".actions").first.is_visible()
    scripted.emulate_media(media="screen")

    scripted.locator(".card").first.get_by_role("button", name=re.compile("^Lagre")).click()
    expect(scripted.locator("h1")).to_have_text("Ett lagret tilbud")
    assert scripted.context.cookies() == []

    with visiting(scripted.context.browser or pytest.fail("no browser"), server, script=False) as other:
        other.goto("/lier/saved?ids=" + shared.split("ids=")[1])
        expect(other.locator("h1")).to_have_text("2 lagrede tilbud")
        assert not other.locator(".save").first.is_visible()


def test_what_is_saved_is_still_pressed_on_the_offer_page_and_can_be_taken_away(scripted: Page) -> None:
    scripted.goto(SEARCH)
    card = scripted.locator(".found .card").first
    card.locator(".save").click()
    card.locator("h2 a").click()
    button = scripted.locator(".actions .save")
    expect(button).to_have_attribute("aria-pressed", "true")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "false")
    scripted.reload()
    expect(scripted.locator(".actions .save")).to_have_attribute("aria-pressed", "false")


def test_a_browser_that_keeps_nothing_says_so(browser: Browser, server: str) -> None:
    with visiting(browser, server) as page:
        page.add_init_script("Storage.prototype.setItem = () => { throw new DOMException('no', 'QuotaExceededError'); }")
        page.goto(SEARCH)
        button = page.locator(".found .save").first
        button.click()
        expect(page.locator("#status")).to_contain_text("Nettleseren lar oss ikke lagre")
        expect(page.locator("#status")).to_be_visible()
        expect(button).to_have_attribute("aria-pressed", "false")


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_the_map_asks_only_our_own_address(browser: Browser, server: str, viewport: dict[str, int]) -> None:
    with visiting(browser, server, viewport) as page:  # type: ignore[arg-type]  # Playwright's own type is a TypedDict
        page.goto("/lorenskog/?view=map")
        page.locator(PINS).first.wait_for()
        page.locator(".map .shape").first.wait_for(state="attached")
        assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
    assert asked(server, "lorenskog", "")["total"] > 0
