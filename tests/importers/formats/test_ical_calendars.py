"""What a calendar as a whole says of its events: its zone, its state, several calendars in one file, alarms, and how much it may hold."""

from pathlib import Path

import pytest

from catalog.drafts import OfferDraft
from catalog.terms import OccurrenceStatus
from importers.formats import ical
from tests.importers.formats.test_ical import event, offer, read
from tests.importers.reading_feeds import outcome_of

ZONE = ";TZID=Europe/Oslo:"
WEEKLY = f"DTSTART{ZONE}20260901T180000\nDTEND{ZONE}20260901T190000\nRRULE:FREQ=WEEKLY;COUNT=6"
ALARM = "BEGIN:VALARM\nTRIGGER:-PT15M\nUID:alarm\nSUMMARY:Husk\nACTION:DISPLAY\nREPEAT:4\nDURATION:PT5M\nDESCRIPTION:Husk\nEND:VALARM"


@pytest.mark.parametrize(
    ("zone", "instant", "flagged"),
    [
        ("Europe/Oslo", "2026-09-05T13:00:00+02:00", False),
        ("W. Europe Standard Time", "2026-09-05T13:00:00+02:00", False),
        ("Tull/Ball", "2026-09-05T13:00:00+02:00", True),
        ("/etc/passwd", "2026-09-05T13:00:00+02:00", True),
        ("../../etc/passwd", "2026-09-05T13:00:00+02:00", True),
    ],
)
def test_the_calendars_own_zone_is_used_or_flagged_and_no_event_is_lost(tmp_path: Path, zone: str, instant: str, flagged: bool) -> None:
    outcome = read(tmp_path, event("DTSTART:20260905T110000Z"), head=f"X-WR-TIMEZONE:{zone}\n")
    assert offer(outcome).occurrences[0].start.isoformat() == instant
    assert any("time zone unclear" in warning.reason for warning in outcome.warnings) is flagged


def test_each_calendar_of_a_file_has_its_own_zone(tmp_path: Path) -> None:
    path = tmp_path / "two.ics"
    calendars = (
        f"BEGIN:VCALENDAR\nX-WR-TIMEZONE:{zone}\n{event('DTSTART:20260901T160000Z' + chr(10) + 'RRULE:FREQ=WEEKLY', uid)}END:VCALENDAR\n"
        for zone, uid in (("Europe/Oslo", "a"), ("Europe/London", "b"))
    )
    path.write_text("".join(calendars))
    drafts = outcome_of(path, "ical").drafts.values()
    assert [(each.series[0].zone, each.series[0].start) for each in drafts if isinstance(each, OfferDraft) and each.series[0].start] == [
        ("Europe/Oslo", offer(read(tmp_path, event("DTSTART:20260901T180000\nRRULE:FREQ=WEEKLY"))).series[0].start),
        ("Europe/London", offer(read(tmp_path, event("DTSTART:20260901T170000\nRRULE:FREQ=WEEKLY"))).series[0].start),
    ]


def test_all_that_follows_a_moved_meeting_may_move_with_it(tmp_path: Path) -> None:
    moved = f"RECURRENCE-ID;RANGE=THISANDFUTURE{ZONE}20260915T180000\nDTSTART{ZONE}20260915T200000\nDTEND{ZONE}20260915T210000"
    draft = offer(read(tmp_path, event(WEEKLY), event(moved)))
    assert [f"{one.start:%d.%m %H}" for one in draft.occurrences] == [
        "01.09 18",
        "08.09 18",
        "15.09 20",
        "22.09 20",
        "29.09 20",
        "06.10 20",
    ]


@pytest.mark.parametrize("place", ["DTSTART:20260905T110000\n{}", "{}\nDTSTART:20260905T110000"])
def test_alarms_say_nothing_of_their_event(tmp_path: Path, place: str) -> None:
    outcome = read(tmp_path, event(place.format(ALARM)))
    assert (list(outcome.drafts), offer(outcome).title, offer(outcome).occurrences[0].end) == (["1"], "Kor", None)


@pytest.mark.parametrize(
    ("head", "body", "cancelled"),
    [
        ("", f"{WEEKLY}\nSTATUS:CANCELLED", True),
        ("", "DTSTART:20260905T110000\nSTATUS:CANCELLED", True),
        ("", "RECURRENCE-ID:20260922T160000Z\nDTSTART:20260922T160000Z\nSTATUS:CANCELLED", True),
        ("METHOD:CANCEL\n", "DTSTART:20260905T110000", True),
        ("METHOD:PUBLISH\n", "DTSTART:20260905T110000\nSTATUS:CONFIRMED", False),
    ],
)
def test_what_is_called_off_is_cancelled(tmp_path: Path, head: str, body: str, cancelled: bool) -> None:
    assert offer(read(tmp_path, event(body), head=head)).cancelled is cancelled


def test_what_is_not_decided_yet_says_so(tmp_path: Path) -> None:
    (meeting,) = offer(read(tmp_path, event("DTSTART:20260905T110000\nSTATUS:TENTATIVE"))).occurrences
    assert (meeting.status, meeting.note) == (OccurrenceStatus.SCHEDULED, "Ikke bekreftet")
    assert offer(read(tmp_path, event(f"{WEEKLY}\nSTATUS:TENTATIVE"))).when_words == "Ikke bekreftet"


def test_only_dates_that_rules_are_expanded_to_count_against_the_limit_of_a_calendar(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ical, "MAX_EXPANDED_OF_A_FEED", 5)
    single = [event("DTSTART:20260905T110000", f"s{number}") for number in range(20)]
    kept = event(WEEKLY, "rule")
    listed = [event("DTSTART:20260905T110000\nRDATE:20260912T110000,20260919T130000", uid) for uid in ("first", "second")]
    outcome = read(tmp_path, *single, kept, *listed)
    assert (len(outcome.drafts), [str(error) for error in outcome.rejected.values()]) == (
        22,
        ["RRULE: too many dates: all rules together give over 5 (got 'Kor')"],
    )


def test_an_event_with_thousands_of_moved_meetings_costs_itself(tmp_path: Path) -> None:
    moved = [
        event(f"RECURRENCE-ID:20260901T{n // 3600:02}{n // 60 % 60:02}{n % 60:02}\nDTSTART:20260905T110000", "many") for n in range(2_100)
    ]
    outcome = read(tmp_path, *moved, event("DTSTART:20260905T110000", "good"))
    assert (list(outcome.drafts), list(outcome.rejected)) == (["good"], ["many"])


def test_a_zone_whose_name_is_a_folder_costs_its_event_and_tells_no_path(tmp_path: Path) -> None:
    outcome = read(tmp_path, event("DTSTART;TZID=Europe:20260905T110000"), event("DTSTART:20260905T110000", "good"))
    assert "good" in outcome.drafts
    assert not any("/" in str(error) for error in outcome.rejected.values())
