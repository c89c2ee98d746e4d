"""Whoosh's own searcher on Krets's very index, which has no fields to filter by: words and phrases only."""

from collections.abc import Sequence
from pathlib import Path

from whoosh import index as whoosh_index
from whoosh.query.compound import And, Or
from whoosh.query.positional import Phrase
from whoosh.query.terms import Term

from search.schema import Text
from tests.benchmarks.asked import Asked, Kind
from tests.benchmarks.contenders.contender import BEST, Contender, Search, opened_by

NAME = "plain Whoosh"


def contenders(build: Path, held: frozenset[str]) -> list[Contender]:
    """Whoosh 2.7.4 as it is."""

    def opening() -> Search:
        searcher = whoosh_index.open_dir(str(build)).searcher()
        return lambda asked: len(searcher.search(_query(asked, asked.forms(held)), limit=BEST))

    kinds = frozenset(Kind) - {Kind.FILTERS}
    return [Contender(NAME, 0, opened_by(opening), "no filters: of a rare word it finds all", kinds, totals_differ=True)]


def _query(asked: Asked, forms: Sequence[Sequence[str]]) -> And | Or:
    if asked.is_phrase:
        return Or([Phrase(text.value, [of_word[-1] for of_word in forms]) for text in Text])
    return And([Or([Term(text.value, form) for text in Text for form in of_word]) for of_word in forms])
