"""The measures by hand-worked numbers, and what must hold of any."""

from math import isclose, log2

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.search.relevance.measures import mean, ndcg, recall

GRADES = st.lists(st.integers(0, 3), min_size=1, max_size=30)


def test_gain_grows_with_the_grade_and_fades_with_the_place() -> None:
    assert isclose(ndcg([2, 3], [3, 2], 10), (3 + 7 / log2(3)) / (7 + 3 / log2(3)))
    assert ndcg([3, 2, 1], [1, 3, 2], 10) == 1
    assert ndcg([0, 0], [3], 10) == ndcg([], [3], 10) == 0


def test_what_stands_beyond_the_depth_does_not_count() -> None:
    assert ndcg([0] * 10 + [3], [3], 10) == 0
    assert recall([0] * 25 + [3], [3, 3], 25) == 0
    assert ndcg([3] * 10, [3] * 40, 10) == 1


def test_recall_is_the_share_of_what_fits() -> None:
    assert recall([3, 0, 2, 1], [3, 2, 2, 2, 1, 1], 25) == 0.5
    assert recall([3] * 25, [3] * 50, 25) == 1
    assert recall([0, 1], [1, 0], 25) == 1


def test_nothing_to_judge_by_is_refused() -> None:
    with pytest.raises(ValueError, match="nothing was judged"):
        ndcg([0], [0, 0], 10)
    with pytest.raises(ZeroDivisionError):
        mean([])


@given(GRADES.filter(any), st.randoms())
def test_no_order_beats_the_best_one_and_a_better_order_is_never_worse(grades: list[int], dice: object) -> None:
    shuffled = sorted(grades, key=lambda _: dice.random())  # type: ignore[attr-defined]  # hypothesis' own Random
    assert 0 <= ndcg(shuffled, grades, 10) <= 1
    for place in range(len(shuffled) - 1):
        if shuffled[place] < shuffled[place + 1]:
            better = [*shuffled[:place], shuffled[place + 1], shuffled[place], *shuffled[place + 2 :]]
            assert ndcg(better, grades, 10) >= ndcg(shuffled, grades, 10)
            assert recall(better, grades, 10) >= recall(shuffled, grades, 10)
