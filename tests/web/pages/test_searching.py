"""The search page: what was asked is said, every link keeps it, what cannot be meant costs only itself."""

import html
import re
from datetime import date, time
from urllib.parse import parse_qsl, urlsplit

import pytest
from sqlalchemy import select

from catalog.drafts import SeriesDraft
from catalog.model import SearchDemand
from catalog.terms import Answer
from catalog.values import FREE, AgeRange
from tests.web.world import AT_SCHOOL, BASE, IN_EGGE, World
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
    assert "noindex" in filled.get("/lier/?cost=free&age=8").text
    assert "noindex" not in filled.get("/lier/?cost=free").text
    assert f'rel="canonical" href="{BASE}/lier/?cost=free"' in filled.get("/lier/?cost=free").text


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


def chip_links(world: World, path: str) -> dict[str, str]:
    """The address that takes each chip away, by what is said of it."""
    text = html.unescape(world.get(path).text)
    found = re.findall(r'<a class="ds-chip"[^>]*href="([^"]*)"><span class="ds-sr-only">Ta bort filteret (.*?)</span>', text)
    return {label: url for url, label in found}


def test_each_chip_leads_to_the_search_without_it(filled: World) -> None:
    path = "/lier/?q=gratis fotball&age=8&weekday=tue&weekday=wed"
    chips = chip_links(filled, path)
    assert set(chips) == {"8 år", "Gratis", "Fotball", "Tirsdag", "Onsdag"}
    for label, url in chips.items():
        assert set(chip_links(filled, url)) == set(chips) - {label}, url
    assert parse_qsl(urlsplit(chips["Gratis"]).query)[0] == ("q", "fotball")


def test_words_tick_their_boxes_and_the_form_sends_them_once(filled: World) -> None:
    text = filled.get("/lier/?q=gratis fotball&lang=nb").text
    assert re.search(r'name="cost" value="free" form="sok" checked', text)
    assert '<input type="hidden" name="read" value="cost:free">' in text
    assert 'name="q" value="gratis fotball"' in text
    sent = filled.get("/lier/?q=gratis fotball&age=&cost=free&category=football&read=cost:free&read=category:football&lang=nb")
    assert dict(parse_qsl(urlsplit(sent.location or "").query)) == {"q": "gratis fotball", "lang": "nb"}
    unticked = filled.get("/lier/?q=gratis fotball&category=football&read=cost:free&read=category:football")
    assert parse_qsl(urlsplit(unticked.location or "").query) == [("q", "fotball")]
    nothing = filled.get("/lier/?q=gratis&read=cost:free")
    assert nothing.location == "/lier/?view=list"


def test_a_literal_search_has_no_chips_but_its_text_and_leads_back_by_other_words(filled: World) -> None:
    address = "/lier/?q=gratis fotball&literal=true"
    assert address.replace(" ", "+") in [html.unescape(link) for link in LINK.findall(filled.get("/lier/?q=gratis fotball").text)]
    assert set(chip_links(filled, address)) == {"«gratis fotball»"}
    assert 'name="read" value="literal:gratis fotball"' in filled.get(address).text


def test_the_words_of_a_search_stand_in_its_heading(filled: World) -> None:
    text = html.unescape(filled.get("/lier/?q=gratis fotball&age=8").text)
    assert '<h1 tabindex="-1">1 gratis tilbud for 8\u2011åringer: fotball</h1>' in text


def test_little_found_leads_on_with_counts_that_hold(filled: World) -> None:
    text = html.unescape(filled.get("/lier/?q=gratis kor&age=11").text)
    ways = re.findall(r'<li><a href="([^"]*)"><span>([^<]*)</span><strong>(\d+) tilbud</strong>', text)
    assert "Uten «gratis»" in [label for _, label, _ in ways]
    for url, _, count in ways:
        found = re.search(r"<h1[^>]*>(\d+) ", filled.get(url).text)
        assert found and found[1] == count, url
    assert "Meld fra at noe mangler" in text


def test_a_slip_is_put_right_and_said_with_the_way_back(filled: World) -> None:
    text = html.unescape(filled.get("/lier/?q=fotbal").text)
    assert "Vi søkte etter «fotball» i stedet for «fotbal»." in text
    assert 'href="/lier/?q=fotbal&literal=true">Søk etter «fotbal»</a>' in text


def test_where_words_find_nothing_another_reading_is_told_with_a_link_to_the_first(world: World) -> None:
    world.offer("Kor for alle som vil synge")
    world.drain()
    text = html.unescape(world.get("/lier/?q=kor").text)
    assert "Ingen tilbud passer med Kor. Derfor har vi lest ordene på en annen måte." in text
    assert 'href="/lier/?category=choir">Vis det vi leste først</a>' in text
    assert re.search(r'href="/lier/offers/\d+-kor', text)


def test_a_search_that_finds_little_counts_as_demand_once_and_a_machine_never(filled: World) -> None:
    browser = {"User-Agent": "Mozilla/5.0 (Linux; Android 14) Firefox/130.0"}
    counted = []
    for agent in (browser, {"User-Agent": "examplebot/1.0"}, {"User-Agent": ""}):
        filled.get("/lier/?q=gratis kor", **agent)
        filled.krets.demand.store()
        with filled.krets.database.reading() as session:
            counted.append(sum(session.scalars(select(SearchDemand.searches))))
    assert counted == [1, 1, 1]
