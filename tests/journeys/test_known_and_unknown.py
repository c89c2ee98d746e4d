"""Offers of the demo over their pages: unknown price, age and access are said in words, and told to no machine as known.

Offers are chosen so that every kind, cost, way of signing up and state of age is among them.
"""

import json
import re
from collections.abc import Mapping
from html import unescape
from typing import Any

import pytest

from catalog.terms import Kind
from tests.journeys.interface import every_offer, reply
from tests.web.pages.test_json_ld import ALLOWED, FORMS, things

MUNICIPALITIES = ("lier", "lorenskog")
CORE_TERMS = {
    "step-free-entrance": "Kommer inn uten trinn",
    "accessible-toilet": "HC-toalett",
    "hearing-loop": "Teleslynge",
    "quiet": "Rolig og lite støy",
    "extra-adult": "Kan få ekstra hjelp",
    "companion-free": "Ledsager gratis",
}
ANSWERS = {"yes": "ja", "partly": "delvis", "no": "nei", None: "ikke oppgitt – spør arrangøren"}
BEFORE = {"url": re.compile(r"https?://\S+")}
"""In place of the stricter forms of a site that is served over https."""
Page = tuple[Mapping[str, Any], str]


@pytest.fixture(scope="module")
def pages(server: str) -> list[Page]:
    """Offers of both municipalities, one for every combination of what matters here, each with its page."""
    chosen: dict[tuple[object, ...], Mapping[str, Any]] = {}
    for municipality in MUNICIPALITIES:
        for offer in every_offer(server, municipality):
            chosen.setdefault((offer["kind"], offer["cost"], offer["booking"], is_ageless(offer)), offer)
    return [(offer, reply(offer["url"]).text) for offer in chosen.values()]


def is_ageless(offer: Mapping[str, Any]) -> bool:
    """Whether neither age nor grade is stated."""
    return all(offer[bound] is None for bound in ("age_min", "age_max", "grade_min", "grade_max"))


def fact(page: str, label: str) -> str:
    """What the fact box says under a label."""
    found = re.search(rf"<dt>.*?<span>{label}</span></dt>(.*?)</div>", page, re.DOTALL)
    assert found, label
    return unescape(re.sub(r"<[^>]+>", " ", found[1])).strip()


def json_ld(page: str) -> dict[str, Any]:
    """The page's description for machines."""
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert found
    described: dict[str, Any] = json.loads(found[1])
    return described


def test_every_kind_and_state_is_among_the_pages(pages: list[Page]) -> None:
    assert {offer["kind"] for offer, _ in pages} == set(Kind)
    assert {offer["cost"] for offer, _ in pages} == {"free", "paid", "unknown"}
    assert {is_ageless(offer) for offer, _ in pages} == {True, False}
    assert len(pages) > 40


def test_the_price_is_said_in_words_and_only_a_known_one_as_free(pages: list[Page]) -> None:
    for offer, page in pages:
        said = fact(page, "Pris").splitlines()[0].strip()
        assert (said == "Gratis") is (offer["cost"] == "free"), offer["url"]
        assert (said == "Pris ikke oppgitt") is (offer["cost"] == "unknown"), offer["url"]


def test_an_unknown_age_is_said_and_never_every_age(pages: list[Page]) -> None:
    for offer, page in pages:
        said = fact(page, "Hvem").lower()
        if not is_ageless(offer):
            assert "alder ikke oppgitt" not in said, offer["url"]
        elif "everyone" not in offer["audience"]:
            assert "alder ikke oppgitt" in said or not offer["audience"], offer["url"]
            assert "alle aldre" not in said, offer["url"]
        assert not re.search(r"\b(99|1\d\d) år", said), offer["url"]


def test_the_core_questions_of_access_are_always_answered_in_words(pages: list[Page]) -> None:
    for offer, page in pages:
        said = fact(page, "Tilrettelegging")
        for term, label in CORE_TERMS.items():
            assert f"{label}: {ANSWERS[offer['access'].get(term)]}" in said, (offer["url"], term)


def test_a_machine_is_told_the_same_in_legal_values(pages: list[Page]) -> None:
    for offer, page in pages:
        for thing in things(json_ld(page)):
            assert set(thing) <= ALLOWED[thing["@type"]], (offer["url"], thing)
            for name, value in thing.items():
                form = (FORMS | BEFORE).get(name)
                assert value not in (None, "", [], {}), (offer["url"], name)
                assert form is None or form.fullmatch(str(value)), (offer["url"], name, value)


def test_a_machine_is_told_free_only_where_it_is_known(pages: list[Page]) -> None:
    told = {"free": True, "paid": False, "unknown": None}
    for offer, page in pages:
        described = json_ld(page)
        assert described["name"] == offer["title"]
        if described["@type"] != "Service":
            assert described.get("isAccessibleForFree") is told[offer["cost"]], offer["url"]
        if offer["cost"] == "unknown":
            assert not any("price" in thing or "isAccessibleForFree" in thing for thing in things(described)), offer["url"]
        if offer["age_min"] is None and offer["age_max"] is None:
            assert not any("typicalAgeRange" in thing for thing in things(described)), offer["url"]
