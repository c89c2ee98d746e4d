"""Places by name, whole or within a longer text."""

import pytest

from catalog.geo.known_names import KnownNames, KnownPlace
from catalog.terms import PointQuality
from tests.catalog.geo.world import IN_EAST, IN_WEST

HALL = KnownPlace(IN_WEST, PointQuality.ADDRESS, "Heiahallen", ("Heia idrettshall",))
SCHOOL = KnownPlace(IN_EAST, PointQuality.EXACT, "Finstad skole")
NAMES = KnownNames([HALL, SCHOOL])


@pytest.mark.parametrize("text", ["Heiahallen", "HEIAHALLEN", "heia-hallen", "Heia idrettshall"])
def test_a_place_is_found_by_any_spelling_of_its_whole_name(text: str) -> None:
    assert NAMES.whole(text) is HALL


@pytest.mark.parametrize("text", ["Heiahallen, kantina", "Heiahallen - kantina", "Heiahallen (garderobe 2)", "Heiahallen/kantina"])
def test_a_room_named_after_its_place_is_in_that_place(text: str) -> None:
    assert NAMES.within(text) is HALL


@pytest.mark.parametrize("text", ["Finstad skole gymsal", "Finstad skole gymsalen", "Finstad skole, svømmehallen"])
def test_a_schools_gym_is_at_the_school(text: str) -> None:
    assert NAMES.within(text) is SCHOOL


@pytest.mark.parametrize("text", ["Parkeringen bak Heiahallen", "Skogen ved Finstad skole", "Kunst og håndverk, Finstad skole"])
def test_what_lies_beside_a_place_is_about_there(text: str) -> None:
    found = NAMES.within(text)
    assert found is not None
    assert found.quality is PointQuality.APPROXIMATE


@pytest.mark.parametrize("text", ["", "Heia", "Heiahallene", "Finstad", "flere steder", "Nye Heiahallen", ",;(/)"])
def test_other_words_are_no_place(text: str) -> None:
    assert NAMES.whole(text) is None
    assert NAMES.within(text) is None


def test_of_two_places_with_one_name_the_earlier_counts() -> None:
    assert KnownNames([SCHOOL, KnownPlace(IN_WEST, PointQuality.EXACT, "Finstad skole")]).whole("Finstad skole") is SCHOOL
