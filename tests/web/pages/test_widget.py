"""The widget: a search in somebody else's frame, without script or cookie, and the line that puts it there."""

import html
import re
from dataclasses import replace

import pytest
from sqlalchemy import func, select, update

from catalog.drafts import VenueDraft
from catalog.model import School, SearchDemand
from catalog.values import FREE
from tests.web.world import AT_SCHOOL, BASE, World
from web.app import create_app


def embed_line(page: str) -> str:
    """The line that a page offers to paste."""
    found = re.search(r"<textarea[^>]*>(.*?)</textarea>", page)
    assert found
    return html.unescape(found[1])


def test_the_first_offers_of_a_search_are_shown_with_links_that_leave_the_frame(world: World) -> None:
    for number in range(12):
        world.offer(f"Kor {number}", price=FREE, place=AT_SCHOOL)
    world.offer("Sjakk")
    world.drain()
    page = world.get("/lier/widget?cost=free&size=10&lang=nb").text
    assert page.count("<h2") == 10 and "12 gratis tilbud" in page and "Sjakk" not in page
    links = re.findall(r"<a [^>]+>", page)
    assert len(links) == 11 and all('target="_blank" rel="noopener"' in link for link in links)
    assert "Lenkene åpnes i en ny fane." in page and 'href="/lier/?cost=free&amp;lang=nb"' in page
    assert world.get("/lier/widget").text.count("<h2") == 5


def test_it_needs_no_script_sets_no_cookie_and_is_not_indexed(world: World) -> None:
    response = world.get("/lier/widget")
    assert "<script" not in response.text and "Set-Cookie" not in response.headers and "noindex" in response.text


def test_any_site_may_show_it_and_no_other_page_of_ours(world: World) -> None:
    widget, page = world.get("/lier/widget").headers, world.get("/lier/").headers
    assert "frame-ancestors *;" in widget["Content-Security-Policy"] and "X-Frame-Options" not in widget
    assert "frame-ancestors 'none';" in page["Content-Security-Policy"] and page["X-Frame-Options"] == "DENY"


def test_only_the_named_sites_may_show_it_where_any_are_named(world: World) -> None:
    settings = replace(world.krets.settings, widget_sites=("https://skole.example", "https://*.lier.example"))
    client = create_app(replace(world.krets, settings=settings)).test_client()
    policy = client.get("/lier/widget", base_url=BASE).headers["Content-Security-Policy"]
    assert "frame-ancestors https://skole.example https://*.lier.example;" in policy


@pytest.mark.parametrize("query", ["size=11", "size=0", "size=x", "size=1&size=2", "colour=red", "district=nowhere", "age=two"])
def test_what_cannot_be_meant_is_refused_in_the_frame(world: World, query: str) -> None:
    response = world.get(f"/lier/widget?{query}")
    assert response.status_code == 400 and "frame-ancestors *;" in response.headers["Content-Security-Policy"]
    assert f"Se etter «{query.partition('=')[0]}» i adressen: Det som står der, kan vi ikke bruke." in response.text


def test_searches_of_a_widget_are_no_demand(world: World) -> None:
    world.get("/lier/widget?q=ishockey", **{"User-Agent": "Mozilla/5.0"})
    world.krets.demand.store()
    with world.krets.database.reading() as session:
        assert session.scalar(select(func.count()).select_from(SearchDemand)) == 0


@pytest.mark.parametrize(
    ("path", "search"),
    [
        ("/lier/districts/hallingstad", "district=hallingstad"),
        ("/lier/schools/hallingstad-skole", "school=hallingstad-skole"),
        ("/lier/?cost=free&page=1&lang=nb", "cost=free"),
    ],
)
def test_the_line_to_paste_shows_the_same_search(world: World, path: str, search: str) -> None:
    world.offer("Kor <b>", price=FREE, venue=VenueDraft("Hallingstad skole"), place=AT_SCHOOL, open_to_schools=("Hallingstad skole",))
    world.drain()
    line = embed_line(world.get(path).text)
    address = html.unescape(re.findall(r'src="([^"]+)"', line)[0])
    assert address == f"{BASE}/lier/widget?{search}&size=5&lang=nb" and 'title="' in line and "<script" not in line
    assert "Kor &lt;b&gt;" in world.get(address.removeprefix(BASE)).text


def test_a_line_cannot_be_broken_out_of(world: World) -> None:
    with world.krets.database.transaction() as session:
        session.execute(update(School).values(name='Skole"><script>alert(1)</script>'))
    line = embed_line(world.get("/lier/schools/hallingstad-skole").text)
    assert line.count("<") == 2 and re.fullmatch(r'<iframe( [\w-]+="[^"<>]*"){5}></iframe>', line)
