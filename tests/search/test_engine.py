"""The engine, from a filter to ids: every parameter, and unknown never read as a yes."""

from datetime import date
from typing import Any

from catalog.terms import AccessState, AccessTerm, Audience, Booking, Cost, Group, Kind
from catalog.values import Point
from search.filters import OfferFilter
from search.results import Notice
from tests.search.catalogs import TODAY, YES, Lier, at

TUESDAY, THURSDAY = date(2026, 11, 24), date(2026, 11, 26)


def test_words_are_found_in_titles_before_descriptions_and_inflections_meet(lier: Lier) -> None:
    body = lier.add("Allidrett", description="Vi spiller fotball av og til, og mye annet.")
    title = lier.add("Fotballen for jenter")
    lier.add("Korps")
    lier.syncing.sync(lier.id)
    assert lier.ids(q="fotball") == [title, body]
    assert lier.ids(q="jente fotball") == [title]


def test_all_words_must_match_and_any_word_is_said_when_none_does(lier: Lier) -> None:
    both = lier.add("Fotball for nybegynnere")
    one = lier.add("Fotball")
    lier.syncing.sync(lier.id)
    assert lier.ids(q="fotball nybegynner") == [both]
    loose = lier.search(q="fotball zzzz")
    assert set(loose.ids) == {both, one}
    assert Notice.ANY_WORD in loose.notices


def test_unknown_price_age_and_access_answer_no_question_but_unknown(lier: Lier) -> None:
    silent = lier.add("Noe")
    free = lier.add("Gratis", cost=Cost.FREE, price_ore=0, age_min=6, age_max=9, access=YES)
    lier.syncing.sync(lier.id)
    assert lier.ids(cost="free") == lier.ids(max_price=200) == lier.ids(age=8) == lier.ids(age_min=0, age_max=18) == [free]
    assert lier.ids(access="step-free-entrance") == [free]
    assert lier.ids(grade=3) == [free]
    assert lier.ids(cost="unknown") == lier.ids(age="unknown") == lier.ids(grade="unknown") == [silent]
    assert lier.search(access="step-free-entrance").ask == (silent,)


def test_a_denied_access_fact_is_neither_found_nor_asked_about(lier: Lier) -> None:
    lier.add("Bratt", access={AccessTerm.STEP_FREE_ENTRANCE: AccessState.NO})
    lier.add("Delvis", access={AccessTerm.STEP_FREE_ENTRANCE: AccessState.PARTLY})
    lier.syncing.sync(lier.id)
    found = lier.search(access="step-free-entrance")
    assert (found.total, found.ask_total) == (0, 0)


def test_an_offer_for_both_children_comes_first(lier: Lier) -> None:
    young = lier.add("Små", age_min=6, age_max=9)
    old = lier.add("Store", age_min=10, age_max=13)
    both = lier.add("Alle", age_min=3, age_max=18)
    lier.syncing.sync(lier.id)
    assert lier.ids(age=["8", "11"]) == [both, young, old]
    assert lier.ids(age=8) == [young, both]


def test_grades_answer_for_ages_by_the_day_that_is_asked_about_and_say_so(lier: Lier) -> None:
    third = lier.add("Tredje", grade_min=3, grade_max=3, meetings=[at(TUESDAY, 17), at(date(2027, 6, 30), 10)])
    lier.syncing.sync(lier.id)
    assert lier.ids(age=7) == lier.ids(age=8) == [third]
    assert lier.ids(age=9) == []
    assert lier.ids(age=7, period="summer") == []
    assert lier.ids(age=9, period="summer") == [third]
    assert lier.search(age=8).hits[0].about
    assert not lier.search(grade=3).hits[0].about


def test_weekday_and_time_must_hold_on_the_same_meeting(lier: Lier) -> None:
    offer = lier.add("To dager", meetings=[at(TUESDAY, 10), at(THURSDAY, 18)])
    lier.syncing.sync(lier.id)
    assert lier.ids(weekday="tue", time="morning") == lier.ids(weekday="thu", time="evening") == [offer]
    assert lier.ids(weekday="tue", time="evening") == lier.ids(weekday="fri") == []
    assert lier.ids(from_="2026-11-25", to="2026-11-25") == lier.ids(from_="2026-11-25", weekday="tue") == []
    assert lier.ids(from_="2026-11-25", to="2026-11-26", weekday="thu") == [offer]


def test_a_meeting_that_nobody_is_sure_of_does_not_answer_for_a_holiday_but_is_told(lier: Lier) -> None:
    sure = lier.add("Åpent", meetings=[at(date(2027, 2, 23), 18)])
    unsure = lier.add("Kanskje", meetings=[at(date(2027, 2, 23), 18)])
    with lier.database.transaction() as session:
        session.connection().exec_driver_sql(f"UPDATE occurrence SET unsure = 1 WHERE offer_id = {unsure}")
    lier.syncing.sync(lier.id)
    found = lier.search(period="winter")
    assert (found.ids, found.ask) == ((sure,), (unsure,))


def test_ended_and_stale_offers_leave_by_the_day_without_the_index_being_touched(lier: Lier) -> None:
    ended = lier.add("Kurs", last_day=date(2026, 11, 23))
    stale = lier.add("Klubb", stale_from=date(2026, 11, 25))
    lier.syncing.sync(lier.id)
    assert lier.ids() == [ended, stale]
    assert lier.ids(today=date(2026, 11, 24)) == [stale]
    assert lier.ids(today=date(2026, 11, 25)) == []


