"""A publisher's own words of time are told apart from the same thing in other spelling."""

from datetime import date, time

import pytest

from catalog.drafts import SeriesDraft
from catalog.values import GradeRange
from tests.web.world import World

WEEKDAYS = SeriesDraft("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", date(2026, 8, 17), date(2027, 6, 18), time(9), time(16, 30))
EVENING = SeriesDraft("FREQ=WEEKLY;BYDAY=FR", date(2026, 8, 21), date(2027, 6, 18), time(21), time(0))
SECOND_WEEK = SeriesDraft("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", date(2026, 8, 18), date(2027, 6, 15), time(17), time(18))


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
@pytest.mark.parametrize(
    ("series", "stated", "more"),
    [
        (WEEKDAYS, "mandag–fredag 09.00–16.30", False),
        (WEEKDAYS, "Mandager, tirsdager, onsdager, torsdager og fredager kl. 9–16.30", False),
        (WEEKDAYS, "Monday to Friday 9:00–16:30", False),
        (WEEKDAYS, "måndag til fredag frå klokka 9 til 16.30", False),
        (WEEKDAYS, "", False),
        (WEEKDAYS, None, False),
        (WEEKDAYS, "mandag–fredag 9–16.30, stengt i uke 50", True),
        (WEEKDAYS, "mandag–fredag 9–17", True),
        (WEEKDAYS, "ikke mandag", True),
        (WEEKDAYS, "lørdag 9–16.30", True),
        (WEEKDAYS, "etter avtale", True),
        (EVENING, "fredag 21.00–24.00", False),
        (EVENING, "fredager kl. 21–00", False),
        (SECOND_WEEK, "annenhver tirsdag kl. 17–18", False),
        (SECOND_WEEK, "tirsdager i partallsuker", True),
    ],
)
def test_only_what_the_page_does_not_say_is_quoted(
    world: World, language: str, series: SeriesDraft, stated: str | None, *, more: bool
) -> None:
    page = world.page(world.offer("Trening", series=(series,), when_words=stated), language)
    assert ("«" in page) is more


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
@pytest.mark.parametrize(("stated", "more"), [("5.–9. trinn", False), ("5.-9. klasse", True), ("5.–9. trinn, nybegynnere", True)])
def test_words_of_age_are_quoted_by_the_same_rule(world: World, language: str, stated: str, *, more: bool) -> None:
    page = world.page(world.offer("Skole", grades=GradeRange(5, 9), age_words=stated), language)
    assert ("«" in page) is more


def test_the_publishers_words_keep_their_language_where_they_stand_alone(world: World) -> None:
    page = world.page(world.offer("Fiolin", when_words="etter avtale med læreren", text_language="nb"), "en")
    assert '<dd lang="nb">etter avtale med læreren</dd>' in page
