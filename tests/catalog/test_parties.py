"""Organisations and venues: one for each that is meant, filled where unknown, never overwritten."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import func, select

from catalog.clock import FixedClock
from catalog.database import Database, Session
from catalog.drafts import AccessFact, OrganisationDraft, VenueDraft
from catalog.located import Located
from catalog.model import Organisation, SchoolDistrict, Venue
from catalog.parties import Parties
from catalog.terms import AccessState, AccessTerm, Level, OrganiserKind, PointQuality
from catalog.values import Point
from tests.factories.places import found_place

NUMBER, OTHER_NUMBER = "974760673", "971040238"
HERE, NEXT_DOOR, FAR_AWAY = Point(59.79, 10.11), Point(59.7905, 10.1105), Point(59.82, 10.28)
HALL = VenueDraft("Tranbyhallen", "Tranby torg 1")


@pytest.fixture
def lier(sqlite: Database, clock: FixedClock) -> int:
    with sqlite.transaction() as session:
        return found_place(session, clock.now()).id


def parties(session: Session, place: int) -> Parties:
    return Parties(session, place, "feed:1", date(2026, 11, 22))


def organisations_of(sqlite: Database, place: int, *drafts: OrganisationDraft, apart: bool = False) -> list[int]:
    """The ids of the drafts' organisations, met in one transaction, or each `apart` in its own."""
    ids = []
    for batch in [[draft] for draft in drafts] if apart else [list(drafts)]:
        with sqlite.transaction() as session:
            mine = parties(session, place)
            ids += [mine.organisation(draft).id for draft in batch]
    return ids


def venues_of(sqlite: Database, place: int, *drafts: VenueDraft, apart: bool = False) -> list[int]:
    ids = []
    for batch in [[draft] for draft in drafts] if apart else [list(drafts)]:
        with sqlite.transaction() as session:
            mine = parties(session, place)
            for draft in batch:
                located = Located(draft.point, PointQuality.EXACT, "stated") if draft.point else None
                ids.append(mine.venue(draft, located).id)
    return ids


@pytest.mark.parametrize("apart", [False, True])
def test_spellings_of_one_name_are_one_organisation(sqlite: Database, lier: int, apart: bool) -> None:
    drafts = [OrganisationDraft(name) for name in ("Tranby Ballklubb", "TRANBY BALLKLUBB", "Tranby  ballklubb.")]
    assert len(set(organisations_of(sqlite, lier, *drafts, apart=apart))) == 1


@pytest.mark.parametrize("apart", [False, True])
def test_one_number_is_one_organisation_whatever_it_is_called(sqlite: Database, lier: int, apart: bool) -> None:
    drafts = (OrganisationDraft("Tranby Ballklubb", NUMBER), OrganisationDraft("TBK", NUMBER))
    assert len(set(organisations_of(sqlite, lier, *drafts, apart=apart))) == 1


@pytest.mark.parametrize("apart", [False, True])
def test_two_numbers_are_two_organisations_though_they_share_a_name(sqlite: Database, lier: int, apart: bool) -> None:
    drafts = (OrganisationDraft("Grenda Vel", NUMBER), OrganisationDraft("Grenda Vel", OTHER_NUMBER))
    assert len(set(organisations_of(sqlite, lier, *drafts, apart=apart))) == 2
    with sqlite.reading() as session:
        assert set(session.scalars(select(Organisation.slug))) == {"grenda-vel", "grenda-vel-2"}


def test_what_was_unknown_is_filled_and_what_was_known_stays(sqlite: Database, lier: int) -> None:
    known = OrganisationDraft("Grenda Vel", email="post@vel.example")
    more = OrganisationDraft("Grenda Vel", NUMBER, OrganiserKind.VOLUNTARY, email="annen@vel.example", phone="+4732000000")
    organisations_of(sqlite, lier, known, more, apart=True)
    with sqlite.reading() as session:
        stored = session.scalars(select(Organisation)).one()
        assert (stored.number, stored.kind, stored.phone) == (NUMBER, OrganiserKind.VOLUNTARY, "+4732000000")
        assert stored.email == "post@vel.example"


def test_a_name_that_no_address_can_spell_still_has_an_address(sqlite: Database, lier: int) -> None:
    organisations_of(sqlite, lier, OrganisationDraft("日本語"), OrganisationDraft("مدرسة"))
    with sqlite.reading() as session:
        assert set(session.scalars(select(Organisation.slug))) == {"uten-navn", "uten-navn-2"}


def test_each_municipality_has_its_own_organisations(sqlite: Database, clock: FixedClock, lier: int) -> None:
    with sqlite.transaction() as session:
        other = found_place(session, clock.now(), slug="lorenskog", number="3222").id
    draft = OrganisationDraft("Speiderne", NUMBER)
    assert organisations_of(sqlite, lier, draft) != organisations_of(sqlite, other, draft)


@pytest.mark.parametrize("apart", [False, True])
def test_one_hall_is_one_venue_with_or_without_its_address(sqlite: Database, lier: int, apart: bool) -> None:
    drafts = (HALL, VenueDraft("TRANBYHALLEN"), VenueDraft("Tranbyhallen", "Tranby Torg 1."))
    assert len(set(venues_of(sqlite, lier, *drafts, apart=apart))) == 1


def test_one_name_at_two_addresses_is_two_venues(sqlite: Database, lier: int) -> None:
    assert len(set(venues_of(sqlite, lier, HALL, VenueDraft("Tranbyhallen", "Skoleveien 9")))) == 2


