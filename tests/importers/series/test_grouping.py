"""Rows of one activity become one record: which rows, under which id, and what a bad one costs."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import Workbook

from catalog.drafts import OfferDraft
from importers.contract import Feed
from importers.errors import FeedIncomplete, FetchFailed, RunFailed
from importers.registry import importer_for
from importers.series.grouping import ROWS
from tests.importers.reading_feeds import Outcome, feed_of, outcome_of, outcome_of_feed

HEADER = "id;Navn;Sted;Pris;Dato;Fra kl;Lenke;Ledige plasser"
ROWS_OF_TWO = (
    "1;Sjakk;Huset;Gratis;01.09.2026;17:00;https://a.no/1;4",
    "2;Kor;Salen;kr 50;02.09.2026;18:00;https://a.no/2;5",
    "3;Sjakk;Huset;Gratis;08.09.2026;17:00;https://a.no/3;9",
    "4;Sjakk;Huset;Gratis;15.09.2026;17:00;https://a.no/4;",
)


def read(tmp_path: Path, *rows: str, options: dict[str, str] | None = None, header: str = HEADER) -> Outcome:
    path = tmp_path / "list.csv"
    path.write_text("\n".join([header, *rows]), "utf-8")
    return outcome_of(path, "csv", options)


def days(outcome: Outcome, title: str) -> list[str]:
    (draft,) = [each for each in outcome.drafts.values() if isinstance(each, OfferDraft) and each.title == title]
    return [f"{one.start:%d.%m %H}" for one in draft.occurrences]


def test_rows_of_one_activity_are_one_offer_wherever_they_stand(tmp_path: Path) -> None:
    outcome = read(tmp_path, *ROWS_OF_TWO)
    assert [(record.data["Navn"], record.position) for record in outcome.records] == [("Sjakk", "rows 2, 4, 5"), ("Kor", "row 3")]
    assert (days(outcome, "Sjakk"), days(outcome, "Kor")) == (["01.09 17", "08.09 17", "15.09 17"], ["02.09 18"])
    assert (outcome.rows, outcome.unused) == (4, ("Ledige plasser",))


def test_a_list_in_which_nothing_is_joined_counts_its_rows_too(tmp_path: Path) -> None:
    outcome = read(tmp_path, "Turn;tirsdag", "Turn;torsdag", header="Navn;Ukedag")
    assert (outcome.rows, len(outcome.records)) == (2, 2)


@pytest.mark.parametrize(
    ("header", "rows"),
    [
        (HEADER, [ROWS_OF_TWO[0], ROWS_OF_TWO[2].replace("Gratis", "kr 20")]),
        (HEADER, [ROWS_OF_TWO[0], ROWS_OF_TWO[2].replace("Huset", "Salen")]),
        ("Navn;Ukedag;Startdato;Sluttdato", ["Turn;tirsdag;01.09.2026;08.12.2026", "Turn;torsdag;03.09.2026;10.12.2026"]),
        ("Navn;Startdato;Sluttdato", ["Turn;01.09.2026;08.12.2026", "Turn;12.01.2027;08.06.2027"]),
        ("Navn;Dato;Ukedag", ["Turn;01.09.2026;tirsdager", "Turn;08.09.2026;tirsdager"]),
        ("Navn;Dato;Når", ["Turn;01.09.2026;hver tirsdag kl. 17", "Turn;03.09.2026;hver torsdag kl. 17"]),
        ("Navn;Dato", ["Turn;hver tirsdag", "Turn;hver torsdag"]),
        ("Navn;Sted", ["Lekeplass;Huset", "Lekeplass;Salen"]),
    ],
    ids=["price", "place", "weekly rules", "periods", "plural weekday", "rule in words", "rule for a date", "no dates"],
)
def test_what_is_no_meeting_of_the_same_activity_stays_apart(tmp_path: Path, header: str, rows: list[str]) -> None:
    assert len(read(tmp_path, *rows, header=header).records) == 2


def test_a_weekday_that_only_names_the_day_is_no_rule(tmp_path: Path) -> None:
    outcome = read(tmp_path, "Turn;01.09.2026;tirsdag", "Turn;03.09.2026;torsdag", header="Navn;Dato;Ukedag")
    assert (len(outcome.records), days(outcome, "Turn")) == (1, ["01.09 00", "03.09 00"])


def test_joining_can_be_turned_off(tmp_path: Path) -> None:
    assert [record.id for record in read(tmp_path, *ROWS_OF_TWO, options={"series": "no"}).records] == ["1", "2", "3", "4"]
    with pytest.raises(RunFailed, match="series=kanskje: joining dated rows is yes or no"):
        read(tmp_path, *ROWS_OF_TWO, options={"series": "kanskje"})


def test_the_id_stays_when_dates_come_and_go_and_when_details_change(tmp_path: Path) -> None:
    first, second = read(tmp_path, *ROWS_OF_TWO).records
    later = read(tmp_path, "9;Sjakk;Huset;kr 10;22.09.2026;17:00;;", "10;Sjakk;Huset;kr 10;29.09.2026;17:00;;").records
    assert (first.id.startswith("series-"), second.id, [record.id for record in later]) == (True, "2", [first.id])
    unnamed = [row.partition(";")[2] for row in ROWS_OF_TWO]
    header = HEADER.partition(";")[2]
    both = read(tmp_path, *unnamed, header=header).records
    assert [read(tmp_path, row, header=header).records[0].id for row in unnamed] == [both[0].id, both[1].id, both[0].id, both[0].id]


def test_a_joined_activity_with_one_date_left_keeps_the_id_that_it_is_stored_under(tmp_path: Path) -> None:
    joined = read(tmp_path, *ROWS_OF_TWO).records[0].id
    path = tmp_path / "list.csv"
    path.write_text("\n".join([HEADER, ROWS_OF_TWO[3], ROWS_OF_TWO[1]]), "utf-8")
    feed = replace(feed_of(path), before=lambda record_id: {} if record_id == joined else None)
    assert [record.id for record in importer_for("csv").read(feed)] == [joined, "2"]


def test_the_id_that_all_rows_share_is_the_activitys(tmp_path: Path) -> None:
    rows = [row.replace(row[0], "7", 1) for row in ROWS_OF_TWO if "Sjakk" in row]
    assert [record.id for record in read(tmp_path, *rows).records] == ["7"]
    assert [record.id for record in read(tmp_path, rows[0]).records] == ["7"]


@pytest.mark.parametrize(("column", "options"), [("Serie-ID", {}), ("Kurs-id", {}), ("Rekke", {"map.series": "Rekke"})])
def test_the_publishers_own_series_wins(tmp_path: Path, column: str, options: dict[str, str]) -> None:
    rows = ["1;Kurs – første kveld;01.09.2026;A", "2;Kurs – andre kveld;08.09.2026;A", "3;Kurs – første kveld;01.10.2026;B"]
    outcome = read(tmp_path, *rows, header=f"id;Navn;Dato;{column}", options=options)
    assert [(record.id, record.position) for record in outcome.records] == [("series-A", "rows 2, 3"), ("series-B", "row 4")]
    assert len(days(outcome, "Kurs – første kveld")) == 1 if len(outcome.drafts) == 1 else True
    assert {draft.title for draft in outcome.drafts.values() if isinstance(draft, OfferDraft)} == {"Kurs – første kveld"}


def test_an_impossible_date_costs_its_row_and_names_it(tmp_path: Path) -> None:
    outcome = read(tmp_path, *ROWS_OF_TWO, ROWS_OF_TWO[0].replace("01.09.2026", "31.09.2026"))
    assert days(outcome, "Sjakk") == ["01.09 17", "08.09 17", "15.09 17"]
    (warning,) = [each for each in outcome.warnings if each.field == "date"]
    assert (warning.value, warning.reason.partition(";")[0]) == ("31.09.2026", "row 6: there is no such day")
    alone = read(tmp_path, "Sjakk;31.09.2026", header="Navn;Dato")
    assert [(error.field, error.value) for error in alone.rejected.values()] == [("date", "31.09.2026")]


def test_a_repeated_row_is_left_out_and_noted(tmp_path: Path) -> None:
    outcome = read(tmp_path, *ROWS_OF_TWO, ROWS_OF_TWO[0], ROWS_OF_TWO[1])
    assert [each.reason for each in outcome.warnings if each.field == "id"] == [
        "row 6 repeats an earlier record and was left out",
        "row 7 repeats an earlier record and was left out",
    ]
    assert len(days(outcome, "Sjakk")) == 3


def test_dates_beyond_the_limit_are_left_out_and_noted(tmp_path: Path) -> None:
    rows = [f"Kino;{1 + n % 28:02}.{9 + n // 28 % 4:02}.2026;{8 + n // 112 % 15}:{n // 1680:02}" for n in range(2_100)]
    outcome = read(tmp_path, *rows, header="Navn;Dato;Fra kl")
    assert [len(joined) for joined in (record.data[ROWS] for record in outcome.records) if isinstance(joined, list)] == [2_000]
    assert "there are over 2,000" in outcome.warnings[0].reason


def test_sheets_and_objects_are_joined_too(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in ("Navn;Dato", "Sjakk;01.09.2026", "Sjakk;08.09.2026"):
        sheet.append(row.split(";"))
    book.save(tmp_path / "list.xlsx")
    assert days(outcome_of(tmp_path / "list.xlsx", "xlsx"), "Sjakk") == ["01.09 00", "08.09 00"]
    objects = [
        {"title": "Sjakk", "slot": {"start": f"2026-09-0{n}T17:00", "hall": "A"}, "_links": {"self": f"/{n}"}, "offers": [{"id": n}]}
        for n in (1, 8)
    ]
    (tmp_path / "list.json").write_text(json.dumps(objects))
    outcome = outcome_of(tmp_path / "list.json", "json", {"map.starts": "slot.start", "map.venue": "slot.hall"})
    assert (len(outcome.records), outcome.records[0].position, days(outcome, "Sjakk")) == (1, "objects 1, 2", ["01.09 17", "08.09 17"])


def test_a_publishers_member_of_our_own_name_is_no_trap(tmp_path: Path) -> None:
    for value in ("x", [], [1], [{"title": "Dans"}], {"a": 1}):
        (tmp_path / "list.json").write_text(json.dumps([{"title": "Sjakk", "date": "2026-09-01", ROWS: value}]))
        assert len(outcome_of(tmp_path / "list.json", "json").drafts) == 1


def test_a_feed_that_breaks_off_gives_no_activity_whose_dates_may_be_missing(tmp_path: Path) -> None:
    (tmp_path / "page.json").write_text(
        json.dumps({"next": "?2", "items": [{"id": n, "title": title, "date": f"2026-09-0{n}"} for n, title in enumerate("aab", 1)]})
    )

    def gone(location: str) -> Feed:
        raise FetchFailed(f"404 {location}")

    feed = feed_of(tmp_path / "page.json", {"next": "next"}, location="https://data.example/list", fetch=gone)
    found = []
    with pytest.raises(FeedIncomplete):
        for record in importer_for("json").read(feed):
            found.append(record.id)  # noqa: PERF401  what comes before the error is what is asked
    assert found == ["3"]
    with pytest.raises(FeedIncomplete):
        outcome_of_feed(feed, "json")
