"""The removal guard and retirement: nothing is removed by a broken feed, and what is removed comes back."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, update

from catalog.model import Offer, Source
from catalog.store import sources
from importers.listing import Ending
from importers.retire import Census, Verdict, is_due, is_mass, judge
from tests.importers.small_feed import Town, lines, numbered
from tests.web_server import WebServer

DAY = timedelta(hours=24)
NOON = datetime(2026, 11, 22, 11, tzinfo=UTC)


@pytest.mark.parametrize(
    ("part", "whole", "mass"),
    [(5, 5, False), (6, 6, True), (6, 30, False), (7, 30, True), (41, 200, True), (40, 200, False), (0, 0, False)],
)
def test_mass_is_over_a_fifth_and_over_five(part: int, whole: int, mass: bool) -> None:
    assert is_mass(part, whole) is mass


@pytest.mark.parametrize(
    ("runs", "waited", "forced", "due"),
    [
        (1, DAY, False, False),
        (2, DAY, False, True),
        (2, DAY - timedelta(seconds=1), False, False),
        (9, timedelta(hours=23), False, False),
        (2, timedelta(0), True, True),
        (1, DAY, True, False),
    ],
)
def test_an_offer_is_retired_after_two_looks_a_day_apart(runs: int, waited: timedelta, forced: bool, due: bool) -> None:
    assert is_due(runs, NOON - waited, NOON, forced=forced) is due


@pytest.mark.parametrize(
    ("census", "words"),
    [
        (Census(listed=0), "empty"),
        (Census(listed=0, standing=4, missing=4), "empty"),
        (Census(listed=10, ending=Ending.CUT, ending_reason="no last line"), "broke off"),
        (Census(listed=0, ending=Ending.CUT, ending_reason="no last line"), "broke off"),
        (Census(listed=4000, standing=100), "grew 40×"),
        (Census(listed=4000, expected=100), "grew 40×"),
        (Census(listed=4000, expected=100, ever_whole=False), "grew 40×"),
        (Census(listed=100, standing=100, newly_rejected=21), "cannot be read"),
    ],
)
def test_a_feed_that_looks_broken_is_refused_whole_unless_a_person_says_otherwise(census: Census, words: str) -> None:
    verdict = judge(census)
    assert (verdict.apply, verdict.retire, verdict.count_absences) == (False, False, False)
    assert words in (verdict.reason or "")
    assert judge(census, forced=True).apply


@pytest.mark.parametrize(
    "census",
    [
        Census(listed=1),
        Census(listed=100_000),
        Census(listed=160, standing=200, missing=40),
        Census(listed=1, standing=6, missing=5),
        Census(listed=500, standing=10),
        Census(listed=6000, standing=500, ever_whole=False),
        Census(listed=100, standing=100, newly_rejected=20),
    ],
)
def test_everyday_change_is_applied(census: Census) -> None:
    assert judge(census) == Verdict()


@pytest.mark.parametrize("census", [Census(listed=158, standing=200, missing=42), Census(listed=200, standing=200, withdrawn=42)])
def test_a_shrunken_feed_is_applied_but_for_its_removals(census: Census) -> None:
    verdict = judge(census)
    assert (verdict.apply, verdict.retire, verdict.count_absences) == (True, False, True)
    assert "42 of 200" in (verdict.reason or "")
    assert judge(census, forced=True) == Verdict()


def test_a_feed_not_read_to_its_end_never_retires_even_when_forced() -> None:
    for ending in (Ending.CUT, Ending.PAGE_MISSING):
        verdict = judge(Census(listed=5, standing=9, missing=4, ending=ending, ending_reason="x"), forced=True)
        assert (verdict.apply, verdict.retire, verdict.count_absences) == (True, False, False)


def test_a_feed_of_changes_says_nothing_by_silence_not_even_when_empty() -> None:
    assert judge(Census(listed=0, standing=9, missing=9, lists_all=False, ending_reason=None)).apply
    assert not judge(Census(listed=3, standing=9, lists_all=False)).count_absences


def listed_days(town: Town, source: int, numbers: Sequence[int], *, after: timedelta = timedelta(0), force: bool = False) -> dict[str, int]:
    """What a run some time later comes to."""
    town.clock.instant += after
    return dict(town.imported(source, numbered(numbers), force=force).counts)


def test_an_offer_is_retired_on_the_second_look_and_restored_on_its_return(town: Town) -> None:
    source = town.source()
    listed_days(town, source, range(3))
    assert listed_days(town, source, [0, 1], after=DAY)["retired"] == 0
    assert listed_days(town, source, [0, 1], after=timedelta(hours=23))["retired"] == 0
    assert listed_days(town, source, [0, 1], after=timedelta(hours=1))["retired"] == 1
    assert town.offers()["Tilbud 2"] == "ended"
    assert listed_days(town, source, [0, 1], after=DAY)["retired"] == 0
    back = listed_days(town, source, range(3), after=DAY)
    assert (back["restored"], back["unchanged"], back["read"]) == (1, 3, 3)
    assert set(town.offers().values()) == {"published"}


def test_an_absence_that_ends_is_forgotten(town: Town) -> None:
    source = town.source()
    listed_days(town, source, range(3))
    for _ in range(4):
        assert listed_days(town, source, [0, 1], after=DAY)["retired"] == 0
        assert listed_days(town, source, range(3), after=DAY)["retired"] == 0


def test_a_small_club_that_loses_all_but_one_is_held_on_the_first_run_and_ended_on_the_second(town: Town) -> None:
    source = town.source()
    listed_days(town, source, range(5))
    assert listed_days(town, source, [9], after=DAY)["retired"] == 0
    assert listed_days(town, source, [9], after=DAY)["retired"] == 5
    assert listed_days(town, source, range(5), after=DAY)["restored"] == 5


@pytest.mark.parametrize("body", ["end", ""])
def test_an_empty_feed_is_refused_and_retires_nothing_however_often(town: Town, body: str) -> None:
    source = town.source()
    listed_days(town, source, range(3))
    before = town.state()
    for _ in range(3):
        town.clock.instant += DAY
        (town.folder / f"{source}.feed").write_text(body)
        report = town.run(source)
        assert (report.outcome, report.counts["read"], report.to_json()["problems"] != []) == ("refused", 0, True)
        assert town.read(sources.source, source).held_run_id == report.run
    assert town.state() == before


def test_a_feed_cut_in_its_middle_applies_nothing(town: Town) -> None:
    source = town.source()
    listed_days(town, source, range(3))
    before = town.state()
    town.publish(source, [*numbered([0]), {"id": "new", "title": "Ny"}], ended=False)
    report = town.run(source)
    assert (report.outcome, report.counts["read"], report.counts["skipped"]) == ("refused", 2, 2)
    assert town.state() == before
    assert town.run(source, force=True).counts["created"] == 1
    assert set(town.offers().values()) == {"published"}


def test_a_page_in_place_of_a_feed_fails_and_changes_nothing(town: Town) -> None:
    source = town.source()
    listed_days(town, source, range(3))
    before = town.state()
    (town.folder / f"{source}.feed").write_text("<html><title>Logg inn</title>")
    report = town.run(source)
    assert (report.outcome, town.state()) == ("failed", before)
    assert "not small" in (report.reason or "")
    assert town.read(sources.source, source).failures == 1


def test_a_further_page_that_is_missing_leaves_removals_out(town: Town, web_server: WebServer) -> None:
    source = town.source(web_server.address("/feed"))
    web_server.answer("/feed", lines([*numbered([1]), {"next": "/feed2"}], ended=False))
    web_server.answer("/feed2", lines(numbered([2, 3])))
    town.run(source)
    web_server.answer("/feed2", status=503)
    for _ in range(3):
        town.clock.instant += DAY
        report = town.run(source)
        assert (report.outcome, report.counts["unchanged"], report.counts["retired"]) == ("partial", 1, 0)
    assert set(town.offers().values()) == {"published"}


def test_a_fifth_may_go_by_itself_and_more_waits_for_a_person(town: Town) -> None:
    source = town.source()
    listed_days(town, source, range(100))
    for _ in range(3):
        town.clock.instant += DAY
        report = town.imported(source, [*numbered(range(78)), {"id": "new", "title": "Ny"}])
        assert (report.outcome, report.counts["retired"]) == ("partial", 0)
    assert town.offers()["Ny"] == "published"
    assert "22 of 101" in (report.reason or "")
    assert listed_days(town, source, range(78), force=True)["retired"] == 22
    assert town.read(sources.source, source).held_run_id is None


def test_a_person_stands_in_for_the_24_hours_but_not_for_the_second_look(town: Town) -> None:
    source = town.source()
    listed_days(town, source, range(10))
    assert listed_days(town, source, [0], force=True)["retired"] == 0
    assert listed_days(town, source, [0], force=True)["retired"] == 9


def test_many_records_that_turn_unreadable_at_once_are_held(town: Town) -> None:
    source = town.source()
    listed_days(town, source, range(20))
    before = town.state()
    report = town.imported(source, [*numbered(range(10)), *numbered(range(10, 20), bad="#REF!")])
    assert (report.outcome, report.counts["skipped"]) == ("refused", 20)
    assert town.state() == before


def test_a_feed_that_grew_forty_times_is_held(town: Town) -> None:
    source = town.source()
    listed_days(town, source, range(20))
    report = town.imported(source, numbered(range(800)))
    assert (report.outcome, report.counts["created"]) == ("refused", 0)
    assert "grew 40×" in (report.reason or "")


def test_a_record_that_says_it_is_no_offer_any_more_is_retired_and_one_that_ended_is_left(town: Town) -> None:
    source = town.source()
    listed_days(town, source, range(3))
    gone = [{"id": "r1", "title": "Tilbud 1", "skip": "inactive"}, {"id": "r2", "title": "Tilbud 2", "skip": "ended"}]
    report = town.imported(source, [*numbered([0]), *gone])
    assert (report.counts["retired"], report.counts["skipped"], report.counts["unchanged"]) == (1, 2, 1)
    assert town.offers() == {"Tilbud 0": "published", "Tilbud 1": "ended", "Tilbud 2": "published"}
    before = town.state()
    assert town.run(source).counts["skipped"] == 2
    assert town.state() == before
    assert listed_days(town, source, range(3))["restored"] == 1


def test_what_staff_hid_stays_hidden_when_the_record_returns(town: Town) -> None:
    source = town.source()
    listed_days(town, source, range(2))
    listed_days(town, source, [0], after=DAY)
    listed_days(town, source, [0], after=DAY)
    with town.database.transaction() as session:
        session.execute(update(Offer).where(Offer.title == "Tilbud 1").values(hidden_by="ann"))
    assert listed_days(town, source, range(2), after=DAY)["restored"] == 0
    assert town.offers()["Tilbud 1"] == "ended"


def test_an_offer_that_another_source_still_lists_is_not_retired(town: Town) -> None:
    one, other = town.source(), town.source()
    kor = {"id": "kor", "title": "Barnekor", "url": "https://kirken.example/kor"}
    town.imported(one, [kor, *numbered([1])])
    assert town.imported(other, [kor]).counts["merged"] == 1
    for _ in range(3):
        assert listed_days(town, one, [1], after=DAY)["retired"] == 0
    assert town.offers()["Barnekor"] == "published"


def test_an_unmodified_feed_counts_as_a_second_look_at_what_was_missing(town: Town, web_server: WebServer) -> None:
    source = town.source(web_server.address("/feed"))
    web_server.answer("/feed", lines(numbered(range(3))), headers={"ETag": '"1"'})
    town.run(source)
    web_server.answer("/feed", lines(numbered([0])), headers={"ETag": '"2"'})
    town.clock.instant += DAY
    town.run(source)
    web_server.answer("/feed", status=304)
    town.clock.instant += DAY
    report = town.run(source)
    assert (report.counts["retired"], report.counts["unchanged"]) == (2, 1)


def test_a_source_says_how_many_it_usually_has(small_town: Town) -> None:
    source = small_town.source(expected_count=10)
    assert small_town.imported(source, numbered(range(700))).outcome == "refused"
    with small_town.database.transaction() as session:
        session.scalars(select(Source)).one().expected_count = 500
    assert small_town.run(source).counts["created"] == 700
