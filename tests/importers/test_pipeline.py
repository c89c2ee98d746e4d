"""The pipeline's promises: idempotent, atomic, one bad record costs itself, a dry run tells what a run would do."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from catalog.audit import Actor
from catalog.drafts import OfferDraft
from catalog.intake import Intake
from catalog.model import ImportRun, Municipality, Offer, Source
from catalog.school_year import SchoolCalendar
from catalog.store import sources
from catalog.terms import Author
from importers import pipeline
from importers.plan import OneOff
from tests.importers.small_feed import Town, lines, numbered
from tests.web_server import Answer, Request, WebServer

KEYS = [
    *("run", "read", "created", "updated", "unchanged", "merged", "retired", "restored", "rejected", "skipped"),
    *("outcome", "problems", "unused_fields", "duration_s"),
]


def test_the_first_run_creates_and_the_second_writes_nothing_but_its_own_row(town: Town) -> None:
    source = town.source()
    records = numbered(range(3), club="Tranby IL", hall="Tranbyhallen")
    first = town.imported(source, records)
    before = town.state()
    second = town.run(source)
    assert (first.outcome, first.counts["created"]) == ("complete", 3)
    assert (second.outcome, second.counts["unchanged"], second.counts["read"]) == ("complete", 3, 3)
    assert town.state() == before


def test_the_json_has_exactly_the_keys_of_the_contract_and_its_sum_holds(town: Town) -> None:
    source = town.source()
    report = town.imported(source, [*numbered(range(2)), {"id": "x", "title": "X", "bad": "gratis?"}, {"id": "y", "skip": "ended"}, "!z"])
    shape = report.to_json()
    assert list(shape) == KEYS
    assert shape["read"] == sum(report.counts[name] for name in ("created", "updated", "unchanged", "merged", "rejected", "skipped")) == 5
    assert shape["problems"] == [
        {"record": "x", "field": "price", "value": "gratis?", "reason": "not a price"},
        {"record": "z", "field": "line", "value": "!z", "reason": "cannot be read"},
        {"record": "y", "field": "skip", "value": "ended", "reason": "ended"},
    ]


def test_only_the_changed_record_is_updated_and_its_change_is_on_record(town: Town) -> None:
    source = town.source()
    town.imported(source, numbered(range(3)))
    report = town.imported(source, [*numbered(range(2)), {"id": "r2", "title": "Nytt navn"}])
    assert (report.counts["updated"], report.counts["unchanged"]) == (1, 2)
    assert report.changes[0].fields["title"] == ("Tilbud 2", "Nytt navn")
    [item] = town.read(sources.items, report.run or 0)
    assert (item.record_id, item.outcome, item.changes["title"]) == ("r2", "updated", ["Tilbud 2", "Nytt navn"])


def test_a_bad_record_costs_itself_only_and_keeps_its_offer(town: Town) -> None:
    source = town.source()
    town.imported(source, numbered(range(3)))
    broken = {"id": "r1", "title": "Tilbud 1", "bad": "mye"}
    for _ in range(3):
        report = town.imported(source, [*numbered([0]), broken, *numbered([2])])
        assert (report.outcome, report.counts["rejected"], report.counts["unchanged"]) == ("complete", 1, 2)
        assert report.problems[0].reason == "not a price"
    assert town.offers()["Tilbud 1"] == "published"
    [fault] = town.read(sources.faulty_records, source)
    assert (fault.record_id, fault.fault) == ("r1", "price: not a price")


def test_the_same_bad_record_again_writes_nothing(town: Town) -> None:
    source = town.source()
    town.imported(source, [*numbered(range(2)), {"id": "x", "title": "X", "bad": "?"}, {"id": "y", "skip": "ended"}])
    before = town.state()
    town.run(source)
    assert town.state() == before


def test_a_defect_of_a_format_costs_its_record_only(town: Town) -> None:
    report = town.imported(town.source(), [*numbered(range(2)), {"id": "x", "title": "X", "bug": "!"}])
    assert (report.counts["created"], report.counts["rejected"]) == (2, 1)
    assert "ZeroDivisionError" in report.problems[0].reason


def test_what_intake_refuses_costs_its_record_only_wherever_it_stands_in_the_batch(town: Town) -> None:
    bad = [{"id": f"b{n}", "title": f"Feil {n}", "rule": "FREQ=SECONDLY"} for n in range(3)]
    report = town.imported(town.source(), [*numbered(range(5)), bad[0], *numbered(range(5, 9)), *bad[1:]])
    assert (report.counts["created"], report.counts["rejected"]) == (9, 3)
    assert {problem.field for problem in report.problems} == {"when"}
    assert set(town.offers()) == {f"Tilbud {number}" for number in range(9)}


def test_the_same_id_twice_is_one_offer_and_one_warning(town: Town) -> None:
    report = town.imported(town.source(), [*numbered([1, 2]), {"id": "r1", "title": "Igjen"}, {"id": "r1", "title": "Og igjen"}])
    assert report.counts["created"] == 2
    assert [(problem.record, problem.field) for problem in report.problems] == [("r1", "id")]
    assert set(town.offers()) == {"Tilbud 1", "Tilbud 2"}


def test_warnings_are_reported_and_kept_while_the_record_stands(town: Town) -> None:
    report = town.imported(town.source(), [{"id": "a", "title": "A", "warn": "ring oss"}])
    assert report.counts["created"] == 1
    assert report.problems[0].to_json() == {"record": "a", "field": "phone", "value": "ring oss", "reason": "not a telephone number"}
    assert [item.outcome for item in town.read(sources.items, report.run or 0)] == ["warning", "created"]


def test_fields_that_nobody_reads_are_named_also_when_nothing_was_read_again(town: Town) -> None:
    source = town.source()
    assert town.imported(source, numbered(range(2), colour="blue")).unused_fields == ("colour",)
    assert town.run(source).unused_fields == ("colour",)


def test_a_dry_run_tells_exactly_what_the_run_then_does_and_writes_nothing(town: Town) -> None:
    source = town.source()
    town.imported(source, numbered(range(4)))
    town.publish(source, [*numbered([0]), {"id": "r1", "title": "Endret"}, {"id": "r2", "title": "T", "bad": "x"}, *numbered([3, 9])])
    before, runs = town.state(), len(town.read(sources.runs, source))
    dry = town.run(source, dry_run=True)
    assert (town.state(), len(town.read(sources.runs, source)), dry.run) == (before, runs, None)
    real = town.run(source)
    assert (dry.counts, dry.problems, dry.outcome) == (real.counts, real.problems, real.outcome)
    assert [(one.record, one.outcome, one.fields) for one in dry.changes] == [(one.record, one.outcome, one.fields) for one in real.changes]


def test_what_a_person_wrote_stays_and_the_feeds_word_is_reported(town: Town) -> None:
    source = town.source()
    town.imported(source, numbered([1]))
    edit_title(town, "Skrevet av stab")
    report = town.imported(source, [{"id": "r1", "title": "Fra feeden", "summary": "Ny tekst"}])
    assert (report.counts["updated"], town.offers()) == (1, {"Skrevet av stab": "published"})
    assert report.changes[0].held == {"title": "Fra feeden"}
    held = [item for item in town.read(sources.items, report.run or 0) if item.outcome == "held"]
    assert [(item.field, item.value) for item in held] == [("title", "Fra feeden")]


def edit_title(town: Town, title: str) -> None:
    with town.database.transaction() as session:
        municipality = session.get_one(Municipality, town.municipality_id)
        offer = session.scalars(select(Offer)).one()
        intake = Intake(session, municipality, actor=Actor(Author.STAFF, "staff:ann"), now=town.clock.now(), calendar=SchoolCalendar([]))
        intake.receive(OfferDraft(title), offer_id=offer.id)


def test_changed_options_read_every_record_anew(town: Town) -> None:
    source = town.source()
    town.imported(source, numbered([1]))
    with town.database.transaction() as session:
        session.get_one(Source, source).options = {"say": "!"}
    assert town.run(source).counts["updated"] == 1
    assert set(town.offers()) == {"Tilbud 1!"}


def test_an_unknown_option_is_one_plain_sentence_and_nothing_is_fetched(town: Town) -> None:
    source = town.source()
    with town.database.transaction() as session:
        session.get_one(Source, source).options = {"colour": "blue"}
    report = town.imported(source, numbered([1]))
    assert (report.outcome, report.counts["read"]) == ("failed", 0)
    assert "no option colour" in (report.reason or "")


def test_a_one_off_import_of_the_same_place_is_the_same_source(town: Town) -> None:
    path = town.folder / "liste.feed"
    path.write_text(lines(numbered(range(3))))
    what = OneOff(town.municipality_id, str(path), "small")
    dry = pipeline.run_once(town.database, what, town.tools, dry_run=True)
    assert (dry.counts["created"], town.read(sources.sources)) == (3, [])
    assert pipeline.run_once(town.database, what, town.tools).counts["created"] == 3
    assert pipeline.run_once(town.database, what, town.tools).counts["unchanged"] == 3
    assert pipeline.run_once(town.database, replace(what, options={"say": "!"}), town.tools, dry_run=True).counts["updated"] == 3
    assert pipeline.run_once(town.database, replace(what, options={"say": "!"}), town.tools).counts["updated"] == 3
    assert [source.one_off for source in town.read(sources.sources)] == [True]


def test_a_feed_over_http_that_is_not_modified_counts_as_seen(town: Town, web_server: WebServer) -> None:
    source = town.source(web_server.address("/feed"))
    body = lines([*numbered(range(3)), {"id": "x", "title": "X", "bad": "?"}]).encode()

    def answer(request: Request) -> Answer:
        return Answer(status=304) if request.headers.get("if-none-match") == '"1"' else Answer(body, headers={"ETag": '"1"'})

    web_server.program("/feed", answer)
    assert town.run(source).counts["created"] == 3
    before = town.state()
    again = town.run(source)
    assert (again.counts["unchanged"], again.counts["rejected"], again.outcome) == (3, 1, "complete")
    assert (town.state(), web_server.requests[1].headers["if-none-match"]) == (before, '"1"')
    assert town.read(sources.run, again.run or 0).facts["status"] == 304


def test_after_a_failed_run_the_feed_is_read_whole_again(town: Town, web_server: WebServer) -> None:
    source = town.source(web_server.address("/feed"))
    web_server.answer("/feed", lines(numbered([1])), headers={"ETag": '"1"'})
    town.run(source)
    web_server.answer("/feed", "<html>", headers={"ETag": '"2"'})
    assert town.run(source).outcome == "failed"
    web_server.answer("/feed", lines(numbered([1])), headers={"ETag": '"1"'})
    assert town.run(source).counts["unchanged"] == 1
    assert "if-none-match" not in web_server.requests[-1].headers


def test_the_first_page_of_many_says_nothing_about_the_others(town: Town, web_server: WebServer) -> None:
    source = town.source(web_server.address("/feed"))
    web_server.answer("/feed", lines([*numbered([1]), {"next": "/feed2"}], ended=False), headers={"ETag": '"1"'})
    web_server.answer("/feed2", lines(numbered([2])))
    assert town.run(source).counts["created"] == 2
    town.run(source)
    assert all("if-none-match" not in request.headers for request in web_server.requests)


def test_a_new_month_reads_everything_anew_and_still_writes_nothing(town: Town) -> None:
    source = town.source()
    town.imported(source, numbered(range(3)))
    before = town.state()
    town.clock.instant = town.clock.instant.replace(month=12)
    report = town.run(source)
    assert (report.counts["unchanged"], town.read(sources.run, report.run or 0).facts["anew"]) == (3, True)
    assert town.state() == before


def test_every_run_is_on_record_with_its_facts(town: Town) -> None:
    source = town.source()
    report = town.imported(source, numbered(range(3)))
    run: ImportRun = town.read(sources.run, report.run or 0)
    assert (run.outcome, run.counts["created"], run.facts["listed"], run.ended_at) == ("complete", 3, 3, town.clock.now())
    stored = town.read(sources.source, source)
    assert (stored.last_success_at, stored.last_run_id, stored.running_since) == (town.clock.now(), report.run, None)


def test_progress_is_told_while_it_runs(town: Town) -> None:
    seen: list[tuple[str, int, int | None]] = []
    source = town.source()
    town.publish(source, numbered(range(48)))
    town.run(source, tools=replace(town.tools, progress=lambda *told: seen.append(told)))
    assert seen == [("read", 20, None), ("read", 40, None), ("store", 20, 48), ("store", 40, 48), ("store", 48, 48)]


@pytest.mark.parametrize("words", ["\x00 null", "\ud800 half", "NaN", "a" * 100_000, "\u202e snudd"])
def test_whatever_a_record_holds_the_database_takes_it(town: Town, words: str) -> None:
    report = town.imported(town.source(), [{"id": words, "title": "A", "bad": words}, {"id": "b", "title": "B", "colour": words}])
    assert (report.outcome, report.counts["read"]) == ("complete", 2)
