"""A municipality's own words: added and taken away with their author, each leading to one category, in this municipality only."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from catalog.audit import SYSTEM
from catalog.clock import FixedClock
from catalog.database import Database
from catalog.errors import Conflict, InvalidValue, NotFound
from catalog.founding import add_municipality
from catalog.model import AuditEvent
from catalog.own_words import LONGEST, Added, add_own_word, remove_own_word
from catalog.store.own_words import own_words
from catalog.vocabulary import Concept, Vocabulary, load_vocabulary

Add = Callable[..., Added]


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return load_vocabulary()


@pytest.fixture
def places(database: Database, clock: FixedClock) -> tuple[int, int]:
    """Lier and Lørenskog."""
    with database.transaction() as session:
        return tuple(  # type: ignore[return-value]  # two of them
            add_municipality(session, number, slug.capitalize(), slug, actor=SYSTEM, now=clock.now()).id
            for number, slug in (("3312", "lier"), ("3222", "lorenskog"))
        )


@pytest.fixture
def add(database: Database, clock: FixedClock, vocabulary: Vocabulary) -> Add:
    def add_one(place: int, words: str, category: str, known: Vocabulary = vocabulary) -> Added:
        with database.transaction() as session:
            return add_own_word(session, known, place, (words, category), actor=SYSTEM, now=clock.now())

    return add_one


def words_of(database: Database, place: int) -> tuple[tuple[str, str], ...]:
    with database.reading() as session:
        return own_words(session, place)


def test_an_own_word_is_one_municipalitys_alone_and_stands_in_order(database: Database, places: tuple[int, int], add: Add) -> None:
    assert add(places[0], " Sparkebinge ", "football") == Added("Sparkebinge", "football")
    add(places[0], "bøljebading", "swimming")
    assert words_of(database, places[0]) == (("bøljebading", "swimming"), ("Sparkebinge", "football"))
    assert words_of(database, places[1]) == ()


def test_a_word_that_means_something_else_elsewhere_is_added_and_that_is_told(
    database: Database, places: tuple[int, int], add: Add
) -> None:
    assert add(places[0], "Håndball", "football").instead_of == ("handball",)
    assert words_of(database, places[0]) == (("Håndball", "football"),)


def test_of_a_word_with_several_meanings_one_may_be_chosen(places: tuple[int, int], add: Add) -> None:
    several = Vocabulary(
        {slug: Concept(slug, (), {"nb": slug}, {"nb": ("ski",)}) for slug in ("alpine-skiing", "cross-country-skiing")},
        {"ski": ("alpine-skiing", "cross-country-skiing")},
    )
    assert add(places[0], "ski", "alpine-skiing", several).instead_of == ("cross-country-skiing",)


def test_a_word_that_the_vocabulary_has_in_this_meaning_is_not_added(database: Database, places: tuple[int, int], add: Add) -> None:
    with pytest.raises(Conflict, match="already; nothing needs to be added"):
        add(places[0], "fotball", "football")
    assert words_of(database, places[0]) == ()


def test_a_word_leads_to_one_category_in_whatever_spelling(places: tuple[int, int], add: Add) -> None:
    add(places[0], "Gul hall", "handball")
    with pytest.raises(Conflict, match="'Gul hall' leads to handball here already; remove it first"):
        add(places[0], "gul-hall", "football")
    add(places[1], "gul hall", "football")


def test_an_unknown_category_is_refused_with_the_nearest(database: Database, places: tuple[int, int], add: Add) -> None:
    with pytest.raises(InvalidValue, match="no such category; near it: football") as refused:
        add(places[0], "sparkebinge", "footbal")
    assert refused.value.field == "category"
    with pytest.raises(InvalidValue, match=r"no such category \(got"):
        add(places[0], "sparkebinge", "\0" * 10_000)


@pytest.mark.parametrize("words", ["", "  ", "\0", "🎈", "2026", "a, b", "a;b", "ski/brett", "to\nlinjer", "x" * (LONGEST + 1), "ﷺ" * 10])
def test_words_that_cannot_be_meant_are_refused_and_leave_nothing(
    database: Database, places: tuple[int, int], add: Add, words: str
) -> None:
    with pytest.raises(InvalidValue) as refused:
        add(places[0], words, "football")
    assert refused.value.field == "words"
    assert words_of(database, places[0]) == ()


def test_a_word_is_removed_in_whatever_spelling_and_can_be_added_anew(
    database: Database, places: tuple[int, int], add: Add, clock: FixedClock
) -> None:
    add(places[0], "Gul hall", "handball")
    with pytest.raises(NotFound), database.transaction() as session:
        remove_own_word(session, places[1], "Gul hall", actor=SYSTEM, now=clock.now())
    with database.transaction() as session:
        assert remove_own_word(session, places[0], "gulhall", actor=SYSTEM, now=clock.now()) == ("Gul hall", "handball")
    add(places[0], "gul hall", "football")
    assert words_of(database, places[0]) == (("gul hall", "football"),)


def test_who_added_and_removed_a_word_is_in_the_journal(database: Database, places: tuple[int, int], add: Add, clock: FixedClock) -> None:
    add(places[0], "Gul hall", "handball")
    with database.transaction() as session:
        remove_own_word(session, places[0], "Gul hall", actor=SYSTEM, now=clock.now())
    with database.reading() as session:
        events = session.scalars(select(AuditEvent).where(AuditEvent.object_type == "own-word").order_by(AuditEvent.id)).all()
        told = [(event.action, event.actor, event.municipality_id, event.before["words"], event.after["category"]) for event in events]
    assert told == [("create", "system", places[0], None, "handball"), ("delete", "system", places[0], "Gul hall", None)]
