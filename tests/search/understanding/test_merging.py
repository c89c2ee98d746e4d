"""What the address asks for and what its words say, joined."""

import pytest

from search.filters import OfferFilter
from search.understanding.merging import merged
from tests.search.understanding.conftest import Asked


def asked(query: str) -> OfferFilter:
    """The filter of an address's query string, written `name=value name=value`."""
    return OfferFilter.from_params([(name, value) for name, _, value in (pair.partition("=") for pair in query.split("&"))], strict=True)


@pytest.mark.parametrize(
    ("given", "words", "together"),
    [
        ("weekday=tue", "gratis fotball", "category=football&cost=free&weekday=tue"),
        ("cost=paid", "gratis fotball", "category=football&cost=paid"),
        ("age=10", "mellom 6 og 9 år", "age=10&age_min=6&age_max=9"),
        ("age=10", "8 år", "age=10"),
        ("age_min=7", "mellom 3 og 5 år", "age_min=7"),
        ("age_min=10", "8 år", "age=8&age_min=10"),
        ("grade=4", "ungdomsskolen", "grade=4&grade_min=8&grade_max=10"),
        ("from=2026-12-01", "i høstferien", "from=2026-12-01&period=autumn-2027"),
        ("period=easter", "i høstferien", "period=easter"),
        ("district=hegg", "på Tranby", "district=hegg&near=Tranby"),
        ("access=quiet", "rullestol", "access=quiet&access=wheelchair-participation"),
        ("exclude_category=choir", "ikke fotball", "exclude_category=choir&exclude_category=football"),
        ("age=8", "10. klasse", "age=8&grade=10"),
        ("sort=distance", "gratis", "cost=free&sort=distance"),
    ],
)
def test_a_given_parameter_beats_the_words(reading: Asked, given: str, words: str, together: str) -> None:
    """Except those that are united."""
    assert merged(asked(given), reading(words)) == asked(together)


def test_what_is_left_is_what_full_text_finds(reading: Asked) -> None:
    """The query of the merged filter."""
    assert merged(asked("page=2"), reading("gratis xyzzy for barn")) == asked("q=xyzzy&cost=free&page=2")


def test_a_word_that_is_said_often_counts_once(reading: Asked) -> None:
    """No number of words asks for more values than a parameter may have."""
    assert merged(asked("page=1"), reading("ski " * 24)) == merged(asked("page=1"), reading("ski"))


def test_a_literal_search_is_not_interpreted(reading: Asked) -> None:
    """Its words stay as they are."""
    literal = asked("q=gratis fotball&literal=true")
    assert merged(literal, reading("gratis fotball")) is literal
