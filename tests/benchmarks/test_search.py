"""`make bench`: the table of search latency, and the one promise in it that a machine can check."""

import os

import pytest

from tests.benchmarks.bench_search import SIZES, run

FASTER_THAN_WHOOSH = 3


@pytest.mark.bench
def test_search_with_all_facets_is_well_ahead_of_plain_whoosh_without() -> None:
    for timings in run(SIZES[:1] if os.environ.get("KRETS_SHORT") else SIZES):
        warm = {timing.name: timing.warm for timing in timings}
        assert warm["plain Whoosh"] > FASTER_THAN_WHOOSH * warm["Krets, 18 facets, 2 filters"]
