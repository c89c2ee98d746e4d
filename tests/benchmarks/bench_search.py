"""Search latency on one generated catalog at several sizes: Krets beside plain Whoosh, tantivy and SQLite FTS5.

    python -m tests.benchmarks.bench_search [--short]

The work: all of three words, the best 25 by score, and the total. Krets also filters (age, cost) and counts every facet without its
own filter; that row is compared with the others though they do less. "Cold" is the first such query of a new process state,
with what it must load; "warm" the median over different queries. Nothing here is a test: it prints, people judge.
"""

import argparse
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import tantivy
from rich.console import Console
from rich.table import Table
from whoosh import index as whoosh_index
from whoosh.query.compound import And, Or
from whoosh.query.terms import Term

from catalog.school_year import SchoolCalendar, holidays_from_rules
from catalog.terms import Cost
from search.analysis import query_words, tokens
from search.answering import answer
from search.concepts import Concepts
from search.documents import IndexedOffer
from search.filters import OfferFilter
from search.folder import IndexFolder
from search.generation import Generation
from search.index import Cursor, Index, create
from search.names import Names
from search.question import Question
from search.schema import Text
from tests.benchmarks.generated import offers, words

TODAY = date(2026, 11, 22)
SIZES = (2_000, 20_000, 100_000)
QUERIES = 40
BEST = 25
ROUNDS = 3

Search = Callable[[str], int]


@dataclass(frozen=True, slots=True)
class Timing:
    """Seconds: to be ready, the first query, the median of the others."""

    name: str
    ready: float
    cold: float
    warm: float


def queries(count: int) -> list[str]:
    """Three words each, from the broadest to the rare, never the same three twice."""
    dice = random.Random(7)  # noqa: S311  repeatable, nothing secret
    common, rare = words()[:20], words()[20:400]
    return [" ".join([*dice.sample(common, 2), dice.choice([*common, *rare])]) for _ in range(count)]


def timed(name: str, ready: Callable[[], Search], asked: Sequence[str]) -> Timing:
    """The timings of one contender: the first query cold, then the median over queries of each one's best of three, warm."""
    start = time.perf_counter()
    search = ready()
    opened = time.perf_counter()
    search(asked[0])
    first = time.perf_counter()
    for text in asked:
        search(text)
    durations = [min(_lasting(search, text) for _ in range(ROUNDS)) for text in asked]
    return Timing(name, opened - start, first - opened, statistics.median(durations))


def _lasting(search: Search, text: str) -> float:
    begin = time.perf_counter()
    search(text)
    return time.perf_counter() - begin


def krets(build: Path, *, facets: bool) -> Callable[[], Search]:
    """Krets, from its index on disk; with facets also filtered by age and cost."""
    calendar = SchoolCalendar(holidays_from_rules({}, 2026, 2028))
    names = Names(TODAY, calendar, districts=frozenset(f"krets-{n}" for n in range(40)))

    def ready() -> Search:
        generation = Index(build).generation(Concepts({"football": ("sport",)}))
        return lambda text: _facetted(generation, names, text) if facets else _plain(generation, names, text)

    return ready


def _facetted(generation: Generation, names: Names, text: str) -> int:
    return answer(Question(generation, OfferFilter(q=text, age=(8,), cost=(Cost.FREE, Cost.PAID)), names, None)).total


def _plain(generation: Generation, names: Names, text: str) -> int:
    question = Question(generation, OfferFilter(q=text), names, None)
    return answer(question, with_facets=False).total


def plain_whoosh(build: Path) -> Callable[[], Search]:
    """Whoosh's own searcher on the very same index."""

    def ready() -> Search:
        searcher = whoosh_index.open_dir(str(build)).searcher()

        def search(text: str) -> int:
            every = [Or([Term(t.value, form) for t in Text]) for form, _ in tokens(text)]
            return len(searcher.search(And(every), limit=BEST))

        return search

    return ready


