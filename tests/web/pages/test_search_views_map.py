"""The map page holds the whole list by district, points for those that may be shown, and tiles only where a setting names them."""

import html
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from catalog.clock import FixedClock
from catalog.database import Database
from catalog.drafts import VenueDraft
from catalog.terms import PlaceKind
from tests.web.world import AT_SCHOOL, IN_EGGE, World, open_world
from web.app import create_app

TILES = "https://tiles.example/{z}/{x}/{y}.png"


@pytest.fixture
def filled(world: World) -> World:
    """Two offers at places, one at somebody's home, one of which nobody knows where it is."""
    world.offer("Fotball", place=AT_SCHOOL, venue=VenueDraft("Hallen"), place_kind=PlaceKind.VENUE)
    world.offer("Kor", place=IN_EGGE, venue=VenueDraft("Kirken"), place_kind=PlaceKind.VENUE)
    world.offer("Strikking", place=IN_EGGE, venue=VenueDraft("Hos Kari"), place_kind=PlaceKind.HOME)
    world.offer("Sjakk")
    world.drain()
    return world


def text_of(world: World, query: str = "view=map") -> str:
    return html.unescape(world.get(f"/lier/?{query}").text)


def rows(text: str) -> dict[str, str | None]:
    """The latitude of each row by its offer, None where it has none."""
    found = re.findall(r'<li(?: data-lat="([^"]*)" data-lon="[^"]*")?>\s*<p class="name"><a [^>]*>([^<]*)</a>', text)
    return {title: lat or None for lat, title in found}


def test_the_list_is_whole_and_only_open_places_have_points(filled: World) -> None:
    assert rows(text_of(filled)) == {"Fotball": "59.8412", "Kor": "59.7801", "Strikking": None, "Sjakk": None}
    assert "10.2702" in text_of(filled) and text_of(filled).count("59.7801") == 1, "somebody's home is nowhere on the page"


def test_it_is_grouped_by_district_and_says_what_is_not_on_the_map(filled: World) -> None:
    text = text_of(filled)
    assert re.findall(r"<h2>([^<]*)</h2>\s*<ul class=\"bare rows\">", text) == [
        "Egge",
        "Hallingstad",
        "2 tilbud har ikke et sted på kartet",
    ]
    assert "2 tilbud er på kartet. 2 tilbud har ikke et sted på kartet, men står i lista under." in text


def test_without_a_script_the_page_says_that_the_list_is_all(filled: World) -> None:
    text = text_of(filled)
    assert "Kartet trenger JavaScript. De samme tilbudene står i lista under." in text.split("data-unmapped>")[1].split("</p>")[0]
    assert re.search(r'<div class="map" data-map hidden ', text)


def test_the_map_is_loaded_only_where_it_is_asked_for(filled: World) -> None:
    assert re.search(r'<script src="/static/dist/map\.\w+\.js" integrity="sha384-', text_of(filled))
    for query in ("view=list", "view=calendar", "view=print"):
        assert "/map." not in text_of(filled, query), query


def test_without_a_setting_no_other_host_is_named_nor_allowed(filled: World) -> None:
    answer = filled.get("/lier/?view=map")
    assert "img-src 'self' data:;" in answer.headers["Content-Security-Policy"]
    assert "data-tiles" not in answer.text
    assert 'data-shapes="/lier/districts.geojson"' in answer.text
    assert "Sidene henter ingenting fra andre nettsteder." in filled.get("/lier/privacy").text


@pytest.fixture
def tiled(sqlite: Database, clock: FixedClock, tmp_path: Path) -> Iterator[World]:
    """The world of an installation that has map images."""
    with open_world(sqlite, clock, tmp_path) as opened:
        settings = replace(opened.krets.settings, tile_url=TILES, tile_credit="© Kart & Co")
        krets = replace(opened.krets, settings=settings)
        yield World(krets, create_app(krets).test_client(), clock)


def test_tiles_are_allowed_on_the_map_alone_and_told_under_privacy(tiled: World) -> None:
    tiled.offer("Sjakk")
    tiled.drain()
    answer = tiled.get("/lier/?view=map")
    assert "img-src 'self' data: https://tiles.example;" in answer.headers["Content-Security-Policy"]
    assert f'data-tiles="{TILES}"' in answer.text and 'data-credit="© Kart &amp; Co"' in answer.text
    for path in ("/lier/?view=list", "/lier/", "/lier/privacy", "/lier/?view=print"):
        assert "tiles.example" not in tiled.get(path).headers["Content-Security-Policy"], path
    assert "kartbilder fra tiles.example" in tiled.get("/lier/privacy").text


def test_more_than_a_page_bears_is_said(filled: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("web.answers.MOST_IDS", 2)
    assert "Her er de 2 første av 4 tilbud." in text_of(filled)
