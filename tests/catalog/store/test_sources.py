"""Named queries on sources, runs and records."""

from datetime import timedelta

import pytest

from catalog.clock import FixedClock
from catalog.database import Database, Session
from catalog.errors import NotFound
from catalog.model import ImportItem, ImportRecord, ImportRun, Municipality, Offer, Source
from catalog.store import sources


def add_municipality(session: Session) -> int:
    municipality = Municipality(number="3312", name="Lier", slug="lier")
    session.add(municipality)
    session.flush()
    return municipality.id


def add_source(session: Session, municipality_id: int, name: str = "a", **more: object) -> int:
    source = Source(municipality_id=municipality_id, name=name, format="csv", location=name, options={}, **more)
    session.add(source)
    session.flush()
    return source.id


def add_offer(session: Session, municipality_id: int, source_id: int | None, clock: FixedClock, **more: object) -> int:
    at = clock.now()
    offer = Offer(municipality_id=municipality_id, title="Kor", slug="kor", source_id=source_id, created_at=at, updated_at=at, **more)
    session.add(offer)
    session.flush()
    return offer.id


def add_record(session: Session, source_id: int, record_id: str, offer_id: int | None = None, **more: object) -> None:
    row = ImportRecord(source_id=source_id, record_id=record_id, content_hash="h", raw="{}", outcome="created", offer_id=offer_id)
    row.first_run_id = row.changed_run_id = 1
    for name, value in more.items():
        setattr(row, name, value)
    session.add(row)
    session.flush()


def test_a_source_and_a_run_that_do_not_exist_are_named(database: Database) -> None:
    with database.reading() as session:
        with pytest.raises(NotFound, match="no source '9'"):
            sources.source(session, 9)
        with pytest.raises(NotFound, match="no run '9'"):
            sources.run(session, 9)


def test_due_are_those_whose_time_has_come_longest_first(database: Database, clock: FixedClock) -> None:
    now, hour = clock.now(), timedelta(hours=1)
    with database.transaction() as session:
        place = add_municipality(session)
        late = add_source(session, place, "b", every_s=60, due_at=now)
        early = add_source(session, place, "c", every_s=60, due_at=now - hour)
        add_source(session, place, "d", every_s=60, due_at=now + hour)
        add_source(session, place, "e", every_s=60, due_at=now - hour, paused=True)
        add_source(session, place, "f", due_at=now - hour)
        assert sources.due_sources(session, now) == [(early, now - hour, 60), (late, now, 60)]
        assert [source.name for source in sources.scheduled_sources(session)] == ["b", "c", "d"]


def test_an_earlier_one_off_import_is_found_by_place_and_format_only(database: Database) -> None:
    with database.transaction() as session:
        place = add_municipality(session)
        add_source(session, place, "fil")
        once = add_source(session, place, "fil", one_off=True)
        found = sources.one_off_source(session, place, "fil", "csv")
        assert found is not None
        assert found.id == once
        assert sources.one_off_source(session, place, "fil", "xlsx") is None
        assert [source.id for source in sources.sources(session, place, one_off=True)] == [once]


def test_the_last_good_run_is_the_newest_that_was_complete(database: Database, clock: FixedClock) -> None:
    with database.transaction() as session:
        source = add_source(session, add_municipality(session))
        for outcome in ("complete", "complete", "failed", "running"):
            session.add(ImportRun(source_id=source, started_at=clock.now(), outcome=outcome, counts={}, facts={}))
            session.flush()
        good = sources.last_good_run(session, source)
        assert good is not None
        assert good.id == sources.runs(session, source)[2].id
        assert [run.outcome for run in sources.open_runs(session, source)] == ["running"]
        assert [run.outcome for run in sources.runs(session, source, limit=2)] == ["running", "failed"]
        session.add_all(ImportItem(run_id=good.id, record_id=str(n), outcome=outcome) for n, outcome in enumerate(("created", "rejected")))
        session.flush()
        assert [item.record_id for item in sources.items(session, good.id, outcome="rejected")] == ["1"]


def test_records_are_found_exactly_and_never_by_the_start_of_their_id(database: Database) -> None:
    with database.transaction() as session:
        place = add_municipality(session)
        source, other = add_source(session, place), add_source(session, place, "b")
        for record_id in ("x-1", "x-10"):
            add_record(session, source, record_id)
        add_record(session, other, "x-1")
        assert set(sources.listed(session, source, ["x-1"])) == {"x-1"}
        assert set(sources.records(session, source, [f"x-{n}" for n in range(1200)])) == {"x-1", "x-10"}


def test_standing_are_the_records_that_are_not_retired(database: Database, clock: FixedClock) -> None:
    with database.transaction() as session:
        source = add_source(session, add_municipality(session))
        add_record(session, source, "here", absent_runs=1, absent_since=clock.now())
        add_record(session, source, "gone", retired_at=clock.now())
        [here] = sources.standing(session, source)
        assert (here.record_id, here.absent_runs, here.absent_since, here.retired) == ("here", 1, clock.now(), False)


def test_faulty_are_the_records_with_a_reason(database: Database) -> None:
    with database.transaction() as session:
        source = add_source(session, add_municipality(session))
        add_record(session, source, "good")
        add_record(session, source, "bad", fault="price: not a price")
        assert [row.record_id for row in sources.faulty_records(session, source)] == ["bad"]


def test_an_offer_is_backed_while_another_source_lists_it_and_led_by_the_one_that_brought_it(database: Database, clock: FixedClock) -> None:
    with database.transaction() as session:
        place = add_municipality(session)
        first, second = add_source(session, place), add_source(session, place, "b")
        shared, alone, left = (add_offer(session, place, first, clock) for _ in range(3))
        for offer in (shared, alone):
            add_record(session, first, f"a{offer}", offer)
        add_record(session, second, "b", shared)
        add_record(session, first, "old", left, retired_at=clock.now())
        add_record(session, second, "left", left, absent_runs=1)
        offers = [shared, alone, left]
        assert sources.backed(session, offers) == {shared, alone}
        assert sources.led_by_other(session, second, offers) == {shared, alone}
        assert sources.led_by_other(session, first, offers) == set()
