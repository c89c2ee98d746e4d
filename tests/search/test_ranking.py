"""The order of results: relevance by its rules, and pages that are slices of one order."""

from datetime import date, timedelta

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from catalog.terms import Cost
from search.answering import all_ids
from search.filters import OfferFilter
from search.question import Question
from search.ranking import page_of
from tests.search.catalogs import TODAY, Lier, at


@given(st.lists(st.integers(0, 5), max_size=60), st.integers(0, 50), st.integers(0, 20))
def test_a_page_is_a_slice_of_the_whole_order_with_ties_as_they_came(keys: list[int], start: int, size: int) -> None:
    whole = sorted(range(len(keys)), key=lambda place: keys[place])
    assert page_of(np.array(keys, dtype=np.int64), start, start + size).tolist() == whole[start : start + size]


def test_a_closer_fit_of_ages_comes_first_then_the_sooner_then_the_confirmed_then_the_older_id(lier: Lier) -> None:
    soon, later = at(TODAY + timedelta(days=2), 18), at(TODAY + timedelta(days=9), 18)
    wide = lier.add("Vid", age_min=0, age_max=18, meetings=[soon])
    late = lier.add("Sen", age_min=6, age_max=9, meetings=[later])
    early = lier.add("Tidlig", age_min=6, age_max=9, meetings=[soon])
    sure = lier.add("Bekreftet", age_min=6, age_max=9, meetings=[soon], confirmed_on=date(2026, 11, 1))
    again = lier.add("Tidlig igjen", age_min=6, age_max=9, meetings=[soon])
    lier.syncing.sync(lier.id)
    assert lier.ids(age=8) == [sure, early, again, late, wide]


def test_words_weigh_more_than_how_soon_it_starts(lier: Lier) -> None:
    described = lier.add("Allidrett", description="Litt fotball og mye annet", meetings=[at(TODAY, 20)])
    titled = lier.add("Fotball", meetings=[at(TODAY + timedelta(days=60), 18)])
    lier.syncing.sync(lier.id)
    assert lier.ids(q="fotball") == [titled, described]


def test_the_nearer_comes_first_among_equals_when_words_are_asked_for_near_a_place(lier: Lier) -> None:
    far = lier.add("Fotball", venue_id=lier.venue("A", lat=59.85, lon=10.24), cost=Cost.FREE, price_ore=0)
    near = lier.add("Fotball", venue_id=lier.venue("B", lat=59.79, lon=10.24), cost=Cost.FREE, price_ore=0)
    lier.syncing.sync(lier.id)
    assert lier.ids(q="fotball") == [far, near]
    assert lier.ids(q="fotball", near="59.79,10.24") == [near, far]


def test_liked_words_rank_and_neither_find_nor_leave_out(lier: Lier) -> None:
    plain = lier.add("Sykkelverksted", cost=Cost.FREE, price_ore=0)
    titled = lier.add("Fotball", cost=Cost.FREE, price_ore=0)
    lier.add("Fotball", cost=Cost.PAID)
    lier.syncing.sync(lier.id)
    asked, names = OfferFilter(cost=(Cost.FREE,)), lier.names()
    assert lier.engine.search(lier.id, asked, names).ids == (plain, titled)
    found = lier.engine.search(lier.id, asked, names, liked="fotballen er")
    assert found.ids == lier.engine.all_ids(lier.id, asked, names, liked="fotballen er", limit=9) == (titled, plain)
    assert found.hits[0].score > found.hits[1].score == 0
    assert found.facets == lier.engine.search(lier.id, asked, names).facets
    assert lier.engine.search(lier.id, asked, names, liked="er i zzz").ids == (plain, titled)


def test_liked_words_come_on_top_of_the_asked_ones_and_stay_where_a_parameter_is_left_out(lier: Lier) -> None:
    both = lier.add("Kor og fotball")
    lier.add("Kor")
    lier.syncing.sync(lier.id)
    asked, names = OfferFilter(q="kor", cost=(Cost.FREE,)), lier.names()
    question = Question(lier.indexes.generation(lier.id), asked, names, liked="fotball")
    looser = question.reasked(asked.without("cost"))
    assert looser.liked == "fotball"
    assert all_ids(looser, 9)[0] == both
    assert looser.text is question.text
    assert question.reasked(asked.without("q")).text is None
