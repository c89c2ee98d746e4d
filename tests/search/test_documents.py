"""From a row to a document: inherited access, districts and schools, days, and what must never be part of it."""

from datetime import UTC, date, datetime, timedelta

import numpy as np

from catalog.clock import OSLO
from catalog.model import Occurrence, OfferOpenTo
from catalog.terms import AccessState, AccessTerm, OccurrenceStatus
from search.documents import OfferDocument, decoded, encoded
from search.meetings import NO_MINUTE, pack, packed_meetings
from search.rows import all_indexed_offers
from search.schema import Text
from tests.search.catalogs import CONCEPTS, Lier, at
from tests.search.random_offers import random_offers


def document_of(lier: Lier) -> tuple[OfferDocument, dict[Text, str]]:
    with lier.database.reading() as session:
        (made,) = all_indexed_offers(session, lier.id, CONCEPTS)
    return made.document, dict(made.texts)


def test_a_stored_document_reads_back_as_it_was() -> None:
    for offer in random_offers(50, 3, date(2026, 11, 22)):
        assert decoded(encoded(offer.document)) == offer.document


def test_a_venues_access_is_inherited_and_the_offers_own_word_comes_first(lier: Lier) -> None:
    venue = lier.venue(
        "Hallen",
        access={
            AccessTerm.STEP_FREE_ENTRANCE: AccessState.YES,
            AccessTerm.HEARING_LOOP: AccessState.YES,
            AccessTerm.ACCESSIBLE_TOILET: AccessState.YES,
            AccessTerm.PUBLIC_TRANSPORT: AccessState.UNKNOWN,
        },
    )
    lier.add("Turn", venue_id=venue, access={AccessTerm.HEARING_LOOP: AccessState.NO, AccessTerm.ACCESSIBLE_TOILET: AccessState.UNKNOWN})
    assert dict(document_of(lier)[0].access) == {"step-free-entrance": "yes", "hearing-loop": "no", "accessible-toilet": "yes"}


def test_an_offer_is_in_the_districts_it_is_held_in_and_those_it_is_open_to(lier: Lier) -> None:
    offer = lier.add("Turn", venue_id=lier.venue("Hallen", district="hallingstad"))
    assert document_of(lier)[0].districts == ("hallingstad",)
    assert document_of(lier)[0].schools == ("hallingstad-skole",)
    with lier.database.transaction() as session:
        session.add(OfferOpenTo(offer_id=offer, district_id=lier.districts["tranby"]))
    document, texts = document_of(lier)
    assert document.districts == ("hallingstad", "tranby")
    assert document.schools == ()
    assert "Tranby" in texts[Text.PLACE]


def test_the_name_point_and_address_of_a_home_never_reach_the_index(lier: Lier) -> None:
    lier.add("Lek", venue_id=lier.venue("Hos Kari", lat=59.8, lon=10.2, address="Storgata 1", hidden=True))
    document, texts = document_of(lier)
    assert document.point is None
    assert not {"Storgata", "Kari"}.intersection("\n".join(texts.values()).split())


def test_contacts_never_reach_the_index(lier: Lier) -> None:
    lier.add("Lek", contact_name="Kari Nordmann", email="kari@example.org", phone="+4799999999")
    document, texts = document_of(lier)
    told = encoded(document).decode() + "".join(texts.values())
    assert all(word not in told for word in ("Kari", "kari@", "9999"))


def test_categories_are_found_by_their_own_words_only(lier: Lier) -> None:
    lier.add("Lag", categories=["football"])
    subject = document_of(lier)[1][Text.SUBJECT]
    assert subject.split() == ["Fotball", "Football", "ballspill", "knøttefotball"]


def test_translations_are_found_too(lier: Lier) -> None:
    lier.add("Lek", translations={"en": {"title": "Play", "description": "Outdoors"}})
    texts = document_of(lier)[1]
    assert "Play" in texts[Text.TITLE]
    assert "Outdoors" in texts[Text.BODY]


def test_changed_texts_change_the_document(lier: Lier) -> None:
    offer = lier.add("Lek", description="Ute")
    before = document_of(lier)[0]
    with lier.database.transaction() as session:
        session.connection().exec_driver_sql(f"UPDATE offer SET description = 'Inne' WHERE id = {offer}")
    assert document_of(lier)[0].digest != before.digest


def numbers(*occurrences: Occurrence) -> list[int]:
    found: list[int] = np.frombuffer(packed_meetings(occurrences), dtype="<u4").tolist()
    return found


def test_meetings_are_packed_by_oslos_clocks_on_both_sides_of_a_clock_change() -> None:
    winter = Occurrence(starts_at=datetime(2026, 11, 24, 17, 0, tzinfo=UTC))
    summer = Occurrence(starts_at=datetime(2026, 6, 23, 16, 0, tzinfo=UTC), status=OccurrenceStatus.FULL)
    assert numbers(winter, summer) == [pack(date(2026, 6, 23), 18 * 60), pack(date(2026, 11, 24), 18 * 60)]


def test_cancelled_meetings_are_left_out_and_unsure_ones_marked() -> None:
    cancelled = Occurrence(starts_at=at(date(2026, 12, 1), 18), status=OccurrenceStatus.CANCELLED)
    unsure = Occurrence(starts_at=at(date(2026, 12, 2), 18), unsure=True)
    assert numbers(cancelled, unsure) == [pack(date(2026, 12, 2), 18 * 60, sure=False)]


def test_a_camp_counts_on_each_of_its_days_and_a_late_night_on_its_first() -> None:
    first = date(2026, 10, 5)
    midnight = datetime(2026, 10, 5, tzinfo=OSLO)
    camp = Occurrence(starts_at=midnight, ends_at=midnight + timedelta(days=3), all_day=True)
    assert numbers(camp) == [pack(first + timedelta(days=n), NO_MINUTE) for n in range(3)]
    night = Occurrence(starts_at=at(first, 20), ends_at=at(first + timedelta(days=1), 2))
    assert numbers(night) == [pack(first, 20 * 60)]
    trip = Occurrence(starts_at=at(first, 20), ends_at=at(first + timedelta(days=2), 12))
    assert numbers(trip) == [pack(first, 20 * 60), *(pack(first + timedelta(days=n)) for n in (1, 2))]
