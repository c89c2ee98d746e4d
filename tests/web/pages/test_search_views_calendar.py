"""The calendar of a search: sure meetings on their days, week by week; what has no sure date is named apart, so nothing is lost."""

import html
import re
from datetime import date, datetime, time, timedelta

import pytest

from catalog.clock import OSLO
from catalog.drafts import OccurrenceDraft, SeriesDraft
from catalog.terms import Answer, OccurrenceStatus
from tests.web.world import World

TUESDAYS = SeriesDraft("FREQ=WEEKLY;BYDAY=TU", date(2026, 8, 18), date(2027, 6, 15), time(17), time(18, 30))
FRIDAYS = SeriesDraft("FREQ=WEEKLY;BYDAY=FR", date(2026, 8, 18), date(2027, 6, 15), time(10), None)


def at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), tzinfo=OSLO)


def text_of(world: World, query: str = "") -> str:
    world.drain()
    answer = world.get(f"/lier/?view=calendar&{query}")
    assert answer.status_code == 200
    return html.unescape(answer.text)


def days(text: str) -> dict[str, list[tuple[str, str]]]:
    """Hours and titles by day."""
    found = {}
    for part in text.split('<section class="day"')[1:]:
        iso = re.search(r'datetime="([^"]*)"', part)
        assert iso
        rows = re.findall(
            r'<span class="hours">([^<]*)</span>( <span class="until">[^<]*)?.*?<p class="name"><a [^>]*>([^<]*)</a>',
            part.split("</section>")[0],
            re.DOTALL,
        )
        found[iso[1]] = [((hours + re.sub("<.*>", "", until)).replace("\xa0", " "), title) for hours, until, title in rows]
    return found


def apart(text: str) -> list[str]:
    """The offers without a sure date."""
    _, _, rest = text.partition("uten sikker dato her</h2>")
    return re.findall(r'<p class="name"><a [^>]*>([^<]*)</a>', rest.split("</section>")[0])


def way(text: str, rel: str) -> str | None:
    found = re.search(rf'rel="{rel}" href="([^"]*)"', text)
    return found[1] if found else None


def test_meetings_stand_on_their_days_by_the_clock(world: World) -> None:
    world.offer("Kor", series=(TUESDAYS,))
    world.offer("Sjakk", series=(SeriesDraft("FREQ=WEEKLY;BYDAY=TU", date(2026, 8, 18), date(2027, 6, 15), time(16)),))
    text = text_of(world)
    assert days(text)["2026-11-24"] == [("kl. 16", "Sjakk"), ("kl. 17–18.30", "Kor")]
    assert "Uke 48, man. 23. nov. – søn. 29. nov." in text.replace("\xa0", " ")
    assert ">Tirsdag 24. november</time></h3>" in text


def test_today_is_called_so_and_what_is_over_is_left_out(world: World) -> None:
    today = date(2026, 11, 22)
    world.offer("Gudstjeneste", occurrences=(OccurrenceDraft(at(today, 9), at(today, 10)), OccurrenceDraft(at(today, 15), at(today, 16))))
    text = text_of(world)
    assert "I dag, søndag 22. november" in text
    assert days(text)["2026-11-22"] == [("kl. 15–16", "Gudstjeneste")]


def test_what_has_no_sure_date_is_named_apart(world: World) -> None:
    world.offer("Kor", series=(TUESDAYS,))
    world.offer("Sjakk", when_words="Etter avtale")
    text = text_of(world)
    assert apart(text) == ["Sjakk"]
    assert "1 av 2 tilbud har en sikker dato" in text
    assert "Etter avtale" in text


def test_of_very_many_without_a_sure_date_the_first_are_named_and_the_list_has_all(world: World) -> None:
    for number in range(61):
        world.offer(f"Sjakk {number}", when_words="Etter avtale")
    text = text_of(world)
    assert "61 tilbud uten sikker dato her</h2>" in text
    assert len(apart(text)) == 60
    assert "Her er de 60 første. Alle står i lista." in text


def test_a_holiday_holds_only_its_own_days_and_no_unsure_meeting(world: World) -> None:
    winter = date(2027, 2, 23)
    world.offer("Skidag", occurrences=(OccurrenceDraft(at(winter, 10), at(winter, 14)),))
    world.offer("Kor", series=(TUESDAYS,), follows_school_calendar=Answer.NO)
    world.offer("Dans", series=(TUESDAYS,))
    text = text_of(world, "period=winter-2027")
    assert days(text) == {"2027-02-23": [("kl. 10–14", "Skidag"), ("kl. 17–18.30", "Kor")]}
    assert "Vinterferien, uke 8" in text.split('class="day"')[1]


def test_only_asked_weekdays_and_times_are_shown(world: World) -> None:
    world.offer("Kor", series=(TUESDAYS, FRIDAYS))
    shown = days(text_of(world, "weekday=fri"))
    assert shown and all(date.fromisoformat(day).weekday() == 4 for day in shown)
    assert {hours for rows in days(text_of(world, "time=evening")).values() for hours, _ in rows} == {"kl. 17–18.30"}


def test_cancelled_and_full_meetings_say_so(world: World) -> None:
    day = date(2026, 11, 25)
    world.offer(
        "Kor",
        occurrences=(
            OccurrenceDraft(at(day, 17), status=OccurrenceStatus.CANCELLED),
            OccurrenceDraft(at(day, 19), status=OccurrenceStatus.FULL),
        ),
    )
    text = text_of(world)
    assert re.search(r'<li class="off">\s*<p><span class="hours">kl.\s17</span> <strong>Avlyst</strong>', text)
    assert "<strong>Fullt</strong>" in text


def test_what_lasts_for_days_stands_once_with_its_end(world: World) -> None:
    first = date(2026, 11, 20)
    world.offer("Utstilling", occurrences=(OccurrenceDraft(at(first, 0), at(first + timedelta(days=10), 0), all_day=True),))
    text = text_of(world)
    assert days(text) == {"2026-11-22": [("Hele dagen til 29. november", "Utstilling")]}


def test_the_weeks_lead_on_and_back_without_a_gap(world: World) -> None:
    for number in range(20):
        world.offer(f"Kor {number}", series=(TUESDAYS, FRIDAYS))
    text = text_of(world)
    assert way(text, "prev") is None
    seen = list(days(text))
    while ahead := way(text, "next"):
        before, text = text, html.unescape(world.get(ahead).text)
        back = way(text, "prev")
        assert back and days(html.unescape(world.get(back).text)) == days(before)
        seen += days(text)
    assert seen == sorted(set(seen))
    assert len(seen) > 30, "some half a year of two days a week"


def test_a_page_beyond_the_last_shows_the_last(world: World) -> None:
    world.offer("Kor", series=(TUESDAYS,))
    last = days(text_of(world, "page=9999"))
    assert max(last) > "2027-04-01"


@pytest.mark.parametrize("query", ["from=2030-01-01&to=2030-01-02", "from=9999-12-01", "to=2020-01-01", "from=2026-12-01&to=2027-01-31"])
def test_days_far_off_are_an_answer(world: World, query: str) -> None:
    world.offer("Sjakk")
    world.drain()
    assert world.get(f"/lier/?view=calendar&{query}").status_code in {200, 400}
