"""A saved list by its address: what is over says so, what is gone is counted, what cannot be read is said; nothing is kept."""

import html
import re
from datetime import date, time

import pytest

from catalog.drafts import SeriesDraft
from catalog.terms import Status
from tests.web.world import BASE, World
from web.pages.saved import MOST_SAVED, readable_ids

OVER = (SeriesDraft("FREQ=WEEKLY;BYDAY=TU", date(2026, 8, 18), date(2026, 10, 6), time(17), time(18)),)


def page(world: World, ids: str) -> str:
    answer = world.get(f"/lier/saved?ids={ids}")
    assert answer.status_code == 200
    return html.unescape(answer.text)


def headings(text: str) -> list[str]:
    return re.findall(r"<h2><a [^>]*>([^<]*)</a>", text)


def test_the_offers_stand_in_the_order_of_the_address_each_once(world: World) -> None:
    chess, choir = world.offer("Sjakk"), world.offer("Kor")
    text = page(world, f"{choir},{chess},{choir}")
    assert headings(text) == ["Kor", "Sjakk"]
    assert '<h1 tabindex="-1">2 lagrede tilbud</h1>' in text
    assert f'data-share="{BASE}/lier/saved?ids={choir},{chess}"' in text
    assert '<span class="qr"' in text


def test_an_ended_offer_says_so_and_one_that_ended_long_ago_is_counted(world: World) -> None:
    ended, old, chess = world.offer("Strikking", series=OVER), world.offer("Dans"), world.offer("Sjakk")
    world.change(old, status=Status.ENDED, ended_on=date(2025, 1, 1))
    text = page(world, f"{ended},{old},{chess}")
    assert headings(text) == ["Strikking", "Sjakk"]
    assert "Avsluttet 6. oktober" in text
    assert "Ett tilbud på lista finnes ikke lenger." in text


def test_a_merged_offer_is_the_one_that_it_became(world: World) -> None:
    one, other = world.offer("Sjakk"), world.offer("Sjakk-klubb")
    world.change(one, merged_into_id=other)
    assert headings(page(world, f"{one},{other}")) == ["Sjakk-klubb"]


def test_hidden_and_unknown_offers_are_counted_and_not_shown(world: World) -> None:
    hidden, chess = world.offer("Hemmelig"), world.offer("Sjakk")
    world.change(hidden, hidden_by="staff")
    text = page(world, f"{hidden},{chess},999999")
    assert headings(text) == ["Sjakk"]
    assert "Hemmelig" not in text
    assert "2 tilbud på lista finnes ikke lenger." in text


def test_another_municipality_shows_nothing_of_it(world: World) -> None:
    chess = world.offer("Sjakk")
    assert "Sjakk" not in world.get(f"/lorenskog/saved?ids={chess}").text


@pytest.mark.parametrize("ids", ["abc", "1.5", "-3", "٣", "1e9", "99999999999", "<script>", "%00", "0"])
def test_what_cannot_be_read_is_said_and_the_rest_is_shown(world: World, ids: str) -> None:
    chess = world.offer("Sjakk")
    text = page(world, f"{ids},{chess}")
    assert headings(text) == ["Sjakk"]
    assert "Noe av lenken kunne ikke leses." in text
    assert "<script>" not in text


def test_more_than_a_hundred_are_cut_and_said(world: World) -> None:
    chess = world.offer("Sjakk")
    ids = ",".join(str(number) for number in (chess, *range(1000, 1000 + MOST_SAVED)))
    text = page(world, ids)
    assert "Lista har plass til 100 tilbud." in text
    assert "99 tilbud på lista finnes ikke lenger." in text


def test_without_numbers_the_page_says_how_a_list_is_made_and_its_script_may_fill_it(world: World) -> None:
    text = world.get("/lier/saved?lang=en").text
    assert 'data-own-list="/lier/saved?lang=en"' in text
    assert "qr" not in re.findall(r'class="([^"]*)"', text)
    assert "noindex" in text
    assert "data-own-list" not in page(world, "12345"), "a list by its address is not the browser's own"


def test_nothing_is_set_in_the_browser(world: World) -> None:
    assert "Set-Cookie" not in world.get(f"/lier/saved?ids={world.offer('Sjakk')}").headers


def test_numbers_are_read_once_and_in_order() -> None:
    assert readable_ids(["7", "x", "3", "7", "0", "2147483647", "2147483648"]) == [7, 3, 2147483647]
