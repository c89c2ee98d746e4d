"""The database: one engine for SQLite or PostgreSQL, and `transaction()`, the only way in for those who write.

SQLite: foreign keys on, writes begin with BEGIN IMMEDIATE (a read that later wants to write fails at once otherwise), busy
timeout, WAL only where the library is 3.51.3 or newer (older ones can corrupt a WAL database that two processes write), else a
rollback journal. Sessions expire nothing on commit, so values read stay readable.
"""

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event, text
from sqlalchemy.engine import Connection, make_url
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.orm import Session, sessionmaker

from catalog.errors import DatabaseUnavailable

__all__ = ["Database", "Session", "sqlite_journal", "unavailable_from"]

BUSY_TIMEOUT_S = 10
CONNECTIONS_KEPT = 10
"""As many as the threads of a web process may hold at once: one that is closed after each request is dear to open again."""
STOPPED_AFTER_S = 60
"""PostgreSQL ends a transaction that has asked nothing for so long: a process that is stopped in one holds its locks no longer."""
POSTGRES_NO_SUCH_TABLE = "42P01"
WAL_SAFE_FROM = (3, 51, 3)


def sqlite_journal() -> str:
    """`wal` where this machine's SQLite library is free of the WAL-reset bug, else `delete` (the rollback journal)."""
    return "wal" if sqlite3.sqlite_version_info >= WAL_SAFE_FROM else "delete"


class Database:
    """A database by its address; makes sessions and transactions. Safe to share between threads."""

    def __init__(self, url: str) -> None:
        self.url = make_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        if self.is_sqlite and self.url.database and self.url.database != ":memory:":
            _make_folder(Path(self.url.database).parent)
        arguments: dict[str, Any] = {"timeout": BUSY_TIMEOUT_S} if self.is_sqlite else {"connect_timeout": BUSY_TIMEOUT_S}
        self.engine: Engine = create_engine(self.url, connect_args=arguments, pool_size=CONNECTIONS_KEPT, pool_pre_ping=not self.is_sqlite)
        if self.is_sqlite:
            event.listen(self.engine, "connect", _prepare_sqlite)
            event.listen(self.engine, "begin", _begin_sqlite)
        self._sessions = sessionmaker(self.engine, expire_on_commit=False, autoflush=False)

    @contextlib.contextmanager
    def reading(self) -> Iterator[Session]:
        """A session for reading only, in which nothing may be written; what was read stays readable after it.

        Each statement sees what is committed by then, as PostgreSQL's do; `catalog.store.indexing.read_one_snapshot` makes them one view.
        With a rollback journal of SQLite a reader therefore holds no lock between its statements: readers of one process that
        overlap without end would else keep every writer out, whose commit waits for a moment without any.
        """
        with self.mapped_errors(), self._sessions() as session:
            yield session

    @contextlib.contextmanager
    def transaction(self) -> Iterator[Session]:
        """A session whose work is committed at the end, or not at all."""
        with self.mapped_errors(), self._sessions() as session, session.begin():
            if self.is_sqlite:
                session.connection(execution_options={"krets_writes": True})
            else:
                session.execute(text(f"SET LOCAL idle_in_transaction_session_timeout = '{STOPPED_AFTER_S}s'"))
            yield session

    def ping(self) -> None:
        """Raises `DatabaseUnavailable` when the database does not answer."""
        with self.mapped_errors(), self.engine.connect() as connection:
            connection.execute(text("SELECT 1"))

    def dispose(self) -> None:
        """Closes every connection."""
        self.engine.dispose()

    @contextlib.contextmanager
    def mapped_errors(self) -> Iterator[None]:
        """Turns the driver's errors about the database as a whole into `DatabaseUnavailable`; those about one statement pass."""
        try:
            yield
        except DBAPIError as error:
            away = unavailable_from(error)
            if away is None:
                raise
            raise away from error


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DatabaseUnavailable(f"the folder of the database, {folder}, cannot be made ({error.strerror})") from error


def unavailable_from(error: Exception) -> DatabaseUnavailable | None:
    """What an error of the database means where it is away, locked, full, damaged or not migrated; None for every other error.

    For those who hold a session open over work that is not theirs, as a web request does; `Database` maps its own.
    """
    if not isinstance(error, DBAPIError):
        return None
    away = isinstance(error, OperationalError) or error.connection_invalidated or _is_not_migrated(error) or _is_damaged(error)
    return DatabaseUnavailable(_in_words(error)) if away else None


def _is_not_migrated(error: DBAPIError) -> bool:
    return getattr(error.orig, "sqlstate", None) == POSTGRES_NO_SUCH_TABLE


def _is_damaged(error: DBAPIError) -> bool:
    return getattr(error.orig, "sqlite_errorcode", None) in {sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT}


def _in_words(error: DBAPIError) -> str:
    first_line = str(error.orig).splitlines()[0] if error.orig and str(error.orig) else "no reason given"
    if "no such table" in first_line or ("relation" in first_line and "does not exist" in first_line):
        return f"the database is not migrated ({first_line}); run `krets db upgrade`"
    if "locked" in first_line:
        return f"the database was locked for more than {BUSY_TIMEOUT_S} s; another writer holds it"
    if "readonly database" in first_line or "unable to open" in first_line:
        return f"the database cannot be opened for writing ({first_line}); check the rights of its file and its folder"
    if "is full" in first_line or "No space left" in first_line:
        return "the disk that holds the database is full; free some space and try again"
    return f"the database does not answer ({first_line})"


def _prepare_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA journal_mode={sqlite_journal()}")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute("PRAGMA cache_size=-2000")
    cursor.execute("PRAGMA synchronous=FULL" if sqlite_journal() == "delete" else "PRAGMA synchronous=NORMAL")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    if connection.get_execution_options().get("krets_writes", False):
        connection.exec_driver_sql("BEGIN IMMEDIATE")
