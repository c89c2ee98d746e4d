"""Every page of the site has a name of its own: said first, in its language, with the site last; and one heading that is not another's."""

import html
import re
from collections import Counter

import pytest

from catalog.drafts import OrganisationDraft, VenueDraft
from catalog.values import FREE
from tests.web.letters import send
from tests.web.world import AT_SCHOOL, World
from web.language import LANGUAGES, Language

PATHS = (
    "/", "/about", "/privacy", "/api/docs", "/nowhere/at/all", "/lier/", "/lier/?q=kor", "/lier/?q=kor&page=2", "/lier/?q=kor&view=map",
    "/lier/?q=kor&view=calendar", "/lier/?q=kor&view=print", "/lier/?cost=free", "/lier/?q=ishockey", "/lier/organisations/tranby-kor",
    "/lier/districts/hallingstad", "/lier/districts/egge", "/lier/schools/hallingstad-skole", "/lier/ny", "/lier/ung", "/lier/help",
    "/lier/periods", "/lier/periods/winter-2027", "/lier/about", "/lier/privacy", "/lier/saved", "/lier/saved?ids=1", "/lier/widget",
    "/lier/subscribe?q=kor", "/lier/subscribe/sent", "/lier/subscription/confirm?token=x", "/lier/report?offer=1", "/lier/missing?q=kor",
    "/lier/report/thanks", "/lier/poster.pdf", "/lorenskog/", "/lorenskog/about",
)  # fmt: skip


@pytest.fixture
def town(world: World) -> World:
    """More choirs of one organiser than a page holds."""
    club = OrganisationDraft("Tranby kor")
    for number in range(26):
        world.offer(f"Kor {number}", organisation=club, price=FREE, place=AT_SCHOOL, venue=VenueDraft("Aulaen"))
    world.drain()
    return world


def named(page: str) -> tuple[str, list[str]]:
    """The title of a page and its headings of the first level."""
    titles = re.findall(r"<title>(.*?)</title>", page, re.DOTALL)
    headings = re.findall(r"<h1[^>]*>(.*?)</h1>", page, re.DOTALL)
    assert len(titles) == 1, titles
    return html.unescape(titles[0]), [html.unescape(re.sub(r"<[^>]+>", "", one)).strip() for one in headings]


def sites_in(language: Language) -> list[str]:
    """What the site is called at the end of a title; paper, which has no site, is called paper."""
    both = [language.gettext("Fritid i %(name)s", name=name) for name in ("Lier", "Lørenskog")]
    return [*both, language.gettext("Krets – fritid for barn og unge"), language.gettext("utskrift")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_has_a_title_of_its_own_that_begins_with_the_page(town: World, language: str) -> None:
    told = {}
    for path in (*PATHS, town.path(1)):
        answer = town.get(path, **{"Accept-Language": language})
        assert answer.status_code not in {301, 302, 308}, (path, answer.location)
        title, headings = named(answer.text)
        assert len(headings) == 1, path
        assert any(title.endswith(f" – {site}") for site in sites_in(Language(language))), title
        told[path] = title
    assert {title: number for title, number in Counter(told.values()).items() if number > 1} == {}


def test_a_page_is_called_what_it_says(town: World) -> None:
    for path in ("/lier/?q=kor", "/lier/?cost=free", "/lier/ny", "/lier/help", "/lier/periods", "/lier/nowhere", "/lier/report?offer=1",
                 "/lier/subscribe?q=kor", "/lier/report/thanks", "/lier/districts/egge", town.path(1)):  # fmt: skip
        title, [heading] = named(town.get(path).text)
        assert title.startswith(heading), (title, heading)


@pytest.mark.parametrize(("headers", "path", "said"), [
    ({"Origin": "https://evil.example"}, "/lier/missing", "Skjemaet kom fra en annen side"),
    ({}, "/lier/", "Vi forsto ikke adressen"),
    ({}, "/lier/subscription/undo", "Lenken gjelder ikke lenger"),
])  # fmt: skip
def test_an_error_is_called_what_it_is(world: World, headers: dict[str, str], path: str, said: str) -> None:
    answer = send(world, path, {"Accept-Language": "nb"} | headers)
    title, headings = named(answer.text)
    assert title.startswith(f"{said} – ") and headings == [said]


def test_a_form_that_is_too_large_is_told_to_be(world: World) -> None:
    answer = send(world, "/lier/missing", text="x" * 1_100_000)
    assert answer.status_code == 413 and "Det var for mye på én gang" in answer.text and "skriv kortere" in answer.text


def test_what_is_spoken_of_new_hits_names_all_that_is_chosen(town: World) -> None:
    page = html.unescape(town.get("/lier/?q=kor&cost=free").text)
    assert 'data-status="26 treff. Du har valgt: «kor», Gratis"' in page
    assert 'data-status="26 treff"' in town.get("/lier/?view=list").text
