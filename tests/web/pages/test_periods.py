"""The school calendar: coming holidays and days off, with counts that are those of the search."""

import html
import re
from datetime import UTC, date, datetime

from sqlalchemy import delete, update

from catalog.drafts import OccurrenceDraft
from catalog.model import Municipality, SchoolHoliday
from catalog.terms import Booking, HolidayKind
from catalog.values import FREE, AgeRange
from tests.web.pages.counted_links import assert_every_count_is_what_its_link_finds, counted_links
from tests.web.world import AT_SCHOOL, World

IN_WINTER = (OccurrenceDraft(datetime(2027, 2, 23, 9, tzinfo=UTC), datetime(2027, 2, 23, 14, tzinfo=UTC)),)


def filled(world: World) -> None:
    """Three offers in the winter holiday, two of them free."""
    world.offer("Skidag", price=FREE, ages=AgeRange(6, 9), occurrences=IN_WINTER, categories=("skiing",), place=AT_SCHOOL)
    world.offer("Akedag", price=FREE, booking=Booking.DROP_IN, ages=AgeRange(8, 12), occurrences=IN_WINTER, categories=("outdoors",))
    world.offer("Teaterkurs", ages=AgeRange(13, 16), occurrences=IN_WINTER, categories=("theatre",))
    world.drain()


def test_a_holiday_says_how_much_is_free_in_its_heading_and_title(world: World) -> None:
    filled(world)
    page = world.get("/lier/periods/winter-2027").text
    assert (
        "<h1>Vinterferien, uke\N{NO-BREAK SPACE}8: 2 gratis tilbud</h1>" in page and "<title>Vinterferien, uke 8: 2 gratis tilbud –" in page
    )
    assert page.count('class="ds-card card"') == 2 and "calendar.ics?period=winter-2027" in page


def test_every_count_of_the_calendar_and_of_a_holiday_is_what_its_link_finds(world: World) -> None:
    filled(world)
    assert_every_count_is_what_its_link_finds(world, world.get("/lier/periods").text)
    links = assert_every_count_is_what_its_link_finds(world, world.get("/lier/periods/winter-2027").text)
    assert {words: count for words, (_, count) in links.items() if words.endswith("år")} == {"6–9 år": 2, "10–12 år": 1, "13–18 år": 1}


def test_the_home_page_the_calendar_and_the_holiday_say_the_same(world: World) -> None:
    filled(world)
    said = [re.search(r"(\d+) gratis tilbud", world.get(path).text) for path in ("/lier/", "/lier/periods/winter-2027")]
    assert {one[1] for one in said if one} == {"2"} and counted_links(world.get("/lier/periods").text)["Gratis"][1] == 2


def test_the_name_of_a_holiday_leads_to_the_next_one_in_the_asked_language(world: World) -> None:
    assert world.get("/lier/periods/winter?lang=nn").location == "/lier/periods/winter-2027?lang=nn"
    assert world.get("/lier/periods/winter-1999").status_code == 404
    assert world.get("/lier/periods/nonsense").status_code == 404


def test_a_holiday_without_offers_says_so(world: World) -> None:
    page = world.get("/lier/periods/easter-2027").text
    assert "Påskeferien: ingen tilbud" in page and "Ingen tilbud er lagt inn ennå." in page and counted_links(page) == {}


def test_a_holiday_that_is_over_says_so_to_people_and_search_engines(world: World) -> None:
    page = world.get("/lier/periods/autumn-2026").text
    assert "Denne ferien er over." in page and '<meta name="robots" content="noindex">' in page


def test_undecided_dates_say_so(world: World) -> None:
    with world.krets.database.transaction() as session:
        session.execute(update(SchoolHoliday).where(SchoolHoliday.slug == "winter-2027").values(provisional=True))
    for path in ("/lier/periods", "/lier/periods/winter-2027"):
        assert world.get(path).text.count("datoene kan bli endret") == 1, path


def test_planning_days_are_told_with_what_is_held_then(world: World) -> None:
    world.offer("Spilldag", occurrences=(OccurrenceDraft(datetime(2026, 12, 4, 9, tzinfo=UTC)),))
    world.drain()
    days = [("planning-day-2026-12-04", date(2026, 12, 4)), ("planning-day-2027-01-04", date(2027, 1, 4))]
    with world.krets.database.transaction() as session:
        rows = [SchoolHoliday(kind=HolidayKind.PLANNING_DAY, slug=slug, first=day, last=day) for slug, day in days]
        home = session.get_one(Municipality, 1)
        home.holidays.extend(rows)
    page = html.unescape(world.get("/lier/periods").text)
    links = counted_links(page)
    assert [count for words, (url, count) in links.items() if "from=2026-12-04" in url] == [1]
    assert "Planleggingsdager" in page and "from=2027-01-04" not in page


def test_a_municipality_without_a_calendar_says_so(world: World) -> None:
    with world.krets.database.transaction() as session:
        session.execute(delete(SchoolHoliday))
    assert "Kommunen har ikke lagt inn skoleruten ennå." in world.get("/lier/periods").text
