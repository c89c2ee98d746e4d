"""What must hold of any search whatever the catalog: more wishes find less, fewer find more, and facets add up."""

from datetime import date

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from catalog.errors import InvalidValue
from search.answering import all_ids, answer
from search.filters import PARAMETERS, OfferFilter
from search.generation import generation_in_memory
from search.question import Question
from tests.search.catalogs import CONCEPTS
from tests.search.random_offers import random_names, random_offers
from tests.search.test_answers import VALUES, searches

DAY = date(2026, 11, 22)
SIZE = 300
NAMES = random_names(DAY)
GENERATION = generation_in_memory("memory", 1, random_offers(SIZE, seed=11, today=DAY), CONCEPTS)
WHEN = ("period", "from", "to")
BY_THE_DAY = ("age", "age_min", "age_max", "grade", "grade_min", "grade_max", "confirmed")
"""Ages and grades follow from each other by the school year of the asked day, and confirmations are for a holiday: another day may find
others."""

MANY = settings(max_examples=150, deadline=None)


def found(asked: OfferFilter) -> set[int]:
    return set(all_ids(Question(GENERATION, asked, NAMES), SIZE))


def hangs_on_the_day(asked: OfferFilter, name: str) -> bool:
    return name in WHEN and any(asked.texts(other) for other in BY_THE_DAY)


@MANY
@given(asked=searches())
def test_leaving_out_a_parameter_never_loses_a_hit(asked: OfferFilter) -> None:
    narrow = found(asked)
    for name in {name for name, _ in asked.to_params()}:
        if not hangs_on_the_day(asked, name):
            assert narrow <= found(asked.without(name)), name


@MANY
@given(asked=searches(), name=st.sampled_from(sorted(VALUES)), data=st.data())
def test_another_parameter_never_finds_more(asked: OfferFilter, name: str, data: st.DataObject) -> None:
    assume(not asked.texts(name) and not hangs_on_the_day(asked, name))
    value = data.draw(st.sampled_from(VALUES[name]))
    try:
        narrower = OfferFilter.from_params([*asked.to_params(), (name, value)], strict=True)
    except InvalidValue:  # ends of a span in the wrong order
        return
    assert found(narrower) <= found(asked)


@MANY
@given(asked=searches())
def test_another_value_within_an_axis_never_loses_a_hit_but_where_all_must_hold(asked: OfferFilter) -> None:
    wide = found(asked)
    for name in {name for name, _ in asked.to_params()}:
        values = asked.texts(name)
        if PARAMETERS[name][1].several and len(values) > 1:
            fewer = found(asked.without(name, values[0]))
            assert wide <= fewer if name in {"access", "exclude_category"} else fewer <= wide, name


@MANY
@given(asked=searches())
def test_facets_add_up(asked: OfferFilter) -> None:
    told = answer(Question(GENERATION, asked, NAMES))
    for name, values in told.facets.items():
        without = len(found(asked if name == "access" else asked.without(name)))
        counts = [one.count for one in values]
        assert all(0 <= count <= without for count in counts) or name == "period", name
        if name == "cost":
            assert sum(counts) == without
        if name in {"kind", "group", "booking"}:
            assert sum(counts) <= without
        if name in {"age", "grade", "district", "school", "category", "organisation", "language"} and not asked.texts(name):
            assert max(counts, default=0) <= told.total
