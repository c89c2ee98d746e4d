"""Calendar files: what a phone's calendar reads is what the page says."""

import re
from datetime import UTC, date, datetime, time

from icalendar import Calendar, Event

from catalog.drafts import OccurrenceDraft, SeriesDraft, VenueDraft
from catalog.terms import Answer, OccurrenceStatus, PlaceKind, Status
from catalog.values import FREE
from tests.web.world import AT_SCHOOL, World

TUESDAYS = (SeriesDraft("FREQ=WEEKLY;BYDAY=TU", date(2026, 11, 1), date(2027, 1, 31), time(17), time(18, 30)),)
SATURDAY = datetime(2026, 11, 28, 10, tzinfo=UTC)


def events(world: World, path: str) -> list[Event]:
    """The events of a calendar file."""
    response = world.get(path)
    assert response.status_code == 200, response.text
    assert response.content_type == "text/calendar; charset=utf-8"
    return [part for part in Calendar.from_ical(response.data).walk() if isinstance(part, Event)]


def calendar(world: World, offer_id: int) -> str:
    """The address of an offer's calendar file."""
    return f"{world.path(offer_id)}.ics"


def test_a_series_has_an_event_for_each_meeting_in_local_time(world: World) -> None:
    found = events(world, calendar(world, world.offer("Fotball", series=TUESDAYS, summary="Lek & moro, for alle; alltid")))
    first = next(event for event in found if event.decoded("dtstart").date() == date(2026, 11, 24))
    assert first.decoded("dtstart").isoformat() == "2026-11-24T17:00:00+01:00"
    assert first.decoded("dtend").isoformat() == "2026-11-24T18:30:00+01:00"
    assert "Lek & moro, for alle; alltid" in str(first["description"])
    assert str(first["url"]) == "https://krets.example/lier/offers/1-fotball"
    assert len({str(event["uid"]) for event in found}) == len(found)


def test_cancelled_and_unsure_meetings_are_marked_and_kept(world: World) -> None:
    series = events(world, calendar(world, world.offer("A", series=TUESDAYS)))
    unsure = {event.decoded("dtstart").date(): str(event["status"]) for event in series}
    assert (unsure[date(2026, 11, 24)], unsure[date(2026, 12, 22)]) == ("CONFIRMED", "TENTATIVE")
    dates = (OccurrenceDraft(SATURDAY, status=OccurrenceStatus.CANCELLED), OccurrenceDraft(datetime(2026, 12, 5, 10, tzinfo=UTC)))
    offer_id = world.offer("B", occurrences=dates)
    assert [str(event["status"]) for event in events(world, calendar(world, offer_id))] == ["CANCELLED", "CONFIRMED"]
    world.change(offer_id, status=Status.CANCELLED)
    assert [str(event["status"]) for event in events(world, calendar(world, offer_id))] == ["CANCELLED", "CANCELLED"]


def test_a_whole_day_is_a_date_and_a_meeting_without_an_end_has_none(world: World) -> None:
    midnight = datetime(2026, 12, 4, 23, tzinfo=UTC)
    dates = (OccurrenceDraft(SATURDAY), OccurrenceDraft(midnight, datetime(2026, 12, 6, 23, tzinfo=UTC), all_day=True))
    plain, whole = events(world, calendar(world, world.offer("Leir", occurrences=dates)))
    assert "dtend" not in plain
    assert (whole.decoded("dtstart"), whole.decoded("dtend")) == (date(2026, 12, 5), date(2026, 12, 7))


def test_a_venue_has_its_place_and_a_home_has_none(world: World) -> None:
    dates = (OccurrenceDraft(SATURDAY),)
    hall = VenueDraft("Tranbyhallen", "Tranby torg 5", "3408", "Tranby")
    (shown,) = events(world, calendar(world, world.offer("Fotball", occurrences=dates, venue=hall, place=AT_SCHOOL)))
    assert str(shown["location"]) == "Tranbyhallen, Tranby torg 5, 3408, Tranby" and "geo" in shown
    home = VenueDraft("Hos Kari", "Hemmeligveien 5", hidden=True)
    offer_id = world.offer("Gitar", occurrences=dates, venue=home, place=AT_SCHOOL, place_kind=PlaceKind.HOME)
    (hidden,) = events(world, calendar(world, offer_id))
    assert "location" not in hidden and "geo" not in hidden
    assert "Kari" not in world.get(calendar(world, offer_id)).text


