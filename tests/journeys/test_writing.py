"""A family writes to the municipality, and is written to: a search followed until it is ended, something wrong, something missing."""

import email
import email.policy
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest
from playwright.sync_api import expect

from catalog.clock import FixedClock
from catalog.database import Session
from catalog.model import Report
from catalog.report_terms import ReportState
from catalog.settings import settings_from
from catalog.store.municipalities import municipality
from catalog.store.reports import reports
from importers.pipeline import run_once
from importers.plan import OneOff, tools_from
from tests.demo_installation import environment
from tests.journeys.results import heading
from tests.journeys.traveller import Traveller
from web.context import Krets, open_krets
from web.mail.doors import door_from
from web.mail.posting import Post
from web.mail.subscribers import write_round

pytestmark = pytest.mark.browser

FIRST_LOOK = timedelta(days=1, hours=1)
LINK = re.compile(r"http://127\.0\.0\.1:\d+/\S+")


@dataclass(frozen=True, slots=True)
class Office:
    """The installation behind the pages: its jobs' rounds, its letters, what was reported. Its clock is set before everything it does."""

    krets: Krets
    clock: FixedClock

    def go_round(self, later: timedelta = timedelta()) -> None:
        """The round of `krets jobs` that writes letters, and the one that sends them, by a clock that is so much ahead."""
        self.clock.instant = datetime.now(UTC) + later
        write_round(self.krets, self._write)
        Post(self.krets, door_from(self.krets.settings)).send_due(lambda _: None)

    def letters_to(self, address: str) -> list[EmailMessage]:
        """The letters that were sent to an address, oldest first."""
        files = sorted((self.krets.settings.data_dir / "mail").glob("*.eml"))
        read = [email.message_from_bytes(one.read_bytes(), policy=email.policy.default) for one in files]
        return [one for one in read if one["To"] == address]

    def reports(self) -> list[tuple[Report, str | None]]:
        """What families said is wrong or missing, the newest first, with the offer's name."""
        with self.krets.database.reading() as session:
            return reports(session, municipality(session, "lier").id, state=ReportState.OPEN, limit=100)

    def receive(self, title: str, table: Path) -> None:
        """Imports one new offer, as `krets import` does."""
        table.write_text(f"Tittel;Arrangør;Kategori;Pris;Alder\n{title};Lier sjakklubb;Sjakk;Gratis;8–12 år\n", encoding="utf-8")
        self.clock.instant = datetime.now(UTC)
        with self.krets.database.reading() as session:
            what = OneOff(municipality(session, "lier").id, str(table), "csv", {})
        report = run_once(self.krets.database, what, tools_from(self.krets.settings, self.clock))
        assert report.counts["created"] == 1, report
        self.krets.syncing.sync_all()

    def _write(self, work: Callable[[Session], int]) -> int:
        with self.krets.database.transaction() as session:
            return work(session)


@pytest.fixture(scope="module")
def office(own_demo: Path, own_server: str) -> Iterator[Office]:
    clock = FixedClock(datetime.now(UTC))
    with open_krets(settings_from(environment(own_demo, own_server)), clock) as krets:
        yield Office(krets, clock)


def links_in(letter: EmailMessage) -> list[str]:
    """The addresses that a letter's plain text holds."""
    body = letter.get_body(("plain",))
    assert body is not None
    return LINK.findall(body.get_content())


