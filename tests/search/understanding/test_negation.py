"""What is not wanted."""

import pytest

from tests.search.understanding.conftest import Asked, said


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("ikke fotball", "exclude_category=football"),
        ("ikkje fotball", "exclude_category=football"),
        ("unntatt fotball", "exclude_category=football"),
        ("not football", "exclude_category=football"),
        ("sport except football", "category=sport exclude_category=football"),
        ("ikke fotball, gratis i påsken", "exclude_category=football cost=free period=easter-2027"),
        ("ikke fotball eller håndball", "exclude_category=football exclude_category=handball"),
        ("ikke fotball, håndball", "exclude_category=football category=handball"),
        ("ikke fotball men håndball", "exclude_category=football category=handball"),
        ("musikk men ikke korps", "category=music exclude_category=marching-band"),
        ("ikke fotball tirsdag", "exclude_category=football weekday=tue"),
        ("ikke noe fotball", "exclude_category=football"),
        ("ikke bare fotball", "category=football"),
        ("for de som ikke kan svømme", "category=swimming"),
        ("ikke gratis fotball", "cost=paid category=football"),
        ("ikke ikke fotball", "exclude_category=football"),
    ],
)
def test_denials_reach_as_far_as_they_are_meant(reading: Asked, text: str, meant: str) -> None:
    """Until a comma, "men", another kind of thing, or a word that is not understood."""
    assert said(reading(text)) == meant


def test_what_cannot_be_denied_is_left_and_not_looked_for(reading: Asked) -> None:
    """There is no filter for "not for girls", and offers that say "jenter" are not what is sought."""
    understood = reading("fotball ikke for jenter")
    assert said(understood) == "category=football"
    assert (understood.left, understood.to_find) == ("ikke for jenter", "")


def test_one_of_two_exclusions_is_cut_and_the_other_stays(reading: Asked) -> None:
    """The chip of football takes only football away."""
    understood = reading("ikke fotball og håndball")
    assert said(reading(understood.cut("exclude_category", "football"))) == "exclude_category=handball"