def test_closed_lists_and_slugs_filter_as_they_say(lier: Lier) -> None:
    hall = lier.venue("Hallen", district="hallingstad", lat=59.79, lon=10.24)
    open_to: dict[str, Any] = {"kind": Kind.COURSE, "audience": [Audience.YOUTH.value], "languages": ["en-GB"]}
    how: dict[str, Any] = {"group": Group.GIRLS, "booking": Booking.DROP_IN, "organisation": "tranby-il", "categories": ["swimming"]}
    offer = lier.add("Alt", venue_id=hall, **open_to, **how)
    other = lier.add("Annet", categories=["choir"])
    lier.syncing.sync(lier.id)
    asked = {"kind": "course", "audience": "youth", "language": "en", "group": "girls", "booking": "drop-in", "organiser": "voluntary"}
    places = {"organisation": "tranby-il", "district": "hallingstad", "school": "hallingstad-skole"}
    for name, value in {**asked, **places, "category": "sport", "exclude_category": "music"}.items():
        assert lier.answer({name: value}).ids == (offer,), name
    assert lier.ids(district="unknown") == lier.ids(school="unknown") == lier.ids(exclude_category="sport") == [other]
    assert lier.ids(district=["hallingstad", "unknown"]) == [offer, other]


def test_near_is_within_the_radius_and_says_how_far(lier: Lier) -> None:
    near = lier.add("Nær", venue_id=lier.venue("A", lat=59.80, lon=10.24))
    far = lier.add("Fjern", venue_id=lier.venue("B", lat=59.90, lon=10.24))
    nowhere = lier.add("Uten sted")
    lier.syncing.sync(lier.id)
    found = lier.search(near="59.79,10.24", radius=2000)
    assert found.ids == (near,)
    assert 1110 < (found.hits[0].distance_m or 0) < 1118
    assert lier.ids(near="59.91,10.24") == [far, near, nowhere]


def test_the_name_of_a_place_needs_a_point_from_the_caller(lier: Lier) -> None:
    near = lier.add("Nær", venue_id=lier.venue("A", lat=59.80, lon=10.24))
    lier.syncing.sync(lier.id)
    asked = OfferFilter(near="Lierbyen", radius_m=2000)
    assert lier.engine.search(lier.id, asked, lier.names(), Point(59.79, 10.24)).ids == (near,)
    assert Notice.PLACE_UNKNOWN in lier.engine.search(lier.id, asked, lier.names()).notices


def test_confirmed_means_for_the_asked_holiday_else_of_late(lier: Lier) -> None:
    lately = lier.add("Nylig", confirmed_on=date(2026, 11, 1), meetings=[at(date(2027, 2, 23), 18)])
    winter = lier.add("Vinter", confirmed_on=date(2026, 1, 1), confirmed_period="winter-2027", meetings=[at(date(2027, 2, 23), 18)])
    lier.syncing.sync(lier.id)
    assert lier.ids(confirmed="true") == [lately]
    assert lier.ids(confirmed="true", period="winter") == [winter]
    assert lier.ids(sort="confirmed") == [lately, winter]


def test_sorting_by_start_follows_the_asked_days(lier: Lier) -> None:
    late = lier.add("Sen", meetings=[at(TODAY, 18), at(date(2026, 12, 3), 18)])
    early = lier.add("Tidlig", meetings=[at(date(2026, 12, 2), 18)])
    undated = lier.add("Når som helst")
    lier.syncing.sync(lier.id)
    assert lier.ids(sort="start") == [late, early, undated]
    assert lier.ids(sort="start", from_="2026-12-01") == [early, late]


def test_pages_are_stable_and_the_last_one_answers_for_those_beyond(lier: Lier) -> None:
    added = [lier.add("Likt", cost=Cost.FREE, price_ore=0) for _ in range(7)]
    lier.syncing.sync(lier.id)
    assert [lier.ids(per_page=3, page=page) for page in (1, 2, 3)] == [added[:3], added[3:6], added[6:]]
    beyond = lier.search(per_page=3, page=9)
    assert (beyond.page, list(beyond.ids)) == (3, added[6:])
    assert Notice.LAST_PAGE in beyond.notices
    assert lier.engine.all_ids(lier.id, OfferFilter(page=3, per_page=3), lier.names(), limit=5) == tuple(added[:5])


def test_little_found_says_what_each_parameter_costs(lier: Lier) -> None:
    for _ in range(3):
        lier.add("Fotball", cost=Cost.PAID, price_ore=10_000, age_min=6, age_max=9)
    lier.syncing.sync(lier.id)
    assert {one.remove: one.count for one in lier.search(q="fotball", cost="free", age=8).relaxations} == {"cost": 3}
    assert lier.search(q="fotball").relaxations == ()


def test_only_published_offers_that_staff_did_not_hide_are_found(lier: Lier) -> None:
    kept = lier.add("Synlig")
    lier.add("Utkast", status="draft")
    lier.add("Avlyst", status="cancelled")
    lier.add("Skjult", hidden_by="staff:a")
    lier.add("Slått sammen", merged_into_id=kept)
    lier.syncing.sync(lier.id)
    assert lier.ids() == [kept]
