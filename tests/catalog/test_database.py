"""The database: writes begin at once, foreign keys hold, instants come back aware, both kinds alike."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import IntegrityError, OperationalError

from catalog.database import Database
from catalog.errors import DatabaseUnavailable
from catalog.migrations import is_current, upgrade
from catalog.model import Lease, Municipality, MunicipalityNumber


def test_a_migrated_database_is_current_and_migrating_again_changes_nothing(database: Database) -> None:
    assert is_current(database)
    upgrade(database)
    assert is_current(database)


def test_what_a_transaction_wrote_is_gone_when_it_fails(database: Database) -> None:
    with pytest.raises(RuntimeError), database.transaction() as session:
        session.add(Municipality(number="3312", name="Lier", slug="lier"))
        session.flush()
        raise RuntimeError
    with database.reading() as session:
        assert session.query(Municipality).count() == 0


def test_instants_come_back_aware_and_equal(database: Database) -> None:
    instant = datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
    with database.transaction() as session:
        session.add(Lease(name="jobs", holder="a", epoch=1, expires_at=instant))
    with database.reading() as session:
        assert session.get_one(Lease, "jobs").expires_at == instant


def test_a_reference_to_nothing_is_refused(database: Database) -> None:
    with pytest.raises(IntegrityError), database.transaction() as session:
        session.add(MunicipalityNumber(municipality_id=99, number="3312", valid_from=date(2024, 1, 1)))


def test_a_database_that_is_not_migrated_says_what_to_do(tmp_path_factory: pytest.TempPathFactory) -> None:
    empty = Database(f"sqlite:///{tmp_path_factory.mktemp('empty')}/krets.db")
    with pytest.raises(DatabaseUnavailable, match="krets db upgrade"), empty.reading() as session:
        session.query(Municipality).count()
    empty.dispose()


@pytest.mark.postgres
def test_a_postgresql_that_is_not_migrated_says_what_to_do(postgres_server: str) -> None:
    empty = Database(f"{postgres_server}/postgres")
    with pytest.raises(DatabaseUnavailable, match="krets db upgrade"), empty.reading() as session:
        session.query(Municipality).count()
    empty.dispose()


def test_a_database_that_may_only_be_read_says_what_to_check(sqlite: Database) -> None:
    with pytest.raises(DatabaseUnavailable, match="check the rights of its file"), sqlite.transaction() as session:
        session.connection().exec_driver_sql("PRAGMA query_only=ON")
        session.add(Municipality(number="3312", name="Lier", slug="lier"))
        session.flush()


def test_a_second_sqlite_writer_is_stopped_at_its_first_word_not_in_the_middle(sqlite: Database) -> None:
    other = create_engine(sqlite.url, connect_args={"timeout": 0.05, "isolation_level": None})
    with sqlite.transaction(), other.connect() as connection:
        connection.exec_driver_sql("SELECT count(*) FROM municipality")
        with pytest.raises(OperationalError, match="locked"):
            connection.exec_driver_sql("BEGIN IMMEDIATE")
    other.dispose()


def test_a_reader_keeps_no_writer_waiting_between_its_statements(sqlite: Database) -> None:
    with sqlite.reading() as reader:
        reader.execute(text("SELECT count(*) FROM municipality")).scalar()
        with sqlite.transaction() as writer:
            writer.execute(text("INSERT INTO lease (name, holder, epoch, expires_at) VALUES ('a', 'b', 1, '2026-11-22')"))
        assert reader.execute(text("SELECT count(*) FROM lease")).scalar() == 1
