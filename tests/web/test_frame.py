"""The frame round every page: its language, its other languages, what search engines are told, and what is kept where."""

import html
import re

import pytest

from tests.web.world import BASE, World
from web.language import LANGUAGES


@pytest.mark.parametrize(
    ("path", "wish", "language"),
    [
        ("/lier/", "nb", "nb"),
        ("/lier/", "nn", "nn"),
        ("/lier/", "no", "nb"),
        ("/lier/", "da, en;q=0.5", "nb"),
        ("/lier/", "en-GB,en", "en"),
        ("/lier/", "so", "nb"),
        ("/lier/?lang=en", "nb", "en"),
        ("/lier/?lang=xx", "nn", "nn"),
        ("/lier/?lang=en&lang=nn", "nb", "en"),
    ],
)
def test_the_address_wins_over_the_browsers_wish(world: World, path: str, wish: str, language: str) -> None:
    answer = world.get(path, **{"Accept-Language": wish})
    assert f'<html lang="{language}"' in answer.text
    assert answer.headers["Content-Language"] == language
    assert "Accept-Language" in answer.headers["Vary"]


def test_a_page_names_its_own_address_and_its_other_languages(world: World) -> None:
    text = html.unescape(world.get("/lier/?lang=en").text)
    assert f'<link rel="canonical" href="{BASE}/lier/?lang=en">' in text, "another language's address is no other address of the same"
    assert f'<link rel="canonical" href="{BASE}/lier/">' in world.get("/lier/").text
    for code in LANGUAGES:
        assert f'hreflang="{code}" href="{BASE}/lier/?lang={code}"' in text


def test_a_search_in_another_language_is_the_same_search(world: World) -> None:
    text = html.unescape(world.get("/lier/?q=kor&cost=free&lang=nb").text)
    assert re.search(r'href="/lier/\?q=kor&cost=free&lang=en"', text)


def test_an_error_is_told_to_no_search_engine(world: World) -> None:
    text = world.get("/nowhere/at/all").text
    assert "noindex" in text and "canonical" not in text


def test_a_page_that_has_not_changed_is_not_sent_again(world: World) -> None:
    first = world.get("/lier/")
    again = world.get("/lier/", **{"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    other = world.get("/lier/?lang=en", **{"If-None-Match": first.headers["ETag"]})
    assert other.status_code == 200
