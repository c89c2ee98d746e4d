"""The order of results: relevance by its rules, and pages that are slices of one order."""

from datetime import date, timedelta

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from catalog.terms import Cost, Kind
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


def test_offers_that_have_all_of_several_categories_come_first(lier: Lier) -> None:
    ball = lier.add("Ball", categories=["football"], meetings=[at(TODAY, 20)])
    song = lier.add("Sang", categories=["choir"], meetings=[at(TODAY, 20)])
    both = lier.add("Ball og sang", categories=["football", "choir"], meetings=[at(TODAY + timedelta(days=9), 20)])
    lier.syncing.sync(lier.id)
    assert lier.ids(category=["football", "choir"]) == [both, ball, song]
    assert lier.ids(category="football") == [ball, both]


def test_the_main_category_comes_before_one_named_beside_it_and_a_broader_one_asks_for_all_below(lier: Lier) -> None:
    beside = lier.add("Kor", categories=["choir", "swimming"], meetings=[at(TODAY, 20)])
    main = lier.add("Bading", categories=["swimming", "choir"], meetings=[at(TODAY + timedelta(days=9), 20)])
    lier.syncing.sync(lier.id)
    assert lier.ids(category="swimming") == lier.ids(category="sport") == [main, beside]
    assert lier.ids(category="choir") == [beside, main]


def test_what_is_made_for_the_asked_holiday_comes_before_what_meets_then_too(lier: Lier) -> None:
    within, before = date(2027, 2, 23), TODAY + timedelta(days=3)
    weekly = lier.add("Klubb", meetings=[at(before, 18), at(within, 18)])
    goes_on = lier.add("Til våren", meetings=[at(within, 18)], last_day=date(2027, 5, 1))
    made = lier.add("Vinterkino", meetings=[at(within + timedelta(days=1), 18)], last_day=within + timedelta(days=1))
    stated = lier.add("Ferieklubb", kind=Kind.HOLIDAY, meetings=[at(before, 18), at(within + timedelta(days=2), 18)])
    lier.syncing.sync(lier.id)
    assert lier.ids(period="winter") == [made, stated, weekly, goes_on]
    assert lier.ids(from_="2027-02-22", to="2027-02-28") == [weekly, goes_on, made, stated]


def test_help_and_loans_come_last_where_nobody_asked_for_a_subject(lier: Lier) -> None:
    help_line = lier.add("Hjelp", kind=Kind.HELP, categories=["football"], cost=Cost.FREE, meetings=[at(TODAY, 20)])
    loan = lier.add("Utlån", kind=Kind.EQUIPMENT, categories=["football"], cost=Cost.FREE, meetings=[at(TODAY, 20)])
    club = lier.add("Klubb", kind=Kind.ACTIVITY, categories=["football"], cost=Cost.FREE, meetings=[at(TODAY + timedelta(days=9), 20)])
    lier.syncing.sync(lier.id)
    assert lier.ids(cost="free") == [club, help_line, loan]
    assert lier.ids(category="football") == lier.ids(kind=["help", "equipment", "activity"]) == [help_line, loan, club]


def test_spans_of_ages_and_grades_fit_the_closer_the_less_they_hold_beyond_what_was_asked(lier: Lier) -> None:
    anyone = lier.add("Alle", age_min=0, age_max=120)
    children = lier.add("Barn", age_min=0, age_max=18)
    toddlers = lier.add("Småbarn", age_min=0, age_max=2)
    pupils = lier.add("Skole", grade_min=1, grade_max=10)
    third = lier.add("Tredje", grade_min=3, grade_max=4)
    lier.syncing.sync(lier.id)
    assert lier.ids(age_min=0, age_max=1) == [toddlers, children, anyone]
    assert lier.ids(age_max=1) == [toddlers, children, anyone]
    assert lier.ids(grade=3)[0] == lier.ids(grade_min=3, grade_max=4)[0] == third
    assert set(lier.ids(grade=3)) == {anyone, children, pupils, third}
