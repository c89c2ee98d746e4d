"""Categories by words of every language, inflected, in compounds, written apart, without their letters, and mistyped."""

import pytest

from tests.search.understanding.conftest import Asked, said


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("fotball", "category=football"),
        ("FOTBALL", "category=football"),
        ("fotballen", "category=football"),
        ("fotballskole", "category=football"),
        ("svømmekurs", "category=swimming"),
        ("symjing", "category=swimming"),
        ("svøming", "category=swimming"),
        ("svomming", "category=swimming"),
        ("svoemming", "category=swimming"),
        ("fot ball", "category=football"),
        ("språkkafé", "category=language-cafe"),
        ("spra\u030akkafe\u0301", "category=language-cafe"),
        ("piłka nożna", "category=football"),
        ("pilka nozna", "category=football"),
        ("fotball og håndball", "category=football category=handball"),
        ("jentefotball", "group=girls category=football"),
        ("guttehåndball", "group=boys category=handball"),
        ("rullestol basket", "access=wheelchair-participation category=basketball"),
        ("wheelchair basketball", "access=wheelchair-participation category=basketball"),
        ("Gjellebekk", "category=outdoor-life"),
        ("ski", "category=skiing category=alpine-skiing category=cross-country-skiing"),
    ],
)
def test_categories_are_understood(reading: Asked, text: str, meant: str) -> None:
    """Each way to write one, and nothing is left of it."""
    understood = reading(text)
    assert said(understood) == meant
    assert understood.left == ""


def test_the_words_of_a_category_help_to_rank(reading: Asked) -> None:
    """The offer that is called so comes first; small words do not count."""
    assert reading("kurs i fotballskole på Tranby").liked == "fotballskole"


def test_a_compound_loses_the_part_that_is_cut(reading: Asked) -> None:
    """Without the chip for girls "jentefotball" is football."""
    understood = reading("jentefotball 8 år")
    assert understood.cut("group", "girls") == "fotball 8 år"
    assert understood.cut("category", "football") == "jente 8 år"


def test_a_compound_with_an_unknown_part_asks_for_no_weekday(reading: Asked) -> None:
    """Who knows what "onsdagspirk" is."""
    assert said(reading("onsdagspirk")) == ""


def test_words_of_two_languages_make_no_compound(reading: Asked) -> None:
    """A German word for children and the stem of one for gardens are no kindergarten."""
    assert "category" not in said(reading("kindergarten"))


@pytest.mark.parametrize(
    ("text", "meant", "right"),
    [
        ("fotbal", "category=football", "fotball"),
        ("fotbll", "category=football", "fotball"),
        ("oftball", "category=football", "fotball"),
        ("dotball", "", None),
        ("hanball", "category=handball", "handball"),
        ("wensday", "weekday=wed", "wednesday"),
        ("uten påmeldng", "booking=drop-in", "uten påmelding"),
        ("3. klase", "grade=3", "3. klasse"),
        ("Lierbyn", "near=Lierbyen", "lierbyen"),
    ],
)
def test_slips_are_put_right_and_told(reading: Asked, text: str, meant: str, right: str | None) -> None:
    """The part says what the words were taken for; its span is what was typed."""
    understood = reading(text)
    assert said(understood) == meant
    for part in understood.parts:
        assert part.taken_for == right
        assert understood.text[part.start : part.end] == text


@pytest.mark.parametrize("text", ["bursdag", "Bålrøyk", "xyzzy", "fotballfotballfotb", "kvasst"])
def test_real_words_and_names_are_no_slips(reading: Asked, text: str) -> None:
    """They stay as they were typed."""
    understood = reading(text)
    assert said(understood) == ""
    assert understood.to_find == text
