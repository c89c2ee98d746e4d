"""A feed read in another process comes to what it comes to in this one: the demo's feeds, record by record, in any batches."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalog.occurrences import horizon
from catalog.vocabulary import load_vocabulary
from importers.contract import Context, Feed, Notes
from importers.drafting import drafted
from importers.errors import FetchFailed
from importers.fetch import Fetched
from importers.listing import Listing, read
from importers.reader import Reader
from importers.registry import importer_for
from importers.worker.messages import Assignment
from importers.worker.pool import shared_workers
from tests.web.demo.test_dates import dates
from web.demo.publish import DemoSource, demo_slugs, demo_sources, publish

NOW = datetime(2026, 8, 22, 12, tzinfo=UTC)
WORDS = load_vocabulary()
SOURCES = [(slug, source) for slug in demo_slugs() for source in demo_sources(slug)]


def no_pages(location: str) -> Feed:
    raise FetchFailed(location)


def assignment_of(source: DemoSource) -> Assignment:
    options = {name: str(value) for name, value in source.options.items()}
    return Assignment(importer_for(source.format), WORDS.match_labels, WORDS.label, options, "nb", NOW, horizon(NOW.date()))


def read_here(told: Assignment, path: Path, into: Path, notes: Notes) -> Listing:
    feed = Feed(path, str(path), NOW, told.horizon, no_pages, options=told.options, notes=notes)
    return read(told.importer, feed, into, lambda _count: None)


@pytest.mark.parametrize(("slug", "source"), SOURCES, ids=[f"{slug}-{source.file}" for slug, source in SOURCES])
@given(size=st.integers(1, 200))
@settings(max_examples=2, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_demo_feed_comes_to_the_same_in_both_processes(slug: str, source: DemoSource, size: int, tmp_path: Path) -> None:
    told, path = assignment_of(source), publish(source, slug, dates(slug, NOW.date()), tmp_path / "published")
    here, there = Notes(), Notes()
    expected = read_here(told, path, tmp_path / "here", here)
    context = Context(NOW, told.horizon, WORDS.match_labels, told.options, "nb", here, category_label=lambda slug: WORDS.label(slug, "nb"))
    with Reader(shared_workers(), told, {"place_name": lambda _lat, _lon: None, "before": lambda _id: None}, lambda: None) as reader:
        fetched = Fetched(path, str(path), path.stat().st_size, 0.0)
        listing = reader.read(fetched, tmp_path / "there", there, cursor=None, tick=100, told=lambda _count: None)
        assert (listing.keys, listing.repeated, listing.ending) == (expected.keys, expected.repeated, expected.ending)
        assert (tmp_path / "there").read_bytes() == (tmp_path / "here").read_bytes()
        assert there.take_warnings() == here.take_warnings()
        for arrivals in listing.batches(size):
            assert reader.drafts(arrivals, there) == [drafted(told.importer, one, context) for one in arrivals]
    assert (there.seen, there.used, there.meetings, there.cursor) == (here.seen, here.used, here.meetings, here.cursor)
