"""The scheduler's shape: a lease that needs no connection, no pickles, none in web processes, somebody who misses it (S04, S11–S13)."""

import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from apscheduler.jobstores.memory import MemoryJobStore
from sqlalchemy import LargeBinary, NullPool, PickleType, create_engine, select, text
from structlog.testing import capture_logs

from catalog.audit import SYSTEM
from catalog.clock import FixedClock
from catalog.contacts import set_coordinator_email
from catalog.database import Database
from catalog.model import ImportRun, Lease, Record, Source
from catalog.settings import settings_from
from catalog.store.mails import mails
from catalog.store.municipalities import municipality
from tests.factories.drafts import varied_drafts
from tests.factories.installations import SECRET, fill, installation
from tests.faults.processes import wait_until
from web.app import create_app
from web.context import Krets, open_krets
from web.jobs import Jobs, Leadership
from web.leading import LEASE_TTL, SILENT_AFTER
from web.mail.doors import FolderDoor
from web.watching import JobsWatch

ROOT = Path(__file__).parents[2]
ROOMS = ("catalog", "importers", "search", "web")


@pytest.fixture
def krets(tmp_path: Path, clock: FixedClock) -> Iterator[Krets]:
    with installation(tmp_path / "var", clock, operator_email="drift@example.no") as opened:
        fill(opened, varied_drafts(3))
        yield opened


@pytest.fixture
def on_postgres(postgres: Database, tmp_path: Path, clock: FixedClock) -> Iterator[Krets]:
    address = postgres.url.render_as_string(hide_password=False)
    given = {"KRETS_DATA_DIR": str(tmp_path / "var"), "KRETS_SECRET_KEY": SECRET, "KRETS_DATABASE_URL": address}
    with open_krets(settings_from(given), clock) as opened:
        yield opened


@pytest.mark.postgres
def test_s04_leadership_does_not_hang_on_a_connection(on_postgres: Krets, postgres: Database, clock: FixedClock) -> None:
    """The pool is emptied, then the server cuts every connection, again and again for a day: the same one leads all the time."""
    first, second = Leadership(on_postgres, "first"), Leadership(on_postgres, "second")
    for hour in range(24):
        for _ in range(3):
            assert first.lead() and not second.lead()
            clock.instant += timedelta(minutes=20) if hour % 2 else timedelta(seconds=20)
            if hour % 2:
                assert first.lead()
        on_postgres.database.engine.dispose()
        cut_connections(postgres)
    with on_postgres.database.reading() as session:
        assert session.scalars(select(Lease.epoch)).one() == 1


def cut_connections(database: Database) -> None:
    """The server ends every other connection to the database."""
    with database.engine.connect() as connection:
        others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        connection.execute(text(others))


@pytest.mark.postgres
def test_s04_each_transaction_may_come_by_another_connection(on_postgres: Krets, clock: FixedClock) -> None:
    """As behind a pooler in transaction mode: nothing that a connection remembers is relied on."""
    on_postgres.database.engine.dispose()
    on_postgres.database.engine = create_engine(on_postgres.database.url, poolclass=NullPool)
    on_postgres.database._sessions.configure(bind=on_postgres.database.engine)
    first, second = Leadership(on_postgres, "first"), Leadership(on_postgres, "second")
    assert first.lead() and not second.lead()
    fence = first.fence()
    with on_postgres.database.transaction() as session:
        fence(session)
    clock.instant += LEASE_TTL
    assert second.lead() and not first.lead()


def test_s11_the_only_job_store_is_memory_and_nothing_of_ours_is_pickled(krets: Krets) -> None:
    with Jobs(krets) as jobs:
        stores = jobs._scheduler._jobstores
        assert {type(store) for store in stores.values()} == {MemoryJobStore}
    columns = [column for table in Record.metadata.sorted_tables for column in table.columns]
    assert not [column for column in columns if isinstance(column.type, PickleType | LargeBinary)]
    assert not [table for table in Record.metadata.tables if "apscheduler" in table]


def test_s11_no_source_names_another_job_store_or_unpickles() -> None:
    forbidden = re.compile(r"add_jobstore|jobstores?\s*=|SQLAlchemyJobStore|RedisJobStore|MongoDBJobStore|PickleType")
    found = [path for room in ROOMS for path in (ROOT / room).rglob("*.py") if forbidden.search(path.read_text("utf-8"))]
    assert found == []
    assert forbidden.search("BackgroundScheduler(jobstores={'default': store})")


