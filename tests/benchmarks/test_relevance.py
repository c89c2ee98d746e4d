"""`make bench`: how good the answers are on the judged set, and what is promised of it."""

import os

import pytest
from rich.console import Console

from tests.benchmarks.bench_relevance import means, run, worst
from tests.search.relevance.evaluation import NDCG_AT_LEAST, summary


@pytest.mark.bench
def test_the_judged_set_is_answered_well() -> None:
    console, found = Console(width=170), run()
    console.print(means(found))
    if not os.environ.get("KRETS_SHORT"):
        console.print(worst(found))
    told = summary(found)
    assert told.ndcg >= NDCG_AT_LEAST
    assert told.empty_pages == 0
