"""The doors: files that are whole and one for each mail; a real SMTP server that takes, refuses, is busy, silent, torn, with TLS."""

import email
import ssl
import stat
import time
from dataclasses import replace
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

import pytest

from catalog.mail import Claimed
from catalog.settings import settings_from
from tests.web.mail.smtp_server import Inbox, running_smtp
from web.mail.doors import FolderDoor, NotNow, Refused, SmtpDoor, door_from
from web.mail.messages import Sender, message_from

TO = "anne@lier.no"


@pytest.fixture
def message(mail: Claimed) -> EmailMessage:
    return message_from(mail, Sender("krets@example.no"))


def door(inbox: Inbox, **more: object) -> SmtpDoor:
    return replace(SmtpDoor("127.0.0.1", inbox.port, step_s=2.0), **more)  # type: ignore[arg-type]


def test_without_a_server_mails_are_files_for_their_owner_only_and_the_same_mail_is_one_file(tmp_path: Path, message: EmailMessage) -> None:
    folder = tmp_path / "var" / "mail"
    FolderDoor(folder).send(message, TO)
    FolderDoor(folder).send(message, TO)
    [file] = folder.iterdir()
    assert file.name == "20261122T110000-t0ken.eml"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600 and stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert email.message_from_bytes(file.read_bytes(), policy=SMTP)["Subject"] == message["Subject"]


def test_a_folder_that_cannot_be_written_is_no_reason_to_lose_the_mail(tmp_path: Path, message: EmailMessage) -> None:
    (tmp_path / "mail").write_text("in the way")
    with pytest.raises(NotNow, match="cannot be written"):
        FolderDoor(tmp_path / "mail").send(message, TO)


def test_a_plain_server_takes_the_mail_whole(message: EmailMessage) -> None:
    with running_smtp(Inbox()) as inbox:
        door(inbox).send(message, TO)
    assert (inbox.recipients, inbox.encrypted, len(inbox.mails)) == ([TO], [False], 1)
    got = email.message_from_bytes(inbox.mails[0], policy=SMTP)
    body = got.get_body(["plain"])
    assert body is not None and body.get_content().replace("\r\n", "\n") == "Hei på deg, Åse\n.\nSlutt\n"


def test_tls_is_used_as_soon_as_it_is_offered_and_the_password_goes_only_then(
    message: EmailMessage, server_tls: ssl.SSLContext, trust: ssl.SSLContext
) -> None:
    with running_smtp(Inbox(), tls=server_tls, login=True) as inbox:
        door(inbox, trust=trust, user="krets", password="hemmelig: %").send(message, TO)
    assert (inbox.encrypted, inbox.logins) == ([True], [(b"krets", b"hemmelig: %")])


def test_without_starttls_a_password_stays_here_and_the_mail_waits(message: EmailMessage) -> None:
    with running_smtp(Inbox(), login=True) as inbox, pytest.raises(NotNow, match="offers no STARTTLS"):
        door(inbox, user="krets", password="hemmelig: %").send(message, TO)
    assert (inbox.logins, inbox.mails) == ([], [])


def test_tls_from_the_start(message: EmailMessage, server_tls: ssl.SSLContext, trust: ssl.SSLContext) -> None:
    with running_smtp(Inbox(), tls=server_tls, from_start=True) as inbox:
        door(inbox, trust=trust, tls_from_start=True).send(message, TO)
    assert len(inbox.mails) == 1


@pytest.mark.parametrize("from_start", [False, True])
def test_a_certificate_that_nobody_vouches_for_is_named_and_nothing_is_sent(
    message: EmailMessage, server_tls: ssl.SSLContext, from_start: bool
) -> None:
    with running_smtp(Inbox(), tls=server_tls, from_start=from_start) as inbox, pytest.raises(NotNow, match="certificate"):
        door(inbox, tls_from_start=from_start).send(message, TO)
    assert inbox.mails == []


def test_a_wrong_password_is_not_the_mails_fault(message: EmailMessage, server_tls: ssl.SSLContext, trust: ssl.SSLContext) -> None:
    with running_smtp(Inbox(), tls=server_tls, login=True) as inbox, pytest.raises(NotNow, match="535"):
        door(inbox, trust=trust, user="krets", password="feil").send(message, TO)


@pytest.mark.parametrize(
    ("rcpt", "data", "error"),
    [
        ("550 nobody of that name", "", Refused),
        ("450 try later", "", NotNow),
        ("", "554 looks like spam", Refused),
        ("", "451 disk is full", NotNow),
    ],
)
def test_what_the_server_says_of_the_mail_is_for_now_or_for_good(
    message: EmailMessage, rcpt: str, data: str, error: type[Exception]
) -> None:
    with running_smtp(Inbox(answer_to_rcpt=rcpt, answer_to_data=data)) as inbox, pytest.raises(error, match=rcpt or data):
        door(inbox).send(message, TO)
    assert inbox.mails == []


def test_a_slow_server_is_left_after_the_longest_wait(message: EmailMessage) -> None:
    with running_smtp(Inbox(wait_s=20)) as inbox:
        for waits in ({"step_s": 0.3}, {"whole_s": 0.3, "step_s": 20.0}):
            started = time.monotonic()
            with pytest.raises(NotNow, match="did not answer in time"):
                door(inbox, **waits).send(message, TO)
            assert time.monotonic() - started < 5


def test_a_connection_that_drops_or_never_comes_is_for_now(message: EmailMessage) -> None:
    with running_smtp(Inbox(drop_after_data=True)) as inbox, pytest.raises(NotNow, match="broke off"):
        door(inbox).send(message, TO)
    with pytest.raises(NotNow, match="could not be used"):
        door(inbox).send(message, TO)
    with pytest.raises(NotNow):
        SmtpDoor("mail.invalid", 25, step_s=1.0).send(message, TO)


def test_the_address_of_the_server_says_how_to_reach_it(tmp_path: Path) -> None:
    def at(address: str | None) -> object:
        given = {"KRETS_DATA_DIR": str(tmp_path)} | ({"KRETS_SMTP_URL": address} if address else {})
        return door_from(settings_from(given))

    assert at(None) == FolderDoor(tmp_path / "mail")
    plain, secure = at("smtp://mail.example.no"), at("smtps://kr%40ets:p%3A%25@mail.example.no")
    assert isinstance(plain, SmtpDoor) and (plain.host, plain.port, plain.tls_from_start, plain.user) == ("mail.example.no", 25, False, "")
    assert isinstance(secure, SmtpDoor) and (secure.port, secure.tls_from_start) == (465, True)
    assert (secure.user, secure.password) == ("kr@ets", "p:%")
    assert "p:%" not in repr(secure)
