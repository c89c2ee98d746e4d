"""The filters' form: boxes that words had ticked are neither lost nor said twice, and unticking one takes its words away."""

import re

import pytest

from search.filters import OfferFilter
from search.understanding.reading import Part, Understood
from web.pages.search_facets import plain_address

MEANS = {"gratis": ("cost", "free"), "fotball": ("category", "football"), "rolig": ("access", "quiet"), "tirsdag": ("weekday", "tue")}


def understand(text: str) -> Understood:
    """Whole words of the table."""
    words = [word for word in re.finditer(r"\S+", text) if word[0] in MEANS]
    return Understood(text, tuple(Part(*MEANS[word[0]], word.start(), word.end()) for word in words))


@pytest.mark.parametrize(
    ("sent", "read", "address"),
    [
        ("q=gratis fotball&cost=free", ["cost:free"], "q=gratis fotball"),
        ("q=gratis fotball&cost=free&category=football", ["cost:free", "category:football"], "q=gratis fotball"),
        ("q=gratis fotball", ["cost:free"], "q=fotball"),
        ("q=gratis fotball&cost=free&cost=paid", ["cost:free"], "q=gratis fotball&cost=free&cost=paid"),
        ("q=gratis fotball&cost=paid", ["cost:free"], "q=fotball&cost=paid"),
        ("q=korps&cost=free", ["cost:free"], "q=korps"),
        ("q=korps&cost=free&cost=unknown", ["cost:free"], "q=korps&cost=unknown"),
        ("q=gratis korps", ["weekday:tue"], "q=gratis korps"),
        ("q=rolig&access=quiet&access=hearing-loop", ["access:quiet"], "q=rolig&access=hearing-loop&access=quiet"),
        ("q=fotbal&cost=free", ["literal:fotbal"], "q=fotbal&cost=free&literal=true"),
        ("q=fotball&cost=free", ["literal:fotbal"], "q=fotball&cost=free"),
        ("q=gratis&cost=free", ["nothing", "q:gratis", "colour:red", ":"], "q=gratis&cost=free"),
    ],
)
def test_a_sent_form_means_a_plain_address(sent: str, read: list[str], address: str) -> None:
    pairs = [tuple(pair.split("=")) for pair in sent.split("&")]
    asked = OfferFilter.from_params([(name, value) for name, value in pairs], strict=True)
    found = plain_address(asked, read, understand).to_params()
    assert "&".join(f"{name}={value}" for name, value in found) == address
