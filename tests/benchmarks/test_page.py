"""`make bench`: the table of whole pages over a real server, and what is promised of it that a shared machine can show."""

import os

import pytest

from tests.benchmarks.bench_page import OFFERS, PAGES, SHORT_OFFERS, SHORT_PAGES, run

LATE_TIMES = 6
"""The 95th percentile is at most so many medians: no page waits for another's work."""


@pytest.mark.bench
def test_every_page_answers_and_none_is_far_slower_than_the_others() -> None:
    is_short = bool(os.environ.get("KRETS_SHORT"))
    found = run(*((SHORT_OFFERS, SHORT_PAGES) if is_short else (OFFERS, PAGES)))
    assert [(one.name, one.processes) for one in found] == [
        ("the search page", 1),
        ("a bare page", 1),
        ("the search page", 2),
        ("a bare page", 2),
    ]
    assert all(one.late < LATE_TIMES * one.median for one in found if one.name == "the search page")
