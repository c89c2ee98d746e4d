"""`make bench`: the tables of search latency, and the promises in them that are ratios of one run."""

import os

import pytest

from tests.benchmarks.asked import Kind
from tests.benchmarks.bench_search import SIZES, Measured, run
from tests.benchmarks.contenders import krets, plain_whoosh, postgres_search, sqlite_search, tantivy_search

AS_TANTIVY_TIMES = 1.5
WHOLE_RATIO_FROM = 20_000
"""Below so many offers some answers are so little work that the constant cost of Python decides (docs/decisions/0006): there the
promise is about what the size costs."""


@pytest.mark.bench
def test_search_keeps_pace_with_tantivy_and_is_ahead_of_the_rest() -> None:
    for found in run(SIZES[:1] if os.environ.get("KRETS_SHORT") else SIZES):
        for kind in Kind:
            ours, theirs = warm(found, krets.WITH_FACETS, kind), warm(found, tantivy_search.WITH_FACETS, kind)
            assert ours - _constant(found) < AS_TANTIVY_TIMES * theirs
            if found.size >= WHOLE_RATIO_FROM:
                assert is_ahead_of_the_rest(found, kind)


def warm(found: Measured, name: str, kind: Kind) -> float:
    """Seconds of a contender over a kind of questions."""
    return found.timings[name, kind].warm


def is_ahead_of_the_rest(found: Measured, kind: Kind) -> bool:
    """Whether Krets with its facets takes less time than each of the others with theirs, or than Whoosh, which has none."""
    others = (plain_whoosh.NAME, sqlite_search.WITH_FACETS, postgres_search.WITH_FACETS)
    timed = [found.timings[name, kind].warm for name in others if (name, kind) in found.timings]
    return all(warm(found, krets.WITH_FACETS, kind) < one for one in timed)


def _constant(found: Measured) -> float:
    return found.constant if found.size < WHOLE_RATIO_FROM else 0.0
