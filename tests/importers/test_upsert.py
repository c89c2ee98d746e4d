"""Storing a batch: each record leaves its trace, what is the same leaves none, and a dry run leaves nothing at all."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from catalog.database import Session
from catalog.drafts import OfferDraft
from catalog.model import ImportItem, ImportRecord, ImportRun, Offer
from catalog.store import sources
from importers.contract import FieldWarning
from importers.drafting import Refusal
from importers.errors import RecordRejected
from importers.journal import Tally
from importers.listing import Arrival
from importers.normalise import Prepared
from importers.upsert import Scope, Upsert
from tests.importers.small_feed import Town


@pytest.fixture
def scope(town: Town) -> Scope:
    """A source with an open run."""
    source = town.source()
    with town.database.transaction() as session:
        run = ImportRun(source_id=source, started_at=town.clock.now(), counts={}, facts={})
        session.add(run)
        session.flush()
        return Scope(town.municipality_id, source, run.id, town.clock.now(), may_retire=True)


def arrived(key: str, content_hash: str = "1") -> Prepared:
    return Prepared(Arrival(key, "row 1", content_hash, "{}"), None, OfferDraft(f"Tilbud {key}"))


def store(town: Town, scope: Scope, *batch: Prepared, returning: tuple[str, ...] = ()) -> Tally:
    """One batch in a transaction of its own, each record knowing what is stored of it."""
    tally = Tally()
    with town.database.transaction() as session:
        known = sources.listed(session, scope.source_id, [one.arrival.key for one in batch])
        Upsert(session, scope, tally, [replace(one, known=known.get(one.arrival.key)) for one in batch], returning).store()
    return tally


def row_of(session: Session, key: str) -> ImportRecord:
    return session.scalars(select(ImportRecord).where(ImportRecord.record_id == key)).one()


def test_a_record_keeps_its_payload_and_its_offer(town: Town, scope: Scope) -> None:
    assert store(town, scope, arrived("a")).counts.created == 1
    with town.database.reading() as session:
        row = row_of(session, "a")
        assert (row.content_hash, row.outcome, row.first_run_id, row.fault) == ("1", "created", scope.run_id, None)
        assert session.get_one(Offer, row.offer_id).title == "Tilbud a"


def test_new_content_that_means_the_same_changes_the_record_and_no_offer(town: Town, scope: Scope) -> None:
    store(town, scope, arrived("a"))
    before = town.state()
    assert store(town, scope, arrived("a", "2")).counts.unchanged == 1
    after = town.state()
    assert (after["offers"], after["change"], after["import_item"]) == (before["offers"], before["change"], before["import_item"])
    with town.database.reading() as session:
        assert row_of(session, "a").content_hash == "2"


def test_a_rejected_record_keeps_the_offer_of_its_last_good_payload(town: Town, scope: Scope) -> None:
    store(town, scope, arrived("a"))
    bad = replace(arrived("a", "2"), draft=None, problem=RecordRejected("price", "?", "not a price"))
    assert store(town, scope, bad).counts.rejected == 1
    with town.database.reading() as session:
        row = row_of(session, "a")
        assert (row.outcome, row.fault, row.content_hash) == ("rejected", "price: not a price", "2")
        assert row.offer_id is not None
    assert town.offers() == {"Tilbud a": "published"}
    assert store(town, scope, arrived("a")).counts.unchanged == 1
    with town.database.reading() as session:
        assert (row_of(session, "a").outcome, row_of(session, "a").fault) == ("unchanged", None)


def test_a_withdrawal_that_the_guard_holds_changes_nothing_and_is_looked_at_again(town: Town, scope: Scope) -> None:
    store(town, scope, arrived("a"))
    gone = replace(arrived("a", "2"), draft=None, skipped=Refusal("status", "closed", "inactive"))
    assert store(town, replace(scope, may_retire=False), gone).counts.retired == 0
    with town.database.reading() as session:
        assert (row_of(session, "a").content_hash, row_of(session, "a").retired_at) == ("1", None)
    assert store(town, scope, gone).counts.retired == 1
    assert town.offers() == {"Tilbud a": "ended"}


def test_a_returning_record_forgets_its_absence_without_being_read(town: Town, scope: Scope) -> None:
    store(town, scope, arrived("a"))
    with town.database.transaction() as session:
        row = row_of(session, "a")
        row.absent_runs, row.absent_since = 1, scope.now
    assert store(town, scope, returning=("a",)).counts.read == 0
    with town.database.reading() as session:
        assert (row_of(session, "a").absent_runs, row_of(session, "a").absent_since) == (0, None)


def test_a_dry_run_has_no_items(town: Town, scope: Scope) -> None:
    tally = store(town, replace(scope, run_id=None), replace(arrived("a"), warnings=(FieldWarning("phone", "x", "no number"),)))
    assert (tally.counts.created, [problem.field for problem in tally.problems]) == (1, ["phone"])
    with town.database.reading() as session:
        assert session.scalars(select(ImportItem)).all() == []


def test_names_of_districts_that_nobody_here_has_are_reported(town: Town, scope: Scope) -> None:
    one = replace(arrived("a"), draft=OfferDraft("Kor", open_to_districts=("Atlantis",)))
    [problem] = store(town, scope, one).problems
    assert (problem.record, problem.field, problem.value) == ("a", "open_to", "Atlantis")


def test_a_record_whose_offer_was_merged_into_another_writes_to_that_one(town: Town, scope: Scope) -> None:
    store(town, scope, arrived("a"), arrived("b"))
    with town.database.transaction() as session:
        merged, other = row_of(session, "a").offer_id, row_of(session, "b").offer_id
        session.get_one(Offer, merged).merged_into_id = other
    store(town, scope, replace(arrived("a", "2"), draft=OfferDraft("Nytt navn")))
    with town.database.reading() as session:
        assert row_of(session, "a").offer_id == other
        assert session.get_one(Offer, other).title == "Nytt navn"
