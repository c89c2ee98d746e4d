"""A family turns round on the way: another language in the middle of a search, and the browser's own button after every step."""

import re
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.results import heading, listed, said_and_found_agree, searched, total
from tests.journeys.traveller import SHOWN, Traveller

pytestmark = pytest.mark.browser


@dataclass(frozen=True, slots=True)
class Seen:
    """What a page of results shows of its search, in every place that shows it."""

    address: str
    heading: str
    offers: tuple[int, ...]
    ticked: tuple[str, ...]
    words: str
    ages: tuple[str, ...]
    view: str


def seen(page: Page) -> Seen:
    """What is seen of a search now."""
    return Seen(
        address=page.url,
        heading=heading(page),
        offers=tuple(listed(page)),
        ticked=tuple(page.locator(".filters input:checked").evaluate_all("all => all.map(one => `${one.name}=${one.value}`)")),
        words=page.locator("#q").input_value(),
        ages=tuple(page.locator(".ages input").evaluate_all("all => all.map(one => one.value)")),
        view=page.locator(".views [aria-current]").inner_text().strip(),
    )


def arrived(page: Page, address: str) -> None:
    """Waits until the page of an address is there."""
    expect(page).to_have_url(address)
    page.wait_for_load_state("load")


def focus_is_seen(traveller: Traveller) -> None:
    """Fails where the focus lies on something that cannot be seen, or the next Tab leads to such a thing."""
    page = traveller.page
    assert page.evaluate("document.activeElement === document.body || document.activeElement.checkVisibility()")
    page.keyboard.press("Tab")
    assert page.locator(":focus").evaluate(SHOWN)["inside"]


def test_another_language_in_the_middle_keeps_the_search(traveller: Traveller) -> None:
    page = traveller.page
    page.goto("/lier/")
    traveller.write(page.get_by_label("Hva leter du etter?"), "fotball")
    traveller.write(page.get_by_label("Alder", exact=True), "9")
    traveller.press(page.get_by_role("button", name="Søk", exact=True))
    expect(page.locator("h1")).to_contain_text(re.compile("for 9.åringer"))
    found, asked_for = total(page), searched(page)

    traveller.press(page.get_by_role("link", name="English"))
    expect(page.locator("html")).to_have_attribute("lang", "en")
    assert (total(page), searched(page)) == (found, asked_for)
    traveller.narrow("Costs something")
    expect(page.locator(".chips .ds-chip")).to_have_count(3)
    expect(page.locator("html")).to_have_attribute("lang", "en")
    narrower, asked_for = total(page), searched(page)
    assert 0 < narrower <= found
    assert ("cost", "paid") in asked_for
    said_and_found_agree(traveller.server, page)

    name = page.locator(".found > .cards h2").first.inner_text()
    traveller.press(page.locator(".found > .cards h2 a").first)
    expect(page.locator("h1")).to_have_text(name)
    expect(page.locator("html")).to_have_attribute("lang", "en")
    traveller.press(page.get_by_role("link", name="Nynorsk"))
    expect(page.locator("html")).to_have_attribute("lang", "nn")
    expect(page.locator("h1")).to_have_text(name)
    for _ in range(2):
        page.go_back()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    traveller.press(page.get_by_role("link", name="Bokmål"))
    expect(page.locator("html")).to_have_attribute("lang", "nb")
    assert (total(page), sorted(searched(page))) == (narrower, sorted(asked_for))
    expect(page.locator("h1")).to_contain_text(re.compile("for 9.åringer"))


def test_back_after_every_step_of_a_search(traveller: Traveller) -> None:
    page = traveller.page
    page.goto("/lier/")
    traveller.write(page.get_by_label("Alder", exact=True), "10")
    traveller.press(page.get_by_role("button", name="Søk", exact=True))
    expect(page.locator("h1")).to_contain_text(re.compile("for 10.åringer"))
    trail = [seen(page)]
    said_and_found_agree(traveller.server, page)

    traveller.narrow("Gratis")
    expect(page.locator("h1")).to_contain_text(re.compile("gratis tilbud for 10.åringer"))
    trail.append(seen(page))
    said_and_found_agree(traveller.server, page)

    traveller.press(page.get_by_role("link", name="Side 2"))
    expect(page.locator(".ds-pagination [aria-current]")).to_have_text("2")
    trail.append(seen(page))
    said_and_found_agree(traveller.server, page)

    traveller.press(page.get_by_role("link", name="starter først"))
    expect(page.locator(".sort [aria-current]")).to_have_text("starter først")
    trail.append(seen(page))
    said_and_found_agree(traveller.server, page)

    for view in ("Kart", "Kalender"):
        traveller.press(page.get_by_role("navigation", name="Visning").get_by_role("link", name=view, exact=True))
        expect(page.locator(".views [aria-current]")).to_have_text(view)
        trail.append(seen(page))
        if view == "Kart":
            expect(page.get_by_text("Kartet trenger JavaScript.")).to_be_visible(visible=not traveller.scripted)
    traveller.press(page.locator(".days .name a").first)
    expect(page.locator(".box")).to_be_visible()
    assert len({one.address for one in trail}) == len(trail)

    back_and_forth(traveller, trail)


def back_and_forth(traveller: Traveller, trail: list[Seen]) -> None:
    """Every step is seen again as it was: back to the first page, and forward some way."""
    page = traveller.page
    for step in reversed(trail):
        page.go_back()
        arrived(page, step.address)
        expect(page.locator("h1")).to_have_text(step.heading)
        assert seen(page) == step
        focus_is_seen(traveller)
    page.go_back()
    arrived(page, f"{traveller.server}/lier/")
    for step in trail[:3]:
        page.go_forward()
        arrived(page, step.address)
        expect(page.locator("h1")).to_have_text(step.heading)
        assert seen(page) == step
