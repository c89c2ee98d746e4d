"""Days on which mail does not go: who follows a search is told, the letter waits and comes, and what needs no mail goes on.

The letters go to a real SMTP server on loopback that refuses, is busy, or is not there. With them the limits of every form: nobody has
Krets write to an address, or fill its queue, more often than a day allows.
"""

from collections.abc import Iterator
from datetime import timedelta
from socket import socket

import pytest

from catalog.clock import oslo_day
from catalog.form_limits import FormLimits, Limit
from catalog.model import Mail, Report, Subscription
from catalog.terms import MailState
from tests.web.letters import KARI, follow, letters, link_in, rows, send, subscriptions
from tests.web.mail.smtp_server import Inbox, running_smtp
from tests.web.world import World
from web.mail.doors import SmtpDoor
from web.mail.posting import Post
from web.pages import reporting, subscribing
from web.pages.subscribing import A_DAY_TO_AN_ADDRESS

SLOW = "E-post går tregere enn vanlig akkurat nå. Den kommer så snart det virker igjen."
MEANT_FOR_LETTERS = {"pages.confirming", "pages.ending", "pages.undoing"}
"""What is sent there proves itself by a token of a letter, and asks for none."""
LIMITED = {"pages.subscribe", "pages.report_offer", "pages.report_missing"}


@pytest.fixture
def inbox() -> Iterator[Inbox]:
    """A mail server."""
    with running_smtp(Inbox()) as running:
        yield running


def send_letters(world: World, port: int) -> int:
    """What the jobs do every few seconds; how many letters went."""
    return Post(world.krets, SmtpDoor("127.0.0.1", port, step_s=5.0)).send_due(lambda _: None)


def nobody_listens() -> int:
    """A port at which nothing answers."""
    with socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.mark.parametrize("answer", ["451 later", "421 too busy", None])
def test_while_mail_is_away_the_page_says_so_and_the_letter_comes_when_it_is_back(world: World, inbox: Inbox, answer: str | None) -> None:
    assert follow(world).status_code == 303
    assert SLOW not in world.get("/lier/subscribe/sent").text
    inbox.answer_to_data = answer or ""
    assert send_letters(world, inbox.port if answer else nobody_listens()) == 0
    assert SLOW in world.get("/lier/subscribe/sent").text
    inbox.answer_to_data = ""
    world.clock.instant += timedelta(hours=1)
    assert send_letters(world, inbox.port) == 1
    assert inbox.recipients == [KARI] and SLOW not in world.get("/lier/subscribe/sent").text


def test_a_letter_that_came_late_still_confirms(world: World, inbox: Inbox) -> None:
    follow(world)
    link = link_in(letters(world)[0], "confirm")
    send_letters(world, nobody_listens())
    world.clock.instant += timedelta(hours=20)
    assert send_letters(world, inbox.port) == 1
    assert "Nå får du nye treff på e-post" in send(world, link).text
    assert subscriptions(world)[0].confirmed_at is not None


def test_when_nobody_sends_letters_at_all_the_page_says_so_too(world: World) -> None:
    follow(world)
    world.clock.instant += timedelta(minutes=11)
    assert SLOW in world.get("/lier/subscribe/sent").text


def test_an_address_that_is_refused_holds_up_nobody_and_is_told_to_nobody(world: World, inbox: Inbox) -> None:
    inbox.answer_to_rcpt = "550 nobody of that name"
    follow(world)
    assert send_letters(world, inbox.port) == 1
    assert [letter.state for letter in letters(world)] == [MailState.GIVEN_UP]
    page = world.get("/lier/subscribe/sent").text
    assert SLOW not in page and KARI not in page and "se etter at adressen var skrevet riktig" in page


def test_a_report_needs_no_mail(world: World) -> None:
    follow(world)
    send_letters(world, nobody_listens())
    assert send(world, "/lier/missing", text="Ishockey").status_code == 303
    assert rows(world, Report) == 1


def test_every_form_that_is_sent_has_a_limit_or_proves_itself(world: World) -> None:
    rules = world.client.application.url_map.iter_rules()
    assert {rule.endpoint for rule in rules if {"POST", "PUT", "PATCH", "DELETE"} & (rule.methods or set())} == LIMITED | MEANT_FOR_LETTERS


@pytest.mark.parametrize(
    ("path", "fields", "counted", "table"),
    [
        ("/lier/subscribe", {"email": KARI}, ("subscriptions", subscribing.A_DAY_IN_ALL), Subscription),
        ("/lier/missing", {"text": "Ishockey"}, ("reports", reporting.A_DAY_IN_ALL), Report),
        ("/lier/report?offer=1", {"topic": "other", "text": "Ishockey"}, ("reports", reporting.A_DAY_IN_ALL), Report),
    ],
)
def test_a_day_has_a_limit_for_everybody_together(
    world: World, path: str, fields: dict[str, str], counted: tuple[str, int], table: type
) -> None:
    world.offer("Kor")
    limits, (scope, most) = FormLimits(world.krets.settings.secret_key), counted
    with world.krets.database.transaction() as session:
        for _ in range(most - 1):
            assert limits.exceeded(session, [Limit(scope, "all", most)], oslo_day(world.clock.now())) is None
    assert send(world, path, **fields).status_code == 303
    refused = send(world, path, **fields)
    assert refused.status_code == 429 and "Prøv igjen i morgen." in refused.text and list(fields.values())[-1] in refused.text
    assert rows(world, table) == 1
    world.clock.instant += timedelta(days=1)
    assert send(world, path, **fields).status_code == 303


def test_asking_again_for_the_same_letter_is_how_it_is_sent_again_and_has_a_limit(world: World) -> None:
    for _ in range(A_DAY_TO_AN_ADDRESS + 2):
        assert follow(world, email=KARI).status_code == 303
    assert rows(world, Mail) == A_DAY_TO_AN_ADDRESS
    follow(world, email=KARI.upper())
    assert rows(world, Mail) == A_DAY_TO_AN_ADDRESS, "capitals make no other address"
