"""I20–I22: calendars that would compute for ever, unclear time zones, and a weekly hour over both changes of the clock."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from catalog.model import Offer
from tests.faults.feeds.landing import Landing

OSLO = ZoneInfo("Europe/Oslo")
BOMBS = {
    "every second": "DTSTART:20261201T170000\nRRULE:FREQ=SECONDLY",
    "every minute": "DTSTART:20261201T170000\nRRULE:FREQ=MINUTELY;COUNT=100000",
    "a thousand million times": "DTSTART:20261201T170000\nRRULE:FREQ=DAILY;COUNT=1000000000",
    "taken back as it comes": "DTSTART:20261201T170000\nRRULE:FREQ=DAILY\nEXRULE:FREQ=DAILY",
    "a product of parts": "DTSTART:20261201T170000\nRRULE:FREQ=YEARLY;"
    + ";".join(f"{name}={','.join(map(str, range(1, most + 1)))}" for name, most in (("BYMONTH", 12), ("BYMONTHDAY", 31), ("BYHOUR", 23)))
    + ";BYMINUTE=" + ",".join(map(str, range(60))) + ";BYSECOND=" + ",".join(map(str, range(60))),
    "from year one": "DTSTART:00010101T170000\nRRULE:FREQ=DAILY",
    "30 February": "DTSTART:20261201T170000\nRRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
    "fifty thousand dates": "DTSTART:20261201T170000\n"
    + "\n".join(f"RDATE:{datetime(2026, 12, 1) + timedelta(hours=hour):%Y%m%dT%H0000}" for hour in range(50_000)),  # noqa: DTZ001
    "a line of 10 MB": "DTSTART:20261201T170000\nDESCRIPTION:" + "\n ".join(["x" * 74] * 135_000),
    "an interval of nothing": "DTSTART:20261201T170000\nRRULE:FREQ=DAILY;INTERVAL=0",
    "a set position that is never": "DTSTART:20261201T170000\nRRULE:FREQ=MONTHLY;BYDAY=MO;BYSETPOS=366",
    "ten years long": "DTSTART:20261201T170000\nDTEND:20361201T170000\nRRULE:FREQ=DAILY",
}  # fmt: skip


def calendar(*events: str, zones: str = "", head: str = "") -> str:
    """A calendar of these events, each given by its lines."""
    texts = (f"BEGIN:VEVENT\nUID:{number}@lier\nSUMMARY:Hendelse {number}\n{lines}\nEND:VEVENT\n" for number, lines in enumerate(events))
    return f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Lier//NO\n{head}{zones}{''.join(texts)}END:VCALENDAR\n"


def starts(landing: Landing) -> list[datetime]:
    """Every meeting that is stored, in Norwegian time."""
    with landing.database.reading() as session:
        offers = session.scalars(select(Offer).order_by(Offer.id))
        return sorted(each.starts_at.astimezone(OSLO) for offer in offers for each in offer.occurrences)


@pytest.mark.parametrize("bomb", BOMBS)
def test_i20_an_event_that_computes_for_ever_costs_itself_at_most(landing: Landing, bomb: str) -> None:
    report = landing.run(landing.served("/feed", calendar(BOMBS[bomb], "DTSTART:20261205T170000Z"), "ical"))
    assert report.outcome == "complete"
    assert report.counts["read"] == 2
    assert report.duration_s < 20
    assert "Hendelse 1" in landing.offers()
    assert len(starts(landing)) <= 750 + 1


def test_i20_ten_thousand_events_are_read(landing: Landing) -> None:
    day = datetime(2026, 12, 1, 17)  # noqa: DTZ001  local time of the calendar
    events = [f"DTSTART;TZID=Europe/Oslo:{day + timedelta(days=number % 300):%Y%m%dT%H%M%S}" for number in range(10_000)]
    report = landing.run(landing.served("/feed", calendar(*events), "ical"))
    assert (report.outcome, report.counts["read"]) == ("complete", 10_000)
    assert report.counts["created"] == 10_000


BRITISH_GMT = (
    "BEGIN:VTIMEZONE\nTZID:GMT\nBEGIN:DAYLIGHT\nDTSTART:19810329T010000\nTZOFFSETFROM:+0000\nTZOFFSETTO:+0100\n"
    "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\nEND:DAYLIGHT\nBEGIN:STANDARD\nDTSTART:19961027T020000\nTZOFFSETFROM:+0100\n"
    "TZOFFSETTO:+0000\nRRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\nEND:STANDARD\nEND:VTIMEZONE\n"
)


@pytest.mark.parametrize(
    ("start", "head", "zones", "hour"),
    [
        (";TZID=Europe/Oslo:20261205T170000", "", "", 17),
        (";TZID=W. Europe Standard Time:20261205T170000", "", "", 17),
        (";TZID=Romance Standard Time:20261205T170000", "", "", 17),
        (";TZID=GMT Standard Time:20261205T170000", "", "", 18),
        (":20261205T170000Z", "", "", 18),
        (":20261205T170000", "", "", 17),
        (":20261205T170000", "X-WR-TIMEZONE:Europe/London\n", "", 18),
        (":20261205T170000", "X-WR-TIMEZONE:Europe/Oslo\n", "", 17),
        (";TZID=GMT:20261205T170000", "", BRITISH_GMT, 18),
        (";TZID=GMT:20270605T170000", "", BRITISH_GMT, 18),
    ],
)
def test_i21_a_time_zone_gives_the_right_local_hour(landing: Landing, start: str, head: str, zones: str, hour: int) -> None:
    landing.run(landing.served("/feed", calendar(f"DTSTART{start}", zones=zones, head=head), "ical"))
    assert [each.hour for each in starts(landing)] == [hour]


@pytest.mark.parametrize("zone", ["/etc/passwd", "../../etc/localtime", "Nowhere/Land", "\u202e", "x" * 5000])
def test_i21_a_zone_that_is_none_is_said_to_be_unclear(landing: Landing, zone: str) -> None:
    report = landing.run(landing.served("/feed", calendar(f"DTSTART;TZID={zone}:20261205T170000"), "ical"))
    assert report.outcome == "complete"
    assert any("time zone" in problem.reason for problem in report.problems), report.problems


def test_i22_a_weekly_hour_stays_over_both_changes_of_the_clock(any_landing: Landing) -> None:
    lines = "DTSTART;TZID=Europe/Oslo:20261001T180000\nDTEND;TZID=Europe/Oslo:20261001T193000\nRRULE:FREQ=WEEKLY;UNTIL=20270630T160000Z"
    any_landing.clock.instant = datetime(2026, 9, 1, 12, tzinfo=OSLO)
    any_landing.run(any_landing.served("/feed", calendar(lines), "ical"))
    meetings = starts(any_landing)
    assert len(meetings) == 39
    assert {(each.hour, each.minute) for each in meetings} == {(18, 0)}
    assert len({each.utcoffset() for each in meetings}) == 2
