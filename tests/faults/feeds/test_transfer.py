"""I07–I11, I14, I15: what comes over the wire is bounded, whole, and a feed, or nothing of it is applied."""

import gzip
import itertools
import json

import pytest

from catalog.model import Source
from tests.faults.feeds.landing import Landing, table
from tests.web_server import Answer, Request, WebServer

HTML = "<!DOCTYPE html><html><head><title>Logg inn</title></head><body><form><input name=password></form></body></html>"
EMPTY_CALENDAR = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//\r\nEND:VCALENDAR\r\n"
ANY_FORMAT = ("csv", "ical", "json", "geojson", "xlsx")


def with_three_offers(landing: Landing, path: str = "/feed") -> int:
    """A source that has once been read well; it has three offers."""
    source_id = landing.served(path, table(range(3)))
    assert landing.run(source_id).counts["created"] == 3
    landing.later(days=2)
    return source_id


@pytest.mark.parametrize("coding", ["gzip", "gzip, gzip", ", ".join(["gzip"] * 10), "br", "zstd", "deflate"])
def test_i07_a_packed_body_is_unpacked_to_the_limit_and_no_further(landing: Landing, web_server: WebServer, coding: str) -> None:
    landing.limit(max_bytes=1_000_000)
    source_id = with_three_offers(landing)
    bomb = gzip.compress(b"1;Tilbud;Klubb;Hallen\n" * 3_000_000, 9)
    web_server.answer("/feed", bomb, headers={"Content-Encoding": coding})
    report = landing.run(source_id)
    assert report.outcome == "failed"
    assert ("larger than 1 MB" if coding == "gzip" else "not asked for") in (report.reason or "")
    assert landing.published() == 3


def test_i07_the_body_of_a_redirect_is_not_unpacked(landing: Landing, web_server: WebServer) -> None:
    bomb = gzip.compress(bytes(50_000_000), 9)
    web_server.answer("/moved", bomb, status=302, headers={"Location": "/feed", "Content-Encoding": "gzip"})
    web_server.answer("/feed", table(range(3)))
    assert landing.run(landing.source(web_server.address("/moved"))).counts["created"] == 3


CHUNK = b"5\r\n1;Til\r\n"


@pytest.mark.parametrize(
    "raw",
    [
        b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n" + b"x" * 1000,
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + CHUNK * 200,
        b"HTTP/1.1 200 OK\r\n" + b"X-A: b\r\n" * 200,
    ],
    ids=["body", "chunks", "headers"],
)
def test_i08_a_dripping_server_is_cut_at_the_total_time(landing: Landing, web_server: WebServer, raw: bytes) -> None:
    source_id = with_three_offers(landing)
    landing.limit(total_s=0.5)
    web_server.program("/feed", lambda _: Answer(raw=raw, drip_s=0.02))
    report = landing.run(source_id)
    assert report.outcome == "failed"
    assert any(words in (report.reason or "") for words in ("not there after", "did not answer in time"))
    assert report.duration_s < 5
    assert landing.published() == 3


def test_i08_a_hundred_thousand_headers_are_no_answer(landing: Landing, web_server: WebServer) -> None:
    source_id = with_three_offers(landing)
    web_server.program("/feed", lambda _: Answer(raw=b"HTTP/1.1 200 OK\r\n" + b"X-A: b\r\n" * 100_000 + b"\r\n"))
    assert landing.run(source_id).outcome == "failed"
    assert landing.published() == 3


