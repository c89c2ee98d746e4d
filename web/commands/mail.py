"""`krets mail`: the queue of mails: what waits, what was refused and why, and another try."""

import click

from catalog.clock import OSLO
from catalog.mail import retry as retry_mail
from catalog.model import Mail
from catalog.store.mails import mails
from catalog.terms import MailState
from web.commands.output import errors_in_one_line, say, say_json, say_table
from web.context import Krets

COLUMNS = ("id", "state", "kind", "recipient", "subject", "asked", "attempts", "next_try", "sent", "problem")


@click.group()
def mail() -> None:
    """Mails: the queue that the background jobs send."""


@mail.command("list")
@click.option("--state", type=click.Choice([state.value for state in MailState]), help="Only those in this state.")
@click.option("--limit", type=click.IntRange(1, 10_000), default=100, show_default=True, help="How many, the newest first.")
@click.option("--json", "as_json", is_flag=True, help="One line of JSON.")
@click.pass_obj
def list_mails(krets: Krets, state: str | None, limit: int, *, as_json: bool) -> None:
    """List the mails: to whom, about what, how far each has come and what was the matter."""
    with errors_in_one_line(), krets.database.reading() as session:
        rows = [_shape(one) for one in mails(session, state=MailState(state) if state else None, limit=limit)]
    if as_json:
        say_json(rows)
    else:
        say_table(COLUMNS, [[row[column] for column in COLUMNS] for row in rows])


@mail.command("retry")
@click.argument("mail_id", type=int)
@click.option("--dry-run", is_flag=True, help="Check, and change nothing.")
@click.pass_obj
def retry(krets: Krets, mail_id: int, *, dry_run: bool) -> None:
    """Have a mail that failed or was given up sent again; the background jobs do it."""
    with errors_in_one_line(), krets.database.transaction() as session:
        retry_mail(session, mail_id, now=krets.clock.now())
        if dry_run:
            session.rollback()
    say(f"mail {mail_id} {'could be' if dry_run else 'is'} sent again")


def _shape(one: Mail) -> dict[str, object]:
    waits = one.state in {MailState.QUEUED, MailState.FAILED}
    moments = {"asked": one.created_at, "next_try": one.not_before if waits else None, "sent": one.sent_at}
    told = {name: moment.astimezone(OSLO).isoformat(timespec="minutes") if moment else None for name, moment in moments.items()}
    return {
        "id": one.id,
        "state": one.state.value,
        "kind": one.kind.value,
        "recipient": one.recipient or None,
        "subject": one.subject or None,
        "asked": told["asked"],
        "attempts": one.attempts,
        "next_try": told["next_try"],
        "sent": told["sent"],
        "problem": one.last_error,
    }
