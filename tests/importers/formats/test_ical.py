"""Calendars: wall time all year, exceptions, zones, and bombs that cost themselves only."""

import time as clock
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from dateutil.rrule import rrulestr
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalog.drafts import OfferDraft
from catalog.errors import KretsError
from catalog.terms import Kind, OccurrenceStatus
from importers.errors import FeedIncomplete, RecordRejected, TooMuch
from importers.recurrence import rule_from
from tests.importers.reading_feeds import Outcome, outcome_of

BOMBS = {
    "by second": "DTSTART:20260901T180000\nRRULE:FREQ=SECONDLY",
    "by minute": "DTSTART:20260901T180000\nRRULE:FREQ=MINUTELY;COUNT=10",
    "by hour": "DTSTART:20260901T180000\nRRULE:FREQ=HOURLY",
    "exrule": "DTSTART:20260901T180000\nRRULE:FREQ=DAILY\nEXRULE:FREQ=DAILY",
    "product": "DTSTART:20260901T180000\nRRULE:FREQ=DAILY;BYHOUR=1,2,3,4,5;BYMINUTE=0,1,2,3,4,5;BYSECOND=0,1,2",
    "year one": "DTSTART:00010101T180000\nRRULE:FREQ=DAILY",
    "30 february": "DTSTART:20260901T180000\nRRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
    "sixth monday": "DTSTART:20260901T180000\nRRULE:FREQ=MONTHLY;BYDAY=6MO",
    "first monday on the 20th": "DTSTART:20260901T180000\nRRULE:FREQ=MONTHLY;BYDAY=1MO;BYMONTHDAY=20",
    "hundredth of a set": "DTSTART:20260901T180000\nRRULE:FREQ=MONTHLY;BYDAY=MO;BYSETPOS=100",
    "no length": "DTSTART:20260901T180000\nRRULE:FREQ=DAILY;INTERVAL=0",
    "three a day": "DTSTART:20260901T180000\nRRULE:FREQ=DAILY;BYHOUR=9,12,15",
    "two rules": "DTSTART:20260901T180000\nRRULE:FREQ=DAILY\nRRULE:FREQ=WEEKLY",
    "50,000 dates": "DTSTART:20260901T180000\nRDATE:"
    + ",".join(f"{date(2026, 1, 1) + timedelta(days=n % 300):%Y%m%d}T{n % 24:02}0000" for n in range(29_000)),
    "long line": "DTSTART:20260901T180000\nDESCRIPTION:" + "\n ".join("x" * 70 for _ in range(150_000)),
    "no start": "LOCATION:Hallen",
}


def event(body: str, uid: str = "1", summary: str = "Kor") -> str:
    return f"BEGIN:VEVENT\nUID:{uid}\nSUMMARY:{summary}\n{body}\nEND:VEVENT\n"


def read(tmp_path: Path, *events: str, head: str = "", now: datetime = datetime(2026, 8, 22, tzinfo=UTC)) -> Outcome:
    path = tmp_path / "feed.ics"
    path.write_text(f"BEGIN:VCALENDAR\nVERSION:2.0\n{head}{''.join(events)}END:VCALENDAR\n", newline="\r\n")
    return outcome_of(path, "ical", now=now)


def offer(outcome: Outcome) -> OfferDraft:
    draft = outcome.only
    assert isinstance(draft, OfferDraft)
    return draft


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_costs_itself_only(name: str, tmp_path: Path) -> None:
    begun = clock.process_time()
    outcome = read(tmp_path, event(BOMBS[name], "bomb"), event("DTSTART:20260905T110000", "good", "Lesestund"))
    assert (list(outcome.drafts), list(outcome.rejected)) == (["good"], ["bomb"])
    assert clock.process_time() - begun < 5


def test_too_many_events_stop_the_run(tmp_path: Path) -> None:
    with pytest.raises(TooMuch, match="200,000 events"):
        read(tmp_path, *(event("DTSTART:20260905T110000", str(n)) for n in range(200_001)))


def test_a_calendar_that_is_cut_short_is_incomplete(tmp_path: Path) -> None:
    path = tmp_path / "feed.ics"
    path.write_text("BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nSUMMARY:Kor\nDTSTART:2026")
    with pytest.raises(FeedIncomplete, match="cut short"):
        outcome_of(path, "ical")


def test_a_weekly_rule_stays_at_its_wall_time_over_both_changes_of_clock(tmp_path: Path) -> None:
    body = "DTSTART;TZID=Europe/Oslo:20260901T180000\nDTEND;TZID=Europe/Oslo:20260901T190000\nRRULE:FREQ=WEEKLY"
    draft = offer(read(tmp_path, event(body)))
    (series,) = draft.series
    assert (series.rrule, series.start, series.end, series.zone, series.last) == ("FREQ=WEEKLY", time(18), time(19), "Europe/Oslo", None)
    assert draft.kind is Kind.ACTIVITY


