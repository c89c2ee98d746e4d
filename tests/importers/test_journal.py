"""The journal: every run is on record, no source overlaps itself, and a dead process is known to be dead."""

from dataclasses import replace
from datetime import timedelta

import pytest

from catalog.leases import acquire
from catalog.model import Source
from catalog.store import sources
from importers import journal
from importers.errors import FetchFailed
from importers.journal import Counts, Problem, RunReport, StillRunning, Tally, plain, settle
from tests.importers.small_feed import Town, numbered


def report(outcome: str) -> RunReport:
    return RunReport(9, outcome, Counts().as_dict())


def test_read_is_the_sum_of_what_became_of_each_record() -> None:
    counts = Counts(created=1, updated=2, unchanged=3, merged=4, retired=50, restored=60, rejected=5, skipped=6)
    assert counts.as_dict()["read"] == 21


def test_a_tally_takes_up_another_and_lists_a_thousand_problems_at_most() -> None:
    whole, part = Tally(), Tally()
    part.counts.add("created", 3)
    for number in range(1500):
        part.note(Problem(str(number)))
    whole.absorb(part)
    whole.absorb(part)
    assert (whole.counts.created, len(whole.problems)) == (6, 1000)


@pytest.mark.parametrize(
    ("outcome", "failures", "succeeded", "held"),
    [("complete", 0, True, None), ("partial", 0, True, 9), ("refused", 3, False, 9), ("failed", 4, False, 5)],
)
def test_what_an_outcome_means_for_its_source(small_town: Town, outcome: str, failures: int, succeeded: bool, held: int | None) -> None:
    source = Source(failures=3, held_run_id=5, last_success_at=None, running_since=small_town.clock.now())
    settle(source, report(outcome), small_town.clock.now())
    assert (source.failures, source.held_run_id, source.running_since) == (failures, held, None)
    assert (source.last_success_at is not None) is succeeded


def test_a_source_that_is_being_read_is_not_read_twice(town: Town) -> None:
    source = town.source()
    town.publish(source, numbered([1]))
    with town.database.transaction() as session:
        acquire(session, f"source:{source}", "elsewhere:1:1:x", now=town.clock.now(), ttl=timedelta(minutes=5))
        session.get_one(Source, source).running_since = town.clock.now()
    with pytest.raises(StillRunning, match="still running since 2026-11-22 11:00"):
        town.run(source)
    assert town.read(sources.runs, source) == []
    assert town.run(source, dry_run=True).counts["created"] == 1
    town.clock.instant += timedelta(minutes=5)
    assert town.run(source).counts["created"] == 1


def test_a_failure_is_on_record_with_its_reason_and_leaves_the_source_free(town: Town) -> None:
    source = town.source(str(town.folder / "none.feed"))
    failed = town.run(source)
    run = town.read(sources.run, failed.run or 0)
    assert (run.outcome, run.ended_at) == ("failed", town.clock.now())
    assert "there is no file" in (run.reason or "")
    assert failed.problems[0] == Problem("", "feed", str(town.folder / "none.feed"), failed.reason or "")
    assert town.run(source).run == (failed.run or 0) + 1


def test_a_publishers_wish_is_passed_on() -> None:
    assert FetchFailed("busy", retry_after_s=30).retry_after_s == 30


def test_words_of_a_feed_are_one_clean_line_of_bounded_length() -> None:
    assert plain("a\x00b\n\u202ec") == "ab c"
    assert len(plain("ord " * 1000)) <= 500


def test_a_run_that_lasts_too_long_ends_itself_as_failed_and_the_next_goes_on(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    source = town.source()
    town.publish(source, numbered(range(60)))

    def pass_the_limit(stage: str, done: int, _total: int | None) -> None:
        if (stage, done) == ("store", 20):
            monkeypatch.setattr(journal, "RUN_LIMIT_S", 0.0)

    report = town.run(source, tools=replace(town.tools, progress=pass_the_limit))
    assert report.outcome == "failed" and "cut off" in (report.reason or "")
    assert len(town.offers()) == 40
    monkeypatch.undo()
    again = town.run(source)
    assert (again.outcome, again.counts["unchanged"], again.counts["created"]) == ("complete", 40, 20)