@pytest.mark.parametrize("percent", range(10, 100, 10))
def test_i09_a_body_that_is_cut_changes_nothing(landing: Landing, web_server: WebServer, percent: int) -> None:
    source_id = with_three_offers(landing)
    body = table(range(3, 60)).encode()
    web_server.program("/feed", lambda _: Answer(body[: len(body) * percent // 100], declared=len(body)))
    report = landing.run(source_id)
    assert report.outcome == "failed"
    assert "broke off" in (report.reason or "")
    assert landing.published() == 3


def test_i09_a_length_that_is_too_short_never_removes(landing: Landing, web_server: WebServer) -> None:
    source_id = landing.served("/feed", table(range(60)))
    landing.run(source_id)
    body = table(range(60)).encode()
    for _ in range(3):
        landing.later(days=2)
        web_server.program("/feed", lambda _: Answer(body, declared=len(body) // 4))
        report = landing.run(source_id)
        assert "wait" in (report.reason or "")
    assert landing.published() == 60


@pytest.mark.parametrize("format_name", ANY_FORMAT)
@pytest.mark.parametrize("content_type", ["text/html", "text/csv", "application/json"])
def test_i10_a_page_in_place_of_a_feed_is_said_so(landing: Landing, web_server: WebServer, format_name: str, content_type: str) -> None:
    report = landing.run(landing.served("/feed", HTML, format_name, {"Content-Type": content_type}))
    assert report.outcome == "failed"
    assert "this file is not" in (report.reason or "")
    assert landing.offers() == {}


def test_i10_a_login_page_leaves_the_catalog_as_it_was(landing: Landing, web_server: WebServer) -> None:
    source_id = with_three_offers(landing)
    for _ in range(3):
        web_server.answer("/feed", HTML, headers={"Content-Type": "text/html"})
        assert landing.run(source_id).outcome == "failed"
        landing.later(days=2)
    assert landing.published() == 3


@pytest.mark.parametrize(
    ("format_name", "body"),
    [
        ("csv", ""),
        ("csv", "Id;Navn;Arrangør\n"),
        ("json", "[]"),
        ("json", "{}"),
        ("json", '{"items": []}'),
        ("ical", ""),
        ("ical", EMPTY_CALENDAR),
        ("geojson", '{"type": "FeatureCollection", "features": []}'),
        ("xlsx", ""),
    ],
)
def test_i11_nothing_is_held_for_a_person_and_removes_nothing(landing: Landing, web_server: WebServer, format_name: str, body: str) -> None:
    source_id = with_three_offers(landing)
    with landing.database.transaction() as session:
        session.get_one(Source, source_id).format = format_name
    for _ in range(3):
        web_server.answer("/feed", body)
        report = landing.run(source_id)
        assert report.outcome in {"refused", "failed"}
        assert report.reason
        landing.later(days=2)
    assert landing.published() == 3


def test_i14_not_modified_counts_as_seen(landing: Landing, web_server: WebServer) -> None:
    def answer(request: Request) -> Answer:
        same = request.headers.get("if-none-match") == '"1"'
        return Answer(status=304) if same else Answer(table(range(3)).encode(), headers={"ETag": '"1"'})

    web_server.program("/feed", answer)
    source_id = landing.source(web_server.address("/feed"))
    landing.run(source_id)
    for _ in range(3):
        landing.later(days=1)
        report = landing.run(source_id)
        assert (report.outcome, report.counts["unchanged"], report.counts["retired"]) == ("complete", 3, 0)
    assert landing.published() == 3


def test_i14_an_etag_that_changes_alone_changes_nothing(landing: Landing, web_server: WebServer) -> None:
    numbers = itertools.count()
    web_server.program("/feed", lambda _: Answer(table(range(3)).encode(), headers={"ETag": f'"{next(numbers)}"'}))
    source_id = landing.source(web_server.address("/feed"))
    landing.run(source_id)
    assert landing.run(source_id).counts["unchanged"] == 3


def test_i14_after_a_failure_everything_is_read(landing: Landing, web_server: WebServer) -> None:
    headers = {"ETag": '"1"'}
    web_server.answer("/feed", table(range(3)), headers=headers)
    source_id = landing.source(web_server.address("/feed"))
    landing.run(source_id)
    web_server.answer("/feed", HTML, headers={"ETag": '"2"'})
    assert landing.run(source_id).outcome == "failed"
    web_server.program("/feed", lambda request: Answer(status=304 if request.headers.get("if-none-match") == '"2"' else 200))
    landing.run(source_id)
    assert web_server.requests[-1].headers.get("if-none-match") != '"2"'


@pytest.mark.parametrize(
    ("words", "seconds"),
    [("30", 30), ("9999999999", 21_600), ("-5", None), ("in a while", None), ("Sun, 22 Nov 2099 11:10:00 GMT", 21_600)],
)
@pytest.mark.parametrize("status", [429, 503])
def test_i15_a_wish_to_wait_is_kept_within_six_hours(
    landing: Landing, web_server: WebServer, status: int, words: str, seconds: int | None
) -> None:
    source_id = with_three_offers(landing)
    web_server.answer("/feed", status=status, headers={"Retry-After": words})
    report = landing.run(source_id)
    assert (report.outcome, report.retry_after_s) == ("failed", seconds)
    assert str(status) in (report.reason or "")
    assert landing.run(landing.served("/other", json.dumps([{"navn": "Kor"}]), "json")).outcome == "complete"
    assert landing.published() == 4