def test_titles_cannot_break_out_of_their_line(world: World) -> None:
    evil = "Kor\\nBEGIN:VEVENT;X=1, og mer"
    (event,) = events(world, calendar(world, world.offer(evil, occurrences=(OccurrenceDraft(SATURDAY),))))
    assert str(event["summary"]) == evil


def test_the_file_follows_the_pages_address_and_its_end(world: World) -> None:
    offer_id = world.offer("Fotball", occurrences=(OccurrenceDraft(SATURDAY),))
    assert world.get(f"/lier/offers/{offer_id}-x.ics").location == f"/lier/offers/{offer_id}-fotball.ics"
    assert world.get("/lier/offers/99-x.ics").status_code == 404
    assert world.get("/lier/offers/99999999999999999999-x.ics").status_code == 404
    world.clock.instant = datetime(2028, 1, 1, tzinfo=UTC)
    assert world.get(calendar(world, offer_id)).status_code == 410


def test_an_unchanged_file_is_not_sent_again(world: World) -> None:
    path = calendar(world, world.offer("Fotball", series=TUESDAYS))
    etag = world.get(path).headers["ETag"]
    world.clock.instant = datetime(2026, 11, 22, 18, tzinfo=UTC)
    assert world.get(path, **{"If-None-Match": etag}).status_code == 304


def test_a_search_can_be_subscribed_to(world: World) -> None:
    world.offer("Gratis fotball", price=FREE, occurrences=(OccurrenceDraft(SATURDAY),))
    world.offer("Fotball uten pris", occurrences=(OccurrenceDraft(SATURDAY),))
    world.drain()
    assert [str(event["summary"]) for event in events(world, "/lier/calendar.ics?cost=free&page=7")] == ["Gratis fotball"]
    assert len(events(world, "/lier/calendar.ics")) == 2
    assert events(world, "/lier/calendar.ics?q=ishockey") == []
    assert re.search("X-WR-CALNAME:Fritid i Lier", world.get("/lier/calendar.ics").text)


def test_a_search_for_a_holiday_has_the_meetings_of_that_holiday_only(world: World) -> None:
    world.offer("Fotball", series=TUESDAYS, follows_school_calendar=Answer.NO)
    world.drain()
    days = [event.decoded("dtstart").date() for event in events(world, "/lier/calendar.ics?period=christmas")]
    assert days == [date(2026, 12, 22), date(2026, 12, 29)]
    days = [event.decoded("dtstart").date() for event in events(world, "/lier/calendar.ics?from=2026-12-01&to=2026-12-08")]
    assert days == [date(2026, 12, 1), date(2026, 12, 8)]


def test_a_wide_search_holds_its_next_thousand_meetings(world: World) -> None:
    every_day = (SeriesDraft("FREQ=DAILY", date(2026, 11, 1), None, time(17)),)
    for number in range(3):
        world.offer(f"Åpen hall {number}", series=every_day, follows_school_calendar=Answer.NO)
    world.drain()
    found = [event.decoded("dtstart") for event in events(world, "/lier/calendar.ics")]
    assert len(found) == 1000 and found == sorted(found)
    assert found[0].date() == date(2026, 11, 22)


def test_a_search_that_cannot_be_meant_is_refused_in_words(world: World) -> None:
    for query in ("cost=cheap", "age=fem", "district=nowhere", "near=Nowhereville"):
        response = world.get(f"/lier/calendar.ics?{query}")
        assert response.status_code == 400 and "Traceback" not in response.text
    assert world.get("/nowhere/calendar.ics").status_code == 404


def test_the_calendar_of_a_merged_offer_leads_on_and_is_its_own_again_when_they_part(world: World) -> None:
    one, other = (world.offer(title, occurrences=(OccurrenceDraft(SATURDAY),)) for title in ("Kor", "Koret"))
    address = calendar(world, one)
    world.change(one, merged_into_id=other)
    response = world.get(address)
    assert (response.status_code, response.location) == (301, calendar(world, other))
    world.change(one, merged_into_id=None)
    assert [str(event["summary"]) for event in events(world, address)] == ["Kor"]
