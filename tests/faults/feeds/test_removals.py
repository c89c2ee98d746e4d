"""I12, I13, I40: what a feed leaves out or swells to never harms the catalog by itself."""

from datetime import timedelta

import pytest

from tests.faults.feeds.landing import Landing, table


def listed(landing: Landing, number: int) -> int:
    """A source that has been read well with so many offers."""
    source_id = landing.served("/feed", table(range(number)))
    assert landing.run(source_id).counts["created"] == number
    return source_id


def test_i12_a_fifth_and_more_that_vanish_wait_for_a_person(any_landing: Landing) -> None:
    source_id = listed(any_landing, 200)
    for _ in range(3):
        any_landing.later(days=2)
        any_landing.server.answer("/feed", table(range(158)))
        report = any_landing.run(source_id)
        assert (report.outcome, report.counts["retired"], report.counts["unchanged"]) == ("partial", 0, 158)
        assert "42 of 200 offers are gone" in (report.reason or "")
    assert any_landing.published() == 200
    assert any_landing.run(source_id, force=True).counts["retired"] == 42
    assert any_landing.published() == 158


def test_i12_less_than_a_fifth_goes_by_itself_on_the_second_look(landing: Landing) -> None:
    source_id = listed(landing, 200)
    landing.later(days=2)
    landing.server.answer("/feed", table(range(162)))
    assert landing.run(source_id).counts["retired"] == 0
    landing.later(days=2)
    assert landing.run(source_id).counts["retired"] == 38
    assert landing.published() == 162


@pytest.mark.parametrize(("left", "outcome"), [(0, "refused"), (10, "partial"), (170, "complete")])
def test_i12_two_hundred_that_shrink_are_applied_or_held_as_promised(landing: Landing, left: int, outcome: str) -> None:
    source_id = listed(landing, 200)
    landing.later(days=2)
    landing.server.answer("/feed", table(range(left)))
    assert landing.run(source_id).outcome == outcome
    assert landing.published() == 200


def test_i13_a_club_that_loses_all_four_keeps_them_until_the_second_look(any_landing: Landing) -> None:
    source_id = listed(any_landing, 5)
    any_landing.later(days=2)
    any_landing.server.answer("/feed", table([4]))
    assert any_landing.run(source_id).counts["retired"] == 0
    assert any_landing.published() == 5
    any_landing.later(days=2)
    assert any_landing.run(source_id).counts["retired"] == 4
    assert sorted(any_landing.offers().values()) == ["ended"] * 4 + ["published"]
    any_landing.later(days=2)
    any_landing.server.answer("/feed", table(range(5)))
    assert any_landing.run(source_id).counts["restored"] == 4
    assert any_landing.published() == 5


def test_i40_a_feed_that_swells_is_held(landing: Landing) -> None:
    source_id = listed(landing, 100)
    landing.server.answer("/feed", table(range(4_000)))
    report = landing.run(source_id)
    assert (report.outcome, landing.published()) == ("refused", 100)
    assert "the feed grew 40×" in (report.reason or "")


def test_i40_ids_that_are_all_new_are_held(landing: Landing) -> None:
    source_id = listed(landing, 200)
    landing.later(days=2)
    landing.server.answer("/feed", table(range(1000, 1200)))
    report = landing.run(source_id)
    assert (report.outcome, landing.published()) == ("refused", 200)
    assert "200 of 200 offers are gone and 200 that were not here have come" in (report.reason or "")


def test_i40_ids_that_come_twice_are_held(landing: Landing) -> None:
    source_id = listed(landing, 40)
    landing.later(days=2)
    others = "".join(f"{number};Noe annet {number};Klubb {number};Lierhallen\n" for number in range(40))
    landing.server.answer("/feed", table(range(40)) + others)
    report = landing.run(source_id)
    assert (report.outcome, landing.published()) == ("refused", 40)
    assert "40 records have the id of another record" in (report.reason or "")


def test_i12_a_list_of_coming_events_rolls_on_by_itself(any_landing: Landing) -> None:
    def events(first: int) -> str:
        days = (any_landing.clock.instant + timedelta(days=first + number) for number in range(10))
        return "Id;Navn;Dato\n" + "".join(f"{day:%Y%m%d};Lesestund {day:%d.%m.};{day:%d.%m.%Y}\n" for day in days)

    source_id = any_landing.served("/feed", events(1))
    any_landing.run(source_id)
    for _ in range(3):
        any_landing.later(days=12)
        any_landing.server.answer("/feed", events(1))
        report = any_landing.run(source_id)
        assert (report.outcome, report.counts["created"]) == ("complete", 10), report.reason
