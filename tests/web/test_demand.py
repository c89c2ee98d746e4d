"""What of a search is counted: legal slugs, ages and grades; neither its words nor its place, nor a search for nothing."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from catalog.clock import FixedClock
from catalog.database import Session
from catalog.demand import Asked
from catalog.model import SearchDemand
from catalog.store.municipalities import municipality
from catalog.values import Point
from search.filters import OfferFilter
from search.names import Names, names_of
from tests.factories.installations import fill, installation, municipality_id
from web.context import Krets
from web.demand import asked_in, record_search

TYPED = "gratis fotball for Kari i Storgata 7"


@pytest.fixture
def krets(tmp_path: Path, clock: FixedClock) -> Iterator[Krets]:
    with installation(tmp_path / "var", clock) as opened:
        fill(opened, [])
        yield opened


def names(krets: Krets) -> Names:
    with krets.database.reading() as session:
        return names_here(krets, session)


def names_here(krets: Krets, session: Session) -> Names:
    return names_of(session, municipality(session, "lier"), frozenset(krets.vocabulary.concepts), krets.clock.now().date())


def counted(krets: Krets, *searched: OfferFilter, hits: int = 0) -> list[tuple[object, ...]]:
    known = names(krets)
    for one in searched:
        record_search(krets, municipality_id(krets), one, known, hits)
    krets.demand.store()
    with krets.database.reading() as session:
        return sorted(tuple(row) for row in session.execute(select(SearchDemand.__table__)))


def test_what_was_typed_is_counted_and_stored_nowhere(krets: Krets) -> None:
    asked = OfferFilter(q=TYPED, category=("football",), age=(8,), district=("vestbygda",), near="Storgata 7")
    assert counted(krets, asked) == [(1, "2026-11", "football", "vestbygda", "6-9", "nothing", 1)]
    everything = b"".join(path.read_bytes() for path in krets.settings.data_dir.glob("krets.db*"))
    assert b"vestbygda" in everything and b"Kari" not in everything and b"Storgata" not in everything


def test_a_search_with_words_alone_is_counted_as_any(krets: Krets) -> None:
    assert counted(krets, OfferFilter(q="kvidditsj"), hits=2) == [(1, "2026-11", "any", "any", "any", "few", 1)]


def test_further_pages_searches_for_nothing_and_enough_hits_are_not_counted(krets: Krets) -> None:
    assert counted(krets, OfferFilter(), OfferFilter(q="sjakk", page=2)) == []
    assert counted(krets, OfferFilter(q="sjakk"), hits=5) == []


def test_slugs_that_are_not_legal_here_are_left_out(krets: Krets) -> None:
    asked = OfferFilter(district=("Kari Nordmann", "unknown"), school=("storvang-ungdomsskole", "x"), category=("kari", "football"))
    assert asked_in(asked, names(krets)) == Asked((), ("storvang-ungdomsskole",), ("football",))


def test_ages_and_grades_count_whether_listed_or_spanned(krets: Krets) -> None:
    known = names(krets)
    spanned = asked_in(OfferFilter(age=(8, "unknown"), age_min=10, age_max=12, grade_min=8, grade_max=9), known)
    assert (spanned.ages, spanned.grades) == ((8, 10, 11, 12), (8, 9))
    assert asked_in(OfferFilter(age_min=118, grade_max=2, near=Point(59.8, 10.2)), known) == Asked(ages=(118, 119, 120), grades=(1, 2))


def test_what_waits_is_stored_when_the_installation_is_closed(tmp_path: Path, clock: FixedClock) -> None:
    with installation(tmp_path / "var", clock) as opened:
        fill(opened, [])
        record_search(opened, municipality_id(opened), OfferFilter(q="kvidditsj"), names(opened), 0)
    with installation(tmp_path / "var", clock) as anew, anew.database.reading() as session:
        assert [row.searches for row in session.scalars(select(SearchDemand))] == [1]
