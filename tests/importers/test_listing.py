"""Reading a feed to disk: every record once, its hash of the content alone, and whatever the format does is told in a sentence."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.drafts import OfferDraft
from catalog.occurrences import horizon
from importers import listing
from importers.contract import Absence, Context, Feed, RawRecord
from importers.errors import FeedIncomplete, FetchFailed, NotThisFormat, RecordRejected, RunFailed, TooMuch
from importers.listing import Ending, Listing, read
from importers.record_keys import keys_of

NOW = datetime(2026, 11, 22, 11, tzinfo=UTC)


@dataclass
class Given:
    """A format that gives these records and then raises."""

    records: list[RawRecord]
    error: Exception | None = None
    format: str = "given"
    title: str = "Given"
    absence: Absence = Absence.FULL_LISTING
    options: frozenset[str] = frozenset()

    def read(self, _feed: Feed, /) -> Iterator[RawRecord]:
        """The records, then the error."""
        yield from self.records
        if self.error:
            raise self.error

    def normalise(self, _record: RawRecord, _context: Context, /) -> OfferDraft:
        """Never asked."""
        raise AssertionError


def no_pages(location: str) -> Feed:
    raise FetchFailed(location)


def read_all(folder: Path, records: list[RawRecord], error: Exception | None = None) -> Listing:
    (folder / "feed").write_text("read by nobody")
    feed = Feed(folder / "feed", "feed", NOW, horizon(NOW.date()), no_pages)
    return read(Given(records, error), feed, folder / "records", lambda _count: None)


def record(record_id: str, **data: object) -> RawRecord:
    return RawRecord(record_id, data, "row 1")


def test_records_come_back_as_they_were_in_order_and_in_batches(tmp_path: Path) -> None:
    given_records = [record(str(number), title=f"Kor {number}", tags=["å", None, 1.5]) for number in range(5)]
    batches = list(read_all(tmp_path, given_records).batches(2))
    assert [len(batch) for batch in batches] == [2, 2, 1]
    assert [one.record() for batch in batches for one in batch] == given_records


def test_the_hash_is_of_the_content_alone(tmp_path: Path) -> None:
    one, same, other = (
        RawRecord("a", {"x": 1, "y": [2]}, "row 1"),
        RawRecord("b", {"y": [2], "x": 1}, "row 9"),
        RawRecord("c", {"x": 1, "y": ["2"]}, "row 1"),
    )
    [batch] = read_all(tmp_path, [one, same, other]).batches(9)
    assert batch[0].content_hash == batch[1].content_hash != batch[2].content_hash


def test_an_unreadable_record_is_kept_with_its_problem(tmp_path: Path) -> None:
    [[arrival]] = read_all(tmp_path, [RawRecord("a", {}, "row 2", RecordRejected("row", "x;", "too few cells"))]).batches(9)
    assert arrival.problem is not None
    assert (arrival.problem.field, arrival.problem.value, arrival.problem.reason) == ("row", "x;", "too few cells")


def test_an_id_that_comes_again_is_named_and_the_first_counts(tmp_path: Path) -> None:
    found = read_all(tmp_path, [record("a", n=1), record("a", n=2), record("b", n=3)])
    assert (found.keys, found.repeated) == (keys_of("ab"), ("a",))
    assert [one.record().data["n"] for batch in found.batches(9) for one in batch] == [1, 3]


@given(st.lists(st.text(max_size=400), unique=True, max_size=20))
def test_different_ids_stay_different_and_fit_their_column(tmp_path_factory: pytest.TempPathFactory, ids: list[str]) -> None:
    found = read_all(tmp_path_factory.mktemp("listing"), [record(one) for one in ids])
    stored = {one.key for batch in found.batches(9) for one in batch}
    assert len(found.keys) == len(stored) == len(ids)
    assert all(key in found.keys and len(key) <= 300 and "\x00" not in key for key in stored)


def test_a_feed_that_breaks_off_keeps_what_came_and_says_so(tmp_path: Path) -> None:
    found = read_all(tmp_path, [record("a")], FeedIncomplete("the list has no end"))
    assert (found.ending, found.ending_reason, found.keys) == (Ending.CUT, "the list has no end", keys_of("a"))


def test_a_file_without_a_byte_is_cut_whatever_its_format(tmp_path: Path) -> None:
    (tmp_path / "feed").touch()
    feed = Feed(tmp_path / "feed", "feed", NOW, horizon(NOW.date()), no_pages)
    found = read(Given([record("a")]), feed, tmp_path / "records", lambda _count: None)
    assert (found.ending, found.keys, list(found.batches(9))) == (Ending.CUT, keys_of(()), [])


def test_a_further_page_that_cannot_be_had_is_told_apart_from_a_first_one(tmp_path: Path) -> None:
    assert read_all(tmp_path, [record("a")], FetchFailed("503")).ending is Ending.PAGE_MISSING
    with pytest.raises(FetchFailed):
        read_all(tmp_path, [], FetchFailed("503"))


def test_what_is_no_feed_at_all_stops_the_run(tmp_path: Path) -> None:
    with pytest.raises(NotThisFormat, match="begins with '<html>'"):
        read_all(tmp_path, [], NotThisFormat("given", b"<html>"))


@pytest.mark.parametrize("error", [ValueError("x\ny"), RecursionError("deep"), KeyError("a")])
def test_a_defect_of_a_format_is_one_plain_sentence(tmp_path: Path, error: Exception) -> None:
    with pytest.raises(RunFailed, match=f"given could not read this file \\({type(error).__name__}") as failed:
        read_all(tmp_path, [record("a")], error)
    assert "\n" not in str(failed.value)


def test_memory_that_runs_out_is_left_to_who_set_its_limit(tmp_path: Path) -> None:
    with pytest.raises(MemoryError):
        read_all(tmp_path, [record("a")], MemoryError())


def test_too_many_records_stop_the_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "MAX_RECORDS", 3)
    with pytest.raises(TooMuch, match="more than 3 records"):
        read_all(tmp_path, [record(str(number)) for number in range(4)])
