"""PostgreSQL's full text, in a server of the tests' own: a weighted tsvector with a GIN index beside the facts, asked over loopback."""

import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import psycopg

from search.schema import Text
from tests.benchmarks.asked import Asked
from tests.benchmarks.contenders.contender import Contender, Search
from tests.benchmarks.contenders.sql import COLUMNS, CREATE, INDEXED, Dialect, row
from tests.benchmarks.facts import SINGLE, Facts

WITH_FACETS, WITHOUT = "PostgreSQL", "PostgreSQL, no facets"
WEIGHTS = {Text.TITLE: "A", Text.ORGANISER: "B", Text.SUBJECT: "C", Text.PLACE: "C", Text.BODY: "D"}
LAST_POSITION = 16_383
"""PostgreSQL counts no further."""


@contextmanager
def contenders(server: str, all_facts: Sequence[Facts], held: frozenset[str]) -> Iterator[list[Contender]]:
    """PostgreSQL with six facets and without any, on a database of its own that is dropped at the end."""
    address, name = server.replace("+psycopg", ""), f"bench_{uuid.uuid4().hex[:12]}"
    _administer(address, f"CREATE DATABASE {name}")
    try:
        _fill(f"{address}/{name}", all_facts)
        yield _on(f"{address}/{name}", held)
    finally:
        _administer(address, f"DROP DATABASE {name} WITH (FORCE)")


def _on(address: str, held: frozenset[str]) -> list[Contender]:
    @contextmanager
    def opening(*, with_facets: bool) -> Iterator[Search]:
        with psycopg.connect(address, autocommit=True) as connection:
            dialect = Dialect(
                "%({})s",
                "",
                "texts @@ %(words)s::tsquery",
                "ts_rank(texts, %(words)s::tsquery) DESC, fact.id",
                lambda asked: _tsquery(asked, held),
                lambda statement, given: connection.execute(statement, given).fetchall(),
            )
            yield lambda asked: dialect.total(asked, with_facets=with_facets)

    return [
        Contender(WITH_FACETS, len(SINGLE), lambda: opening(with_facets=True), "six facets of one value each; order by ts_rank"),
        Contender(WITHOUT, 0, lambda: opening(with_facets=False), "order by ts_rank"),
    ]


def _fill(address: str, all_facts: Sequence[Facts]) -> None:
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(CREATE)
        connection.execute("ALTER TABLE fact ADD COLUMN texts tsvector")
        with connection.cursor() as cursor, cursor.copy(f"COPY fact ({', '.join(COLUMNS)}, texts) FROM STDIN") as copying:
            for one in all_facts:
                copying.write_row((*row(one), _tsvector(one)))
        connection.execute("CREATE INDEX fact_texts ON fact USING gin (texts)")
        for name in INDEXED:
            connection.execute(f"CREATE INDEX fact_{name} ON fact ({name})")
        connection.execute("VACUUM ANALYZE fact")


def _tsvector(one: Facts) -> str:
    """The forms with their places and weights, the texts a word apart so that no phrase spans two."""
    places: dict[str, list[str]] = {}
    at = 0
    for text, held in one.texts.items():
        for form in held.split():
            at += 1
            places.setdefault(form, []).append(f"{min(at, LAST_POSITION)}{WEIGHTS[text]}")
        at += 1
    return " ".join(f"'{form}':{','.join(listed)}" for form, listed in places.items())


def _tsquery(asked: Asked, held: frozenset[str]) -> str:
    forms = asked.forms(held)
    if asked.is_phrase:
        return " <-> ".join(f"'{of_word[-1]}'" for of_word in forms)
    return " & ".join(f"({' | '.join(f'{chr(39)}{form}{chr(39)}' for form in of_word)})" for of_word in forms)


def _administer(address: str, statement: str) -> None:
    with psycopg.connect(f"{address}/postgres", autocommit=True) as connection:
        connection.execute(statement)
