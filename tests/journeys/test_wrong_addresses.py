"""Whatever is asked of the demo, the answer is a page in plain words with the right status, and never a traceback."""

import json
import urllib.parse

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.interface import reply
from tests.journeys.visiting import visiting

ABSENT = (
    "/nowhere/",
    "/nowhere",
    "/lier/nowhere",
    "/lier/offers/999999-finnes-ikke",
    "/lier/offers/0",
    "/lier/offers/abc",
    "/lier/offers/99999999999999999999999",
    "/lier/offers/999999-x.ics",
    "/lier/schools/nowhere",
    "/lier/districts/nowhere",
    "/lier/organisations/nowhere",
    "/lier/%00",
    "/%00/",
    "/%F0%9F%8F%80/",
    "/lier/../../etc/passwd",
    "/static/dist/../manifest",
    "/" + "a" * 3000,
)
WRONG = {
    "age": ("abc", "-1", "8,5", "999999999999999999999", "٣x"),
    "grade": ("99", "x"),
    "period": ("xyz", "autumn-1", "../"),
    "page": ("-1", "0", "x", "1e9"),
    "per_page": ("0", "1000000", "x"),
    "cost": ("cheap",),
    "district": ("nowhere", "Hegg' OR 1=1 --"),
    "category": ("nowhere",),
    "access": ("nowhere",),
    "from": ("2026-13-45", "tomorrow"),
    "sort": ("nowhere",),
    "radius": ("x", "-5"),
    "near": ("91,181", "nan,nan", "Langtvekkistan"),
}
STRANGE = (
    "\0",
    "🏀🏀🏀",
    "a" * 3_000,
    "<script>alert(1)</script>",
    "%",
    "' OR 1=1 --",
    "AND OR NOT (",
    "\u202e",
    "\ud7ff\U000e0001",
    "*" * 500,
)
PLAIN = {400: ("Vi forsto ikke", "Skriv alderen", "Vi kjenner ikke stedet"), 404: ("Vi fant ikke siden",)}
INTERNAL = ("Traceback", "sqlalchemy", "werkzeug", "jinja2", ".py", "InvalidValue", "Internal Server Error")


def is_plain(text: str) -> bool:
    """Whether the page is in Norwegian, with a way on, and without the insides of the program."""
    return '<html lang="nb">' in text and 'id="innhold"' in text and not any(word in text for word in INTERNAL)


@pytest.mark.parametrize("path", ABSENT, ids=lambda path: path[:30])
def test_what_is_not_there_is_said_in_plain_words(server: str, path: str) -> None:
    answer = reply(server + path)
    assert answer.status == 404
    assert answer.content_type == "text/html"
    assert is_plain(answer.text)
    assert PLAIN[404][0] in answer.text


@pytest.mark.parametrize("name", WRONG)
def test_a_value_that_cannot_be_meant_is_named_and_the_search_goes_on(server: str, name: str) -> None:
    for value in WRONG[name]:
        answer = reply(f"{server}/lier/?{urllib.parse.urlencode({name: value, 'cost': 'free'} if name != 'cost' else {name: value})}")
        assert answer.status == 400, value
        assert is_plain(answer.text), value
        assert any(words in answer.text for words in PLAIN[400]), value
        assert 'class="ds-card card"' in answer.text, value


@pytest.mark.parametrize("name", WRONG)
def test_the_interface_for_programs_refuses_it_as_a_problem(server: str, name: str) -> None:
    for value in WRONG[name]:
        answer = reply(f"{server}/api/v1/municipalities/lier/offers?{urllib.parse.urlencode({name: value})}")
        assert (answer.status, answer.content_type) == (400, "application/problem+json"), value
        problem = json.loads(answer.text)
        assert problem["parameter"] == name
        assert not any(word in answer.text for word in INTERNAL)


@pytest.mark.parametrize("words", STRANGE, ids=lambda words: ascii(words[:12]))
def test_strange_words_are_only_words(server: str, words: str) -> None:
    answer = reply(f"{server}/lier/?{urllib.parse.urlencode({'q': words})}")
    assert answer.status == (400 if "\0" in words else 200)
    assert is_plain(answer.text)
    assert "<script>alert" not in answer.text


def test_an_address_longer_than_the_server_reads_is_refused(server: str) -> None:
    answer = reply(f"{server}/lier/?q={'a' * 10_000}")
    assert answer.status == 414
    assert not any(word in answer.text for word in INTERNAL)


@pytest.mark.browser
def test_an_error_page_leads_back_to_the_search(browser: Browser, server: str) -> None:
    with visiting(browser, server) as page:
        page.goto("/lier/offers/999999-finnes-ikke")
        page.get_by_role("main").get_by_role("link").first.click()
        expect(page.locator("h1")).to_be_visible()
        assert page.locator("#q").count() == 1
        page.goto("/lier/?age=abc")
        page.get_by_role("link", name="Skriv alderen som et tall, for eksempel 8.").click()
        expect(page.get_by_label("Alder", exact=True)).to_be_in_viewport()
