"""Web processes watch the jobs: one mail to the operator while nobody leads, whoever looks, and none while somebody does."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from catalog.clock import FixedClock
from catalog.mail import MailDraft, enqueue
from catalog.store.mails import mails
from catalog.terms import MailKind, MailState
from tests.factories.installations import fill, installation
from web.app import create_app
from web.context import Krets
from web.jobs import Leadership
from web.leading import LEASE_TTL, SILENT_AFTER
from web.watching import JobsWatch


@pytest.fixture
def krets(tmp_path: Path, clock: FixedClock) -> Iterator[Krets]:
    with installation(tmp_path / "var", clock, operator_email="drift@example.no") as opened:
        fill(opened, [])
        yield opened


def states(krets: Krets) -> list[tuple[MailKind, MailState]]:
    with krets.database.reading() as session:
        return [(mail.kind, mail.state) for mail in mails(session)][::-1]


def test_while_jobs_were_never_started_or_are_led_nothing_is_mailed(krets: Krets, clock: FixedClock) -> None:
    assert not JobsWatch(krets).look()
    Leadership(krets, "leader").lead()
    clock.instant += LEASE_TTL
    assert not JobsWatch(krets).look()
    assert states(krets) == []


def test_each_silence_is_one_mail_and_other_mails_wait_for_the_jobs(krets: Krets, clock: FixedClock) -> None:
    with krets.database.transaction() as session:
        enqueue(session, MailDraft("a:1", MailKind.SOURCE_HELD, "anne@lier.no", "Kilden", "Hei"), now=clock.now())
    for silence in (1, 2):
        Leadership(krets, f"leader {silence}").lead()
        clock.instant += LEASE_TTL + SILENT_AFTER + timedelta(seconds=1)
        assert JobsWatch(krets).look()
        assert not JobsWatch(krets).look()
        told = (MailKind.JOBS_SILENT, MailState.SENT)
        assert states(krets) == [(MailKind.SOURCE_HELD, MailState.QUEUED), *[told] * silence]


def test_without_an_operator_the_log_says_that_nobody_is_told(tmp_path: Path, clock: FixedClock) -> None:
    with installation(tmp_path / "var", clock) as krets, capture_logs() as log:
        Leadership(krets, "leader").lead()
        clock.instant += timedelta(days=1)
        assert not JobsWatch(krets).look()
    assert "nobody to tell" in [entry["event"] for entry in log]


def test_health_and_metrics_tell_of_mails_that_wait_and_for_how_long(krets: Krets, clock: FixedClock) -> None:
    with krets.database.transaction() as session:
        enqueue(session, MailDraft("a:1", MailKind.SOURCE_HELD, "anne@lier.no", "Kilden", "Hei"), now=clock.now())
    clock.instant += timedelta(minutes=11)
    client = create_app(krets).test_client()
    [check] = [check for check in client.get("/readyz").get_json()["checks"] if check["name"] == "mail"]
    assert (check["ok"], check["warning"], check["detail"]) == (True, True, "1 wait, the oldest due for 660 s")
    told = client.get("/metrics").text
    assert "krets_mail_waiting 1.0" in told and "krets_mail_oldest_due_seconds 660.0" in told
    assert "anne@lier.no" not in told + client.get("/readyz").text
