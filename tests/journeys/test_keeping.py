"""A family keeps what it found: saved and looked at again, on paper, and handed on by link and code.

Saving, copying and a button for printing need JavaScript. Without it they are not shown, the page of the list says why, and paper,
the codes and a list that somebody shared do as well as with it.
"""

import re

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.journeys.results import answer_to, heading, listed, searched, total
from tests.journeys.traveller import Traveller, Way
from tests.journeys.visiting import visiting
from web.qr import qr_code

pytestmark = pytest.mark.browser

SEARCH = "/lier/?cost=free&age=10"
NEEDS_SCRIPT = "Uten JavaScript kan ikke nettleseren lagre tilbud."


def drawn(page: Page, where: str) -> list[str]:
    """The drawings of the codes there."""
    return [one.get_attribute("d") or "" for one in page.locator(f"{where} .qr path").all()]


def code_of(address: str) -> str:
    """The drawing of an address."""
    return str(re.findall(r' d="([^"]+)"', qr_code(address))[-1])


def copied(traveller: Traveller, button: Locator) -> str:
    """What the button puts into the clipboard."""
    traveller.page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=traveller.server)
    traveller.press(button)
    expect(traveller.page.get_by_role("status").filter(has_text="Lenken er kopiert.")).to_be_visible()
    words: str = traveller.page.evaluate("navigator.clipboard.readText()")
    return words


def asks_to_print(traveller: Traveller, button: Locator) -> bool:
    """Whether the browser is about to print when the button is pressed."""
    traveller.page.evaluate("addEventListener('beforeprint', () => (window.printed = true))")
    traveller.press(button)
    return bool(traveller.page.evaluate("window.printed === true"))


def test_two_offers_are_saved_looked_at_printed_and_shared(traveller: Traveller, browser: Browser) -> None:
    page = traveller.page
    page.goto(SEARCH)
    saves = page.locator(".found > .cards .card .save")
    link = page.get_by_role("link", name=re.compile("^Lagrede"))
    if not traveller.scripted:
        assert not any(one.is_visible() for one in [*saves.all(), *link.all()])
        page.goto("/lier/saved")
        expect(page.get_by_text(NEEDS_SCRIPT)).to_be_visible()
        return

    ids = listed(page)[:2]
    for number in (0, 1):
        traveller.press(saves.nth(number))
        expect(saves.nth(number)).to_have_attribute("aria-pressed", "true")
    traveller.press(link)
    expect(page.locator("h1")).to_have_text("2 lagrede tilbud")
    expect(page.get_by_text(NEEDS_SCRIPT)).to_have_count(0)
    assert asks_to_print(traveller, page.get_by_role("button", name="Skriv ut"))

    address = f"{traveller.server}/lier/saved?ids={ids[0]},{ids[1]}"
    assert copied(traveller, page.get_by_role("button", name="Kopier lenken")) == address
    assert drawn(page, ".shared")[-1:] == [code_of(address)]
    with visiting(browser, traveller.server, script=traveller.way is Way.KEYS) as another:
        another.goto(address)
        expect(another.locator("h1")).to_have_text("2 lagrede tilbud")

    traveller.press(page.locator(".card .save").first)
    expect(page.locator("h1")).to_have_text("Ett lagret tilbud")
    expect(page.locator("h1")).to_be_focused()
    page.reload()
    expect(page.locator("h1")).to_have_text("Ett lagret tilbud")


def test_a_list_that_was_shared_is_whole_for_everybody(traveller: Traveller) -> None:
    page = traveller.page
    page.goto(SEARCH)
    ids = listed(page)[:3]
    page.goto(f"/lier/saved?ids={','.join(str(one) for one in ids)}")
    expect(page.locator("h1")).to_have_text("3 lagrede tilbud")
    expect(page.get_by_text(NEEDS_SCRIPT)).to_have_count(0)
    assert drawn(page, ".shared")[-1:] == [code_of(page.url)]
    name = page.locator(".card h2").last.inner_text()
    traveller.press(page.locator(".card h2 a").last)
    expect(page.locator("h1")).to_have_text(name)


def test_a_search_goes_on_paper(traveller: Traveller) -> None:
    page = traveller.page
    page.goto(SEARCH)
    found, said = answer_to(traveller.server, page)["total"], heading(page)
    traveller.press(page.get_by_role("navigation", name="Visning").get_by_role("link", name="Utskrift"))
    expect(page.locator(".sheet > li")).to_have_count(found)
    assert total(page) == found
    assert len(drawn(page, ".sheet")) >= found
    button = page.get_by_role("button", name="Skriv ut")
    if traveller.scripted:
        assert asks_to_print(traveller, button)
    else:
        expect(button).to_have_count(0)
    traveller.press(page.locator("a.back"))
    expect(page.locator("h1")).to_have_text(said)
    assert sorted(searched(page)) == [("age", "10"), ("cost", "free")]


def test_an_offer_is_handed_on_by_link_and_code(traveller: Traveller) -> None:
    page = traveller.page
    page.goto(SEARCH)
    number = listed(page)[0]
    traveller.press(page.locator(".found > .cards h2 a").first)
    expect(page.locator(".box")).to_be_visible()
    name = heading(page)
    code = page.locator("details.code")
    expect(code.locator(".qr")).to_be_hidden()
    traveller.press(code.locator("summary"))
    expect(code.locator(".qr")).to_be_visible()
    short = f"{traveller.server}/lier/offers/{number}"
    assert drawn(page, "details.code")[-1:] == [code_of(short)]
    buttons = page.locator("[data-copy], [data-print]")
    if traveller.scripted:
        assert copied(traveller, page.get_by_role("button", name="Kopier lenken")) == page.url
        assert asks_to_print(traveller, page.get_by_role("button", name="Skriv ut"))
    else:
        assert not any(one.is_visible() for one in buttons.all())
    page.goto(short)
    expect(page.locator("h1")).to_have_text(name)
