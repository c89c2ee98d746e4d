"""The page about privacy holds to what the application does: no cookie, no other host, nothing of the search in the address kept."""

import re

import pytest

from tests.web.world import World


@pytest.mark.parametrize("path", ["/privacy", "/lier/privacy"])
def test_the_page_is_there(world: World, path: str) -> None:
    assert "Vi lagrer ikke ordene du søker med." in world.get(path).text


def test_no_page_sets_a_cookie_or_loads_from_another_host(world: World) -> None:
    offer_id = world.offer("Fotball")
    for path in (world.path(offer_id), "/lier/about", "/lier/privacy", "/lier/districts/egge", "/lier/schools/hallingstad-skole"):
        response = world.get(path)
        assert "Set-Cookie" not in response.headers
        loaded = re.findall(
            r'<(?:script|img|iframe|source)[^>]*src="([^"]+)"|<link rel="(?:stylesheet|icon)"[^>]*href="([^"]+)"', response.text
        )
        assert loaded and all((src or href).startswith("/") for src, href in loaded)


def test_the_pages_hold_to_their_content_policy(world: World) -> None:
    page = world.page(world.offer("Fotball"))
    assert not re.search(r'<[^>]+\s(?:style|on\w+)="', page)
