"""Several readings of one text, what is left of it, and what full text must find."""

import pytest

from search.understanding.reading import Part, Understood
from tests.search.understanding.conftest import Asked, said


def test_the_literal_reading_comes_last(reading: Asked) -> None:
    """It is all text; a text that holds no filter has no other reading."""
    understood = reading("fotball kunstgressmatte")
    assert understood.others[-1] == Understood(understood.text, (), understood.text, understood.text)
    assert reading("xyzzy").others == ()


def test_a_word_with_two_meanings_has_two_readings(reading: Asked) -> None:
    """An organisation is called "Klatring": the subject first, then the organisation."""
    understood = reading("klatring gratis")
    assert said(understood) == "category=climbing cost=free"
    assert [said(other) for other in understood.others] == ["organisation=klatreklubben cost=free", ""]


def test_a_school_that_is_a_district_and_a_place_is_each_in_turn(reading: Asked) -> None:
    """At most three further readings."""
    understood = reading("Hallingstad skole")
    assert [said(other) for other in understood.others] == ["district=hallingstad", "near=Hallingstad skole", ""]


@pytest.mark.parametrize(
    ("text", "left", "to_find"),
    [
        ("noe for barn med fotball", "noe for barn", ""),
        ("svømming mot Strømsgodset", "mot Strømsgodset", "Strømsgodset"),
        ("aktiviteter for barn", "aktiviteter for barn", "aktiviteter for barn"),
        ("fotball!!!", "", ""),
        ("⚽ fotball", "⚽", "⚽"),
        ('"gratis fotball" 8 år', '"gratis fotball"', '"gratis fotball"'),
        ("", "", ""),
    ],
)
def test_what_no_part_took_is_left(reading: Asked, text: str, left: str, to_find: str) -> None:
    """In order, fillers included; fillers are not looked for where something else is asked."""
    understood = reading(text)
    assert (understood.left, understood.to_find) == (left, to_find)


def test_nothing_but_fillers_may_also_ask_for_everything(reading: Asked) -> None:
    """The words are looked for first; the other reading asks for nothing."""
    assert [other.to_find for other in reading("aktiviteter for barn").others] == [""]


def test_small_words_join_what_they_lead_in(reading: Asked) -> None:
    """The chip of a holiday has the words "i høstferien"."""
    understood = reading("fotball i høstferien")
    assert [understood.text[part.start : part.end] for part in understood.parts] == ["fotball", "i høstferien"]


def test_words_may_be_cut_by_parameter_and_by_value() -> None:
    """Words that said one thing go; words that said more than one give way to those that say the rest."""
    parts = (
        Part("group", "girls", 0, 12, alone="jente"),
        Part("category", "football", 0, 12, alone="fotball"),
        Part("cost", "free", 13, 19),
    )
    understood = Understood("jentefotball gratis", parts)
    assert understood.cut("cost") == "jentefotball"
    assert understood.cut("group") == "fotball gratis"
    assert understood.cut("group", "boys") == "jentefotball gratis"
    assert understood.cut("near") == "jentefotball gratis"


def test_contradictory_things_are_both_asked(reading: Asked) -> None:
    """Who asks for 8 years and grade 10 is told that nothing was found, not corrected."""
    assert said(reading("8 år 10. klasse")) == "age=8 grade=10"
