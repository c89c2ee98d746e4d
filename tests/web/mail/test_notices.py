"""Who is told of trouble, and how often: the coordinator or the operator, once for each trouble, within the run's own transaction."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select
from structlog.testing import capture_logs

from catalog.audit import SYSTEM
from catalog.clock import FixedClock
from catalog.contacts import set_coordinator_email
from catalog.model import Lease, Mail, Municipality, Source
from catalog.store.mails import mails
from catalog.store.municipalities import municipality
from catalog.terms import MailKind
from importers.plan import tools_from
from importers.schedule import FLAG_AFTER, SourceSchedule
from web.context import Krets, open_krets
from web.mail.notices import Notices

COORDINATOR = "anne@lier.kommune.no"


@pytest.fixture
def feed(krets: Krets, tmp_path: Path) -> Path:
    """The feed of Lier's one source, which is not there yet; the coordinator is named."""
    path = tmp_path / "tilbud.csv"
    with krets.database.transaction() as session:
        place = municipality(session, "lier")
        set_coordinator_email(session, place, COORDINATOR, actor=SYSTEM, now=krets.clock.now())
        row = session.scalars(select(Source)).one()
        row.location, row.format, row.every_s, row.due_at, row.options = str(path), "csv", 3600, krets.clock.now(), {}
        row.name = "Lag og foreninger på Østre Ås"
    return path


def offers(number: int) -> str:
    return "id;navn\n" + "".join(f"{each};Tilbud {each}\n" for each in range(number))


def run(krets: Krets, clock: FixedClock, times: int = 1) -> None:
    """The source is run so many times, a day apart."""
    for _ in range(times):
        clock.instant += timedelta(days=1)
        schedule = SourceSchedule(krets.database, krets.clock, Notices(krets).source_in_trouble)
        with krets.database.reading() as session:
            source_id = session.scalars(select(Source.id)).one()
        schedule.run_source(source_id, tools_from(krets.settings, krets.clock))


def asked(krets: Krets) -> list[Mail]:
    with krets.database.reading() as session:
        return mails(session)[::-1]


def test_five_failures_in_a_row_are_one_mail_and_five_after_a_recovery_another(krets: Krets, clock: FixedClock, feed: Path) -> None:
    run(krets, clock, FLAG_AFTER - 1)
    assert asked(krets) == []
    began = clock.now() - timedelta(days=FLAG_AFTER - 2)
    run(krets, clock, 4)
    [mail] = asked(krets)
    assert (mail.kind, mail.recipient, mail.language) == (MailKind.SOURCE_FAILING, COORDINATOR, "nb")
    assert mail.subject == "Kilden «Lag og foreninger på Østre Ås» kan ikke leses"
    assert f"siden {began.day}. november" in mail.text and "there is no file" in mail.text
    assert "https://fritid.example.no/lier/about" in mail.text
    feed.write_text(offers(3))
    run(krets, clock)
    feed.unlink()
    run(krets, clock, FLAG_AFTER + 2)
    assert [each.kind for each in asked(krets)] == [MailKind.SOURCE_FAILING] * 2


def test_a_hold_is_one_mail_until_a_whole_feed_has_come(krets: Krets, clock: FixedClock, feed: Path) -> None:
    feed.write_text(offers(40))
    run(krets, clock)
    for shrunk in ("id;navn\n", "id;navn\n", offers(20)):
        feed.write_text(shrunk)
        run(krets, clock)
    [mail] = asked(krets)
    assert (mail.kind, mail.recipient) == (MailKind.SOURCE_HELD, COORDINATOR)
    assert "ingenting av det tatt i bruk" in mail.text and "the feed is empty" in mail.text
    feed.write_text(offers(40))
    run(krets, clock)
    feed.write_text("id;navn\n")
    run(krets, clock)
    assert len(asked(krets)) == 2


def test_without_a_coordinator_the_operator_is_told(krets: Krets, clock: FixedClock, feed: Path) -> None:
    with krets.database.transaction() as session:
        set_coordinator_email(session, municipality(session, "lier"), None, actor=SYSTEM, now=clock.now())
    run(krets, clock, FLAG_AFTER)
    assert [mail.recipient for mail in asked(krets)] == ["drift@example.no"]


def test_an_address_that_cannot_be_used_is_logged_and_the_operator_is_told(krets: Krets, clock: FixedClock, feed: Path) -> None:
    with krets.database.transaction() as session:
        municipality(session, "lier").settings = {"coordinator_email": "anne"}
    with capture_logs() as log:
        run(krets, clock, FLAG_AFTER)
    assert [mail.recipient for mail in asked(krets)] == ["drift@example.no"]
    assert any("cannot be used" in entry["event"] for entry in log)


def test_where_nobody_can_be_told_the_log_says_what_to_do_and_the_run_is_closed_all_the_same(
    krets: Krets, clock: FixedClock, feed: Path, tmp_path: Path
) -> None:
    settings = type(krets.settings)(**{name: getattr(krets.settings, name) for name in krets.settings.__slots__} | {"operator_email": None})
    with krets.database.transaction() as session:
        session.scalars(select(Municipality)).one().settings = {}
    with open_krets(settings, clock) as alone, capture_logs() as log:
        run(alone, clock, FLAG_AFTER)
    assert asked(krets) == []
    assert [entry["event"] for entry in log].count("nobody to tell") == 1
    with krets.database.reading() as session:
        assert session.scalars(select(Source.failures)).one() == FLAG_AFTER


def test_the_operator_is_told_once_of_jobs_that_stand_still(krets: Krets, clock: FixedClock) -> None:
    lease = Lease(name="jobs", holder="a:1", epoch=3, expires_at=clock.now())
    with krets.database.transaction() as session:
        notices = Notices(krets)
        assert notices.jobs_silent(session, lease, clock.now()) is not None
        assert notices.jobs_silent(session, lease, clock.now()) is None
    [mail] = asked(krets)
    assert (mail.kind, mail.recipient, mail.municipality_id) == (MailKind.JOBS_SILENT, "drift@example.no", None)
    assert "https://fritid.example.no/readyz" in mail.text
