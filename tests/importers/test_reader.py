"""What a hostile record or file costs: itself, in plain words, within its limits. The rest of the feed is imported."""

import os
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from importers.journal import RunReport
from importers.worker.limits import Limits
from importers.worker.pool import Workers
from tests.importers.hostile_format import hostile_format
from tests.importers.small_feed import Town, numbered
from tests.web_server import WebServer

QUICK = Limits(step_cpu_s=1.0, step_wall_s=60.0, lost_records=6)
IMPATIENT = Limits(step_cpu_s=20.0, step_wall_s=5.0, lost_records=6)
SILENT = frozenset({"sleep", "stop"})


@pytest.fixture
def workers(request: pytest.FixtureRequest) -> Iterator[Workers]:
    """Readers with limits of seconds: of silence for what is silent, else of computing, since a busy machine is silent at times."""
    deed = getattr(request.node, "callspec", None) and request.node.callspec.params.get("deed")
    made = Workers(IMPATIENT if deed in SILENT else QUICK)
    yield made
    made.close()


def imported(town: Town, workers: Workers, records: list[dict[str, object]]) -> RunReport:
    source = town.source()
    town.publish(source, records)
    return town.run(source, tools=replace(town.tools, importer_for=hostile_format, workers=workers))


def evil(number: int, deed: str, given: object = None) -> dict[str, object]:
    return {"id": f"evil{number}", "title": "Bombe", "do": deed, "with": given}


@pytest.mark.parametrize(
    ("deed", "words"),
    [
        ("loop", "reading it took more than 1 s of computing"),
        ("loop inside C", "reading it took more than 1 s of computing"),
        ("sleep", "reading it took more than 5 s without a sign of life"),
        ("stop", "reading it took more than 5 s without a sign of life"),
        ("swell", "it took more than 512 MB of memory"),
        ("swell at once", "it took more than 512 MB of memory"),
        ("crash", "its reader ended on the way (SIGSEGV)"),
        ("leave", "its reader ended on the way (exit 7)"),
        ("die", "its reader ended on the way (SIGKILL)"),
        ("run", "Krets could not read it (PermissionError)"),
    ],
)
def test_a_record_that_costs_too_much_costs_itself_only(small_town: Town, workers: Workers, deed: str, words: str) -> None:
    started = time.monotonic()
    report = imported(small_town, workers, [*numbered(range(25)), evil(1, deed), *numbered(range(25, 30))])
    assert (report.outcome, report.counts["created"], report.counts["rejected"]) == ("complete", 30, 1)
    assert [(one.record, one.field, one.value, one.reason) for one in report.problems] == [("evil1", "record", "line 25", words)]
    assert time.monotonic() - started < 60


def test_several_in_one_batch_cost_themselves_only_and_order_is_kept(small_town: Town, workers: Workers) -> None:
    records = [*numbered([1]), evil(1, "loop"), *numbered([2]), evil(2, "crash"), evil(3, "swell"), *numbered([3])]
    report = imported(small_town, workers, records)
    assert [problem.record for problem in report.problems] == ["evil1", "evil2", "evil3"]
    assert list(small_town.offers()) == ["Tilbud 1", "Tilbud 2", "Tilbud 3"]


def test_a_bomb_that_was_an_offer_is_read_once_a_run_and_its_offer_stays(small_town: Town, workers: Workers) -> None:
    source = small_town.source()
    tools = replace(small_town.tools, importer_for=hostile_format, workers=workers)
    small_town.publish(source, [*numbered(range(8)), {"id": "evil1", "title": "Kor"}])
    small_town.run(source, tools=tools)
    small_town.publish(source, [*numbered(range(8)), evil(1, "loop")])
    started = time.process_time()
    report = small_town.run(source, tools=tools)
    assert (report.outcome, report.counts["unchanged"], report.counts["rejected"]) == ("complete", 8, 1)
    assert small_town.offers()["Kor"] == "published"
    assert time.process_time() - started < 5


def test_a_feed_of_nothing_but_bombs_is_given_up(small_town: Town, workers: Workers) -> None:
    report = imported(small_town, workers, [*numbered([1]), *(evil(number, "crash") for number in range(9))])
    assert report.outcome == "failed"
    assert "more than 6 records of this feed cost their reader its life" in (report.reason or "")
    assert small_town.run(small_town.source(str(small_town.folder / "1.feed"))).outcome == "complete", "and others go on"


@pytest.mark.parametrize(
    ("deed", "words"),
    [
        ("loop", "reading this file took more than 1 s of computing"),
        ("sleep", "reading this file took more than 5 s without a sign of life"),
        ("swell", "reading this file took more than 512 MB of memory"),
        ("crash", "this file could not be read to its end: its reader ended on the way (SIGSEGV)"),
        ("die", "this file could not be read to its end: its reader ended on the way (SIGKILL)"),
    ],
)
def test_a_file_that_cannot_be_read_within_the_limits_fails_the_run(small_town: Town, workers: Workers, deed: str, words: str) -> None:
    report = imported(small_town, workers, [*numbered(range(3)), {"id": "x", "title": "X", "do while reading": deed}])
    assert (report.outcome, report.reason, small_town.offers()) == ("failed", words, {})


def test_a_reader_that_is_killed_from_outside_does_the_record_again(small_town: Town, workers: Workers) -> None:
    records = [*numbered(range(3)), evil(1, "die once", str(small_town.folder / "flag")), *numbered(range(3, 5))]
    report = imported(small_town, workers, records)
    assert (report.outcome, report.counts["created"], report.counts["rejected"]) == ("complete", 6, 0)


def test_the_reader_opens_no_connection(small_town: Town, workers: Workers, web_server: WebServer) -> None:
    report = imported(small_town, workers, [evil(1, "connect", web_server.port), *numbered([1])])
    assert (report.counts["rejected"], report.counts["created"], web_server.requests) == (1, 1, [])
    assert report.problems[0].reason == "Krets could not read it (PermissionError)"


def test_what_a_library_prints_harms_nothing(small_town: Town, workers: Workers) -> None:
    assert imported(small_town, workers, [evil(1, "print", "ord" * 9999)]).counts["created"] == 1


def test_the_reader_gets_no_secret_of_ours(small_town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KRETS_SECRET_KEY", "a-secret-that-nobody-may-read")
    with Workers(QUICK).lent() as worker:
        environment = Path(f"/proc/{worker.process_id}/environ").read_bytes()
        worker.end()
    assert b"secret" not in environment
    assert os.environ["KRETS_SECRET_KEY"]
