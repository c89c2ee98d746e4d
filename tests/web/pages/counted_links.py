"""What a page says of a search, and what following its link finds, on the page and in the API."""

import html
import re
from urllib.parse import urlsplit

from tests.web.world import World

COUNTED = re.compile(r'<a href="(?P<url>[^"]+)"><span>(?P<words>.*?)</span><strong>(?P<count>\d+)')


def counted_links(page: str) -> dict[str, tuple[str, int]]:
    """Address and count of each counted link of a page, by its words."""
    rows = (one.groupdict() for one in COUNTED.finditer(page))
    return {re.sub(r"<[^>]+>", "", row["words"]): (html.unescape(row["url"]), int(row["count"])) for row in rows}


def hits_of(world: World, url: str) -> int:
    """How many offers the search page of an address finds."""
    said = re.search(r'data-status="(\d+|Ingen)', world.get(url).text)
    assert said, url
    return 0 if said[1] == "Ingen" else int(said[1])


def assert_every_count_is_what_its_link_finds(world: World, page: str) -> dict[str, tuple[str, int]]:
    """Follows every counted link of a page; fails where the search page or the API finds another number."""
    links = counted_links(page)
    assert links
    for words, (url, count) in links.items():
        query = "&".join(part for part in urlsplit(url).query.split("&") if not part.startswith("view="))
        told = world.get(f"/api/v1/municipalities/lier/offers?{query}").get_json()["total"]
        assert (hits_of(world, url), told) == (count, count), words
    return links
