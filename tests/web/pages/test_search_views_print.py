"""Paper: every offer on a few lines with its code and a short address that leads to it, when it was made, what was left out."""

import html
import re

import pytest

from tests.web.world import BASE, World


def text_of(world: World, query: str = "view=print") -> str:
    answer = world.get(f"/lier/?{query}")
    assert answer.status_code == 200
    return html.unescape(answer.text)


@pytest.fixture
def filled(world: World) -> World:
    """Three offers of which little is known."""
    for title in ("Kor", "Sjakk", "Dans"):
        world.offer(title)
    world.drain()
    return world


def test_every_offer_has_a_line_a_code_and_an_address_that_leads_to_it(filled: World) -> None:
    text = text_of(filled)
    sheet = text.split('<ol class="bare sheet">')[1]
    assert sheet.count("<li>") == sheet.count('class="qr"') == 3
    for address in re.findall(r"krets\.example(/lier/offers/\d+)", sheet):
        assert filled.get(address).status_code == 301
    assert "Pris ikke oppgitt" in sheet and "Tid ikke oppgitt" in sheet


def test_it_says_what_was_asked_and_on_which_day_it_was_made(filled: World) -> None:
    text = text_of(filled, "view=print&q=kor&cost=unknown")
    assert "Du har valgt: «kor», Pris ikke oppgitt" in text or "Pris ikke oppgitt" in text.split("</header>")[0]
    assert "Skrevet ut 22. november" in text
    assert f"{BASE.removeprefix('https://')}/lier/?q=kor&cost=unknown" in text.replace("&amp;", "&")


def test_it_has_no_navigation_and_leads_back_to_the_same_search(filled: World) -> None:
    text = text_of(filled, "view=print&q=kor&lang=nn")
    assert "<nav" not in text and "<form" not in text and "<footer" not in text
    assert re.search(r'<a class="back" href="/lier/\?q=kor&lang=nn">', text)
    assert "noindex" in text


def test_beyond_what_paper_holds_the_rest_is_said(filled: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("web.pages.search_views_print.MOST_ON_PAPER", 2)
    text = text_of(filled)
    assert text.split('<ol class="bare sheet">')[1].count("<li>") == 2
    assert "Her er de 2 første av 3 tilbud." in text
