"""Bad days, page by page: search index away, database read-only or away. What still works is shown whole, what does not says so.

Nothing here is pretended: the folder of the index, the database's file and the server's port are really gone. Mail has a module of its
own, and so has what only a browser sees.
"""

import re
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import event

from catalog.drafts import OccurrenceDraft, OrganisationDraft, VenueDraft
from catalog.links_by_mail import LinkProofs
from catalog.terms import Status
from catalog.values import FREE
from tests.web.letters import KARI, confirm_link, send, subscribed, subscriptions
from tests.web.world import AT_SCHOOL, World
from web.errors import RETRY_AFTER_S
from web.links import subscription_path
from web.mail.subscribers import CONFIRM, END

SLOW = "Søket er tregere enn vanlig akkurat nå. Treffene er de samme."
INSIDE = ("Traceback", "sqlite", "sqlalchemy", "whoosh", ".py", "readonly", "OperationalError", "IndexUnavailable")
SEARCHES = ("/lier/?q=fotball", "/lier/?q=fotball&view=map", "/lier/?q=fotball&view=calendar", "/lier/?q=fotball&view=print")
OTHERS = (
    "/", "/lier/", "/lier/organisations/tranby-fotball", "/lier/districts/hallingstad", "/lier/schools/hallingstad-skole", "/lier/ny",
    "/lier/ung", "/lier/help", "/lier/periods", "/lier/periods/winter-2027", "/lier/about", "/lier/privacy", "/lier/saved?ids=1,2",
    "/lier/widget?q=fotball", "/lier/subscribe?cost=free", "/lier/subscribe/sent", "/lier/missing?q=ishockey", "/lier/report?offer=1",
    "/lier/report/thanks", "/lier/calendar.ics?q=fotball", "/lier/poster.pdf?period=christmas-2026", "/lier/districts.geojson",
    "/api/v1/municipalities/lier/offers?q=fotball", "/api/v1/municipalities/lier/suggest?q=fo", "/sitemap.xml",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Town:
    """The small Lier with offers that were found once, and where its files lie."""

    world: World
    folder: Path
    offer: str
    ended: str

    @property
    def pages(self) -> tuple[str, ...]:
        """Every address of the site."""
        return (*SEARCHES, *OTHERS, self.offer, self.ended)

    def words(self, path: str) -> tuple[int, str]:
        """The status of a page and what it says; of a poster only that it is one."""
        answer = self.world.get(path)
        return answer.status_code, answer.text if answer.mimetype != "application/pdf" else "a poster"


@pytest.fixture
def town(world: World, tmp_path: Path) -> Town:
    """Three offers and one that is over."""
    days = (OccurrenceDraft(datetime(2026, 12, 28, 8, tzinfo=UTC), datetime(2026, 12, 28, 10, tzinfo=UTC)),)
    club = OrganisationDraft("Tranby Fotball")
    numbers = [
        world.offer(title, organisation=club, price=FREE, place=AT_SCHOOL, venue=VenueDraft("Hallen"), categories=(what,), occurrences=days)
        for title, what in (("Fotball for alle", "football"), ("Fotballskole", "football"), ("Kor", "choir"), ("Korøvelse", "choir"))
    ]
    world.change(numbers[-1], status=Status.ENDED, ended_on=date(2026, 11, 1))
    world.drain()
    return Town(world, tmp_path, world.path(numbers[0]), world.path(numbers[-1]))


def removed(index: Path) -> None:
    shutil.rmtree(index)


def a_file_in_its_place(index: Path) -> None:
    shutil.rmtree(index)
    index.write_text("no folder")


def leading_nowhere(index: Path) -> None:
    link = index / "1" / "current"
    link.unlink()
    link.symlink_to("build-gone")


def plain(text: str) -> str:
    """What a page says but for the word that it is slow."""
    slow = re.escape(SLOW)
    told = re.sub(rf'<p[^>]*>{slow}</p>|<div[^>]*><p>{slow}</p></div>|"from-database"', "", text)
    return re.sub(r"\s+", " ", told)


def assert_slow_and_the_same(town: Town, damage: Callable[[Path], None], paths: Iterable[str]) -> None:
    before = {path: town.words(path) for path in paths}
    assert {status for status, _ in before.values()} == {200}
    damage(town.folder / "index")
    for path, (_, text) in before.items():
        status, now = town.words(path)
        assert (status, SLOW in now) == (200, path in SEARCHES), path
        assert plain(now) == plain(text), path


def test_without_an_index_every_page_says_the_same_and_a_search_that_it_is_slow(town: Town) -> None:
    assert_slow_and_the_same(town, removed, town.pages)


@pytest.mark.parametrize("damage", [a_file_in_its_place, leading_nowhere])
def test_an_index_that_cannot_be_read_is_no_index(town: Town, damage: Callable[[Path], None]) -> None:
    assert_slow_and_the_same(town, damage, (SEARCHES[0], "/lier/", town.offer))


def test_without_an_index_an_ended_offer_still_names_others(town: Town) -> None:
    removed(town.folder / "index")
    text = town.world.get(town.ended).text
    assert "Dette tilbudet er avsluttet." in text and "Dette kan du gjøre i stedet" in text and town.offer in text


def read_only(world: World) -> None:
    """From now on the database refuses every change, as on a disk that was mounted read-only."""
    world.krets.database.dispose()
    event.listen(world.krets.database.engine, "connect", lambda connection, _: connection.execute("PRAGMA query_only=ON"))


def test_with_a_database_that_is_only_read_every_page_says_the_same(town: Town) -> None:
    before = {path: town.words(path) for path in town.pages}
    read_only(town.world)
    assert {path: town.words(path) for path in town.pages} == before


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        ("/lier/subscribe", {"search": "cost=free", "email": KARI}),
        ("/lier/report?offer=1", {"topic": "other", "text": "Tiden stemmer ikke"}),
        ("/lier/missing", {"category": "ice-hockey", "text": "Ishockey for jenter"}),
    ],
)
def test_a_form_that_cannot_be_stored_says_so_and_keeps_what_was_typed(town: Town, path: str, fields: dict[str, str]) -> None:
    read_only(town.world)
    answer = send(town.world, path, **fields)
    assert answer.status_code == 503 and "Ingenting er lagret. Prøv igjen om litt." in answer.text
    assert all(value in answer.text for name, value in fields.items() if name != "topic")
    assert 'value="other" checked' in answer.text or "topic" not in fields
    assert not any(word in answer.text for word in INSIDE)


