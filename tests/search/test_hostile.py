"""Hostile input: treated as words or refused, with bounded work, never an error of ours."""

import threading

import pytest

from catalog.errors import InvalidValue
from search.filters import MAX_QUERY_LENGTH, MAX_QUERY_WORDS, OfferFilter
from search.query import query_from
from tests.search.catalogs import Lier

LINES = [
    " ".join(["*a*"] * 20),
    "?????????*",
    "[a TO z]",
    "fotball~3",
    "/a.*b/",
    "id:* title:fotball",
    "NOT OR foobar",
    "AND AND AND",
    '"' * 150,
    '"" " "',
    '"a',
    "a" * 40_000,
    "ord " * 4_000,
    "(" * 2_000,
    "NOT " * 1_000,
    "' OR 1=1 --",
    "%_%",
    "{{7*7}} ${x} $(id)",
    "<script>alert(1)</script>",
    "fot\u202eball\u200b fotball",
    "a" + "\u0301" * 10_000,
    "-" * 200,
    "’’’ -’- --",
]


@pytest.mark.parametrize("line", LINES)
def test_a_hostile_line_is_just_words_of_a_bounded_number(lier: Lier, line: str) -> None:
    lier.add("Fotball")
    lier.syncing.sync(lier.id)
    asked = OfferFilter.from_params([("q", line)], strict=True)
    assert len(asked.q) <= MAX_QUERY_LENGTH
    query = query_from(asked.q)
    assert len(query.words) <= MAX_QUERY_LENGTH // 2
    assert sum(len(phrase) for phrase in query.phrases) <= MAX_QUERY_LENGTH // 2
    lier.engine.search(lier.id, asked, lier.names())


def test_words_between_marks_are_still_found(lier: Lier) -> None:
    offer = lier.add("Fotball")
    lier.syncing.sync(lier.id)
    assert lier.ids(q="*fotball*") == lier.ids(q="title:fotball") == lier.ids(q="(fotball)~3") == [offer]


def test_the_number_of_words_is_bounded_whatever_joins_them() -> None:
    asked = OfferFilter.from_params([("q", "a,b;" * 4_000)], strict=True)
    assert asked.shortened
    assert len(query_from(asked.q).words) <= MAX_QUERY_WORDS


@pytest.mark.parametrize(("name", "text"), [("page", "1000000"), ("page", "-1"), ("per_page", "1000000"), ("page", "x")])
def test_pages_that_nobody_can_mean_are_refused(name: str, text: str) -> None:
    with pytest.raises(InvalidValue):
        OfferFilter.from_params([(name, text)], strict=False)


def test_many_threads_search_at_once_and_get_the_same_answer(lier: Lier) -> None:
    for n in range(30):
        lier.add(f"Fotball {n}", age_min=n % 10, age_max=n % 10 + 3)
    lier.syncing.sync(lier.id)
    names, asked = lier.names(), OfferFilter(q="fotball", age=(5,))
    answers = set()

    def search() -> None:
        for _ in range(5):
            answers.add(lier.engine.search(lier.id, asked, names).ids)

    threads = [threading.Thread(target=search) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(answers) == 1
