"""The search page: what was asked is said, every link keeps it, what cannot be meant costs only itself."""

import html
import re
from datetime import date, time
from urllib.parse import parse_qsl, urlsplit

import pytest

from catalog.drafts import SeriesDraft
from catalog.terms import Answer
from catalog.values import FREE, AgeRange
from tests.web.world import AT_SCHOOL, IN_EGGE, World
from web.language import Language
from web.pages.searching import page_links

TUESDAYS = (SeriesDraft("FREQ=WEEKLY;BYDAY=TU", date(2026, 8, 18), date(2027, 6, 15), time(17), time(18)),)
NO_DAYS = (
    "to=2020-01-01",
    "from=2027-01-01",
    "from=2030-01-01&to=2030-01-02",
    "from=2027-03-01&to=2027-01-01",
    "period=winter-2027&to=2026-12-01",
)
LINK = re.compile(r'href="(/lier/[^"]*)"')


@pytest.fixture
def filled(world: World) -> World:
    """Three offers: free football, a paid choir, chess of which little is known."""
    world.offer("Fotball", place=AT_SCHOOL, ages=AgeRange(6, 9), price=FREE, categories=("football",), series=TUESDAYS)
    world.offer("Kor", place=IN_EGGE, ages=AgeRange(10, 12), categories=("choir",), series=TUESDAYS, follows_school_calendar=Answer.NO)
    world.offer("Sjakk")
    world.drain()
    return world


def links(world: World, path: str) -> list[str]:
    answer = world.get(path)
    assert answer.status_code == 200
    return [html.unescape(link) for link in LINK.findall(answer.text)]


def titles(world: World, path: str) -> set[str]:
    text = world.get(path).text
    return {title for title in ("Fotball", "Kor", "Sjakk") if re.search(rf'href="/lier/offers/\d+-{title.lower()}', text)}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("view=list", {"Fotball", "Kor", "Sjakk"}),
        ("q=fotball", {"Fotball"}),
        ("cost=free", {"Fotball"}),
        ("cost=free&cost=unknown", {"Fotball", "Kor", "Sjakk"}),
        ("category=choir", {"Kor"}),
        ("period=winter-2027", {"Kor"}),
        ("q=", {"Fotball", "Kor", "Sjakk"}),
    ],
)
def test_a_search_finds_what_it_asks_for(filled: World, query: str, found: set[str]) -> None:
    if query == "q=":
        assert filled.get(f"/lier/?{query}").location == "/lier/?view=list"
        query = "view=list"
    assert titles(filled, f"/lier/?{query}") >= found


@pytest.mark.parametrize(
    ("query", "wrong"),
    [
        ("age=gammel&q=fotball", "Skriv alderen som et tall"),
        ("near=Ingensteds+99&q=fotball", "Vi kjenner ikke stedet «Ingensteds 99»"),
        ("cost=billig&q=fotball", "Vi forsto ikke «billig»"),
        ("page=null&q=fotball", "Vi forsto ikke «null»"),
        ("cost=billig&age=x&period=aldri&q=fotball", "Vi forsto ikke «aldri»"),
    ],
)
def test_what_cannot_be_meant_is_named_and_the_rest_is_searched(filled: World, query: str, wrong: str) -> None:
    answer = filled.get(f"/lier/?{query}")
    assert answer.status_code == 400
    assert wrong in html.unescape(answer.text)
    assert re.search(r'href="/lier/offers/\d+-fotball', answer.text)


@pytest.mark.parametrize("query", NO_DAYS)
def test_days_that_hold_nothing_are_an_answer_not_an_error_page(filled: World, query: str) -> None:
    answer = filled.get(f"/lier/?{query}")
    assert answer.status_code in {200, 400}
    assert 'action="/lier/"' in answer.text, "the form is there to ask again"


@pytest.mark.parametrize(
    ("query", "kept"), [("age=gammel", 'name="age" value="gammel"'), ("near=Atlantis", 'name="near" value="Atlantis"')]
)
def test_what_could_not_be_meant_stands_in_its_field_to_be_mended(filled: World, query: str, kept: str) -> None:
    assert kept in filled.get(f"/lier/?{query}").text


def test_every_link_of_the_page_keeps_the_language(filled: World) -> None:
    found = links(filled, "/lier/?q=fotball&cost=free&lang=en&age=8")
    own = [link for link in found if "calendar.ics" not in link and not link.endswith(".css")]
    assert len(own) > 5
    told = [dict(parse_qsl(urlsplit(link).query)).get("lang") for link in own]
    assert set(told) <= {"en", "nb", "nn"} and told.count("en") >= len(told) - 2, own


def test_markup_in_a_search_is_shown_as_words(filled: World) -> None:
    text = filled.get("/lier/?q=<script>alert(1)</script>&near=<b>x</b>").text
    assert "<script>alert" not in text and "<b>x" not in text


def test_a_search_is_not_for_search_engines_and_the_whole_list_is(filled: World) -> None:
    assert "noindex" in filled.get("/lier/?q=kor").text


def test_an_unknown_municipality_is_a_404_with_a_way_on(filled: World) -> None:
    answer = filled.get("/drammen/?q=kor")
    assert answer.status_code == 404
    assert 'href="/"' in answer.text


def test_pages_are_numbered_round_the_current_one() -> None:
    language = Language("nb")
    assert page_links(1, 1, str, language) is None
    shown = page_links(5, 9, str, language)
    assert shown is not None
    assert [one.label for one in shown.numbers] == ["1", "…", "4", "5", "6", "…", "9"]
    assert (shown.previous, shown.next) == ("4", "6")
    first = page_links(1, 2, str, language)
    assert first is not None and first.previous is None and first.next == "2"


def test_many_offers_are_paged_without_a_gap_or_a_double(world: World) -> None:
    for number in range(7):
        world.offer(f"Kor nummer {number}")
    world.drain()
    seen: list[str] = []
    for page in (1, 2, 3, 4):
        seen += re.findall(r'href="/lier/offers/(\d+)-', world.get(f"/lier/?q=kor&per_page=2&page={page}").text)
    assert len(set(seen)) == 7
