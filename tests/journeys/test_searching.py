"""A family finds something to do in the demo, with a script and without one: search, filter, offer, calendar, and back."""

import re
from datetime import datetime, timedelta
from pathlib import Path

import icalendar
import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.interface import asked
from tests.journeys.visiting import tick_filter

pytestmark = pytest.mark.browser

TUESDAYS = re.compile(r"Hver tirsdag kl\.\s(\d+)(?:\.(\d\d))?–\u2060?[\d.]+\s")
"""A rule of one weekday as pages say it, with the hour and minute at which it begins."""


def total(heading: str) -> int:
    """The number that a results heading begins with."""
    number = re.match(r"\d+", heading)
    assert number, heading
    return int(number[0])


def heading(page: Page) -> str:
    """The page's heading."""
    return page.locator("h1").inner_text()


def titles(page: Page) -> list[str]:
    """The addresses of the cards of a result list."""
    return [link.get_attribute("href") or "" for link in page.locator(".found .card h2 a").all()]


def downloaded(page: Page, link: Locator, folder: Path) -> icalendar.Calendar:
    """The calendar file behind a link, as the browser saves it."""
    with page.expect_download() as saving:
        link.click()
    assert saving.value.suggested_filename.endswith(".ics")
    saving.value.save_as(folder / "offer.ics")
    calendar = icalendar.Calendar.from_ical((folder / "offer.ics").read_bytes())
    assert isinstance(calendar, icalendar.Calendar)
    return calendar


def test_from_the_first_screen_to_the_calendar_and_back(phone: Page, server: str, tmp_path: Path) -> None:
    phone.goto("/lier/")
    phone.get_by_label("Alder", exact=True).fill("10")
    phone.locator("#sok-knapp").click()
    expect(phone.locator("h1")).to_contain_text("for 10")
    unfiltered = total(heading(phone))

    phone.locator(".filters > summary").click()
    for filter_name in ("Gratis", "Hegg"):
        tick_filter(phone, filter_name)
    assert total(heading(phone)) == unfiltered
    phone.get_by_role("button", name=re.compile("^Vis treff")).click()
    expect(phone.locator("h1")).to_contain_text("gratis")
    search, found = phone.url, heading(phone)
    assert total(found) == asked(server, "lier", "age=10&cost=free&district=hegg")["total"] > 0

    card = phone.locator(".card", has_text=re.compile(r"Hver \w+dag kl\.")).first
    name = card.locator("h2").inner_text()
    card.get_by_role("link").click()
    expect(phone.locator("h1")).to_have_text(name)
    expect(phone.locator(".box")).to_contain_text("Gratis")
    expect(phone.locator(".box")).to_contain_text("Skolekrets: Hegg")

    link = phone.get_by_role("link", name="Legg i kalenderen")
    calendar, again = downloaded(phone, link, tmp_path), downloaded(phone, link, tmp_path)
    said = {datetime.fromisoformat(time.get_attribute("datetime") or "") for time in phone.locator(".dates time").all()}
    events = [event for event in calendar.walk("VEVENT") if isinstance(event, icalendar.Event)]
    assert {event.start for event in events} == said
    assert {str(event["SUMMARY"]) for event in events} == {name}
    assert {str(event.start.tzinfo) for event in events if isinstance(event.start, datetime)} == {"Europe/Oslo"}
    uids = [str(event["UID"]) for event in events]
    assert len(set(uids)) == len(uids)
    assert uids == [str(event["UID"]) for event in again.walk("VEVENT")]

    phone.get_by_role("link", name="Tilbake til søket").click()
    expect(phone).to_have_url(search)
    assert heading(phone) == found


def test_hours_stay_the_same_on_both_sides_of_the_change_to_summer_time(phone: Page, tmp_path: Path) -> None:
    phone.goto("/lier/?kind=activity&weekday=tue&time=afternoon")
    phone.locator(".card", has_text=TUESDAYS).first.get_by_role("link").click()
    expect(phone.locator(".box")).to_be_visible()
    rule = TUESDAYS.search(" ".join(phone.locator(".box").inner_text().split()))
    assert rule
    calendar = downloaded(phone, phone.get_by_role("link", name="Legg i kalenderen"), tmp_path)
    starts = [event.start for event in calendar.events if isinstance(event.start, datetime)]
    assert {(start.hour, start.minute) for start in starts} == {(int(rule[1]), int(rule[2] or 0))}
    assert {start.weekday() for start in starts} == {1}
    assert {start.utcoffset() for start in starts} == {timedelta(hours=1), timedelta(hours=2)}