def test_a_search_is_followed_confirmed_told_of_and_ended_with_one_click(traveller: Traveller, office: Office, tmp_path: Path) -> None:
    page, kari = traveller.page, f"{traveller.way.name.lower()}@example.no"
    page.goto("/lier/")
    traveller.write(page.get_by_label("Hva leter du etter?"), "gratis sjakk")
    traveller.press(page.get_by_role("button", name="Søk", exact=True))
    expect(page.locator("h1")).to_contain_text("sjakk")
    traveller.press(page.locator("details.follow > summary"))
    traveller.write(page.get_by_label("E-postadresse"), kari)
    traveller.press(page.get_by_role("button", name="Send meg en lenke"))
    expect(page.locator("h1")).to_have_text("Se i e-posten din")

    office.go_round()
    [asking] = office.letters_to(kari)
    page.goto(links_in(asking)[0])
    expect(page.locator("h1")).to_have_text("Vil du ha nye treff på e-post?")
    traveller.press(page.get_by_role("button", name="Ja, send meg nye treff"))
    expect(page.locator("h1")).to_have_text("Nå får du nye treff på e-post")

    title = f"Sjakk for nye spillere {traveller.way.name.lower()}"
    office.receive(title, tmp_path / "nytt.csv")
    office.go_round(FIRST_LOOK)
    [_, digest] = office.letters_to(kari)
    assert digest["Subject"] == "1 nytt fritidstilbud i Lier"
    offer, search, end = links_in(digest)
    page.goto(offer)
    expect(page.locator("h1")).to_have_text(title)
    page.goto(search)
    expect(page.locator("h1")).to_contain_text("sjakk")

    assert digest["List-Unsubscribe"] == f"<{end}>"
    page.goto(end)
    traveller.press(page.get_by_role("button", name="Avslutt e-postene"))
    expect(page.locator("h1")).to_have_text("E-postene er avsluttet")
    office.go_round(FIRST_LOOK + timedelta(days=8))
    assert len(office.letters_to(kari)) == 2
    page.goto(end)
    expect(page.get_by_text("Det er ingenting mer å avslutte her.")).to_be_visible()


def test_something_is_wrong_with_an_offer(traveller: Traveller, office: Office) -> None:
    page, words = traveller.page, f"Det er flyttet til hallen, sier vi som var der {traveller.way.name.lower()}."
    page.goto("/lier/?q=korps")
    traveller.press(page.locator(".found > .cards h2 a").first)
    expect(page.locator(".box")).to_be_visible()
    name, address = heading(page), page.url
    traveller.press(page.get_by_role("link", name="Er noe feil?"))
    expect(page.locator("h1")).to_have_text("Er noe feil?")
    expect(page.locator("main .lead")).to_have_text(name)

    traveller.write(page.get_by_label("Fortell mer (valgfritt)"), words)
    traveller.press(page.get_by_role("button", name="Send", exact=True))
    expect(page.locator("#feil-topic")).to_have_text("Velg det som passer best.")
    expect(page.get_by_label("Fortell mer (valgfritt)")).to_have_value(words)
    traveller.tick(page.get_by_role("radio", name="Noe er utdatert, for eksempel tid, pris eller sted"))
    traveller.press(page.get_by_role("button", name="Send", exact=True))
    expect(page.locator("h1")).to_have_text("Takk for at du sa fra")

    [(report, title)] = [one for one in office.reports() if one[0].text == words]
    assert (report.topic.value, title) == ("outdated", name)
    page.goto(address)
    expect(page.locator("h1")).to_have_text(name)
    assert words not in page.content()


def test_something_is_missing(traveller: Traveller, office: Office) -> None:
    page, words = traveller.page, f"Rullestolishockey, gjerne på lørdager {traveller.way.name.lower()}"
    page.goto("/lier/")
    traveller.write(page.get_by_label("Hva leter du etter?"), "gratis ishockey for 15-åring i Sylling")
    traveller.press(page.get_by_role("button", name="Søk", exact=True))
    expect(page.locator("h1")).to_contain_text("Ingen gratis tilbud")
    traveller.press(page.get_by_role("link", name="Meld fra at noe mangler"))
    expect(page.locator("h1")).to_have_text("Mangler det noe?")
    expect(page.get_by_text("Vi sender med hva du lette etter")).to_contain_text("ishockey", ignore_case=True)
    traveller.write(page.get_by_label("Hva savner du? (valgfritt)"), words)
    traveller.press(page.get_by_role("button", name="Send", exact=True))
    expect(page.locator("h1")).to_have_text("Takk for at du sa fra")

    [(report, _)] = [one for one in office.reports() if one[0].text == words]
    assert report.offer_id is None
    assert report.categories == ["ice-hockey"]
    assert report.bands == ["13-15"]