@pytest.mark.parametrize("apart", [False, True])
def test_playgrounds_that_share_a_name_or_have_none_are_apart_by_their_points(sqlite: Database, lier: int, apart: bool) -> None:
    for name in ("Lekeplass", None):
        ids = venues_of(sqlite, lier, VenueDraft(name, point=HERE), VenueDraft(name, point=FAR_AWAY), apart=apart)
        assert len(set(ids)) == 2
        again = venues_of(sqlite, lier, VenueDraft(name, point=HERE), VenueDraft(name, point=FAR_AWAY))
        assert again == ids
    with sqlite.reading() as session:
        assert {(venue.lat, venue.lon) for venue in session.scalars(select(Venue))} == {(p.lat, p.lon) for p in (HERE, FAR_AWAY)}


def test_a_hall_whose_point_is_given_a_little_differently_is_one_venue(sqlite: Database, lier: int) -> None:
    assert len(set(venues_of(sqlite, lier, replace(HALL, point=HERE), replace(HALL, point=NEXT_DOOR), apart=True))) == 1
    with sqlite.reading() as session:
        assert session.scalars(select(Venue.lat)).one() == HERE.lat


def test_a_point_without_a_name_does_not_move_what_only_has_the_same_postcode(sqlite: Database, lier: int) -> None:
    only_postcode, _ = venues_of(sqlite, lier, VenueDraft(postcode="3408"), VenueDraft(postcode="3408", point=HERE))
    with sqlite.reading() as session:
        assert session.get_one(Venue, only_postcode).lat is None


def test_a_register_id_is_exact(sqlite: Database, lier: int) -> None:
    drafts = (replace(HALL, register_id="a1"), replace(HALL, register_id="a12"), VenueDraft("Ny hall", register_id="a1"))
    first, second, third = venues_of(sqlite, lier, *drafts, apart=True)
    assert first == third != second


def test_a_venue_is_found_by_an_alias_that_staff_gave_it(sqlite: Database, lier: int) -> None:
    (known,) = venues_of(sqlite, lier, HALL)
    with sqlite.transaction() as session:
        session.get_one(Venue, known).aliases = ["Storhallen på Tranby"]
    assert venues_of(sqlite, lier, VenueDraft("storhallen på tranby")) == [known]


def test_access_of_a_venue_is_filled_once_and_unknown_is_no_fact(sqlite: Database, lier: int) -> None:
    entrance, toilet = AccessTerm.STEP_FREE_ENTRANCE, AccessTerm.ACCESSIBLE_TOILET
    said = {entrance: AccessFact(AccessState.YES), toilet: AccessFact(AccessState.UNKNOWN)}
    later = {entrance: AccessFact(AccessState.NO), toilet: AccessFact(AccessState.PARTLY, "trang dør")}
    (known, _) = venues_of(sqlite, lier, replace(HALL, access=said), replace(HALL, access=later), apart=True)
    with sqlite.reading() as session:
        facts = {row.term: (row.state, row.note, row.said_by) for row in session.get_one(Venue, known).access}
    assert facts == {entrance: (AccessState.YES, None, "feed:1"), toilet: (AccessState.PARTLY, "trang dør", "feed:1")}


def test_a_located_place_brings_its_districts_once(sqlite: Database, lier: int) -> None:
    with sqlite.transaction() as session:
        west = session.scalars(select(SchoolDistrict).where(SchoolDistrict.slug == "vestbygda")).one().id
        place = Located(HERE, PointQuality.STREET, "kartverket", outside=True, districts={Level.PRIMARY: west})
        mine = parties(session, lier)
        venue = mine.venue(HALL, place)
        mine.venue(HALL, replace(place, point=FAR_AWAY, districts={}))
        assert (venue.lat, venue.point_quality, venue.point_source, venue.outside) == (HERE.lat, PointQuality.STREET, "kartverket", True)
        assert [row.district_id for row in venue.districts] == [west]


def test_the_address_of_a_home_stays_hidden(sqlite: Database, lier: int) -> None:
    (home,) = venues_of(sqlite, lier, VenueDraft(address="Lia 3", hidden=True))
    assert venues_of(sqlite, lier, VenueDraft(address="Lia 3")) == [home]
    with sqlite.reading() as session:
        assert session.get_one(Venue, home).hidden


def test_names_of_districts_and_schools_are_matched_by_any_spelling_and_unknown_ones_told(sqlite: Database, lier: int) -> None:
    with sqlite.transaction() as session:
        session.scalars(select(SchoolDistrict).where(SchoolDistrict.slug == "ostlia")).one().aliases = ["Østlia skolekrets"]
    with sqlite.reading() as session:
        pairs, unknown = parties(session, lier).open_to(("ØSTLIA", "østlia skolekrets", "Majorstua"), ("vestbygda SKOLE", "Østlia"))
        assert [pair[0] is not None for pair in pairs] == [True, True, False]
        assert unknown == ["Majorstua", "Østlia"]


def test_asking_again_writes_nothing(sqlite: Database, lier: int) -> None:
    for _ in range(2):
        venues_of(sqlite, lier, HALL)
        organisations_of(sqlite, lier, OrganisationDraft("Grenda Vel"))
    with sqlite.reading() as session:
        assert (
            session.scalar(select(func.count()).select_from(Venue)) == session.scalar(select(func.count()).select_from(Organisation)) == 1
        )
