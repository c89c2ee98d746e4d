"""What poster is asked for: a holiday and at most one place, on A4 or A5; anything else is refused, not left out."""

from datetime import date

import pytest

from catalog.errors import InvalidValue
from catalog.school_year import SchoolCalendar, holidays_from_rules
from catalog.terms import Cost
from search.filters import OfferFilter
from search.names import Names
from web.poster.asking import PosterAsked, Size, poster_asked, poster_fits

NAMES = Names(
    date(2026, 11, 22),
    SchoolCalendar(tuple(holidays_from_rules({}, 2026, 2028))),
    frozenset({"egge", "hennummarka"}),
    frozenset({"egge-skole"}),
)


def asked(query: str) -> PosterAsked:
    return poster_asked([(name, value) for name, _, value in (pair.partition("=") for pair in query.split("&"))], NAMES)


def test_a_holiday_alone_is_the_whole_municipality_on_a4() -> None:
    found = asked("period=winter")
    assert (found.search, found.size, found.place) == (OfferFilter(period="winter"), Size.A4, None)


@pytest.mark.parametrize(("query", "place"), [("district=egge", ("district", "egge")), ("school=egge-skole", ("school", "egge-skole"))])
def test_a_place_and_a_size_may_be_named(query: str, place: tuple[str, str]) -> None:
    found = asked(f"period=winter-2027&{query}&size=A5&lang=en&utm_source=skolen&school=")
    assert (found.place, found.size) == (place, Size.A5)


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("district=egge", "period"),
        ("period=", "period"),
        ("period=hosten", "period"),
        ("period=winter&district=nowhere", "district"),
        ("period=winter&school=nowhere", "school"),
        ("period=winter&district=unknown", "district"),
        ("period=winter&district=egge&school=egge-skole", "school"),
        ("period=winter&district=egge&district=hennummarka", "district"),
        ("period=winter&size=a3", "size"),
        ("period=winter&size=a4&size=a5", "size"),
        ("period=winter&cost=free", "cost"),
        ("period=winter&q=turn", "q"),
        ("period=winter&age=8", "age"),
    ],
)
def test_what_no_poster_is_made_of_is_refused_by_name(query: str, field: str) -> None:
    with pytest.raises(InvalidValue) as refused:
        asked(query)
    assert refused.value.field == field


def test_a_search_that_a_poster_shows_leads_to_it_and_no_other() -> None:
    fits = OfferFilter(period="winter-2027", district=("egge",))
    assert poster_fits(fits) == (("district", "egge"), ("period", "winter-2027"))
    assert poster_fits(OfferFilter(period="winter-2027")) == (("period", "winter-2027"),)
    others = (OfferFilter(), OfferFilter(period="w", q="turn"), OfferFilter(period="w", cost=(Cost.FREE,)), OfferFilter(district=("egge",)))
    assert [poster_fits(one) for one in (*others, OfferFilter(period="w", district=("egge", "x")))] == [None] * 5
