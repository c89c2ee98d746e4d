"""Suggestions as a person types, in a real Chromium: by keyboard, pointer and finger, spoken, in nobody's way, and not needed."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, Route, ViewportSize, expect

from tests.web.gallery import PUBLIC

pytestmark = pytest.mark.browser

PHONE = ViewportSize(width=390, height=844)
DESKTOP = ViewportSize(width=1280, height=900)
LEAST_TARGET_PX = 44


@pytest.fixture(params=[PHONE, DESKTOP], ids=["phone", "desktop"])
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    """A page on a phone and on a desktop."""
    opened = browser.new_page(viewport=request.param)
    yield opened
    opened.close()


def typed(page: Page, address: str, text: str = "is") -> Locator:
    """The search field after a text was typed into it, its suggestions shown."""
    page.goto(address)
    if (change := page.locator(".again > summary")).count() and change.is_visible():
        change.click()
    field = page.get_by_role("combobox", name="Hva leter du etter?")
    field.fill("")
    field.press_sequentially(text)
    expect(options(page).first).to_be_visible()
    return field


def options(page: Page) -> Locator:
    """The suggestions that are shown."""
    return page.locator("#forslag [role=option]")


def active(page: Page) -> str | None:
    """The words of the option that the field points at."""
    words: str | None = page.evaluate(
        "document.getElementById(document.activeElement.getAttribute('aria-activedescendant'))?.dataset.words ?? null"
    )
    return words


def test_what_is_typed_brings_words_with_counts_and_says_how_many(page: Page, gallery: str) -> None:
    field = typed(page, f"{gallery}/home")
    expect(options(page)).to_have_text(["ishockey3 treff", "isdans1 treff", "is og snø2 treff", "islandshest1 treff"])
    expect(page.locator(".what [role=status]")).to_have_text("4 forslag. Bruk piltastene.")
    expect(field).to_have_attribute("aria-expanded", "true")
    field.press_sequentially("d")
    expect(options(page)).to_have_count(1)
    expect(page.locator(".what [role=status]")).to_have_text("Ett forslag")
    field.press_sequentially("x")
    expect(page.get_by_role("listbox")).to_have_count(0)
    expect(field).to_have_attribute("aria-expanded", "false")


def test_arrows_go_round_and_enter_goes_where_the_suggestion_leads(page: Page, gallery: str) -> None:
    field = typed(page, f"{gallery}/home")
    assert active(page) is None
    pressed = []
    for key in ("ArrowDown", "ArrowDown", "ArrowUp", "ArrowUp", "ArrowDown"):
        field.press(key)
        pressed.append(active(page))
    assert pressed == ["ishockey", "isdans", "ishockey", "islandshest", "ishockey"]
    expect(page.locator("#forslag [aria-selected=true]")).to_have_count(1)
    expect(field).to_have_value("is")
    field.press("Enter")
    page.wait_for_url(f"{gallery}/lier/?q=ishockey")


def test_enter_without_a_choice_searches_for_what_was_typed(page: Page, gallery: str) -> None:
    typed(page, f"{gallery}/home").press("Enter")
    page.wait_for_url("**/lier/?q=is&**")


def test_escape_takes_the_list_away_and_leaves_the_words(page: Page, gallery: str) -> None:
    field = typed(page, f"{gallery}/home")
    field.press("ArrowDown")
    field.press("Escape")
    expect(page.get_by_role("listbox")).to_have_count(0)
    expect(field).to_have_value("is")
    assert active(page) is None
    field.press("ArrowDown")
    expect(options(page)).to_have_count(4)


def test_a_choice_keeps_what_else_the_form_asks(page: Page, gallery: str) -> None:
    page.goto(f"{gallery}/home")
    page.get_by_label("Alder", exact=True).fill("8")
    page.get_by_role("combobox", name="Hva leter du etter?").press_sequentially("isd")
    options(page).filter(has_text="isdans").click()
    page.wait_for_url("**/lier/?q=isdans&age=8**")


def test_leaving_the_field_takes_the_list_away(page: Page, gallery: str) -> None:
    field = typed(page, f"{gallery}/home")
    field.press("Tab")
    expect(page.get_by_role("listbox")).to_have_count(0)
    expect(page.get_by_label("Alder", exact=True)).to_be_focused()


def test_the_button_is_reached_by_one_press_while_the_list_is_open(page: Page, gallery: str) -> None:
    typed(page, f"{gallery}/home")
    button = page.locator("#sok-knapp")
    options = page.get_by_role("listbox").bounding_box()
    box = button.bounding_box()
    assert options is not None and box is not None
    beside = options["x"] + options["width"] <= box["x"]
    assert beside or options["y"] + options["height"] <= box["y"], "the list covers the button"
    button.click()
    page.wait_for_url("**/lier/?q=is&**")


def test_options_are_large_enough_to_hit_and_stay_inside_the_window(page: Page, gallery: str) -> None:
    typed(page, f"{gallery}/home")
    for option in options(page).all():
        box = option.bounding_box()
        assert box is not None
        assert box["height"] >= LEAST_TARGET_PX
        assert box["x"] >= 0 and box["x"] + box["width"] <= page.evaluate("innerWidth")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("forced_colors", ["none", "active"])
def test_axe_finds_nothing_while_the_list_is_open(browser: Browser, gallery: str, forced_colors: str) -> None:
    page = browser.new_page(viewport=PHONE, forced_colors="active" if forced_colors == "active" else "none")
    for name in ("home", "search"):
        typed(page, f"{gallery}/{name}").press("ArrowDown")
        assert [(one["id"], one["nodes"][0]["html"]) for one in Axe().run(page).response["violations"]] == []
    page.close()


def test_one_question_is_asked_when_typing_pauses_and_the_same_never_twice(page: Page, gallery: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/suggest" in request.url else None)
    field = typed(page, f"{gallery}/home", "ish")
    assert asked == [f"{gallery}/suggest?lang=nb&q=ish"]
    field.press("Escape")
    field.press("ArrowDown")
    expect(options(page)).to_have_count(1)
    assert len(asked) == 1
    assert all(PUBLIC not in one for one in asked)


def test_a_late_answer_to_an_older_question_is_not_shown(page: Page, gallery: str) -> None:
    held: list[Route] = []
    page.route("**/suggest?lang=nb&q=is", lambda route: held.append(route))  # noqa: PLW0108  Playwright writes on what it is given
    page.goto(f"{gallery}/home")
    field = page.get_by_role("combobox", name="Hva leter du etter?")
    with page.expect_request("**/suggest?lang=nb&q=is"):
        field.press_sequentially("is")
    field.press_sequentially("d")
    expect(options(page)).to_have_count(1)
    expect(options(page)).to_have_text("isdans1 treff")
    held[0].fulfill(json={"suggestions": [{"words": "ishockey", "count": 3, "url": f"{PUBLIC}/"}] * 2})
    field.press_sequentially("a")
    expect(options(page)).to_have_text("isdans1 treff")


def test_where_suggestions_fail_the_field_is_an_ordinary_one(page: Page, gallery: str) -> None:
    page.route("**/suggest**", lambda route: route.abort())
    page.goto(f"{gallery}/home")
    field = page.get_by_role("combobox", name="Hva leter du etter?")
    with page.expect_event("requestfailed"):
        field.press_sequentially("ish")
    expect(page.get_by_role("listbox")).to_have_count(0)
    field.press("Enter")
    page.wait_for_url("**/lier/?q=ish&**")


def test_the_field_of_a_swapped_form_has_its_suggestions_too(browser: Browser, gallery: str) -> None:
    page = browser.new_page(viewport=DESKTOP)
    page.goto(f"{gallery}/lier/?q=gratis")
    page.evaluate("window.stayed = true")
    page.fill("#q", "ishockey")
    page.locator("#sok-knapp").click()
    expect(page.locator("h1")).to_contain_text("Ingen tilbud")
    page.locator("#q").fill("")
    page.locator("#q").press_sequentially("isd")
    expect(options(page)).to_have_count(1)
    assert page.evaluate("window.stayed")
    assert page.locator("[role=combobox]").count() == 1
    page.close()


def test_without_a_script_the_field_is_a_search_field(browser: Browser, gallery: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport=PHONE)
    page = context.new_page()
    page.goto(f"{gallery}/home")
    assert page.get_by_role("searchbox", name="Hva leter du etter?").count() == 1
    assert page.locator("[role=combobox], [role=listbox]").count() == 0
    context.close()