def test_a_chip_taken_away_widens_the_search(phone: Page) -> None:
    phone.goto("/lier/?q=svømming&cost=free&cost=unknown&age=9")
    expect(phone.locator(".chips a").filter(has_text="Gratis")).to_be_visible()
    for label, left in (("Gratis", 3), ("9 år", 2), ("Pris ikke oppgitt", 1)):
        phone.get_by_role("link", name=f"Ta bort filteret {label}").click()
        expect(phone.locator(".chips .ds-chip")).to_have_count(left)
    assert phone.url.endswith("?q=sv%C3%B8mming")
    phone.get_by_role("link", name="Ta bort filteret Svømming").click()
    expect(phone.locator(".chips")).to_have_count(0)
    expect(phone.locator("h1")).to_have_text(re.compile(r"^\d{3} tilbud$"))


def test_offers_for_both_children_come_first(phone: Page, server: str) -> None:
    phone.goto("/lier/?age=8")
    phone.locator(".again > summary").click()
    phone.get_by_text("Legg til et barn").click()
    phone.get_by_label("Alder, ett barn til").fill("15")
    phone.locator("#sok-knapp").click()
    expect(phone.locator("h1")).to_contain_text("for 8 og 15 år")
    expect(phone.locator(".chips .ds-chip")).to_have_text([re.compile("8 år"), re.compile("15 år")])
    phone.locator(".again > summary").click()
    expect(phone.get_by_label("Alder, barn 2")).to_have_value("15")

    fits = [offer["age_min"] <= 8 and offer["age_max"] >= 15 for offer in aged(server, "age=8&age=15")]
    assert fits == sorted(fits, reverse=True)
    assert any(fits)


def aged(server: str, query: str) -> list[dict[str, int]]:
    """Offers of the first hundred that state both ages."""
    offers = asked(server, "lier", f"{query}&per_page=100")["offers"]
    return [offer for offer in offers if offer["age_min"] is not None and offer["age_max"] is not None]


def test_nothing_found_leads_on_to_what_there_is(phone: Page) -> None:
    phone.goto("/lier/?q=fotball&cost=free&district=sylling")
    expect(phone.locator("h1")).to_contain_text("Ingen gratis tilbud")
    way_on = phone.locator(".empty li a").first
    promised = total(way_on.locator("strong").inner_text())
    way_on.click()
    expect(phone.locator("h1")).not_to_contain_text("Ingen")
    assert total(heading(phone)) == promised == min(25, promised) == phone.locator(".found > .cards .card").count()


def test_pages_follow_one_another_without_a_double(phone: Page) -> None:
    phone.goto("/lier/?cost=free")
    first, found = titles(phone), heading(phone)
    phone.get_by_role("link", name="Neste", exact=True).click()
    expect(phone.locator(".ds-pagination [aria-current]")).to_have_text("2")
    second = titles(phone)
    assert len(first) == len(second) == 25
    assert not set(first) & set(second)
    assert heading(phone) == found
    phone.get_by_role("link", name="Side 5", exact=True).click()
    expect(phone.locator(".ds-pagination [aria-current]")).to_have_text("5")
    assert len(titles(phone)) == total(found) - 100
    phone.get_by_role("link", name="Side 1", exact=True).click()
    expect(phone.locator(".ds-pagination [aria-current]")).to_have_text("1")
    assert titles(phone) == first


def test_the_search_survives_a_change_of_language(phone: Page) -> None:
    phone.goto("/lier/?age=8&cost=free")
    in_norwegian = total(heading(phone))
    phone.get_by_role("link", name="English").click()
    expect(phone.locator("html")).to_have_attribute("lang", "en")
    expect(phone.locator("h1")).to_have_text(re.compile(rf"^{in_norwegian} free"))
    phone.locator(".card h2 a").first.click()
    expect(phone.locator("html")).to_have_attribute("lang", "en")
    phone.locator("a.back").click()
    phone.get_by_role("link", name="Remove").filter(has_text="Free").click()
    expect(phone.locator("h1")).not_to_contain_text("free")
    expect(phone.locator("html")).to_have_attribute("lang", "en")
    phone.get_by_role("link", name="Nynorsk").click()
    expect(phone.locator("html")).to_have_attribute("lang", "nn")
    expect(phone.locator(".chips .ds-chip")).to_have_count(1)
