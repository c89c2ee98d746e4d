"""What tests of letters share: a form sent as a browser sends it, the letters that wait, and the links in them."""

import re
from collections.abc import Callable
from datetime import timedelta

from sqlalchemy import func, select
from werkzeug.test import TestResponse

from catalog.database import Session
from catalog.model import Mail, Subscription
from tests.web.world import BASE, World
from web.mail.subscribers import Write, write_round

KARI = "kari@example.no"
OURS = {"Origin": BASE, "Sec-Fetch-Site": "same-origin", "Accept-Language": "nb"}
ELSEWHERE = {"REMOTE_ADDR": "84.208.20.17"}


def send(world: World, path: str, headers: dict[str, str] | None = None, /, **fields: str) -> TestResponse:
    """Sends a form; from our own page where no other headers are given."""
    return world.client.post(path, base_url=BASE, data=fields, headers=OURS if headers is None else headers, environ_overrides=ELSEWHERE)


def follow(world: World, search: str = "cost=free", email: str = KARI, **more: str) -> TestResponse:
    """Sends the form that follows a search."""
    return send(world, "/lier/subscribe", search=search, email=email, **more)


def letters(world: World) -> list[Mail]:
    """The letters that were asked for, oldest first."""
    with world.krets.database.reading() as session:
        return list(session.scalars(select(Mail).order_by(Mail.id)))


def link_in(letter: Mail, step: str) -> str:
    """Path and query of the link of a step."""
    found = re.search(rf"https://krets\.example(/lier/subscription/{step}\?\S+)", letter.text)
    assert found, letter.text
    return found[1]


def confirm_link(world: World, **fields: str) -> str:
    """The link that confirms a subscription which is asked for now."""
    assert follow(world, **fields).status_code == 303
    return link_in(letters(world)[-1], "confirm")


def subscribed(world: World, **fields: str) -> None:
    """Asks for a subscription and confirms it; a minute goes by."""
    assert send(world, confirm_link(world, **fields)).status_code == 200
    world.clock.instant += timedelta(minutes=1)


def subscriptions(world: World) -> list[Subscription]:
    """The subscriptions, oldest first."""
    with world.krets.database.reading() as session:
        return list(session.scalars(select(Subscription).order_by(Subscription.id)))


def rows(world: World, table: type) -> int:
    """How many rows a table has."""
    with world.krets.database.reading() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def go_round(world: World, write: Write | None = None) -> dict[str, int]:
    """The jobs' round of letters."""

    def commit(work: Callable[[Session], int]) -> int:
        with world.krets.database.transaction() as session:
            return work(session)

    return write_round(world.krets, write or commit)
