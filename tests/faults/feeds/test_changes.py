"""I17: a feed of changes that pages, goes in circles, goes back, deletes without data, is silent for a week or gone, end to end."""

from collections.abc import Callable

import pytest

from tests.faults.feeds.landing import Landing
from tests.importers.rpde_server import RpdeFeed, series
from tests.web_server import Answer

KIND = "SessionSeries"


@pytest.fixture
def feed(landing: Landing) -> RpdeFeed:
    """Five offers on three pages of two."""
    feed = RpdeFeed(landing.server, "/changes")
    for number in range(1, 6):
        feed.put(KIND, str(number), series(number, f"Kor {number}"))
    return feed


@pytest.fixture
def source_id(landing: Landing, feed: RpdeFeed) -> int:
    """The feed as a source, read once."""
    source_id = landing.source(feed.address, "openactive")
    assert landing.run(source_id).counts["created"] == 5
    feed.asked.clear()
    return source_id


def shown(landing: Landing) -> list[str]:
    """The titles that families see."""
    return sorted(title for title, status in landing.offers().items() if status == "published")


def test_i17_only_an_empty_page_that_leads_to_itself_is_the_end(landing: Landing, feed: RpdeFeed) -> None:
    filtered: dict[str, object] = {"items": [], "next": feed.address + "?after=0"}
    feed.lie = lambda number, page: filtered if number == 1 else page
    report = landing.run(landing.source(feed.address, "openactive"))
    assert (report.outcome, report.counts["created"]) == ("complete", 5)
    assert feed.asked[-1].endswith("after=5")
    assert feed.asked.count("/changes?after=5") == 1


def test_i17_the_next_run_asks_for_what_is_new_only(landing: Landing, feed: RpdeFeed, source_id: int) -> None:
    landing.later(days=1)
    report = landing.run(source_id)
    assert (report.outcome, report.counts["read"]) == ("complete", 0)
    assert feed.asked == ["/changes", "/changes?after=5"]


def test_i17_what_goes_back_in_time_does_not_come_back(landing: Landing, feed: RpdeFeed, source_id: int) -> None:
    old = {"state": "updated", "kind": KIND, "id": "3", "modified": 1, "data": series(3, "Kor fra i fjor")}
    feed.put(KIND, "3", series(3, "Kor i år"))
    feed.lie = lambda _number, page: {**page, "items": [*page["items"], old]} if page["items"] else page  # type: ignore[misc]
    landing.run(source_id)
    assert "Kor i år" in shown(landing)
    assert "Kor fra i fjor" not in landing.offers()


def test_i17_a_deletion_needs_no_data_and_may_come_for_what_was_never_told(landing: Landing, feed: RpdeFeed, source_id: int) -> None:
    feed.put(KIND, "2", None)
    feed.put(KIND, "99", None)
    report = landing.run(source_id)
    assert report.outcome == "complete"
    assert shown(landing) == ["Kor 1", "Kor 3", "Kor 4", "Kor 5"]


def test_i17_after_more_than_a_week_everything_is_read_and_a_missed_deletion_is_found(
    landing: Landing, feed: RpdeFeed, source_id: int
) -> None:
    feed.items.pop((KIND, "4"))
    for _ in range(2):
        landing.later(days=8)
        feed.asked.clear()
        landing.run(source_id)
        assert feed.asked[:2] == ["/changes", "/changes?after=2"]
    assert shown(landing) == ["Kor 1", "Kor 2", "Kor 3", "Kor 5"]


Page = dict[str, object]
LIES: dict[str, tuple[Callable[[Page], Page | Answer], str]] = {
    "leads back": (lambda page: {**page, "items": [{}], "next": "/changes?after=5"}, "in a circle"),
    "leads to another host": (lambda page: {**page, "next": "http://127.0.0.2:1/changes"}, "another host"),
    "has no next": (lambda page: {"items": page["items"]}, "does not say where the feed goes on"),
    "is no page": (lambda _page: {"error": "maintenance"}, "no page of changes"),
    "is not found": (lambda _page: Answer(b"", 404), "404"),
    "is gone": (lambda _page: Answer(b"", 410), "410"),
    "is away": (lambda _page: Answer(b"", 503, headers={"Retry-After": "5400"}), "503"),
}


@pytest.mark.parametrize("lie", LIES)
def test_i17_a_feed_that_lies_or_is_away_leaves_the_catalog_as_it_was(landing: Landing, feed: RpdeFeed, source_id: int, lie: str) -> None:
    told, words = LIES[lie]
    feed.put(KIND, "1", None)
    landing.later(days=1)
    feed.lie = lambda _number, page: told(page)
    report = landing.run(source_id)
    assert report.outcome == "failed"
    assert words in (report.reason or "")
    assert report.retry_after_s == (5400 if lie == "is away" else None)
    assert len(shown(landing)) == 5
    feed.lie = lambda _number, page: page
    assert landing.run(source_id).outcome == "complete"
    assert len(shown(landing)) == 4


def test_i17_a_place_that_is_gone_is_no_reason_to_stop(landing: Landing, feed: RpdeFeed, source_id: int) -> None:
    feed.put(KIND, "1", None)
    feed.lie = lambda _number, page: Answer(b"", 410) if len(feed.asked) == 2 else page
    report = landing.run(source_id)
    assert "gone" in " ".join(problem.reason for problem in report.problems)
    assert feed.asked[:4] == ["/changes", "/changes?after=5", "/changes?after=3", "/changes?after=5"]
    landing.later(days=2)
    landing.run(source_id)
    assert shown(landing) == ["Kor 2", "Kor 3", "Kor 4", "Kor 5"]


def test_i17_many_deletions_at_once_wait_for_a_person_and_are_told_again(landing: Landing) -> None:
    feed = RpdeFeed(landing.server, "/changes")
    for number in range(1, 21):
        feed.put(KIND, str(number), series(number, f"Kor {number}"))
    source_id = landing.source(feed.address, "openactive")
    landing.run(source_id)
    for number in range(1, 11):
        feed.put(KIND, str(number), None)
    for _ in range(2):
        landing.later(days=1)
        report = landing.run(source_id)
        assert (report.outcome, report.counts["retired"], len(shown(landing))) == ("partial", 0, 20)
        assert "10 of 20 offers are gone" in (report.reason or "")
    assert landing.run(source_id, force=True).counts["retired"] == 0  # all is read anew: they are missing for the first time
    assert landing.run(source_id, force=True).counts["retired"] == 10
    assert len(shown(landing)) == 10