def test_s12_when_nobody_has_led_for_two_leases_health_is_red_the_operator_is_mailed_and_the_site_serves(
    krets: Krets, clock: FixedClock
) -> None:
    client, folder = create_app(krets).test_client(), krets.settings.data_dir / "mail"
    watch = JobsWatch(krets, FolderDoor(folder))
    leader = Leadership(krets, "leader")
    leader.lead()
    clock.instant += LEASE_TTL + SILENT_AFTER
    assert (client.get("/readyz").status_code, watch.look()) == (200, False)
    clock.instant += timedelta(seconds=1)
    answer = client.get("/readyz")
    [check] = [check for check in answer.get_json()["checks"] if not check["ok"]]
    assert answer.status_code == 503 and check["name"] == "jobs"
    assert "no process has led since 2026-11-22 11:00 UTC" in check["detail"] and "krets jobs" in check["detail"]
    assert "krets_jobs_led 0.0" in client.get("/metrics").text
    assert client.get("/lier/").status_code == 200
    assert watch.look()
    assert not watch.look() and not JobsWatch(krets, FolderDoor(folder)).look(), "one mail, whoever looks how often"
    [mail] = folder.iterdir()
    assert b"drift@example.no" in mail.read_bytes()
    leader.lead()
    assert client.get("/readyz").status_code == 200


def test_s12_where_nobody_can_be_told_health_says_so(krets: Krets, clock: FixedClock) -> None:
    with krets.database.transaction() as session:
        session.scalars(select(Source)).one().every_s = 3600
    alone = replace(krets, settings=replace(krets.settings, operator_email=None))
    assert "nobody is told when a source fails in lier" in warnings(alone)["recipients"]
    with krets.database.transaction() as session:
        set_coordinator_email(session, municipality(session, "lier"), "anne@lier.no", actor=SYSTEM, now=clock.now())
    assert "recipients" not in warnings(alone)
    assert "no process has ever run the jobs" in warnings(alone)["jobs"]


def warnings(krets: Krets) -> dict[str, str]:
    """What health warns of though it is ready."""
    answer = create_app(krets).test_client().get("/readyz").get_json()
    return {check["name"]: check["detail"] for check in answer["checks"] if check["warning"]}


def test_s12_a_stop_for_an_upgrade_is_not_a_death(krets: Krets, clock: FixedClock) -> None:
    leader = Leadership(krets, "leader")
    leader.lead()
    leader.give_up()
    clock.instant += SILENT_AFTER
    assert not JobsWatch(krets).look()
    with krets.database.reading() as session:
        assert mails(session) == []


def test_s13_the_application_brings_no_scheduler_with_it() -> None:
    """Whatever serves the application, a reloader too, may import it as often as it likes."""
    telling = "import sys, web.app; print('apscheduler' in sys.modules, 'importers.schedule' in sys.modules)"
    result = subprocess.run([sys.executable, "-c", telling], capture_output=True, text=True, check=True, cwd=ROOT)
    assert result.stdout.split()[0] == "False"
    users = [path.relative_to(ROOT).as_posix() for path in (ROOT / "web").rglob("*.py") if "import Jobs" in path.read_text("utf-8")]
    assert users == ["web/commands/serving.py"]


def test_s13_two_installations_of_jobs_by_mistake_run_a_source_once(krets: Krets, tmp_path: Path) -> None:
    feed = tmp_path / "tilbud.csv"
    feed.write_text("id;navn\n1;Sjakk\n", "utf-8")
    with krets.database.transaction() as session:
        source = session.scalars(select(Source)).one()
        source.location, source.format, source.every_s, source.due_at = str(feed), "csv", 3600, krets.clock.now()
    create_app(krets)
    with capture_logs(), Jobs(krets), Jobs(krets) as second:
        second._leadership.holder = "another container"
        wait_until(lambda: outcomes(krets) == ["complete"])
        second._tick()
        second._sources.wait(10)
    assert outcomes(krets) == ["complete"]


def outcomes(krets: Krets) -> list[str]:
    """What came of every run."""
    with krets.database.reading() as session:
        return list(session.scalars(select(ImportRun.outcome).order_by(ImportRun.id)))
