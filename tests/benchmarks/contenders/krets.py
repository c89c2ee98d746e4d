"""Krets: the typed words analysed, filters and facets, slips looked for, and where little is found the ways on."""

from datetime import date
from functools import cache
from pathlib import Path

from catalog.school_year import SchoolCalendar, holidays_from_rules
from search.answering import answer
from search.facets import FACETS
from search.filters import OfferFilter
from search.generation import Generation
from search.index import Index
from search.names import Names
from search.question import Question
from tests.benchmarks.asked import Asked
from tests.benchmarks.contenders.contender import Contender, Search, opened_by
from tests.benchmarks.facts import CONCEPTS

TODAY = date(2026, 11, 22)
WITH_FACETS, WITHOUT = "Krets", "Krets, no facets"


@cache
def names() -> Names:
    """The legal words of the generated catalog."""
    return Names(TODAY, SchoolCalendar(holidays_from_rules({}, 2026, 2028)), districts=frozenset(f"krets-{n}" for n in range(40)))


def loaded(build: Path) -> Generation:
    """The index on disk, loaded as a serving process does."""
    return Index(build).generation(CONCEPTS)


def filter_of(asked: Asked) -> OfferFilter:
    """The question as Krets takes it."""
    age = () if asked.age is None else (asked.age,)
    return OfferFilter(q=asked.text, age=age, cost=asked.costs, district=asked.districts)


def answered(generation: Generation, asked: Asked, *, with_facets: bool = True) -> int:
    """The total of a question, answered as a page of it would be."""
    return answer(Question(generation, filter_of(asked), names()), with_facets=with_facets).total


def contenders(build: Path) -> list[Contender]:
    """Krets on the index of a build: with every facet, each counted without its own filter, and with none."""

    def opening(*, with_facets: bool) -> Search:
        generation = loaded(build)
        return lambda asked: answered(generation, asked, with_facets=with_facets)

    every = "all 18 facets, each without its own filter; slips looked for; order by fit, dates and confirmation"
    return [
        Contender(WITH_FACETS, len(FACETS), opened_by(lambda: opening(with_facets=True)), every),
        Contender(WITHOUT, 0, opened_by(lambda: opening(with_facets=False)), "as above, nothing counted"),
    ]