@pytest.mark.parametrize(
    ("until", "last"), [("20261201T000000Z", "2026-11-30"), ("20261201T170000Z", "2026-12-01"), ("20261201", "2026-12-01")]
)
def test_until_ends_the_season_before_or_on_its_day(until: str, last: str, tmp_path: Path) -> None:
    body = f"DTSTART;TZID=Europe/Oslo:20260901T180000\nRRULE:FREQ=WEEKLY;BYDAY=TU;UNTIL={until}"
    assert str(offer(read(tmp_path, event(body))).series[0].last) == last


def test_count_becomes_the_last_day(tmp_path: Path) -> None:
    body = "DTSTART;TZID=Europe/Oslo:20260901T180000\nRRULE:FREQ=WEEKLY;COUNT=4"
    assert offer(read(tmp_path, event(body))).series[0].last == date(2026, 9, 22)


def test_exceptions_extra_days_and_moved_meetings_belong_to_their_series(tmp_path: Path) -> None:
    zone = ";TZID=Europe/Oslo:"
    master = (
        f"DTSTART{zone}20260901T180000\nDTEND{zone}20260901T190000\nRRULE:FREQ=WEEKLY\n"
        f"EXDATE{zone}20260908T180000,20260915T180000\nRDATE{zone}20260917T180000"
    )
    moved = f"RECURRENCE-ID{zone}20260922T180000\nDTSTART{zone}20260923T170000\nDTEND{zone}20260923T180000"
    cancelled = f"RECURRENCE-ID{zone}20260929T180000\nDTSTART{zone}20260929T180000\nSTATUS:CANCELLED"
    same = f"RECURRENCE-ID{zone}20261006T180000\nDTSTART{zone}20261006T180000\nDTEND{zone}20261006T190000"
    draft = offer(read(tmp_path, event(master), event(moved), event(cancelled), event(same)))
    (series,) = draft.series
    assert [day.day for day in series.except_on] == [8, 15, 22, 29]
    assert series.also_on == (date(2026, 9, 17),)
    assert [(each.start.isoformat(), each.status) for each in draft.occurrences] == [
        ("2026-09-23T17:00:00+02:00", OccurrenceStatus.MOVED),
        ("2026-09-29T18:00:00+02:00", OccurrenceStatus.CANCELLED),
    ]


def test_moved_meetings_without_their_master_are_kept(tmp_path: Path) -> None:
    outcome = read(tmp_path, event("RECURRENCE-ID:20260922T180000Z\nDTSTART:20260923T170000Z"))
    assert len(offer(outcome).occurrences) == 1


def test_the_version_with_the_highest_sequence_counts(tmp_path: Path) -> None:
    outcome = read(
        tmp_path, event("SEQUENCE:2\nDTSTART:20260905T110000", summary="Ny"), event("SEQUENCE:1\nDTSTART:20260904T110000", summary="Gammel")
    )
    assert offer(outcome).title == "Ny"


@pytest.mark.parametrize(
    ("start", "instant", "flagged"),
    [
        ("DTSTART;TZID=W. Europe Standard Time:20260905T180000", "2026-09-05T18:00:00+02:00", False),
        ("DTSTART;TZID=Europe/London:20260905T180000", "2026-09-05T19:00:00+02:00", False),
        ("DTSTART;TZID=/freeassociation.sourceforge.net/Europe/Oslo:20260905T180000", "2026-09-05T18:00:00+02:00", False),
        ("DTSTART;TZID=/etc/passwd:20260905T180000", "2026-09-05T18:00:00+02:00", True),
        ("DTSTART;TZID=Tull/Ball:20260905T180000", "2026-09-05T18:00:00+02:00", True),
        ("DTSTART:20260905T180000", "2026-09-05T18:00:00+02:00", False),
        ("DTSTART:20260905T160000Z", "2026-09-05T18:00:00+02:00", False),
    ],
)
def test_zones_give_the_right_hour_or_are_flagged(start: str, instant: str, flagged: bool, tmp_path: Path) -> None:
    outcome = read(tmp_path, event(start))
    assert offer(outcome).occurrences[0].start.isoformat() == instant
    assert any("time zone unclear" in warning.reason for warning in outcome.warnings) is flagged


