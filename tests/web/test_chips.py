"""What was understood in words: one chip for each thing that was said, with its words only where they tell more."""

from datetime import date

import pytest

from catalog.school_year import SchoolCalendar
from catalog.vocabulary import load_vocabulary
from search.filters import OfferFilter
from search.names import Names
from search.understanding.reading import Part, Understood
from web.chips import ChipWords, chips_of
from web.language import Language
from web.meaning import meanings
from web.naming import Naming
from web.wording.dates import Speech

TODAY = date(2026, 11, 22)
Said = tuple[str, str, str]


def chips(given: list[tuple[str, str]], text: str = "", *said: Said, language: str = "nb") -> list[ChipWords]:
    """The chips of an address whose words say (words, parameter, value)."""
    parts = tuple(Part(name, value, text.index(words), text.index(words) + len(words)) for words, name, value in said)
    asked = OfferFilter.from_params([*given, ("q", text)], strict=True)
    meaning = meanings(asked, lambda typed: Understood(typed, parts))[0]
    naming = Naming(Speech(Language(language), TODAY), load_vocabulary(), Names(TODAY, SchoolCalendar(())))
    return list(chips_of(meaning, naming))


def labels(*arguments: object, **options: str) -> list[str]:
    return [chip.label for chip in chips(*arguments, **options)]  # type: ignore[arg-type]  # passed on as they are


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ([("cost", "free"), ("age", "8")], ["8 år", "Gratis"]),
        ([("age_min", "6"), ("age_max", "9")], ["6–9 år"]),
        ([("age_min", "6")], ["Fra 6 år"]),
        ([("grade_min", "5"), ("grade_max", "7")], ["5.–7. trinn"]),
        ([("from", "2026-12-04"), ("to", "2026-12-06")], ["fre. 4. des. – søn. 6. des."]),
        ([("weekday", "tue"), ("weekday", "wed")], ["Tirsdag", "Onsdag"]),
    ],
)
def test_each_value_of_a_parameter_is_a_chip_and_a_span_is_one(given: list[tuple[str, str]], told: list[str]) -> None:
    assert labels(given) == told


def test_values_that_the_same_words_said_are_one_chip() -> None:
    ski = [("ski", "category", slug) for slug in ("alpine-skiing", "cross-country-skiing", "skiing")]
    [chip] = chips([], "ski", *ski)
    assert chip.label == "Alpint, langrenn eller ski"
    assert {value for _, value in chip.pairs} == {"alpine-skiing", "cross-country-skiing", "skiing"}
    assert labels([], "8 og 11 år", ("8 og 11 år", "age", "8"), ("8 og 11 år", "age", "11")) == ["8 år og 11 år"]


def test_words_that_said_two_things_are_two_chips() -> None:
    found = chips([], "jentefotball", ("jentefotball", "category", "football"), ("jentefotball", "group", "girls"))
    assert [chip.label for chip in found] == ["Fotball", "Bare for jenter"]
    assert {chip.words for chip in found} == {"jentefotball"}


@pytest.mark.parametrize(
    ("words", "name", "value", "told"),
    [
        ("gratis", "cost", "free", None),
        ("for 8-åring", "age", "8", None),
        ("kostnadsfritt", "cost", "free", "kostnadsfritt"),
        ("rullestol", "access", "wheelchair-participation", None),
        ("drop-in", "booking", "drop-in", "drop-in"),
        ("bading", "category", "swimming", "bading"),
        ("svømmekurs", "category", "swimming", None),
    ],
)
def test_words_are_told_where_the_label_does_not_show_them(words: str, name: str, value: str, told: str | None) -> None:
    [chip] = chips([], words, (words, name, value))
    assert (chip.words, chip.told_words) == (words, told)


def test_in_another_language_the_words_tell_where_a_chip_came_from() -> None:
    [chip] = chips([], "gratis", ("gratis", "cost", "free"), language="en")
    assert (chip.label, chip.told_words) == ("Free", "gratis")
