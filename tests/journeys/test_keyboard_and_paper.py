"""The demo without a mouse, and on paper: everything is reached in the order it stands in, focus is seen, and print leaves out controls."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.visiting import DESKTOP, visiting

pytestmark = pytest.mark.browser

FOCUS = """() => {
  const one = document.activeElement, style = getComputedStyle(one), box = one.getBoundingClientRect();
  const label = one.closest('label') ?? one, around = getComputedStyle(one, '::after').boxShadow;
  return {
    at: [...document.querySelectorAll('*')].indexOf(one),
    id: one.id,
    seen: parseFloat(style.outlineWidth) >= 2 && style.outlineStyle !== 'none' || style.boxShadow !== 'none' || around !== 'none',
    inside: box.bottom > 0 && box.top < innerHeight && box.width > 0,
    words: (label.innerText || one.getAttribute('aria-label') || one.name || '').trim(),
  };
}"""
MOST_STOPS = 200


@pytest.fixture(params=[True, False], ids=["with a script", "without a script"])
def desktop(request: pytest.FixtureRequest, browser: Browser, server: str) -> Iterator[Page]:
    """A computer, once with JavaScript and once without."""
    with visiting(browser, server, DESKTOP, script=request.param) as page:
        yield page


def press_until(page: Page, words: str) -> list[str]:
    """Presses Tab until what has the focus begins with the words; every stop on the way is in order, visible and has a name."""
    stops: list[str] = []
    last = -1
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUS)
        assert stop["at"] > last, f"the focus went back at {stop}"
        assert stop["seen"], f"the focus cannot be seen at {stop}"
        assert stop["inside"], f"the focus is outside the window at {stop}"
        last = stop["at"]
        stops.append(stop["words"] or stop["id"])
        if stops[-1].startswith(words):
            return stops
    raise AssertionError(f"{words} is not reached by Tab: {stops}")


def test_the_whole_way_without_a_mouse(desktop: Page) -> None:
    desktop.goto("/lier/")
    assert press_until(desktop, "Hopp til innholdet") == ["Hopp til innholdet"]
    desktop.keyboard.press("Enter")
    assert desktop.url.endswith("#innhold")
    desktop.keyboard.press("Tab")
    expect(desktop.get_by_label("Hva leter du etter?")).to_be_focused()
    desktop.keyboard.type("fotball")
    desktop.keyboard.press("Tab")
    desktop.keyboard.type("8")
    desktop.keyboard.press("Enter")

    expect(desktop.locator("h1")).to_contain_text("for 8")
    before = desktop.locator("h1").inner_text()
    desktop.goto(desktop.url)
    assert "Søk" in press_until(desktop, "Gratis")
    desktop.keyboard.press("Space")
    press_until(desktop, "Vis treff")
    desktop.keyboard.press("Enter")
    expect(desktop.locator("h1")).to_contain_text("gratis")
    assert desktop.locator("h1").inner_text() != before

    desktop.goto(desktop.url)
    name = desktop.locator(".card h2").first.inner_text()
    press_until(desktop, name)
    desktop.keyboard.press("Enter")
    expect(desktop.locator("h1")).to_have_text(name)


def test_paper_holds_the_facts_and_no_controls(desktop: Page) -> None:
    desktop.goto("/lier/?q=fotball")
    check_paper(desktop, ".card .facts")
    desktop.goto(desktop.locator(".card h2 a").first.get_attribute("href") or "")
    check_paper(desktop, ".box")


def check_paper(page: Page, facts: str) -> None:
    """Fails where the printed page shows what paper cannot do, or leaves out the heading or the facts."""
    page.emulate_media(media="print")
    assert [one for one in page.locator("button, input, select, summary, nav").all() if one.is_visible()] == []
    assert page.locator("h1").is_visible()
    assert re.search(r"kl\.|ikke oppgitt|\d", page.locator(facts).first.inner_text())
    assert page.pdf(format="A4").startswith(b"%PDF")
