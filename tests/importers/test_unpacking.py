"""Packed bodies: counted as they grow, and nothing is unpacked that was not asked for."""

import gzip
import os
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from importers.address_guard import AddressPolicy
from importers.errors import FetchFailed, TooMuch
from importers.fetch import Fetcher, FetchRules
from tests.web_server import WebServer

NOW = datetime(2026, 11, 22, 11, tzinfo=UTC)
LOCAL = FetchRules(policy=AddressPolicy.allowing(["127.0.0.1"]), total_s=5)


@pytest.fixture
def fetcher(tmp_path: Path) -> Fetcher:
    return Fetcher(tmp_path, LOCAL, NOW)


def test_a_gzipped_file_is_unpacked_and_a_bomb_is_cut_at_the_limit(tmp_path: Path, web_server: WebServer) -> None:
    packed = {"Content-Encoding": "gzip"}
    web_server.answer("/feed", gzip.compress(b"a;b\n" * 1000), headers=packed)
    web_server.answer("/bomb", gzip.compress(bytes(50_000_000)), headers=packed)
    fetcher = Fetcher(tmp_path, replace(LOCAL, max_bytes=1_000_000), NOW)
    assert fetcher.fetch(web_server.address("/feed")).size == 4000
    with pytest.raises(TooMuch, match="larger than 1 MB"):
        fetcher.fetch(web_server.address("/bomb"))
    assert all(path.stat().st_size <= 1_000_000 for path in tmp_path.glob("fetched-*"))


@pytest.mark.parametrize("coding", ["gzip, gzip", "br", "zstd", "deflate", ", ".join(["gzip"] * 10)])
def test_a_packing_that_was_not_asked_for_is_refused(fetcher: Fetcher, web_server: WebServer, coding: str) -> None:
    web_server.answer("/feed", gzip.compress(b"a"), headers={"Content-Encoding": coding})
    with pytest.raises(FetchFailed, match="not asked for"):
        fetcher.fetch(web_server.address("/feed"))


def test_a_packed_file_that_is_damaged_or_cut_is_refused(fetcher: Fetcher, web_server: WebServer) -> None:
    whole = gzip.compress(os.urandom(5000))
    web_server.answer("/cut", whole[:3000], headers={"Content-Encoding": "gzip"})
    web_server.answer("/damaged", b"no gzip at all", headers={"Content-Encoding": "gzip"})
    with pytest.raises(FetchFailed, match="broke off"):
        fetcher.fetch(web_server.address("/cut"))
    with pytest.raises(FetchFailed, match="damaged"):
        fetcher.fetch(web_server.address("/damaged"))
