"""New in the municipality: plain words, and searches whose counts are true."""

from typing import Any

import pytest

from catalog.drafts import VenueDraft
from catalog.terms import Booking
from catalog.values import FREE
from tests.web.pages.counted_links import assert_every_count_is_what_its_link_finds, counted_links
from tests.web.world import AT_SCHOOL, IN_EGGE, World


def filled(world: World) -> None:
    """Offers of every subject of the page."""
    there: dict[str, Any] = {"venue": VenueDraft("Hallingstad skole"), "place": AT_SCHOOL}
    world.offer("Språkkafé", price=FREE, booking=Booking.DROP_IN, categories=("language-cafe",), languages=("ar", "so"), **there)
    world.offer("Utstyrsbua", price=FREE, categories=("equipment-loan",), languages=("nb",), venue=VenueDraft("Egge"), place=IN_EGGE)
    world.offer("Åpen hall", booking=Booking.DROP_IN, categories=("open-hall",), **there)
    world.offer("Fotball", categories=("football",))
    world.drain()


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_every_count_is_what_following_its_link_finds(world: World, language: str) -> None:
    filled(world)
    assert_every_count_is_what_its_link_finds(world, world.get(f"/lier/ny?lang={language}").text)


def test_free_language_cafes_loans_and_halls_are_there_by_district_and_language(world: World) -> None:
    filled(world)
    links = counted_links(world.get("/lier/ny").text)
    for words, count in {"Alt som er gratis": 2, "Gratis, bare møt opp": 1, "Språkkafé": 1, "Hallingstad": 2, "Egge": 1}.items():
        assert links[words][1] == count, words
    assert "العربية Arabisk" in links and "Soomaali Somali" in links and not any("Norsk" in words for words in links)


def test_what_nobody_offers_is_left_out_and_an_empty_catalog_is_a_page_too(world: World) -> None:
    page = world.get("/lier/ny").text
    assert "Lån utstyr" not in page and "Ord du møter" in page and 'href="/lier/help"' in page


def test_norwegian_words_keep_their_language_in_english(world: World) -> None:
    page = world.get("/lier/ny?lang=en").text
    assert '<dt lang="nb">Dugnad</dt>' in page and '<dt lang="nb">Skolekrets</dt>' in page
    assert "<dt>Skulekrins</dt>" in world.get("/lier/ny?lang=nn").text
