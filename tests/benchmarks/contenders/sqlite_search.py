"""SQLite's FTS5, in memory, ranked by its BM25 with titles first, joined with a table of facts."""

import sqlite3
from collections.abc import Sequence

from search.schema import Text
from search.scoring import BOOSTS
from tests.benchmarks.asked import Asked
from tests.benchmarks.contenders.contender import Contender, Search, opened_by
from tests.benchmarks.contenders.sql import COLUMNS, CREATE, INDEXED, Dialect, row
from tests.benchmarks.facts import SINGLE, Facts

WITH_FACETS, WITHOUT = "SQLite FTS5", "SQLite FTS5, no facets"
TOKENIZER = "unicode61 remove_diacritics 0 tokenchars '~/'"
WEIGHTS = ", ".join(str(BOOSTS[text]) for text in Text)


def contenders(all_facts: Sequence[Facts], held: frozenset[str]) -> list[Contender]:
    """FTS5 with six facets and without any."""
    connection = _filled(all_facts)

    def opening(*, with_facets: bool) -> Search:
        dialect = Dialect(
            ":{}",
            "JOIN offer ON offer.rowid = fact.id",
            "offer MATCH :words",
            f"bm25(offer, {WEIGHTS}), fact.id",
            lambda asked: _match(asked, held),
            lambda statement, given: connection.execute(statement, given).fetchall(),
        )
        return lambda asked: dialect.total(asked, with_facets=with_facets)

    return [
        Contender(WITH_FACETS, len(SINGLE), opened_by(lambda: opening(with_facets=True)), "six facets of one value each; order by score"),
        Contender(WITHOUT, 0, opened_by(lambda: opening(with_facets=False)), "order by score"),
    ]


def _filled(all_facts: Sequence[Facts]) -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    names = ", ".join(text.value for text in Text)
    connection.execute(f"CREATE VIRTUAL TABLE offer USING fts5({names}, content='', tokenize=\"{TOKENIZER}\")")
    connection.execute(CREATE)
    places = ", ".join("?" * (1 + len(Text)))
    texts = ((one.id, *(one.texts.get(text, "") for text in Text)) for one in all_facts)
    connection.executemany(f"INSERT INTO offer(rowid, {names}) VALUES ({places})", texts)
    connection.executemany(f"INSERT INTO fact ({', '.join(COLUMNS)}) VALUES ({', '.join('?' * len(COLUMNS))})", map(row, all_facts))
    for name in INDEXED:
        connection.execute(f"CREATE INDEX fact_{name} ON fact ({name})")
    connection.execute("INSERT INTO offer(offer) VALUES ('optimize')")
    connection.execute("ANALYZE")
    return connection


def _match(asked: Asked, held: frozenset[str]) -> str:
    forms = asked.forms(held)
    if asked.is_phrase:
        return f'"{" ".join(of_word[-1] for of_word in forms)}"'
    return " AND ".join(f"({' OR '.join(f'{chr(34)}{form}{chr(34)}' for form in of_word)})" for of_word in forms)
