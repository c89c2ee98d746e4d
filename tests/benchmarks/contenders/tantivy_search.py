"""tantivy, in memory, through its Python interface: the same forms in the same texts, filters as terms, facets as aggregations.

As with Krets, a facet is counted without its own filter: one aggregation for all facets that nobody filters by, one for each other.
"""

from collections.abc import Iterable, Sequence
from typing import Any

import tantivy
from tantivy import Occur, Query

from search.schema import Text
from tests.benchmarks.asked import Asked
from tests.benchmarks.contenders.contender import BEST, Contender, Search, opened_by
from tests.benchmarks.facts import SEVERAL, SINGLE, Facts

WITH_FACETS, WITHOUT = "tantivy", "tantivy, no facets"
FACETS = (*SINGLE, *SEVERAL)
HEAP = 200_000_000
MOST_VALUES = 65_000
COUNTS: dict[str, dict[str, Any]] = {name: {"terms": {"field": name, "size": MOST_VALUES}} for name in FACETS}


def contenders(all_facts: Sequence[Facts], held: frozenset[str]) -> list[Contender]:
    """tantivy with the facets that its aggregations can count, and without any."""
    index = _filled(all_facts)
    every = "no facets of periods, schools and confirmations; order by score alone"
    return [
        Contender(WITH_FACETS, len(FACETS), opened_by(lambda: _opened(index, held, with_facets=True)), every),
        Contender(WITHOUT, 0, opened_by(lambda: _opened(index, held, with_facets=False)), "order by score alone"),
    ]


def _filled(all_facts: Sequence[Facts]) -> tantivy.Index:
    builder = tantivy.SchemaBuilder()
    builder.add_integer_field("id", fast=True)
    for text in Text:
        builder.add_text_field(text.value, tokenizer_name="whitespace")
    for name in FACETS:
        builder.add_text_field(name, tokenizer_name="raw", fast=True, index_option="basic")
    index = tantivy.Index(builder.build())
    writer = index.writer(heap_size=HEAP, num_threads=1)
    for one in all_facts:
        texts: dict[str, Any] = {text.value: [held] for text, held in one.texts.items()}
        values = {name: list(values) for name, values in one.values.items()}
        writer.add_document(tantivy.Document(id=one.id, **texts, **values))
    writer.commit()
    writer.wait_merging_threads()
    return index


def _opened(index: tantivy.Index, held: frozenset[str], *, with_facets: bool) -> Search:
    index.reload()
    searcher, schema = index.searcher(), index.schema

    def search(asked: Asked) -> int:
        text, filters = _text(schema, asked, held), _filters(schema, asked)
        found = searcher.search(_all(text, filters.values()), limit=BEST, count=True)
        searcher.fast_field_values("id", [address for _, address in found.hits])
        if with_facets:
            searcher.aggregate(_all(text, filters.values()), {name: COUNTS[name] for name in FACETS if name not in filters})
            for own in filters:
                others = [one for name, one in filters.items() if name != own]
                searcher.aggregate(_all(text, others), {own: COUNTS[own]})
        return int(found.count)  # type: ignore[attr-defined]  # the stubs lack it

    return search


def _text(schema: tantivy.Schema, asked: Asked, held: frozenset[str]) -> list[tuple[Occur, Query]]:
    forms = asked.forms(held)
    if asked.is_phrase:
        phrases = [(Occur.Should, Query.phrase_query(schema, text.value, [of_word[-1] for of_word in forms])) for text in Text]
        return [(Occur.Must, Query.boolean_query(phrases))]
    return [(Occur.Must, _any_text(schema, of_word)) for of_word in forms]


def _any_text(schema: tantivy.Schema, forms: Iterable[str]) -> Query:
    return Query.boolean_query([(Occur.Should, Query.term_query(schema, text.value, form)) for form in forms for text in Text])


def _filters(schema: tantivy.Schema, asked: Asked) -> dict[str, Query]:
    wanted = {"age": [] if asked.age is None else [str(asked.age)], "cost": [one.value for one in asked.costs], "district": asked.districts}
    sets = {name: Query.term_set_query(schema, name, list(values)) for name, values in wanted.items() if values}
    return {name: Query.const_score_query(one, 0.0) for name, one in sets.items()}


def _all(text: Sequence[tuple[Occur, Query]], filters: Iterable[Query]) -> Query:
    every = [*text, *((Occur.Must, one) for one in filters)]
    return Query.boolean_query(every) if every else Query.all_query()
