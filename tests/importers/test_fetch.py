"""Fetching: polite, bounded, and only from where it may; a real server on loopback answers."""

import os
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from importers.address_guard import AddressPolicy
from importers.errors import FetchFailed, TooMuch
from importers.fetch import Fetcher, FetchRules, Validators
from tests.web_server import Answer, WebServer, running_server

NOW = datetime(2026, 11, 22, 11, tzinfo=UTC)
LOCAL = FetchRules(policy=AddressPolicy.allowing(["127.0.0.1"]), total_s=5)


@pytest.fixture
def fetcher(tmp_path: Path) -> Fetcher:
    return Fetcher(tmp_path, LOCAL, NOW)


def test_a_file_on_disk_is_read_where_it_lies(fetcher: Fetcher, tmp_path: Path) -> None:
    path = tmp_path / "feed.csv"
    path.write_bytes(b"a;b\n")
    fetched = fetcher.fetch(str(path))
    assert (fetched.path, fetched.size, fetched.status) == (path, 4, None)


def test_a_missing_file_a_folder_and_a_pipe_are_each_one_plain_sentence(fetcher: Fetcher, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for location in (tmp_path / "none.csv", tmp_path, tmp_path / "pipe"):
        with pytest.raises(FetchFailed, match="there is no file"):
            fetcher.fetch(str(location))
    for name in ("a\x00b", "a" * 5000, ""):
        with pytest.raises(FetchFailed, match=r"there is no file|cannot be read"):
            fetcher.fetch(name)


def test_a_file_comes_with_what_the_server_said_of_it(fetcher: Fetcher, web_server: WebServer) -> None:
    web_server.answer("/feed", "a;b", headers={"ETag": '"1"', "Last-Modified": "Sat, 21 Nov 2026 10:00:00 GMT", "Content-Type": "text/csv"})
    fetched = fetcher.fetch(web_server.address("/feed"))
    assert fetched.path.read_bytes() == b"a;b"
    assert (fetched.status, fetched.size, fetched.content_type) == (200, 3, "text/csv")
    assert fetched.validators == Validators('"1"', "Sat, 21 Nov 2026 10:00:00 GMT")
    assert web_server.requests[0].headers["user-agent"].startswith("Krets")


def test_what_was_known_is_asked_for_only_if_it_changed(fetcher: Fetcher, web_server: WebServer) -> None:
    web_server.program("/feed", lambda request: Answer(status=304 if request.headers.get("if-none-match") == '"1"' else 200))
    assert fetcher.fetch(web_server.address("/feed"), Validators('"1"')).not_modified
    assert not fetcher.fetch(web_server.address("/feed"), Validators('"2"')).not_modified


@pytest.mark.parametrize(
    "location", ["file:///etc/passwd", "ftp://127.0.0.1/", "gopher://127.0.0.1/", "data:text/csv,a", "http://u:p@127.0.0.1/"]
)
def test_anything_but_a_plain_web_address_is_refused(fetcher: Fetcher, location: str) -> None:
    with pytest.raises(FetchFailed, match="address not allowed"):
        fetcher.fetch(location)


def test_a_private_address_is_refused_before_anything_is_sent(tmp_path: Path, web_server: WebServer) -> None:
    guarded = Fetcher(tmp_path, FetchRules(), NOW)
    for host in ("127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]"):
        with pytest.raises(FetchFailed, match="address not allowed"):
            guarded.fetch(web_server.address("/feed", host))
    assert web_server.requests == []


@pytest.mark.parametrize(
    "to", ["http://169.254.169.254/latest", "//10.0.0.1/x", "http://[::1]/x", "http://2130706433/", "file:///etc/passwd"]
)
@pytest.mark.parametrize("hops", [1, 3])
def test_a_redirect_to_a_private_address_is_refused_at_the_hop(fetcher: Fetcher, web_server: WebServer, to: str, hops: int) -> None:
    for hop in range(1, hops):
        web_server.redirect(f"/{hop}", f"/{hop + 1}")
    web_server.redirect(f"/{hops}", to)
    with pytest.raises(FetchFailed, match="address not allowed"):
        fetcher.fetch(web_server.address("/1"))
    assert len(web_server.requests) == hops


def test_a_fourth_redirect_is_refused(fetcher: Fetcher, web_server: WebServer) -> None:
    web_server.redirect("/feed", "/feed")
    with pytest.raises(FetchFailed, match="more than 3 redirects"):
        fetcher.fetch(web_server.address("/feed"))
    assert len(web_server.requests) == 4


def test_proxies_of_the_environment_are_not_used(fetcher: Fetcher, web_server: WebServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://10.0.0.1:3128")
    monkeypatch.setenv("ALL_PROXY", "http://10.0.0.1:3128")
    web_server.answer("/feed", "a")
    assert fetcher.fetch(web_server.address("/feed")).size == 1


def test_a_file_larger_than_the_limit_is_refused_declared_or_not(tmp_path: Path, web_server: WebServer) -> None:
    fetcher = Fetcher(tmp_path, replace(LOCAL, max_bytes=1_000_000), NOW)
    web_server.answer("/declared", bytes(1_000_001))
    endless = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + (b"10000\r\n" + bytes(65536) + b"\r\n") * 40
    web_server.program("/chunked", lambda _: Answer(raw=endless))
    for path in ("/declared", "/chunked"):
        with pytest.raises(TooMuch, match="larger than 1 MB"):
            fetcher.fetch(web_server.address(path))


def test_a_body_shorter_than_declared_is_incomplete(fetcher: Fetcher, web_server: WebServer) -> None:
    web_server.program("/feed", lambda _: Answer(b"a;b\n1;", declared=100))
    with pytest.raises(FetchFailed, match="broke off"):
        fetcher.fetch(web_server.address("/feed"))


@pytest.mark.parametrize("head", [b"", b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n"])
def test_a_dripping_server_is_cut_at_the_total_time(tmp_path: Path, web_server: WebServer, head: bytes) -> None:
    web_server.program("/feed", lambda _: Answer(raw=head + b"x" * 1000, drip_s=0.05))
    with pytest.raises(FetchFailed, match=r"not there after|not answer in time"):
        Fetcher(tmp_path, replace(LOCAL, total_s=0.6), NOW).fetch(web_server.address("/feed"))


@pytest.mark.parametrize("raw", [b"not http at all\r\n\r\n", b"HTTP/1.1 200 OK\r\n" + b"X-A: b\r\n" * 100_000 + b"\r\n", b""])
def test_an_answer_that_is_not_http_is_one_plain_sentence(fetcher: Fetcher, web_server: WebServer, raw: bytes) -> None:
    web_server.program("/feed", lambda _: Answer(raw=raw))
    with pytest.raises(FetchFailed, match="broke off or is not HTTP"):
        fetcher.fetch(web_server.address("/feed"))


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 500, 502, 304])
def test_a_status_that_brings_no_file_is_named(fetcher: Fetcher, web_server: WebServer, status: int) -> None:
    web_server.answer("/feed", b"", status=status)
    with pytest.raises(FetchFailed, match=f"answered {status}"):
        fetcher.fetch(web_server.address("/feed"))


def test_nobody_listening_is_one_plain_sentence(fetcher: Fetcher) -> None:
    with running_server() as server:
        address = server.address("/feed")
    with pytest.raises(FetchFailed, match="no connection"):
        fetcher.fetch(address)


def test_a_redirected_feed_sends_nothing_secret_and_keeps_its_last_address(fetcher: Fetcher, web_server: WebServer) -> None:
    web_server.redirect("/old", "/new")
    web_server.answer("/new", "a")
    assert fetcher.fetch(web_server.address("/old")).location == web_server.address("/new")
    assert not {"authorization", "cookie"} & set(web_server.requests[-1].headers)
