"""Organisations as the registers tell them: found by number, kept when gone, a person's word first (I35)."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from catalog.audit import Actor
from catalog.database import Database, Session
from catalog.drafts import OrganisationDraft, RegisterFacts
from catalog.errors import InvalidValue
from catalog.intake import CREATED, UNCHANGED, UPDATED
from catalog.model import AuditEvent, Change, Municipality, Offer, Organisation
from catalog.register_units import RegisterUnits, UnitReceipt
from catalog.terms import Author, OrganiserKind, RegisterState, Status

NOW = datetime(2026, 8, 22, 12, tzinfo=UTC)
FACTS = RegisterFacts("FLI", ("1200", "1300"), "Idrett for alle", "Bruveien 2", "3400", "Lier", date(1984, 3, 1))
KORPS = OrganisationDraft("Lia korps", "988077917", OrganiserKind.VOLUNTARY, "https://lia.example", register=FACTS)
GONE = replace(FACTS, state=RegisterState.DELETED, state_on=date(2026, 6, 30))


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    with database.transaction() as session:
        session.add(Municipality(id=1, number="3312", name="Lier", slug="lier"))
        session.flush()
        yield session


def receive(session: Session, draft: OrganisationDraft, *, days: int = 0) -> UnitReceipt:
    return RegisterUnits(session, 1, actor=Actor(Author.FEED, "feed:1"), now=NOW + timedelta(days=days)).receive(draft)


def stored(session: Session, receipt: UnitReceipt) -> Organisation:
    return session.get_one(Organisation, receipt.organisation_id)


def offer_of(session: Session, organisation: Organisation) -> Offer:
    offer = Offer(
        municipality_id=1,
        title="Øvelse",
        slug="ovelse",
        version=1,
        status=Status.PUBLISHED,
        organisation_id=organisation.id,
        created_at=NOW,
        updated_at=NOW,
        provenance={},
        held={},
    )
    session.add(offer)
    session.flush()
    return offer


def test_a_unit_is_made_once_and_the_same_again_writes_nothing(session: Session) -> None:
    first = receive(session, KORPS)
    unit = stored(session, first)
    assert (first.outcome, unit.slug, unit.icnpo, unit.legal_form) == (CREATED, "lia-korps", ["1200", "1300"], "FLI")
    assert (unit.register_state, unit.founded, unit.purpose) == (RegisterState.REGISTERED, date(1984, 3, 1), "Idrett for alle")
    assert receive(session, KORPS, days=1) == UnitReceipt(unit.id, UNCHANGED)
    assert unit.register_as_of == NOW


def test_every_change_is_on_record_and_nothing_else(session: Session, database: Database) -> None:
    for day, draft in enumerate((KORPS, KORPS, replace(KORPS, register=GONE), replace(KORPS, register=GONE))):
        receive(session, draft, days=day)
    session.commit()
    with database.reading() as reading:
        events = reading.scalars(select(AuditEvent).order_by(AuditEvent.id)).all()
    assert [(event.actor, event.action, event.object_type) for event in events] == [
        ("feed:1", "create", "organisation"),
        ("feed:1", "update", "organisation"),
    ]
    assert events[1].after == {"register_state": "deleted", "register_state_on": "2026-06-30"}


def test_an_organisation_that_a_feed_named_gets_its_number_and_facts(session: Session) -> None:
    known = Organisation(municipality_id=1, slug="korpset", name="LIA KORPS", name_key="liakorps", email="korps@lia.example")
    session.add(known)
    session.flush()
    receipt = receive(session, replace(KORPS, email="post@lia.example"))
    assert (receipt.organisation_id, receipt.outcome) == (known.id, UPDATED)
    assert (known.number, known.name, known.email, known.url) == ("988077917", "LIA KORPS", "korps@lia.example", "https://lia.example")
    assert receipt.held == {"email": "post@lia.example"}


def test_two_of_one_name_are_not_guessed_between(session: Session) -> None:
    for slug in ("a", "b"):
        session.add(Organisation(municipality_id=1, slug=slug, name="Lia korps", name_key="liakorps"))
    session.flush()
    assert receive(session, KORPS).outcome == CREATED


@pytest.mark.parametrize("verified", [True, False])
def test_what_a_person_wrote_or_verified_stays_and_is_reported(session: Session, *, verified: bool) -> None:
    unit = stored(session, receive(session, KORPS))
    unit.url = "https://person.example"
    unit.verified_by = "staff" if verified else None
    receipt = receive(session, replace(KORPS, url="https://new.example", phone="+4732840000", name="Lia skolekorps"), days=1)
    assert unit.url == "https://person.example"
    assert unit.phone == "+4732840000"
    assert (unit.name, unit.aliases) == (("Lia korps", ["Lia skolekorps"]) if verified else ("Lia skolekorps", ["Lia korps"]))
    assert receipt.held["url"] == "https://new.example"
    assert receive(session, replace(KORPS, url="https://new.example", phone="+4732840000", name="Lia skolekorps"), days=2).changes == {}


def test_a_renamed_unit_keeps_its_address_and_its_offers_are_found_by_the_new_name(session: Session) -> None:
    unit = stored(session, receive(session, KORPS))
    offer = offer_of(session, unit)
    receipt = receive(session, replace(KORPS, name="Lia og Tranby korps"), days=1)
    assert receipt.changes["name"] == ("Lia korps", "Lia og Tranby korps")
    assert (unit.slug, unit.aliases, unit.name_key) == ("lia-korps", ["Lia korps"], "liaogtranbykorps")
    assert session.scalars(select(Change.offer_id)).all() == [offer.id]


def test_a_deleted_unit_is_marked_and_its_offers_stay(session: Session) -> None:
    unit = stored(session, receive(session, KORPS))
    offer = offer_of(session, unit)
    receipt = receive(session, replace(KORPS, register=GONE), days=1)
    assert receipt.changes["register_state"] == ("registered", "deleted")
    assert (unit.register_state, unit.register_state_on, offer.status) == (RegisterState.DELETED, date(2026, 6, 30), Status.PUBLISHED)


def test_updates_out_of_order_leave_the_newest_word(session: Session) -> None:
    unit = stored(session, receive(session, KORPS))
    receive(session, replace(KORPS, register=replace(GONE, as_of=NOW + timedelta(days=3))), days=3)
    late = receive(session, replace(KORPS, register=replace(FACTS, as_of=NOW + timedelta(days=2))), days=4)
    assert (late.outcome, unit.register_state) == (UNCHANGED, RegisterState.DELETED)
    back = receive(session, KORPS, days=5)
    assert (back.outcome, unit.register_state, unit.register_state_on) == (UPDATED, RegisterState.REGISTERED, None)


def test_a_number_that_names_something_founded_later_is_another_organisation(session: Session) -> None:
    old = stored(session, receive(session, replace(KORPS, register=GONE)))
    offer = offer_of(session, old)
    again = receive(session, replace(KORPS, name="Tranby sjakk", register=replace(FACTS, founded=date(2026, 7, 1))), days=1)
    assert (again.outcome, again.organisation_id == old.id) == (CREATED, False)
    assert (old.number, old.register_state, offer.organisation_id) == (None, RegisterState.DELETED, old.id)
    assert receive(session, replace(KORPS, name="Tranby sjakk", register=replace(FACTS, founded=date(2026, 7, 1))), days=2).changes == {}


def test_what_is_listed_no_more_is_marked_once_and_comes_back(session: Session) -> None:
    unit = stored(session, receive(session, KORPS))
    units = RegisterUnits(session, 1, actor=Actor(Author.FEED, "feed:1"), now=NOW)
    assert units.mark_not_listed([unit.id]) == [unit.id]
    assert units.mark_not_listed([unit.id]) == []
    assert unit.register_state is RegisterState.NOT_LISTED
    assert receive(session, KORPS, days=1).changes["register_state"] == ("not-listed", "registered")


def test_a_unit_without_a_number_or_facts_is_refused(session: Session) -> None:
    for draft in (replace(KORPS, number=None), replace(KORPS, register=None)):
        with pytest.raises(InvalidValue):
            receive(session, draft)
