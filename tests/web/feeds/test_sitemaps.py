"""What search engines may read: every standing page once, nothing else, in files of at most 50,000 addresses."""

import re
from xml.etree import ElementTree as ET

import pytest

from catalog.drafts import OrganisationDraft
from tests.web.world import AT_SCHOOL, BASE, World
from web.feeds import sitemaps

NAMESPACE = {"s": sitemaps.NAMESPACE}


def locations(world: World, path: str) -> dict[str, str | None]:
    """The path of each address in a sitemap, with its last change."""
    response = world.get(path)
    assert (response.status_code, response.mimetype) == (200, "application/xml")
    rows = ET.fromstring(response.text).findall("s:*", NAMESPACE)  # noqa: S314  our own answer
    return {row.findtext("s:loc", "", NAMESPACE).removeprefix(BASE): row.findtext("s:lastmod", None, NAMESPACE) for row in rows}


def test_the_index_names_the_parts_of_every_municipality(world: World) -> None:
    world.offer("Kor")
    index = locations(world, "/sitemap.xml")
    assert list(index) == ["/sitemap-lier-0.xml", "/sitemap-lier-1.xml", "/sitemap-lorenskog-0.xml"]
    assert index["/sitemap-lier-0.xml"] is None and re.fullmatch(r"2026-11-22T\d\d:\d\d:\d\d\+00:00", index["/sitemap-lier-1.xml"] or "")


def test_every_address_is_a_page_that_names_itself_canonical_and_may_be_indexed(world: World) -> None:
    world.offer("Kor", organisation=OrganisationDraft("Korlaget"), place=AT_SCHOOL)
    paths = [*locations(world, "/sitemap-lier-0.xml"), *locations(world, "/sitemap-lier-1.xml")]
    for one in (
        "/lier/",
        "/lier/ny",
        "/lier/ung",
        "/lier/help",
        "/lier/periods",
        "/lier/periods/winter-2027",
        "/lier/organisations/korlaget",
    ):
        assert one in paths
    for path in paths:
        response = world.get(path)
        assert response.status_code == 200, path
        assert f'<link rel="canonical" href="{BASE}{path}">' in response.text and "noindex" not in response.text, path


def test_offers_that_are_hidden_or_over_are_left_out(world: World) -> None:
    seen, hidden = world.offer("Kor"), world.offer("Skjult")
    world.change(hidden, hidden_by="staff:ann")
    assert list(locations(world, "/sitemap-lier-1.xml")) == [world.path(seen)]
    assert "/lier/periods/autumn-2026" not in locations(world, "/sitemap-lier-0.xml")


def test_many_offers_are_parted(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    ids = [world.offer(f"Kor {number}") for number in range(5)]
    monkeypatch.setattr(sitemaps, "MOST_IN_A_PART", 2)
    assert [path for path in locations(world, "/sitemap.xml") if "lier" in path] == [f"/sitemap-lier-{part}.xml" for part in range(4)]
    told = [path for part in (1, 2, 3) for path in locations(world, f"/sitemap-lier-{part}.xml")]
    assert told == [world.path(one) for one in ids]


@pytest.mark.parametrize("path", ["/sitemap-lier-1.xml", "/sitemap-nowhere-0.xml", "/sitemap-lier-99999999999999999999.xml"])
def test_a_part_that_is_not_there_is_not_found(world: World, path: str) -> None:
    assert world.get(path).status_code == 404


def test_robots_are_told_to_leave_searches_alone_and_where_the_index_is(world: World) -> None:
    text = world.get("/robots.txt").text
    assert f"Sitemap: {BASE}/sitemap.xml" in text
    assert text.splitlines()[:2] == ["User-agent: *", "Disallow: /*?"] and "Allow: /*?lang=nn$" in text
    assert "Allow: /*?cost=free$" in text, "the one search that stands in search engines (`search_told.may_be_found`)"


def test_an_unchanged_sitemap_is_not_sent_again(world: World) -> None:
    first = world.get("/sitemap-lier-0.xml")
    assert world.get("/sitemap-lier-0.xml", **{"If-None-Match": first.headers["ETag"]}).status_code == 304
