"""What is kept between two requests: never another's language, never another's way here, and nothing of a person at all."""

import re

import pytest

from tests.web.world import World

PAGES = ["/lier/", "/lier/ny", "/lier/ung", "/lier/help", "/lier/periods", "/lier/periods/winter-2027", "/lier/widget", "/lier/about",
         "/lier/districts/egge", "/lier/schools/hallingstad-skole"]  # fmt: skip

NOT_INDEXED = ["/", "/lier/?cost=free", "/lier/?view=map", "/lier/?view=calendar", "/lier/?view=print", "/lier/privacy", "/lier/saved",
               "/lier/subscribe?cost=free", "/lier/missing", "/lier/poster.pdf?period=winter-2027"]  # fmt: skip
"""Pages that no search engine shows, or not as they stand here, but that a browser keeps all the same."""


@pytest.mark.parametrize("path", [*PAGES, *NOT_INDEXED])
def test_a_kept_page_is_told_apart_by_language_and_asked_for_anew(world: World, path: str) -> None:
    answers = {code: world.get(path, **{"Accept-Language": code}) for code in ("nb", "nn", "en")}
    for code, answer in answers.items():
        assert answer.headers["Content-Language"] == code
        assert "Accept-Language" in answer.headers["Vary"] and answer.headers["Cache-Control"] == "no-cache"
        assert "Set-Cookie" not in answer.headers
    assert len({answer.headers["ETag"] for answer in answers.values()}) == 3
    for code, answer in answers.items():
        other = "en" if code != "en" else "nb"
        assert world.get(path, **{"Accept-Language": other, "If-None-Match": answer.headers["ETag"]}).status_code == 200
        assert world.get(path, **{"Accept-Language": code, "If-None-Match": answer.headers["ETag"]}).status_code == 304


@pytest.mark.parametrize("path", ["/lier/nowhere", "/lier/poster.pdf", "/nowhere/"])
def test_an_error_is_told_apart_by_language_too_and_never_kept_as_the_page(world: World, path: str) -> None:
    for code in ("nb", "nn", "en"):
        answer = world.get(path, **{"Accept-Language": code})
        assert (answer.status_code in {400, 404}, answer.headers["Content-Language"]) == (True, code)
        assert "Accept-Language" in answer.headers["Vary"] and "ETag" not in answer.headers


def test_the_way_back_to_a_search_is_told_to_nobody_else(world: World) -> None:
    path = world.path(world.offer("Kor"))
    one = world.get(path, Referer="https://krets.example/lier/?q=astma&age=8")
    assert "Tilbake til søket" in one.text and "astma" in one.text
    other = world.get(path, **{"If-None-Match": one.headers["ETag"]})
    assert other.status_code == 200 and "astma" not in other.text


def test_compressed_answers_are_kept_apart_from_plain_ones(world: World) -> None:
    plain, small = world.get("/lier/about"), world.get("/lier/about", **{"Accept-Encoding": "br"})
    assert small.headers["Content-Encoding"] == "br" and "Accept-Encoding" in small.headers["Vary"]
    assert plain.headers["ETag"] != small.headers["ETag"]
    again = world.get("/lier/about", **{"Accept-Encoding": "br", "If-None-Match": small.headers["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize("path", [*PAGES[:6], "/lier/?q=kor"])
def test_a_shared_page_says_what_it_is(world: World, path: str) -> None:
    for code, locale in (("nb", "nb_NO"), ("nn", "nn_NO"), ("en", "en_GB")):
        text = world.get(path, **{"Accept-Language": code}).text
        told = dict(re.findall(r'<meta property="(og:[\w]+)" content="([^"]*)">', text))
        assert told["og:locale"] == locale and told["og:title"] and told["og:description"] and "og:image" not in told
        assert text.count("og:locale:alternate") == 2


@pytest.mark.parametrize("path", [path for path in PAGES if path != "/lier/widget"])
def test_a_page_names_its_languages_and_a_default(world: World, path: str) -> None:
    text = world.get(path).text
    assert re.findall(r'hreflang="([\w-]+)" href="https', text) == ["nb", "nn", "en", "x-default"]
    assert f'<link rel="canonical" href="https://krets.example{path}">' in text
