"""`krets mail`: the queue is shown, and what failed can be tried again."""

from datetime import UTC, datetime

from catalog.database import Database
from catalog.mail import MailDraft, claim, enqueue, mark_given_up
from catalog.terms import MailKind
from tests.web.commands.conftest import Krets

NOW = datetime(2026, 11, 22, 11, tzinfo=UTC)


def ask(krets: Krets, *, given_up: bool) -> None:
    """A mail is in the queue, given up or not."""
    database = Database(f"sqlite:///{krets.folder / 'krets.db'}")
    with database.transaction() as session:
        enqueue(session, MailDraft("a:1", MailKind.SOURCE_HELD, "anne@lier.no", "Kilden venter", "Hei"), now=NOW)
        taken = claim(session, now=NOW) if given_up else None
        if taken:
            mark_given_up(session, taken, "550 nobody of that name")
    database.dispose()


def test_an_empty_queue_is_an_empty_list(krets: Krets) -> None:
    assert krets.json("mail", "list") == []


def test_a_mail_is_shown_with_what_was_the_matter_and_not_its_text(krets: Krets) -> None:
    ask(krets, given_up=True)
    [row] = krets.json("mail", "list", "--state", "given-up")
    assert (row["recipient"], row["state"], row["problem"], row["attempts"]) == ("anne@lier.no", "given-up", "550 nobody of that name", 1)
    assert row["asked"] == "2026-11-22T12:00+01:00" and row["next_try"] is None
    assert "Hei" not in krets.run("mail", "list").stdout
    assert krets.json("mail", "list", "--state", "sent") == []


def test_a_mail_that_was_given_up_is_tried_again_and_a_dry_run_changes_nothing(krets: Krets) -> None:
    ask(krets, given_up=True)
    before = krets.rows()
    assert krets.run("mail", "retry", "1", "--dry-run").stderr == "mail 1 could be sent again\n"
    assert krets.rows() == before
    assert krets.run("mail", "retry", "1").stderr == "mail 1 is sent again\n"
    assert [row["state"] for row in krets.json("mail", "list")] == ["queued"]


def test_what_cannot_be_tried_again_is_told_in_one_line(krets: Krets) -> None:
    ask(krets, given_up=False)
    assert "is queued" in krets.refused("mail", "retry", "1", code=1)
    assert "there is no mail" in krets.refused("mail", "retry", "9", code=1)
    assert "--state" in krets.refused("mail", "list", "--state", "lost", code=2)
