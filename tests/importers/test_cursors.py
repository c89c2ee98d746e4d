"""A feed of changes goes on from where its last complete run left it, and is read whole again when that is too long ago."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from catalog.clock import FixedClock
from catalog.model import Source
from catalog.store import sources
from importers.journal import RunReport
from importers.plan import plan_of
from tests.importers.changes_format import changes_format
from tests.importers.small_feed import Town

DAY = timedelta(days=1)


@pytest.fixture
def clock() -> FixedClock:
    """Early in a month, since a new month reads everything anew."""
    return FixedClock(datetime(2026, 11, 2, 11, tzinfo=UTC))


def items(*numbers: int, **more: object) -> list[dict[str, object]]:
    return [{"id": f"c{number}", "title": f"Kurs {number}", "seq": number, **more} for number in numbers]


def run(town: Town, source: int, records: list[dict[str, object]], *, ended: bool = True, force: bool = False) -> RunReport:
    town.publish(source, records, ended=ended)
    return town.run(source, tools=replace(town.tools, importer_for=changes_format), force=force)


def cursor(town: Town, source: int) -> str | None:
    return town.read(sources.source, source).cursor


def test_only_what_is_after_the_cursor_is_read_and_what_is_not_listed_stays(town: Town) -> None:
    source = town.source()
    assert run(town, source, items(1, 2)).counts["created"] == 2
    assert cursor(town, source) == "2"
    report = run(town, source, items(3))
    assert (report.counts["read"], report.counts["created"], cursor(town, source)) == (1, 1, "3")
    assert run(town, source, items(3)).counts["read"] == 0, "nothing new is no empty feed"
    assert town.offers() == {f"Kurs {number}": "published" for number in (1, 2, 3)}


def test_a_feed_that_broke_off_keeps_the_cursor_of_the_last_complete_run(town: Town) -> None:
    source = town.source()
    run(town, source, items(1, 2))
    assert run(town, source, items(3), ended=False).outcome == "refused"
    assert cursor(town, source) == "2"
    assert run(town, source, items(3)).counts["created"] == 1


def test_a_record_can_be_joined_with_what_was_stored_of_another(town: Town) -> None:
    source = town.source()
    run(town, source, items(1))
    run(town, source, [*items(2, also="c1"), *items(3, also="nobody")])
    assert set(town.offers()) == {"Kurs 1", "Kurs 2 / Kurs 1", "Kurs 3"}


@pytest.mark.parametrize(
    ("later", "options", "read"),
    [
        (timedelta(), {}, 1),
        (6 * DAY, {}, 1),
        (7 * DAY + timedelta(minutes=1), {}, 3),
        (29 * DAY, {}, 3),
        (timedelta(), {"say": "!"}, 3),
    ],
)
def test_when_a_feed_is_read_from_its_beginning(small_town: Town, later: timedelta, options: dict[str, str], read: int) -> None:
    source = small_town.source()
    run(small_town, source, items(1, 2))
    small_town.clock.instant += later
    with small_town.database.transaction() as session:
        session.get_one(Source, source).options = options
    assert run(small_town, source, items(1, 2, 3)).counts["read"] == read


def test_a_persons_word_reads_it_from_its_beginning(small_town: Town) -> None:
    source = small_town.source()
    run(small_town, source, items(1, 2))
    assert run(small_town, source, items(1, 2), force=True).counts["unchanged"] == 2


def test_what_a_whole_reading_misses_is_looked_for_once_more_a_day_later_and_then_retired(town: Town) -> None:
    source = town.source()
    run(town, source, items(*range(1, 9)))
    town.clock.instant += 8 * DAY
    assert run(town, source, items(*range(2, 9))).outcome == "complete"
    assert run(town, source, items(9)).counts["read"] == 1, "the next hour goes on from the cursor"
    town.clock.instant += DAY
    report = run(town, source, items(*range(2, 10)))
    assert (report.counts["read"], report.counts["retired"], town.offers()["Kurs 1"]) == (8, 1, "ended")
    assert run(town, source, items(10)).counts["read"] == 1


def test_a_missing_record_that_comes_again_as_a_change_is_no_longer_missing(small_town: Town) -> None:
    source = small_town.source()
    run(small_town, source, items(*range(1, 9)))
    small_town.clock.instant += 8 * DAY
    run(small_town, source, items(*range(2, 9)))
    report = run(small_town, source, [{"id": "c1", "title": "Kurs 1", "seq": 20}])
    assert (report.outcome, report.counts["read"]) == ("complete", 1), report
    small_town.clock.instant += DAY
    assert plan_of(small_town.database, source, small_town.clock).cursor == "20"
