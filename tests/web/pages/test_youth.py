"""The page for those from 13 to 18: the same search, and things that they can do on their own."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.drafts import OccurrenceDraft
from catalog.terms import Booking
from catalog.values import FREE, AgeRange
from tests.web.pages.counted_links import assert_every_count_is_what_its_link_finds, counted_links
from tests.web.world import World
from web.pages.youth import weekend_from

TODAY = (OccurrenceDraft(datetime(2026, 11, 22, 17, tzinfo=UTC)),)


def test_every_count_is_what_following_its_link_finds_and_children_are_left_out(world: World) -> None:
    teens = AgeRange(13, 18)
    world.offer("Klubb", price=FREE, booking=Booking.DROP_IN, categories=("youth-club",), ages=teens, occurrences=TODAY)
    world.offer("Volleyball", categories=("volleyball",), ages=teens)
    world.offer("Barneturn", price=FREE, booking=Booking.DROP_IN, categories=("gymnastics",), ages=AgeRange(4, 6), occurrences=TODAY)
    world.drain()
    links = assert_every_count_is_what_its_link_finds(world, world.get("/lier/ung").text)
    for words in ("Gratis, bare møt opp", "I dag", "I helga", "På kvelden", "Fritidsklubb", "Idrett"):
        assert links[words][1] == 1, words


def test_the_form_asks_the_young_themselves_and_keeps_their_ages(world: World) -> None:
    page = world.get("/lier/ung?lang=nb").text
    assert "Hva har du lyst til?" in page and "Alderen din" in page
    for name, value in (("age_min", "13"), ("age_max", "18"), ("lang", "nb")):
        assert f'<input type="hidden" name="{name}" value="{value}">' in page


def test_with_nothing_to_do_there_is_still_somebody_to_talk_to(world: World) -> None:
    page = world.get("/lier/ung").text
    assert counted_links(page) == {} and 'href="tel:116111"' in page


@pytest.mark.parametrize(
    ("day", "first", "last"), [(date(2026, 11, 18), 21, 22), (date(2026, 11, 21), 21, 22), (date(2026, 11, 22), 22, 22)]
)
def test_the_weekend_is_the_running_or_the_next_one(day: date, first: int, last: int) -> None:
    assert weekend_from(day) == (date(2026, 11, first), date(2026, 11, last))


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)))
def test_a_weekend_begins_today_at_the_earliest_and_ends_on_a_sunday_within_a_week(day: date) -> None:
    first, last = weekend_from(day)
    assert day <= first <= last and last.isoweekday() == 7 and (last - day).days < 7 and first.isoweekday() >= 6
