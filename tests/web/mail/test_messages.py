"""The message on its way: its headers say who, when and that nobody wrote it; letters of Norwegian survive; nothing is smuggled in."""

from dataclasses import replace
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP

import pytest

from catalog.mail import Claimed
from web.mail.messages import Sender, message_from

SENDER = Sender("krets@fritid.example.no", "drift@example.no", "Krets på Ås")


def read_again(message: EmailMessage) -> EmailMessage:
    """The message as its receiver reads it."""
    read = message_from_bytes(message.as_bytes(), policy=SMTP)
    assert isinstance(read, EmailMessage)
    return read


def test_the_message_says_who_to_whom_when_and_that_it_is_automatic(mail: Claimed) -> None:
    message = read_again(message_from(mail, SENDER))
    assert message["From"] == "Krets på Ås <krets@fritid.example.no>"
    assert message["To"] == "anne@lier.no"
    assert message["Subject"] == mail.subject
    assert message["Reply-To"] == "drift@example.no"
    assert message["Message-ID"] == "<t0ken@fritid.example.no>"
    assert message["Date"].datetime == mail.created_at
    assert message["Auto-Submitted"] == "auto-generated"
    text, html = message.get_body(["plain"]), message.get_body(["html"])
    assert text is not None and text.get_content().replace("\r\n", "\n") == mail.text
    assert html is not None and "Åse" in html.get_content()


def test_on_the_wire_there_are_only_plain_letters_and_short_lines(mail: Claimed) -> None:
    wire = message_from(mail, SENDER).as_bytes()
    assert wire.isascii()
    assert b"=?utf-8?" in wire
    assert all(len(line) <= 998 for line in wire.split(b"\r\n"))
    assert b"\n" not in wire.replace(b"\r\n", b"")


def test_a_mails_own_headers_are_kept_and_answers_go_where_it_says(mail: Claimed) -> None:
    own = {"List-Unsubscribe": "<https://x.no/u?1>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click", "Reply-To": "anne@lier.no"}
    message = read_again(message_from(replace(mail, headers=own, html=None), SENDER))
    assert {name: message[name] for name in own} == own
    assert message.get_content_type() == "text/plain"


@pytest.mark.parametrize("end", ["\r\nBcc: x@y.no", "\nBcc: x@y.no", "\r\n\r\nbody"])
def test_a_header_of_two_lines_is_refused_by_the_library_too(mail: Claimed, end: str) -> None:
    for wrong in (replace(mail, subject=f"Hei{end}"), replace(mail, headers={"List-Id": f"<a>{end}"})):
        with pytest.raises(ValueError, match=r"linefeed|carriage"):
            message_from(wrong, SENDER)
