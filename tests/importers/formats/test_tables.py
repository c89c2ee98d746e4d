"""CSV and Excel: right letters or refusal, no swallowed rows, bounded whatever the file says of itself."""

import zipfile
from datetime import date, datetime, time
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from xlsxwriter import Workbook as FormulaBook

from catalog.drafts import OfferDraft
from importers.errors import NotThisFormat, RunFailed, TooMuch
from tests.importers.reading_feeds import outcome_of

LETTERS = "Navn;Pris\nÆøå «blåbær» – 50 €;gratis\nKåre;12,50\n"


def written(tmp_path: Path, body: str | bytes, encoding: str = "utf-8") -> Path:
    path = tmp_path / "feed.csv"
    path.write_bytes(body if isinstance(body, bytes) else body.encode(encoding))
    return path


def titles(path: Path, format_name: str = "csv", options: dict[str, str] | None = None) -> list[str]:
    return [draft.title for draft in outcome_of(path, format_name, options).drafts.values() if isinstance(draft, OfferDraft)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"])
def test_every_usual_encoding_gives_the_right_letters(tmp_path: Path, encoding: str) -> None:
    assert titles(written(tmp_path, LETTERS, encoding)) == ["Æøå «blåbær» – 50 €", "Kåre"]


def test_a_stated_encoding_is_used_or_refused(tmp_path: Path) -> None:
    path = written(tmp_path, "Navn;Pris\nBlåbær;5\n", "mac-roman")
    assert titles(path, options={"encoding": "mac-roman"}) == ["Blåbær"]
    with pytest.raises(RunFailed, match="there is no such encoding"):
        titles(path, options={"encoding": "klingon"})


@pytest.mark.parametrize(
    "body",
    [LETTERS.encode().decode("cp1252", "replace").encode(), "Navn;Pris\nBlåbær;5\n".encode() + "Kåre;5\n".encode("cp1252")],
    ids=["twice", "mixed"],
)
def test_garbled_letters_are_refused_and_never_shown(tmp_path: Path, body: bytes) -> None:
    with pytest.raises(RunFailed, match="garbled"):
        titles(written(tmp_path, body))


def test_utf_8_read_as_cp1252_by_option_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RunFailed, match="garbled"):
        titles(written(tmp_path, LETTERS), options={"encoding": "cp1252"})


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_the_delimiter_is_found(tmp_path: Path, delimiter: str) -> None:
    rows = [["Navn", "Sted", "Om"], ["Turn", "Hallen", "a"], ["Sjakk", "Huset", '"x;y,z"']]
    assert titles(written(tmp_path, "\n".join(delimiter.join(row) for row in rows))) == ["Turn", "Sjakk"]


def test_one_column_is_a_table_too(tmp_path: Path) -> None:
    assert titles(written(tmp_path, "Navn\nTurn\nSjakk\n")) == ["Turn", "Sjakk"]


def test_an_unclosed_quote_is_an_error_with_its_row_and_nothing_is_read(tmp_path: Path) -> None:
    with pytest.raises(RunFailed, match="row 3"):
        titles(written(tmp_path, 'Navn;Om\nTurn;a\nSjakk;"b\nDans;c\nKor;d\n'))


def test_quoted_line_breaks_stay_in_their_cell(tmp_path: Path) -> None:
    outcome = outcome_of(written(tmp_path, 'Navn;Beskrivelse\nTurn;"a\n\nb"\nSjakk;c\n'), "csv")
    assert [(record.position, record.data["Navn"]) for record in outcome.records] == [("row 2", "Turn"), ("row 5", "Sjakk")]


def test_a_slipped_row_is_rejected_and_its_neighbours_stay(tmp_path: Path) -> None:
    outcome = outcome_of(written(tmp_path, "Navn;Pris\nTurn;50\nSjakk;for alle;gratis\nDans;60\n"), "csv")
    assert (len(outcome.drafts), [str(error) for error in outcome.rejected.values()]) == (
        2,
        ["row: the row has 3 cells, the header has 2 (got 'row 3')"],
    )


def test_titles_above_and_headers_again_below_are_passed_over(tmp_path: Path) -> None:
    assert titles(written(tmp_path, "Tilbud i Lier\n\nNavn;Pris\nTurn;5\nNavn;Pris\nDans;6\n")) == ["Turn", "Dans"]


def test_a_table_without_known_columns_asks_for_a_mapping(tmp_path: Path) -> None:
    path = written(tmp_path, "foo;bar\n1;2\n")
    with pytest.raises(RunFailed, match=r"no header row is found.*map\.FIELD=COLUMN"):
        titles(path)
    assert titles(path, options={"map.title": "foo"}) == ["1"]


def test_nul_is_dropped_and_a_cell_of_a_megabyte_is_refused(tmp_path: Path) -> None:
    assert titles(written(tmp_path, "Navn;Pris\nTu\x00rn;5\n")) == ["Turn"]
    with pytest.raises(RunFailed, match="row 2"):
        titles(written(tmp_path, "Navn;Pris\n" + "x" * 1_500_000 + ";5\n"))


def test_repeated_records_are_told(tmp_path: Path) -> None:
    outcome = outcome_of(written(tmp_path, "Id;Navn\n1;Turn\n1;Turn\n1;Dans\n"), "csv")
    assert list(outcome.drafts) == ["1", "1~2"]
    assert [warning.value for warning in outcome.warnings] == ["1", "1"]


