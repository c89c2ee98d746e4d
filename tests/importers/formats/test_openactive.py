"""OpenActive through the whole pipeline: what pages, deletions, circles, lies and gaps of time do to the catalog."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from catalog.model import Occurrence, Offer, Source
from catalog.settings import settings_from
from importers import pipeline
from importers.address_guard import AddressPolicy
from importers.fetch import FetchRules
from importers.journal import RunReport
from importers.plan import Tools, tools_from
from tests.importers.rpde_server import RpdeFeed, series, session
from tests.importers.small_feed import Town
from tests.web_server import Answer, WebServer

SERIES, SESSION = "SessionSeries", "ScheduledSession"


class Publisher:
    """A source of two feeds, and the catalog that they are read into."""

    def __init__(self, town: Town, server: WebServer) -> None:
        self.town = town
        self.series, self.sessions = RpdeFeed(server, "/series"), RpdeFeed(server, "/sessions")
        rules = FetchRules(policy=AddressPolicy.allowing(["127.0.0.1"]), total_s=5)
        self.tools: Tools = replace(tools_from(settings_from({"KRETS_DATA_DIR": str(town.folder)}), town.clock), rules=rules)
        self.source_id = town.source(self.series.address)
        with town.database.transaction() as database:
            source = database.get_one(Source, self.source_id)
            source.format, source.options = "openactive", {"sessions": self.sessions.address}

    def run(self) -> RunReport:
        """One run of the source."""
        return pipeline.run(self.town.database, self.source_id, self.tools)

    def meetings(self) -> dict[str, list[str]]:
        """Each published offer with its meetings, by month and day."""
        with self.town.database.reading() as database:
            offers = database.scalars(select(Offer).order_by(Offer.title))
            told = {}
            for offer in offers:
                if offer.status == "published":
                    rows = database.scalars(select(Occurrence).where(Occurrence.offer_id == offer.id).order_by(Occurrence.starts_at))
                    told[offer.title] = [f"{row.starts_at:%m-%d}" for row in rows]
            return told

    def wait(self, *, days: int) -> None:
        """Time passes."""
        self.town.clock.instant += timedelta(days=days)

    def day(self, days: int) -> str:
        """Noon so many days after the town's clock, as a publisher writes it."""
        return (self.town.clock.now() + timedelta(days=days)).strftime("%Y-%m-%dT12:00:00Z")

    def month_day(self, days: int) -> str:
        """The same as `meetings` tells it."""
        return (self.town.clock.now() + timedelta(days=days)).strftime("%m-%d")


@pytest.fixture
def publisher(town: Town, web_server: WebServer) -> Publisher:
    """A publisher with two series, of which the first has three sessions; on each kind of database."""
    found = Publisher(town, web_server)
    found.series.put(SERIES, "a", series(1))
    found.series.put(SERIES, "b", series(2, "Turn"))
    for number in (1, 2, 3):
        found.sessions.put(SESSION, str(number), session(1, found.day(7 * number)))
    return found


def test_a_series_and_its_sessions_are_one_offer(publisher: Publisher) -> None:
    report = publisher.run()
    assert report.outcome == "complete", report.reason
    assert (report.counts["created"], report.counts["skipped"]) == (2, 5)
    assert publisher.meetings() == {"Svømming": [publisher.month_day(7 * number) for number in (1, 2, 3)], "Turn": []}


def test_the_next_run_goes_on_where_the_last_one_ended(publisher: Publisher) -> None:
    publisher.run()
    publisher.sessions.put(SESSION, "4", session(2, publisher.day(5)))
    publisher.sessions.put(SESSION, "2", None)
    publisher.sessions.put(SESSION, "3", session(1, publisher.day(30)))
    publisher.series.asked.clear()
    report = publisher.run()
    assert report.outcome == "complete", report.reason
    assert publisher.series.asked == ["/series", "/series?after=2"]
    assert publisher.meetings() == {
        "Svømming": [publisher.month_day(7), publisher.month_day(30)],
        "Turn": [publisher.month_day(5)],
    }


def test_an_unchanged_feed_changes_nothing(publisher: Publisher) -> None:
    publisher.run()
    before = publisher.meetings()
    report = publisher.run()
    assert (report.outcome, report.counts["read"], publisher.meetings()) == ("complete", 0, before)


def test_a_deleted_series_is_retired_and_comes_back_with_its_sessions(publisher: Publisher) -> None:
    publisher.run()
    publisher.series.put(SERIES, "a", None)
    publisher.run()
    assert list(publisher.meetings()) == ["Turn"]
    publisher.series.put(SERIES, "a", series(1, "Svømming igjen"))
    publisher.run()
    assert publisher.meetings()["Svømming igjen"] == [publisher.month_day(7 * number) for number in (1, 2, 3)]


