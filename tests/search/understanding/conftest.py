"""A municipality's words for the tests of understanding, made without a database."""

from collections.abc import Callable
from datetime import date

import pytest

from catalog.school_year import SchoolCalendar, holidays_from_rules
from catalog.store.names import Named, NamesHere
from catalog.vocabulary import load_vocabulary
from search.understanding.lexicon import Common, Lexicon, common_from, lexicon_from
from search.understanding.reading import Understood
from search.understanding.understand import understand

TODAY = date(2026, 11, 22)
"""A Sunday."""

NAMES = NamesHere(
    municipality="Lier",
    districts=(Named("hegg", ("Hegg",)), Named("hallingstad", ("Hallingstad", "Hallingstad skole"))),
    schools=(Named("hallingstad-skole", ("Hallingstad skole",)), Named("nordal-skole", ("Nordal skole", "Nordal skule"))),
    organisations=(Named("lier-il", ("Lier IL",)), Named("klatreklubben", ("Klatring",)), Named("balroyk", ("Friluftslaget Bålrøyk",))),
    places=(("Hallingstad skole",), ("Tranby",), ("Lierbyen",), ("Heiahallen", "Heia")),
    streets=("Baneveien", "Ringeriksveien"),
    postcodes=frozenset({"3400", "3420"}),
)
CALENDAR = SchoolCalendar(holidays_from_rules({"planning_days": ["2026-11-20", "2027-01-04"]}, 2026, 2028))

Asked = Callable[[str], Understood]


@pytest.fixture(scope="session")
def common() -> Common:
    """What is the same everywhere."""
    return common_from(load_vocabulary())


@pytest.fixture(scope="session")
def lexicon(common: Common) -> Lexicon:
    """The words of a municipality somewhat like Lier."""
    return lexicon_from(common, NAMES, CALENDAR, [("Gjellebekk", "outdoor-life"), ("gone", "no-such-concept")])


@pytest.fixture(scope="session")
def reading(lexicon: Lexicon) -> Asked:
    """Understands a text in that municipality on a Sunday in November 2026."""
    return lambda text: understand(text, lexicon, TODAY)


def said(understood: Understood) -> str:
    """The parts of a reading in one line: `cost=free age=8`."""
    return " ".join(f"{part.name}={part.value}" for part in understood.parts)
