"""When an offer is held, on one line: a rule as a rule, dates as dates, and what is not known said so."""

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from catalog.clock import OSLO, oslo_day
from catalog.drafts import OccurrenceDraft, SeriesDraft
from catalog.store.listed_offers import offers_by_id
from catalog.terms import Answer, OccurrenceStatus
from catalog.values import DateSpan
from tests.web.world import World
from web.language import Language
from web.pages.schedules import when_words
from web.wording.dates import Speech

TUESDAYS = SeriesDraft("FREQ=WEEKLY;BYDAY=TU", date(2026, 8, 18), date(2027, 6, 15), time(17), time(18, 30))


def said(world: World, within: DateSpan | None = None, **fields: Any) -> str:  # noqa: ANN401  any of a draft
    """What the card of such an offer says, with plain spaces."""
    offer_id, now = world.offer("Kor", **fields), world.clock.now()
    with world.krets.database.reading() as session, world.client.application.test_request_context("/lier/"):
        words = when_words(offers_by_id(session, [offer_id])[0], Speech(Language("nb"), oslo_day(now)), now, within)
    return words.replace("\N{NO-BREAK SPACE}", " ")


def meeting(month: int, day: int, hour: int = 18, **fields: Any) -> OccurrenceDraft:  # noqa: ANN401  any of a meeting
    start = datetime(2026 if month > 10 else 2027, month, day, hour, tzinfo=OSLO)
    return OccurrenceDraft(start, start + timedelta(hours=1), **fields)


def test_a_weekly_rule_is_said_as_a_rule(world: World) -> None:
    words = said(world, series=(TUESDAYS,))
    assert "tirsdag" in words.lower() and "kl. 17–18.30" in words


def test_one_date_is_that_day_and_hour(world: World) -> None:
    assert "1. des." in said(world, occurrences=(meeting(12, 1),))
    assert "kl. 18–19" in said(world, occurrences=(meeting(12, 1),))


def test_days_on_end_are_a_span_and_scattered_ones_the_first_and_how_many_more(world: World) -> None:
    run = said(world, occurrences=tuple(meeting(12, day) for day in (1, 2, 3)))
    assert "1. des. – " in run and "3. des." in run
    assert "og 2 datoer til" in said(world, occurrences=(meeting(12, 1), meeting(12, 8), meeting(1, 9)))
    assert "og én dato til" in said(world, occurrences=(meeting(12, 1), meeting(12, 8)))


def test_what_is_past_or_cancelled_is_not_said(world: World) -> None:
    words = said(world, occurrences=(meeting(11, 21), meeting(12, 1, status=OccurrenceStatus.CANCELLED), meeting(12, 8)))
    assert "8. des." in words and "1. des." not in words and "nov" not in words


def test_within_an_asked_holiday_only_its_meetings_are_said(world: World) -> None:
    winter = DateSpan(date(2027, 2, 22), date(2027, 2, 28))
    words = said(world, winter, series=(TUESDAYS,), follows_school_calendar=Answer.NO)
    assert "23. feb." in words
    assert "23. feb." not in said(world, winter, series=(TUESDAYS,), follows_school_calendar=Answer.YES)


@pytest.mark.parametrize(
    ("fields", "words"),
    [({}, "Tid ikke oppgitt"), ({"when_words": "Etter avtale"}, "Etter avtale"), ({"opening_hours": "Man–fre 9–15"}, "Man–fre 9–15")],
)
def test_without_dates_the_publishers_own_words_stand_or_that_nothing_is_told(world: World, fields: dict[str, Any], words: str) -> None:
    assert said(world, **fields) == words


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (date(2026, 12, 28), date(2026, 12, 30), "Man. 28. des. – ons. 30. des., kl. 10–14"),
        (date(2026, 11, 1), date(2027, 6, 15), "Mandag–søndag kl. 10–14"),
        (date(2026, 11, 1), None, "Mandag–søndag kl. 10–14"),
    ],
    ids=["a few days", "half a year", "without end"],
)
def test_a_few_days_on_end_are_dates_and_a_longer_daily_rule_is_a_rule(world: World, first: date, last: date | None, expected: str) -> None:
    assert said(world, series=(SeriesDraft("FREQ=DAILY", first, last, time(10), time(14)),), when_words="10–14") == expected
