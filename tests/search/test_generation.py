"""A generation tells the memory that it holds."""

from datetime import date

import numpy as np

from search.answering import answer
from search.columns import Spans, array_bytes
from search.filters import OfferFilter
from search.generation import Generation, generation_in_memory
from search.question import Question
from tests.search.catalogs import CONCEPTS
from tests.search.random_offers import random_names, random_offers

DAY = date(2026, 11, 22)


def generation(size: int) -> Generation:
    return generation_in_memory("test", 1, random_offers(size, seed=7, today=DAY), CONCEPTS)


def test_the_bytes_of_a_value_are_those_of_all_arrays_in_it() -> None:
    three, flags = np.zeros(3, dtype=np.int8), np.zeros(3, dtype=np.bool_)
    assert array_bytes(three) == 3
    assert array_bytes(Spans(three, three, flags)) == 9
    assert array_bytes("text") == array_bytes(None) == 0


def test_memory_grows_with_what_is_worked_out_and_kept_and_not_when_it_is_asked_again() -> None:
    held = generation(200)
    fresh = held.nbytes()
    assert fresh == held.columns.nbytes() > 60 * 200
    answer(Question(held, OfferFilter(q="fotball", age=(8,)), random_names(DAY)))
    warm = held.nbytes()
    assert warm > fresh + held.scorer.nbytes() > fresh
    answer(Question(held, OfferFilter(q="fotball", age=(8,)), random_names(DAY)))
    assert held.nbytes() == warm


def test_memory_grows_with_the_catalog_and_no_faster() -> None:
    assert 8 * generation(100).nbytes() < generation(1_000).nbytes() < 12 * generation(100).nbytes()
