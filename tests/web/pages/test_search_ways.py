"""Ways on in plain words: each change of a search is said as a family would say it."""

from datetime import date

import pytest

from catalog.school_year import SchoolCalendar
from catalog.vocabulary import load_vocabulary
from search.filters import OfferFilter
from search.names import Names
from search.results import Change, Meant, Relaxation, Results
from search.understanding.reading import Part, Understood
from web.answers import Answer
from web.language import Language
from web.meaning import meanings
from web.naming import Naming
from web.pages.search_ways import Ways
from web.view import WayOn
from web.wording.dates import Speech

TODAY = date(2026, 11, 22)
PLACES = {("district", "heia"): "Heia", ("district", "hegg"): "Hegg", ("district", "egge"): "Egge"}


def understand(text: str) -> Understood:
    """Knows "gratis" and "jentefotball"; of other words nothing."""
    if text == "jentefotball":
        return Understood(text, (Part("category", "football", 0, 12), Part("group", "girls", 0, 12)))
    if text.startswith("gratis"):
        return Understood(text, (Part("cost", "free", 0, 6),), text[7:], text[7:])
    return Understood(text, (), text, text)


def ways(asked: str, results: Results, language: str = "nb") -> Ways:
    """The ways on from an answer to an address."""
    meaning = meanings(filtered(asked), understand)[0]
    names = Names(TODAY, SchoolCalendar(()), called=PLACES)
    naming = Naming(Speech(Language(language), TODAY), load_vocabulary(), names)
    return Ways(Answer(meaning, meaning, names, results, ()), naming, "skolekrets")


def filtered(address: str) -> OfferFilter:
    pairs = [pair.split("=") for pair in address.split("&") if pair]
    return OfferFilter.from_params([(name, value) for name, value in pairs], strict=True)


def url(asked: OfferFilter) -> str:
    return "&".join(f"{name}={value}" for name, value in asked.to_params())


def little(*relaxations: Relaxation, meant: tuple[Meant, ...] = ()) -> Results:
    return Results(0, (), 1, 25, relaxations=relaxations, did_you_mean=meant)


@pytest.mark.parametrize(
    ("asked", "change", "remove", "wanted", "words", "address"),
    [
        ("q=gratis turn", Change.WITHOUT, "cost", "q=turn", "Uten «gratis»", "q=turn"),
        ("q=gratis turn", Change.WITHOUT, "q", "cost=free", "Uten «turn»", "q=gratis"),
        ("cost=free&age=8", Change.WITHOUT, "cost", "age=8", "Uten «gratis»", "age=8"),
        ("q=jentefotball", Change.WITHOUT, "group", "category=football", "Uten «bare for jenter»", "category=football"),
        (
            "near=Tranby&radius=2000", Change.WIDER_RADIUS, "radius", "near=Tranby&radius=5000",
            "Innen 5 km fra Tranby", "near=Tranby&radius=5000",
        ),
        (
            "near=59.8,10.2&radius=500", Change.WIDER_RADIUS, "radius", "near=59.8,10.2&radius=1000",
            "Innen 1 km", "near=59.8,10.2&radius=1000",
        ),
        (
            "district=egge", Change.NEIGHBOURS, "district", "district=egge&district=hegg&district=heia",
            "Også i Hegg og Heia skolekrets", "district=egge&district=hegg&district=heia",
        ),
        ("age=8", Change.AGES_BESIDE, "age", "age_min=7&age_max=9", "Også for 7–9 år", "age_min=7&age_max=9"),
        ("age_min=6&age_max=9", Change.AGES_BESIDE, "age_min", "age_min=5&age_max=10", "Også for 5–10 år", "age_min=5&age_max=10"),
        (
            "grade_min=5&grade_max=7", Change.AGES_BESIDE, "grade_min", "grade_min=4&grade_max=8",
            "Også for 4.–8. trinn", "grade_min=4&grade_max=8",
        ),
        ("category=football", Change.BROADER_CATEGORY, "category", "category=sport", "Alt innen idrett", "category=sport"),
        (
            "period=autumn", Change.WHOLE_SEASON, "period", "from=2027-08-01&to=2027-12-31",
            "Hele høsten", "from=2027-08-01&to=2027-12-31",
        ),
        ("from=2027-03-01", Change.WHOLE_SEASON, "from", "from=2027-01-01&to=2027-07-31", "Hele våren", "from=2027-01-01&to=2027-07-31"),
    ],
)  # fmt: skip
def test_a_change_is_said_in_words_and_leads_to_its_search(
    asked: str, change: Change, remove: str, wanted: str, words: str, address: str
) -> None:
    found = ways(asked, little(Relaxation(remove, 6, change, filtered(wanted))))
    assert found.looser(url) == (WayOn(words, 6, address),)


def test_at_most_three_ways_are_shown() -> None:
    one = Relaxation("cost", 6, Change.WITHOUT, OfferFilter())
    assert len(ways("cost=free", little(*[one] * 5)).looser(url)) == 3


def test_words_that_may_be_meant_take_the_place_of_those_that_find_nothing() -> None:
    found = ways("q=gratis tunr", little(meant=(Meant("turn", 4),)))
    assert found.meant(url) == (WayOn("Mente du «turn»?", 4, "q=gratis turn"),)


def test_other_languages_quote_in_their_own_way() -> None:
    found = ways("q=gratis turn", little(Relaxation("cost", 6, Change.WITHOUT, OfferFilter(q="turn"))), "en")
    assert [one.label for one in found.looser(url)] == ["Without “gratis”"]