def test_a_calendar_in_utc_that_names_its_zone_repeats_in_that_zone(tmp_path: Path) -> None:
    outcome = read(tmp_path, event("DTSTART:20260901T160000Z\nRRULE:FREQ=WEEKLY"), head="X-WR-TIMEZONE:Europe/Oslo\n")
    (series,) = offer(outcome).series
    assert (series.zone, series.start) == ("Europe/Oslo", time(18))


def test_days_without_times_last_to_the_midnight_after(tmp_path: Path) -> None:
    (meeting,) = offer(read(tmp_path, event("DTSTART;VALUE=DATE:20261024\nDTEND;VALUE=DATE:20261026"))).occurrences
    assert (meeting.start.isoformat(), str(meeting.end), meeting.all_day) == (
        "2026-10-24T00:00:00+02:00",
        "2026-10-26 00:00:00+01:00",
        True,
    )


def test_a_missing_end_is_unknown_and_a_length_is_an_end(tmp_path: Path) -> None:
    assert offer(read(tmp_path, event("DTSTART:20260905T110000"))).occurrences[0].end is None
    assert str(offer(read(tmp_path, event("DTSTART:20260905T110000\nDURATION:PT45M"))).occurrences[0].end) == "2026-09-05 11:45:00+02:00"


def test_what_is_past_is_skipped_and_what_goes_on_is_not(tmp_path: Path) -> None:
    past = event("DTSTART:20250901T180000\nRRULE:FREQ=WEEKLY;UNTIL=20260601T000000Z", "a")
    running = event("DTSTART:20250901T180000\nRRULE:FREQ=WEEKLY", "b")
    outcome = read(tmp_path, past, running, event("DTSTART:20260821T100000", "c"))
    assert (list(outcome.drafts), outcome.skipped) == (["b"], {"a": "ended", "c": "ended"})


def test_place_point_organiser_and_description_are_read_in_parts(tmp_path: Path) -> None:
    body = (
        "DTSTART:20260905T110000\nLOCATION:Heihallen\\, Heiveien 1\\, 3420 Lierskogen\n"
        "GEO:59.8;10.2\nORGANIZER;CN=Lier kor:mailto:kor@lierkor.no\n"
        "CATEGORIES:Kor,Ukjent\nDESCRIPTION:Hei\\nder <b>og</b><script>x</script>\nURL:https://a.no\nX-SAKSNR:1"
    )
    outcome = read(tmp_path, event(body))
    draft = offer(outcome)
    assert draft.venue is not None
    assert (draft.venue.name, draft.venue.address, draft.venue.postcode, draft.venue.city) == (
        "Heihallen",
        "Heiveien 1",
        "3420",
        "Lierskogen",
    )
    assert draft.organisation is not None
    assert (draft.organisation.name, draft.email, draft.categories) == ("Lier kor", "kor@lierkor.no", ("choir",))
    assert "script" not in (draft.description or "")
    assert outcome.unused == ("X-SAKSNR",)


def test_a_group_without_uid_is_known_by_its_words(tmp_path: Path) -> None:
    body = "BEGIN:VEVENT\nSUMMARY:Kor\nDTSTART:20260905T110000\nEND:VEVENT\n"
    assert list(read(tmp_path, body).drafts) == list(read(tmp_path, body, event("DTSTART:20260906T110000", "2")).drafts)[:1]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    frequency=st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]),
    parts=st.dictionaries(
        st.sampled_from(["INTERVAL", "BYDAY", "BYMONTH", "BYMONTHDAY", "BYSETPOS", "BYWEEKNO", "BYYEARDAY"]),
        st.sampled_from(["1", "2", "-1", "5", "31", "53", "MO", "1MO", "-1SU", "5FR", "MO,TU,WE", "12", "29", "366"]),
        max_size=4,
    ),
)
def test_every_rule_that_is_let_through_meets_soon(frequency: str, parts: dict[str, str]) -> None:
    text = ";".join([f"FREQ={frequency}", *(f"{name}={value}" for name, value in parts.items())])
    try:
        rule_from(text)
    except RecordRejected:
        return
    begun = clock.process_time()
    try:
        next(iter(rrulestr(text, dtstart=datetime.combine(date(2026, 9, 1), time()))), None)
    except (ValueError, KretsError):
        return
    assert clock.process_time() - begun < 2


@pytest.mark.parametrize("line", ["EXDATE:20261003T11000", "RDATE:x", "GEO:x", "LAST-MODIFIED:x", "CATEGORIES:", "ORGANIZER:x", "DTEND:x"])
def test_a_property_that_cannot_be_read_never_crashes(line: str, tmp_path: Path) -> None:
    outcome = read(tmp_path, event(f"DTSTART:20260905T110000\nRRULE:FREQ=WEEKLY\n{line}"))
    assert len(outcome.drafts) + len(outcome.rejected) == 1