def test_a_session_that_moves_to_another_series_is_in_that_one_only(publisher: Publisher) -> None:
    publisher.run()
    publisher.sessions.put(SESSION, "2", session(2, publisher.day(14)))
    publisher.run()
    assert publisher.meetings() == {"Svømming": [publisher.month_day(7), publisher.month_day(21)], "Turn": [publisher.month_day(14)]}


def test_a_session_that_comes_before_its_series_waits_for_it(publisher: Publisher) -> None:
    publisher.run()
    publisher.sessions.put(SESSION, "9", session(3, publisher.day(3)))
    publisher.run()
    assert len(publisher.meetings()) == 2
    publisher.series.put(SERIES, "c", series(3, "Sjakk"))
    publisher.run()
    assert publisher.meetings()["Sjakk"] == [publisher.month_day(3)]


def test_what_changes_while_it_is_read_is_read(publisher: Publisher) -> None:
    def change(number: int, document: dict[str, object]) -> dict[str, object]:
        if number == 2:
            publisher.sessions.put(SESSION, "1", session(1, publisher.day(2)))
        return document

    publisher.sessions.lie = change
    publisher.run()
    assert publisher.meetings()["Svømming"] == [publisher.month_day(2), publisher.month_day(14), publisher.month_day(21)]


def test_an_empty_page_that_leads_on_is_not_the_end(publisher: Publisher) -> None:
    def filtered(number: int, document: dict[str, object]) -> dict[str, object]:
        return {"items": [], "next": publisher.series.server.address("/series?after=0")} if number == 1 else document

    publisher.series.lie = filtered
    assert publisher.run().counts["created"] == 2


@pytest.mark.parametrize(
    ("lie", "reason"),
    [
        (lambda _n, page: {**page, "next": "/series?after=0" if page["next"].endswith("=2") else "/series?after=2"}, "in a circle"),
        (lambda _n, page: {**page, "next": "http://127.0.0.2:1/series"}, "another host"),
        (lambda _n, page: {"items": page["items"]}, "does not say where the feed goes on"),
        (lambda _n, _page: {"message": "vedlikehold"}, "no page of changes"),
        (lambda n, page: page if n == 1 else Answer(b"<html>Logg inn</html>"), "a web page"),
    ],
)
def test_a_feed_that_lies_fails_the_run_and_changes_nothing(publisher: Publisher, lie: object, reason: str) -> None:
    publisher.run()
    before = publisher.meetings()
    publisher.series.put(SERIES, "a", series(1, "Nytt navn"))
    publisher.wait(days=8)
    publisher.series.asked.clear()
    publisher.series.lie = lie  # type: ignore[assignment]
    report = publisher.run()
    assert (report.outcome, publisher.meetings()) == ("failed", before)
    assert reason in str(report.reason)


def test_after_a_week_of_silence_everything_is_read_anew_and_what_is_gone_is_missing(publisher: Publisher) -> None:
    publisher.run()
    for _ in range(2):
        publisher.wait(days=8)
        publisher.series.items.pop((SERIES, "b"), None)
        publisher.series.asked.clear()
        report = publisher.run()
        assert "/series?after=0" not in publisher.series.asked
        assert report.counts["read"] >= 4
    assert list(publisher.meetings()) == ["Svømming"]


def test_a_page_that_is_gone_starts_the_feed_anew(publisher: Publisher) -> None:
    publisher.run()
    publisher.series.put(SERIES, "b", series(2, "Turn for alle"))

    def gone(_number: int, document: dict[str, object]) -> dict[str, object] | Answer:
        return Answer(b"gone", 410) if publisher.series.asked[-1].endswith("after=2") and len(publisher.series.asked) < 6 else document

    publisher.series.lie = gone
    publisher.series.asked.clear()
    report = publisher.run()
    assert any("gone" in problem.reason for problem in report.problems)
    assert "Svømming" in publisher.meetings()


def test_a_busy_feed_is_asked_again_later_from_the_same_place(publisher: Publisher) -> None:
    publisher.run()
    publisher.series.put(SERIES, "a", series(1, "Nytt navn"))
    publisher.series.lie = lambda n, page: page if n == 1 else Answer(b"", 503, headers={"Retry-After": "120"})
    publisher.series.asked.clear()
    report = publisher.run()
    assert (report.outcome, report.retry_after_s) == ("failed", 120)
    publisher.series.lie = lambda _n, page: page
    assert publisher.run().outcome == "complete"
    assert "Nytt navn" in publisher.meetings()


def test_the_cursor_is_a_small_object_kept_only_after_a_complete_run(publisher: Publisher) -> None:
    publisher.series.lie = lambda n, page: page if n < 2 else Answer(b"", 500)
    publisher.run()
    with publisher.town.database.reading() as database:
        assert database.get_one(Source, publisher.source_id).cursor is None
    publisher.series.lie = lambda _n, page: page
    publisher.run()
    with publisher.town.database.reading() as database:
        cursor = json.loads(database.get_one(Source, publisher.source_id).cursor or "{}")
    assert sorted(cursor) == ["feed", "read", "sessions"]
