"""The engine against the slow truth: totals, ids, facets and relaxations over random catalogs and random searches."""

from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search.answering import all_ids, answer
from search.filters import NOT_CONSTRAINTS, PARAMETERS, OfferFilter
from search.folder import IndexFolder
from search.generation import Generation, generation_in_memory
from search.index import Cursor, create
from search.names import Names
from search.question import Question
from tests.search.catalogs import CONCEPTS
from tests.search.random_offers import CATEGORIES, DISTRICTS, ORGANISATIONS, SCHOOLS, WORDS, random_names, random_offers
from tests.search.reference import following, found_ids

WINTER, SUMMER = date(2026, 11, 22), date(2027, 6, 30)
OFFERS = {day: random_offers(120, seed=day.toordinal(), today=day) for day in (WINTER, SUMMER)}
NAMES = {day: random_names(day) for day in OFFERS}

VALUES: dict[str, list[str]] = {
    "q": ["fotball", "trening jenter", "åpen hall", '"åpen hall"', "apen kafe", "zzz"],
    "age": ["0", "7", "8", "13", "40", "unknown"],
    "age_min": ["5", "10"],
    "age_max": ["11", "25"],
    "grade": ["1", "3", "10", "13", "unknown"],
    "grade_min": ["2", "8"],
    "grade_max": ["8", "13"],
    "audience": ["children", "parents"],
    "cost": ["free", "paid", "unknown"],
    "max_price": ["0", "200", "999.50"],
    "district": [*DISTRICTS, "unknown"],
    "school": [*SCHOOLS, "unknown"],
    "near": ["59.8,10.25"],
    "radius": ["5000"],
    "access": ["step-free-entrance", "quiet", "hearing-loop"],
    "category": list(CATEGORIES),
    "exclude_category": ["music", "water"],
    "kind": ["activity", "holiday"],
    "period": ["winter", "christmas", "summer", "easter"],
    "from": ["2026-12-01", "2027-01-10"],
    "to": ["2027-01-20", "2027-07-15"],
    "weekday": ["mon", "sat", "sun"],
    "time": ["morning", "afternoon", "evening"],
    "organiser": ["municipal", "voluntary"],
    "organisation": list(ORGANISATIONS),
    "language": ["en", "nb"],
    "group": ["girls", "boys"],
    "booking": ["drop-in", "unknown"],
    "confirmed": ["true"],
    "sort": ["relevance", "distance", "start", "confirmed"],
}


@pytest.fixture(scope="module")
def generations(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[tuple[date, str], Generation]]:
    """Each catalog twice: read back from a Whoosh index written in two commits, and straight in memory."""
    made: dict[tuple[date, str], Generation] = {}
    for day, offers in OFFERS.items():
        folder = IndexFolder(tmp_path_factory.mktemp("index"), 1)
        folder.path.mkdir(parents=True)
        with folder.building() as build:
            index = create(build)
            index.write(offers[:80], gone=(), cursor=Cursor(1))
            index.write(offers[60:], gone=(), cursor=Cursor(2))
        made[day, "whoosh"] = index.generation(CONCEPTS)
        made[day, "memory"] = generation_in_memory("memory", 2, offers, CONCEPTS)
    yield made
    made.clear()


@st.composite
def searches(draw: st.DrawFn) -> OfferFilter:
    chosen = draw(st.lists(st.sampled_from(sorted(VALUES)), max_size=4, unique=True))
    pairs = []
    for name in chosen:
        most = 2 if PARAMETERS[name][1].several else 1
        pairs += [(name, value) for value in draw(st.lists(st.sampled_from(VALUES[name]), min_size=1, max_size=most, unique=True))]
    if draw(st.booleans()) and "near" in chosen:
        pairs.append(("radius", "5000"))
    return OfferFilter.from_params(dict.fromkeys(pairs), strict=True)


def question_of(generation: Generation, asked: OfferFilter, names: Names) -> Question:
    return Question(generation, asked, names, None)


def hits_of(question: Question) -> frozenset[int] | None:
    return frozenset(question.columns.ids[question.text.rows].tolist()) if question.text else None


