"""Districts, schools, places, addresses, postcodes and organisations of the municipality."""

import pytest

from tests.search.understanding.conftest import Asked, said


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Hegg", "district=hegg"),
        ("i hegg skolekrets", "district=hegg"),
        ("Hegg skulekrins", "district=hegg"),
        ("Hallingstad", "district=hallingstad"),
        ("Hallingstad skole", "school=hallingstad-skole"),
        ("at Hallingstad school", "school=hallingstad-skole"),
        ("Hallingstad skule", "school=hallingstad-skole"),
        ("ved Nordal skule", "school=nordal-skole"),
        ("på Tranby", "near=Tranby"),
        ("ved Lierbyen", "near=Lierbyen"),
        ("nær Hallingstad skole", "near=Hallingstad skole"),
        ("i Heia", "near=Heia"),
        ("nær 3400", "near=3400"),
        ("3420", "near=3420"),
        ("Baneveien 12B", "near=Baneveien 12B"),
        ("nær Baneveien 12", "near=Baneveien 12"),
        ("banevegen 12", "near=banevegen 12"),
        ("Ringeriksveien", "near=Ringeriksveien"),
        ("3400 Tranby", "near=Tranby"),
        ("Baneveien 12, 3400", "near=Baneveien 12"),
        ("Lier IL", "organisation=lier-il"),
        ("friluftslaget balroyk", "organisation=balroyk"),
    ],
)
def test_names_are_understood(reading: Asked, text: str, meant: str) -> None:
    """As the municipality writes them or without its letters, with the words that lead in."""
    understood = reading(text)
    assert said(understood) == meant
    assert understood.left == ""


def test_the_municipality_itself_asks_for_nothing(reading: Asked) -> None:
    """The whole of it is searched anyhow."""
    understood = reading("fotball i Lier")
    assert said(understood) == "category=football"
    assert (understood.left, understood.to_find) == ("i Lier", "")


def test_an_unknown_postcode_or_street_is_left_as_text(reading: Asked) -> None:
    """Only what can be found counts as a place."""
    understood = reading("Storgata 5 9999")
    assert said(understood) == ""
    assert understood.to_find == "Storgata 5 9999"


def test_a_second_place_is_left_as_text(reading: Asked) -> None:
    """One can be near one place only."""
    understood = reading("Tranby Lierbyen")
    assert said(understood) == "near=Tranby"
    assert understood.left == "Lierbyen"
