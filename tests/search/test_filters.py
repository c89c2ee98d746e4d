"""The filter: read from an address, written back exactly, and nothing taken that cannot be meant."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.errors import InvalidValue
from catalog.school_year import Holiday, SchoolCalendar
from catalog.terms import AccessTerm, Cost, HolidayKind, Weekday
from catalog.values import Point
from search.filters import MAX_QUERY_WORDS, PARAMETERS, OfferFilter, Sort
from search.names import Names

NAMES = Names(
    today=date(2026, 11, 22),
    calendar=SchoolCalendar(
        [
            Holiday(HolidayKind.AUTUMN, "autumn-2026", date(2026, 9, 28), date(2026, 10, 2)),
            Holiday(HolidayKind.WINTER, "winter-2027", date(2027, 2, 22), date(2027, 2, 26)),
            Holiday(HolidayKind.AUTUMN, "autumn-2027", date(2027, 10, 4), date(2027, 10, 8)),
            Holiday(HolidayKind.PLANNING_DAY, "planning-day-2027-01-04", date(2027, 1, 4), date(2027, 1, 4)),
        ]
    ),
    districts=frozenset({"hallingstad", "tranby"}),
    schools=frozenset({"hallingstad-skole"}),
    organisations=frozenset({"tranby-il"}),
    categories=frozenset({"football", "sport", "music"}),
)

EXAMPLES: dict[str, list[str]] = {
    "q": ["gratis fotball", "  korps \t på  Tranby ", "ba\u030andy"],
    "age": ["8", "11", "0", "unknown"],
    "age_min": ["6"],
    "age_max": ["9"],
    "grade": ["3", "unknown"],
    "grade_min": ["1"],
    "grade_max": ["4"],
    "audience": ["children", "families"],
    "cost": ["free", "unknown"],
    "max_price": ["200", "99.50", "99,5", "0"],
    "district": ["hallingstad", "unknown"],
    "school": ["hallingstad-skole", "unknown"],
    "near": ["59.79,10.24", "Lierbyen", "-0.0,1e-05", "3400"],
    "radius": ["1500"],
    "access": ["step-free-entrance", "hearing-loop"],
    "category": ["football", "music"],
    "exclude_category": ["sport"],
    "kind": ["activity", "holiday"],
    "period": ["autumn", "winter-2027"],
    "from": ["2026-11-01"],
    "to": ["2026-12-24"],
    "weekday": ["tue", "mon"],
    "time": ["evening", "morning"],
    "organiser": ["voluntary", "municipal"],
    "organisation": ["tranby-il"],
    "language": ["en-GB", "ar"],
    "group": ["girls"],
    "booking": ["drop-in", "unknown"],
    "confirmed": ["true", "false"],
    "sort": ["distance"],
    "page": ["3"],
    "per_page": ["100"],
    "view": ["map"],
    "literal": ["true"],
    "lang": ["nn"],
}


@st.composite
def addresses(draw: st.DrawFn) -> list[tuple[str, str]]:
    chosen = draw(st.sets(st.sampled_from(sorted(PARAMETERS))))
    pairs: list[tuple[str, str]] = []
    for name in chosen:
        several = PARAMETERS[name][1].several
        values = draw(st.lists(st.sampled_from(EXAMPLES[name]), min_size=1, max_size=3 if several else 1))
        pairs += [(name, value) for value in values]
    return draw(st.permutations(pairs))


def read(*pairs: tuple[str, str]) -> OfferFilter:
    return OfferFilter.from_params(pairs, strict=True, names=NAMES)


def test_every_parameter_of_the_table_has_an_example_here() -> None:
    assert EXAMPLES.keys() == PARAMETERS.keys()


@given(addresses())
def test_what_is_written_reads_back_as_the_same_filter(pairs: list[tuple[str, str]]) -> None:
    asked = read(*pairs)
    assert OfferFilter.from_params(asked.to_params(), strict=True, names=NAMES) == asked
    assert read(*asked.to_params()).to_params() == asked.to_params()


@given(addresses())
def test_toggling_any_value_twice_gives_the_first_page_of_the_same_search(pairs: list[tuple[str, str]]) -> None:
    asked = read(*pairs)
    for name, value in asked.constraints():
        back = asked.toggled(name, value).toggled(name, value)
        if name == "near":
            assert back == asked.with_page(1).without("radius")
        else:
            assert back == asked.with_page(1)


@given(st.lists(st.tuples(st.sampled_from(sorted(PARAMETERS)), st.text(max_size=30))))
def test_any_text_is_read_or_refused_by_name(pairs: list[tuple[str, str]]) -> None:
    try:
        asked = read(*pairs)
    except InvalidValue as refused:
        named = refused.field
    else:
        named = "q"
        assert read(*asked.to_params()) == asked
    assert named in PARAMETERS


def test_values_of_a_list_stand_once_and_in_one_order() -> None:
    asked = read(("age", "unknown"), ("age", "11"), ("age", "8"), ("age", "08"), ("weekday", "tue"), ("weekday", "mon"))
    assert asked.age == (8, 11, "unknown")
    assert asked.ages == (8, 11)
    assert asked.age_unknown
    assert asked.weekday == (Weekday.MON, Weekday.TUE)


def test_values_have_their_types() -> None:
    place = (("near", "59.79, 10.24"), ("radius", "500"))
    asked = read(("cost", "FREE"), ("max_price", "99,5"), *place, ("from", "2026-11-01"), ("sort", "start"))
    assert asked.cost == (Cost.FREE,)
    assert asked.max_price_ore == 9950
    assert asked.near == Point(59.79, 10.24)
    assert asked.radius_m == 500
    assert asked.from_day == date(2026, 11, 1)
    assert asked.sort is Sort.START


def test_empty_fields_of_a_form_ask_nothing() -> None:
    assert read(*((name, " ") for name in PARAMETERS)) == OfferFilter()


def test_a_radius_without_a_place_asks_nothing() -> None:
    assert read(("radius", "500")) == OfferFilter()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("age", "åtte"),
        ("age", "-1"),
        ("age", "121"),
        ("age", "٨"),
        ("age", "9" * 5000),
        ("grade", "0"),
        ("grade", "14"),
        ("cost", "gratis"),
        ("max_price", "1e9"),
        ("max_price", "nan"),
        ("district", "oslo"),
        ("near", "91,10"),
        ("near", "x" * 201),
        ("near", "\u200b"),
        ("radius", "0"),
        ("period", "spring"),
        ("period", "planning-day"),
        ("period", "planning-day-2027-01-04"),
        ("period", "autumn-2031"),
        ("from", "2026-02-30"),
        ("from", "0001-01-01"),
        ("confirmed", "yes"),
        ("language", "norsk språk"),
        ("page", "0"),
        ("page", "1000000"),
        ("per_page", "101"),
        ("q", "a\0b"),
        ("q", "a\ud800b"),
        ("q", "f\ufffdtball"),
        ("sort", "price"),
    ],
)
def test_a_bad_value_is_refused_with_its_parameter_on_pages_too(name: str, text: str) -> None:
    for strict in (True, False):
        with pytest.raises(InvalidValue) as refused:
            OfferFilter.from_params([("near", "Tranby"), (name, text)] if name == "radius" else [(name, text)], strict=strict, names=NAMES)
        assert refused.value.field == name
        str(refused.value).encode()


def test_a_slug_that_is_not_known_is_answered_with_the_nearest_that_are() -> None:
    with pytest.raises(InvalidValue, match="near it: hallingstad"):
        read(("district", "halingstad"))


def test_an_unknown_period_is_answered_with_the_calendar() -> None:
    with pytest.raises(InvalidValue, match="there are winter, autumn, winter-2027, autumn-2027"):
        read(("period", "spring"))


def test_a_kind_of_holiday_means_the_next_one() -> None:
    assert NAMES.period("autumn").slug == "autumn-2027"
    assert NAMES.period("autumn-2026").slug == "autumn-2026"


def test_spans_must_not_run_backwards() -> None:
    dates = ("from", "to", "2026-12-01", "2026-11-01")
    for low, high, first, last in (("age_min", "age_max", "9", "6"), ("grade_min", "grade_max", "5", "2"), dates):
        with pytest.raises(InvalidValue, match="lies after"):
            read((low, first), (high, last))


def test_an_unknown_parameter_is_refused_in_the_api_and_ignored_on_pages() -> None:
    assert OfferFilter.from_params([("utm_source", "mail")], strict=False) == OfferFilter()
    with pytest.raises(InvalidValue, match="no such parameter") as refused:
        read(("utm_source", "mail"))
    assert refused.value.field == "utm_source"


def test_a_single_value_given_twice_with_different_words_is_refused() -> None:
    assert read(("period", "autumn"), ("period", "autumn")).period == "autumn"
    with pytest.raises(InvalidValue, match="once only"):
        read(("period", "autumn"), ("period", "winter"))


def test_a_long_query_is_cut_and_says_so() -> None:
    assert not read(("q", " korps  og kor ")).shortened
    asked = read(("q", "ord " * 4000))
    assert asked.shortened
    assert len(asked.q.split()) == MAX_QUERY_WORDS
    assert len(read(("q", "a" * 40_000)).q) == 200
    assert read(("q", "a" * 40_000)).shortened
    assert not read(("q", "korps og kor")).shortened


def test_more_values_or_pairs_than_anybody_means_are_refused() -> None:
    with pytest.raises(InvalidValue, match="at most 50"):
        read(*(("age", str(age)) for age in range(60)))
    with pytest.raises(InvalidValue, match="too many"):
        OfferFilter.from_params((("x", str(n)) for n in range(10_000)), strict=False)


def test_constraints_leave_out_the_words_and_the_way_of_showing() -> None:
    asked = read(("q", "korps"), ("cost", "free"), ("access", "hearing-loop"), ("page", "2"), ("sort", "start"), ("lang", "nb"))
    assert asked.constraints() == (("cost", "free"), ("access", AccessTerm.HEARING_LOOP))


def test_a_place_that_is_dropped_takes_its_radius_with_it() -> None:
    assert read(("near", "Tranby"), ("radius", "500")).without("near") == OfferFilter()


def test_another_page_is_the_same_search() -> None:
    assert read(("cost", "free")).with_page(4).to_params() == (("cost", "free"), ("page", "4"))
    assert read(("cost", "free"), ("page", "4")).toggled("age", "8").page == 1