def tantivy_index(made: Sequence[IndexedOffer]) -> Callable[[], Search]:
    """tantivy, in memory, with the same forms in one field of titles and one of the rest."""
    builder = tantivy.SchemaBuilder()
    builder.add_integer_field("id", stored=True)
    for text in Text:
        builder.add_text_field(text.value, tokenizer_name="whitespace")
    index = tantivy.Index(builder.build())
    writer = index.writer(heap_size=100_000_000, num_threads=1)
    for offer in made:
        fields: dict[str, Any] = {text.value: [" ".join(form for form, _ in tokens(held))] for text, held in offer.texts.items()}
        writer.add_document(tantivy.Document(id=offer.document.id, **fields))
    writer.commit()

    def ready() -> Search:
        index.reload()
        searcher = index.searcher()
        names = [text.value for text in Text]

        def search(text: str) -> int:
            parsed = index.parse_query(" ".join(f'+"{form}"' for form, _ in tokens(text)), names)
            found = searcher.search(parsed, limit=BEST, count=True)
            return int(found.count)  # type: ignore[attr-defined]  # the stubs lack it

        return search

    return ready


def fts5(made: Sequence[IndexedOffer]) -> Callable[[], Search]:
    """SQLite's full-text search, in memory, ranked by its BM25."""
    connection = sqlite3.connect(":memory:")
    connection.execute(f"CREATE VIRTUAL TABLE offer USING fts5({', '.join(text.value for text in Text)})")
    rows = ((offer.document.id, *(" ".join(form for form, _ in tokens(offer.texts.get(text, ""))) for text in Text)) for offer in made)
    connection.executemany("INSERT INTO offer(rowid, title, organiser, subject, place, body) VALUES (?, ?, ?, ?, ?, ?)", rows)

    def ready() -> Search:
        def search(text: str) -> int:
            asked = " ".join(f'"{form}"' for form, _ in tokens(text))
            connection.execute("SELECT rowid FROM offer WHERE offer MATCH ? ORDER BY rank LIMIT 25", (asked,)).fetchall()
            return int(connection.execute("SELECT count(*) FROM offer WHERE offer MATCH ?", (asked,)).fetchone()[0])

        return search

    return ready


def measured(size: int, folder: Path) -> tuple[list[Timing], float, int]:
    """The timings of all contenders at one size, the seconds that the index took to build, and the bytes of the columns."""
    made = list(offers(size, TODAY))
    place = IndexFolder(folder, size)
    place.path.mkdir(parents=True)
    start = time.perf_counter()
    with place.building() as build:
        create(build).fill(made, Cursor(1))
    built = time.perf_counter() - start
    asked = [text for text in queries(QUERIES) if query_words(text)]
    contenders = [
        ("Krets, 18 facets, 2 filters", krets(build, facets=True)),
        ("Krets, words only", krets(build, facets=False)),
        ("plain Whoosh", plain_whoosh(build)),
        ("tantivy", tantivy_index(made)),
        ("SQLite FTS5", fts5(made)),
    ]
    timings = [timed(name, ready, asked) for name, ready in contenders]
    return timings, built, Index(build).generation(Concepts()).columns.nbytes()


def run(sizes: Sequence[int]) -> list[list[Timing]]:
    """Measures and prints one table a size; the timings are returned too."""
    console = Console(width=110)
    with tempfile.TemporaryDirectory() as folder:
        return [printed(console, size, *measured(size, Path(folder))) for size in sizes]


def printed(console: Console, size: int, timings: list[Timing], built: float, nbytes: int) -> list[Timing]:
    """Prints the table of one size."""
    table = Table(title=f"{size:,} offers: index built in {built:.1f} s, columns {nbytes / 1e6:.1f} MB")
    for column in ("", "open ms", "cold ms", "warm ms", "warm ÷ Krets with facets"):
        table.add_column(column, justify="left" if not column else "right")
    for one in timings:
        row = (f"{one.ready * 1e3:.1f}", f"{one.cold * 1e3:.2f}", f"{one.warm * 1e3:.3f}", f"{one.warm / timings[0].warm:.2f}")
        table.add_row(one.name, *row)
    console.print(table)
    return timings


def main(arguments: Sequence[str]) -> None:
    """Runs from the command line."""
    parser = argparse.ArgumentParser(prog="bench_search", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--short", action="store_true", help="2,000 offers only")
    run(SIZES[:1] if parser.parse_args(arguments).short else SIZES)


if __name__ == "__main__":
    main(sys.argv[1:])