def workbook(tmp_path: Path, rows: list[list[object]]) -> Path:
    path = tmp_path / "feed.xlsx"
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    book.create_sheet("Annet").append(["Navn", "Pris"])
    book["Annet"].append(["Dans", 5])
    book.save(path)
    return path


def test_excel_dates_times_and_numbers_are_read(tmp_path: Path) -> None:
    rows: list[list[object]] = [["Navn", "Dato", "Fra kl", "Til kl", "Postnr"], ["Turn", date(2026, 9, 5), time(17), time(18, 30), 150]]
    (draft,) = outcome_of(workbook(tmp_path, rows), "xlsx").drafts.values()
    assert isinstance(draft, OfferDraft)
    assert draft.occurrences[0].start.isoformat() == "2026-09-05T17:00:00+02:00"
    assert draft.venue is not None
    assert draft.venue.postcode == "0150"


def test_a_sheet_is_chosen_by_name_or_number(tmp_path: Path) -> None:
    path = workbook(tmp_path, [["Navn", "Pris"], ["Turn", 5]])
    assert titles(path, "xlsx") == ["Turn"]
    assert titles(path, "xlsx", {"sheet": "annet"}) == titles(path, "xlsx", {"sheet": "2"}) == ["Dans"]
    with pytest.raises(RunFailed, match="the sheets are Sheet, Annet"):
        titles(path, "xlsx", {"sheet": "Tredje"})


def test_a_cell_at_the_end_of_the_world_does_not_hang(tmp_path: Path) -> None:
    path = tmp_path / "far.xlsx"
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"], sheet["A2"], sheet["XFD1048576"] = "Navn", "Turn", datetime(2026, 1, 1)  # noqa: DTZ001
    book.save(path)
    outcome = outcome_of(path, "xlsx")
    assert len(outcome.drafts) == 1
    assert "is not read" in outcome.warnings[0].reason


def test_an_archive_that_unpacks_to_far_more_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b" " * 60_000_000)
    with pytest.raises(TooMuch, match="times its size"):
        titles(path, "xlsx")


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_an_archive_with_one_name_twice_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "twice.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.xml", "1")
        archive.writestr("a.xml", "2")
    with pytest.raises(TooMuch):
        titles(path, "xlsx")


def test_a_csv_called_xlsx_is_told_so(tmp_path: Path) -> None:
    with pytest.raises(NotThisFormat, match="this file is not xlsx: it begins with 'Navn;Pris"):
        titles(written(tmp_path, LETTERS), "xlsx")


def sheets(tmp_path: Path, *rows: tuple[str | None, ...], merged: str = "", **state: str) -> Path:
    path = tmp_path / "list.xlsx"
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    if merged:
        sheet.merge_cells(merged)
    for name, kept in state.items():
        book.create_sheet(name).sheet_state = kept
    book.save(path)
    return path


def test_a_cell_merged_over_several_rows_stands_in_each_of_them(tmp_path: Path) -> None:
    rows = (("Arrangør", "Navn"), ("Lier turn", "Turn"), (None, "Dans"), (None, None), (None, "Parkour"), ("Kor", "Sang"), (None, "Musikk"))
    drafts = outcome_of(sheets(tmp_path, *rows, merged="A2:A5"), "xlsx").drafts.values()
    found = {each.title: each.organisation and each.organisation.name for each in drafts if isinstance(each, OfferDraft)}
    assert found == {"Turn": "Lier turn", "Dans": "Lier turn", "Parkour": "Lier turn", "Sang": "Kor", "Musikk": None}


def test_a_visible_sheet_that_is_not_read_is_named_and_a_hidden_one_is_not(tmp_path: Path) -> None:
    path = sheets(tmp_path, ("Navn",), ("Turn",), Vaaren="visible", Kladd="hidden")
    assert [(each.field, each.value) for each in outcome_of(path, "xlsx").warnings] == [("sheet", "Vaaren")]
    assert outcome_of(path, "xlsx", {"sheet": "1"}).warnings == []


def test_dates_counted_from_1904_are_the_days_that_they_show(tmp_path: Path) -> None:
    path = tmp_path / "mac.xlsx"
    book = Workbook()
    book.epoch = CALENDAR_MAC_1904
    sheet = book.active
    assert sheet is not None
    for row in (("Navn", "Dato"), ("Turn", date(2026, 9, 5))):
        sheet.append(row)
    book.save(path)
    (draft,) = outcome_of(path, "xlsx").drafts.values()
    assert isinstance(draft, OfferDraft)
    assert draft.occurrences[0].start.date() == date(2026, 9, 5)


def test_a_formula_is_its_last_value_and_never_its_text(tmp_path: Path) -> None:
    path = tmp_path / "formula.xlsx"
    with FormulaBook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ("Navn", "Pris"))
        sheet.write_formula(1, 0, '=CONCATENATE("Tu","rn")', None, "Turn")
        sheet.write_formula(1, 1, "=25*2", None, 50)
        sheet.write_formula(2, 0, "='[annen bok.xlsx]Ark'!A1", None, "Dans")
    drafts = [each for each in outcome_of(path, "xlsx").drafts.values() if isinstance(each, OfferDraft)]
    assert [(each.title, each.price.amount_ore) for each in drafts] == [("Turn", 5000), ("Dans", None)]


def test_more_columns_than_any_list_has_are_refused(tmp_path: Path) -> None:
    with pytest.raises(TooMuch, match="more than 500 columns"):
        titles(sheets(tmp_path, ("Navn",), ("Turn", *("x" for _ in range(600)))), "xlsx")