MANY = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.mark.parametrize("held", ["whoosh", "memory"])
@pytest.mark.parametrize("day", [WINTER, SUMMER])
@MANY
@given(asked=searches())
def test_what_is_found_and_counted_is_the_slow_truth(
    generations: dict[tuple[date, str], Generation], day: date, held: str, asked: OfferFilter
) -> None:
    documents, names = [offer.document for offer in OFFERS[day]], NAMES[day]
    question = question_of(generations[day, held], asked, names)
    hits = hits_of(question)
    found = answer(question)
    expected = found_ids(documents, asked, names, CONCEPTS, hits)
    assert found.total == len(expected)
    assert set(all_ids(question, 1000)) == expected
    for name, values in found.facets.items():
        for value in values:
            narrowed = following(asked, name, value.value)
            assert value.count == len(found_ids(documents, narrowed, names, CONCEPTS, hits)), (name, value)
            OfferFilter.from_params([(name, value.value)], strict=True, names=names)
    for relaxation in found.relaxations:
        kept = None if relaxation.remove == "q" else hits
        assert relaxation.count == len(found_ids(documents, relaxation.asked, names, CONCEPTS, kept)), relaxation
        assert relaxation.count > found.total
    assert not {hit.id for hit in found.nearest} & expected


@pytest.mark.parametrize("day", [WINTER, SUMMER])
@MANY
@given(asked=searches())
def test_pages_follow_each_other_without_gap_or_overlap(
    generations: dict[tuple[date, str], Generation], day: date, asked: OfferFilter
) -> None:
    question = question_of(generations[day, "whoosh"], asked, NAMES[day])
    whole = all_ids(question, 1000)
    paged: list[int] = []
    for page in range(1, -(-len(whole) // 7) + 1):
        again = OfferFilter.from_params([*asked.to_params(), ("per_page", "7"), ("page", str(page))], strict=True)
        paged += answer(question_of(generations[day, "whoosh"], again, NAMES[day])).ids
    assert tuple(paged) == whole
    assert len(set(whole)) == len(whole)


@MANY
@given(asked=searches())
def test_index_and_database_give_the_same_answer(generations: dict[tuple[date, str], Generation], asked: OfferFilter) -> None:
    indexed = answer(question_of(generations[WINTER, "whoosh"], asked, NAMES[WINTER]))
    stood_in = answer(question_of(generations[WINTER, "memory"], asked, NAMES[WINTER]))
    assert (indexed.total, indexed.facets, indexed.relaxations) == (stood_in.total, stood_in.facets, stood_in.relaxations)
    if not asked.q:
        assert indexed.ids == stood_in.ids


def test_every_constraint_is_among_the_random_searches() -> None:
    assert VALUES.keys() == {*PARAMETERS} - (NOT_CONSTRAINTS - {"q", "sort"})
    assert all(any(word.startswith(part[:4]) for word in WORDS) or part == "zzz" for part in ("fotball", "trening", "åpen", "zzz"))


def test_a_phrase_needs_its_words_side_by_side_in_one_text(generations: dict[tuple[date, str], Generation]) -> None:
    for held in ("whoosh", "memory"):
        question = question_of(generations[WINTER, held], OfferFilter(q='"åpen hall"'), NAMES[WINTER])
        expected = {offer.document.id for offer in OFFERS[WINTER] if any("åpen hall" in text for text in offer.texts.values())}
        assert set(hits_of(question) or ()) == expected
        assert expected


@pytest.mark.parametrize("name", ["age", "grade", "period"])
def test_a_facet_value_that_is_chosen_is_marked(generations: dict[tuple[date, str], Generation], name: str) -> None:
    value = {"age": "8", "grade": "3", "period": "winter"}[name]
    asked = OfferFilter.from_params([(name, value)], strict=True)
    chosen = [one.value for one in answer(question_of(generations[WINTER, "memory"], asked, NAMES[WINTER])).facets[name] if one.selected]
    assert chosen == ["winter-2027" if name == "period" else value]
