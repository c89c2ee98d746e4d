"""`make bench`: the table of import rates, and the promises in it that are ratios of one run (of work, since machines are shared)."""

import os

import pytest

from tests.benchmarks.bench_import import SHORT, USUAL, report

SECOND_RUN_AT_LEAST, IN_SHORT_AT_LEAST = 10, 2
"""How many times as fast: of 2,000 records the start of the reading process is most of what a second run costs."""
LINEAR_WITHIN = 2.0
MOST_MB = 200


@pytest.mark.bench
def test_the_second_run_is_far_faster_memory_is_bounded_and_cost_grows_no_faster_than_the_feed() -> None:
    is_short = bool(os.environ.get("KRETS_SHORT"))
    small_size, large_size = SHORT if is_short else USUAL
    faster_by = IN_SHORT_AT_LEAST if is_short else SECOND_RUN_AT_LEAST
    found = report((small_size, large_size))
    small, large = ([one for one in found if one.records == size] for size in (small_size, large_size))
    for one in large:
        assert one.first.work_s > faster_by * one.second.work_s
        assert max(one.memory, one.worker_memory, one.index_memory) < MOST_MB
    for less, more in zip(small, large, strict=True):
        assert more.first.work_s < LINEAR_WITHIN * (more.records / less.records) * less.first.work_s
