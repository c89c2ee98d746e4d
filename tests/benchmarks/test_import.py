"""`make bench`: the table of import rates, and the promises in it that are ratios of one run (of work, since machines are shared)."""

import os

import pytest

from tests.benchmarks.bench_import import SHORT, SIZES, report

SECOND_RUN_AT_LEAST = 10
LINEAR_WITHIN = 2.0


@pytest.mark.bench
def test_the_second_run_is_far_faster_and_cost_grows_no_faster_than_the_feed() -> None:
    found = report((SHORT, 4 * SHORT) if os.environ.get("KRETS_SHORT") else SIZES)
    half = len(found) // 2
    for first, _, second, _ in found[half:]:
        assert first.work_s > SECOND_RUN_AT_LEAST * second.work_s, "of the larger size, where what every run costs does not count"
    for small, large in zip(found[:half], found[half:], strict=True):
        growth = large[0].records / small[0].records
        assert large[0].work_s < LINEAR_WITHIN * growth * small[0].work_s