def link_of(world: World, step: str) -> tuple[str, dict[str, str]]:
    """The address of a step of a subscription, and the fields of its button."""
    if step == CONFIRM:
        return confirm_link(world), {}
    subscribed(world)
    ending = subscription_path("lier", END, LinkProofs(world.krets.settings.secret_key).token(END, subscriptions(world)[-1].handle))
    if step == END:
        return ending, {}
    kept = re.search(r'name="kept" value="([^"]+)"', send(world, ending).text)
    assert kept
    return "/lier/subscription/undo", {"kept": kept[1]}


@pytest.mark.parametrize("step", [CONFIRM, END, "undo"])
def test_a_step_that_cannot_be_stored_says_that_nothing_was_changed(town: Town, step: str) -> None:
    link, fields = link_of(town.world, step)
    before = len(subscriptions(town.world))
    read_only(town.world)
    answer = send(town.world, link, **fields)
    assert answer.status_code == 503 and "Ingenting er endret. Prøv igjen om litt." in answer.text
    assert len(subscriptions(town.world)) == before and not any(word in answer.text for word in INSIDE)


def test_with_the_database_away_every_page_says_when_to_come_back(town: Town) -> None:
    town.world.krets.database.dispose()
    file = Path(str(town.world.krets.database.url.database))
    file.unlink()
    file.mkdir()
    for path in (*town.pages, "/lier/subscription/confirm?token=x"):
        answer = town.world.get(path)
        if answer.status_code == 200:  # a page that says the same on every day
            assert path in {"/about", "/privacy"}, path
            continue
        assert (answer.status_code, answer.headers["Retry-After"], answer.headers["Cache-Control"]) == (503, str(RETRY_AFTER_S), "no-store")
        assert not any(word in answer.text for word in INSIDE), path
        if answer.mimetype == "text/html":
            assert "Vent et minutt og last siden på nytt. Ingenting er gått tapt." in answer.text
            assert "<title>Tjenesten er opptatt akkurat nå" in answer.text and '<html lang="nb">' in answer.text


@pytest.mark.parametrize(("path", "fields"), [("/lier/subscribe", {"email": KARI}), ("/lier/missing", {"text": "Ishockey"})])
def test_with_the_database_away_a_form_is_not_taken_and_nothing_is_said_to_be(town: Town, path: str, fields: dict[str, str]) -> None:
    town.world.krets.database.dispose()
    Path(str(town.world.krets.database.url.database)).unlink()
    answer = send(town.world, path, **fields)
    assert answer.status_code == 503 and "Vent et minutt" in answer.text and not any(word in answer.text for word in INSIDE)
