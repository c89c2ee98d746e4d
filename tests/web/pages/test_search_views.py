"""The same search in four ways: the links keep it, every view holds the same offers, only the list counts as a search."""

import html
import re
from datetime import date, time
from urllib.parse import parse_qsl, urlsplit

import pytest
from sqlalchemy import func, select

from catalog.drafts import SeriesDraft
from catalog.model import SearchDemand
from catalog.values import FREE, AgeRange
from tests.web.world import AT_SCHOOL, IN_EGGE, World

TUESDAYS = (SeriesDraft("FREQ=WEEKLY;BYDAY=TU", date(2026, 8, 18), date(2027, 6, 15), time(17), time(18)),)
TITLES = {"Fotball", "Kor", "Sjakk"}
VIEWS = ("list", "map", "calendar", "print")


@pytest.fixture
def filled(world: World) -> World:
    """Three offers: one free at school, one in Egge, one of which little is known."""
    world.offer("Fotball", place=AT_SCHOOL, ages=AgeRange(6, 9), price=FREE, series=TUESDAYS)
    world.offer("Kor", place=IN_EGGE, ages=AgeRange(10, 12), series=TUESDAYS)
    world.offer("Sjakk")
    world.drain()
    return world


def text_of(world: World, query: str) -> str:
    answer = world.get(f"/lier/?{query}")
    assert answer.status_code == 200
    return html.unescape(answer.text)


def titles(text: str) -> set[str]:
    return {title for title in TITLES if re.search(rf'href="/lier/offers/\d+-{title.lower()}', text)}


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize(("query", "found"), [("", TITLES), ("cost=free", {"Fotball"}), ("q=kor", {"Kor"})])
def test_every_view_holds_the_same_offers(filled: World, view: str, query: str, found: set[str]) -> None:
    main = text_of(filled, f"{query}&view={view}").split("<main")[1].split("kan-passe")[0].split('id="andre"')[0]
    assert titles(main) >= found
    if view == "print":
        assert titles(main) == found


def test_the_links_keep_the_search_and_begin_it_anew(filled: World) -> None:
    text = text_of(filled, "q=kor&age=11&view=list&page=1&lang=nn")
    ways = re.findall(r'<a href="([^"]*)"[^>]*>(?:<svg.*?</svg>)<span>(Liste|Kart|Kalender|Utskrift)</span></a>', text)
    assert [words for _, words in ways] == ["Liste", "Kart", "Kalender", "Utskrift"]
    asked = [dict(parse_qsl(urlsplit(url).query)) for url, _ in ways]
    assert [one.pop("view", "list") for one in asked] == list(VIEWS)
    assert all(one == {"q": "kor", "age": "11", "lang": "nn"} for one in asked)


@pytest.mark.parametrize("view", VIEWS)
def test_a_search_without_hits_says_so_in_every_view(filled: World, view: str) -> None:
    assert "Ingen tilbud" in text_of(filled, f"q=ishockey&cost=paid&view={view}")


@pytest.mark.parametrize("view", VIEWS)
def test_a_wrong_value_is_named_in_every_view(filled: World, view: str) -> None:
    answer = filled.get(f"/lier/?cost=billig&view={view}")
    assert answer.status_code == 400
    assert "Vi forsto ikke «billig»" in html.unescape(answer.text)


def test_only_the_list_counts_as_a_search(filled: World) -> None:
    for view in ("map", "calendar", "print", "list"):
        filled.get(f"/lier/?q=ishockey&view={view}", **{"User-Agent": "Mozilla/5.0"})
    filled.krets.demand.store()
    with filled.krets.database.reading() as session:
        assert session.scalar(select(func.sum(SearchDemand.searches))) == 1


def test_the_form_of_a_view_asks_in_the_same_view(filled: World) -> None:
    assert '<input type="hidden" name="view" value="map">' in text_of(filled, "view=map&q=kor")
