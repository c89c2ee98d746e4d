"""Manners: further pages, robots.txt, and how long a busy server wants us to wait."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from importers.address_guard import AddressPolicy
from importers.errors import FetchFailed, TooMuch
from importers.fetch import Fetcher, FetchRules
from importers.politeness import MAX_RETRY_AFTER_S
from tests.web_server import WebServer

NOW = datetime(2026, 11, 22, 11, tzinfo=UTC)
LOCAL = FetchRules(policy=AddressPolicy.allowing(["127.0.0.1"]), total_s=5)


@pytest.fixture
def fetcher(tmp_path: Path) -> Fetcher:
    return Fetcher(tmp_path, LOCAL, NOW)


@pytest.mark.parametrize(
    ("words", "seconds"),
    [
        ("30", 30),
        ("9999999999", MAX_RETRY_AFTER_S),
        ("9" * 5000, MAX_RETRY_AFTER_S),
        ("-5", None),
        ("soon", None),
        ("", None),
        ("Sun, 22 Nov 2026 11:10:00 GMT", 600),
        ("Sat, 21 Nov 2026 11:10:00 GMT", None),
        ("Sun, 22 Nov 2099 11:10:00 GMT", MAX_RETRY_AFTER_S),
    ],
)
@pytest.mark.parametrize("status", [429, 503])
def test_a_busy_servers_wish_is_kept_within_bounds(
    fetcher: Fetcher, web_server: WebServer, status: int, words: str, seconds: int | None
) -> None:
    web_server.answer("/feed", status=status, headers={"Retry-After": words})
    with pytest.raises(FetchFailed) as failed:
        fetcher.fetch(web_server.address("/feed"))
    assert failed.value.retry_after_s == seconds


def test_further_pages_come_from_the_same_host_only(fetcher: Fetcher, web_server: WebServer) -> None:
    web_server.answer("/feed", "a")
    first = fetcher.fetch(web_server.address("/feed"))
    assert fetcher.further("?page=2", first.location).location == web_server.address("/feed?page=2")
    with pytest.raises(FetchFailed, match="another host"):
        fetcher.further("http://localhost/feed", first.location)
    with pytest.raises(FetchFailed, match="another host"):
        fetcher.further("http://127.0.0.1:1/feed", first.location)


def test_robots_txt_binds_found_pages_but_not_the_registered_one_nor_its_paging(fetcher: Fetcher, web_server: WebServer) -> None:
    web_server.answer("/robots.txt", "User-agent: *\nDisallow: /\nAllow: /open")
    for path in ("/feed", "/open", "/closed"):
        web_server.answer(path, "a")
    first = fetcher.fetch(web_server.address("/feed"))
    assert fetcher.further("/feed?page=2", first.location).size == 1
    with pytest.raises(FetchFailed, match=r"robots\.txt"):
        fetcher.further("/closed", first.location)
    assert [request.path for request in web_server.requests] == ["/feed", "/feed?page=2", "/robots.txt"]


@pytest.mark.parametrize(("status", "allowed"), [(404, True), (500, False), (503, False)])
def test_no_robots_txt_allows_and_one_that_cannot_be_had_does_not(
    fetcher: Fetcher, web_server: WebServer, status: int, allowed: bool
) -> None:
    web_server.answer("/robots.txt", status=status)
    web_server.answer("/feed", "a")
    web_server.answer("/detail", "b")
    first = fetcher.fetch(web_server.address("/feed"))
    if allowed:
        assert fetcher.further("/detail", first.location).size == 1
        return
    with pytest.raises(FetchFailed, match=r"robots\.txt"):
        fetcher.further("/detail", first.location)


@pytest.mark.parametrize(
    ("limit", "words"), [({"run_pages": 2}, "more than 2 pages"), ({"run_bytes": 20}, "MB together"), ({"run_s": -1.0}, "longer than")]
)
def test_the_pages_of_a_run_are_bounded_together(tmp_path: Path, web_server: WebServer, limit: dict[str, float], words: str) -> None:
    web_server.answer("/feed", "a" * 10)
    fetcher = Fetcher(tmp_path, replace(LOCAL, **limit), NOW)  # type: ignore[arg-type]  # the field's own type, by name
    address = fetcher.fetch(web_server.address("/feed")).location
    with pytest.raises(TooMuch, match=words):
        _ = [fetcher.further(f"?page={page}", address) for page in range(5)]


def test_a_file_on_disk_leads_nowhere(fetcher: Fetcher, tmp_path: Path, web_server: WebServer) -> None:
    (tmp_path / "feed.json").write_text("[]")
    first = fetcher.fetch(str(tmp_path / "feed.json"))
    with pytest.raises(FetchFailed, match="file on disk"):
        fetcher.further(web_server.address("/feed"), first.location)
