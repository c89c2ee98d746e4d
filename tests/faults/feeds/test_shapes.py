"""I16, I23–I27: files that are broken, deceitful or too large by their shape cost themselves or one record, never the catalog."""

import codecs
import io
import zipfile
from datetime import date, datetime

import pytest
from openpyxl import Workbook
from sqlalchemy import select

from catalog.model import Offer
from tests.faults.feeds.landing import Landing

GOOD = '{"id": "1", "navn": "Kor"}'
LETTERS = "Id;Navn\n1;Ærlige «blåbær» – 50 €\n2;Kåre\n"


def imported(landing: Landing, body: bytes | str, format_name: str) -> str:
    """What became of a feed with this body, in one word and its reason."""
    path = landing.folder / f"feed.{format_name}"
    path.write_bytes(body.encode() if isinstance(body, str) else body)
    report = landing.run(landing.source(str(path), format_name))
    return f"{report.outcome}: {report.reason or ''} {' '.join(f'{each.field}: {each.reason}' for each in report.problems)}"


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("[" * 100_000 + "]" * 100_000, "nested deeper than 100 levels"),
        ('{"a":' * 100_000 + "1" + "}" * 100_000, "nested deeper than 100 levels"),
        (f'[{GOOD}, {{"navn": "x", "lat": NaN}}]', "line 1"),
        (f'[{GOOD},\n{{"navn": "x", "lat": -Infinity}}]', "line 2"),
        (f"[{GOOD}, ", "cut short"),
        (f"[{GOOD}, {GOOD[:-3]}", "cut short"),
        ("\x00\x01\x02", "the file's text is in no encoding"),
    ],
    ids=["arrays", "objects", "NaN", "infinity", "torn", "torn in a text", "bytes"],
)
def test_i16_json_that_cannot_be_read_is_refused_with_its_place(landing: Landing, body: str, words: str) -> None:
    told = imported(landing, body, "json")
    assert told.startswith(("failed", "refused"))
    assert words in told
    assert landing.offers() == {}


@pytest.mark.parametrize(
    ("record", "offers"),
    [
        ('{"id": "2", "navn": "x", "places": ' + "9" * 5000 + "}", ["Kor"]),
        ('{"id": "2", "navn": "Turn", "navn": "Dans"}', ["Kor", "Dans"]),
        ('{"id": "2", "navn": "Turn \\ud800"}', ["Kor", "Turn \ufffd"]),
        ('{"id": "2", "navn": "Tu\\u0000rn"}', ["Kor", "Turn"]),
        ('{"id": "2", "navn": 17}', ["Kor", "17"]),
        ('{"id": "2", "navn": ["Turn"]}', ["Kor", "Turn"]),
        ('{"id": "2", "navn": {}}', ["Kor"]),
        ("null", ["Kor"]),
        ('{"id": "2", "beskrivelse": "' + "x" * 20_000_000 + '"}', ["Kor"]),
    ],
    ids=["5,000 digits", "doubled name", "half a pair", "NUL", "number", "list", "object", "null", "20 MB of text"],
)
def test_i16_an_odd_object_costs_itself_at_most(any_landing: Landing, record: str, offers: list[str]) -> None:
    told = imported(any_landing, f"[{GOOD}, {record}]", "json")
    assert told.startswith("complete")
    assert list(any_landing.offers()) == offers


LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha">' + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(12)) + "]>"
XML_BOMBS = {
    "billion laughs": f"{LAUGHS}<x>&m;</x>",
    "quadratic": f'<!DOCTYPE x [<!ENTITY a "{"a" * 50_000}">]><x>{"&a;" * 50_000}</x>',
    "external": '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>',
    "outside": '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd"><x/>',
    "deep": "<x>" * 200_000 + "</x>" * 200_000,
}


@pytest.mark.parametrize("bomb", XML_BOMBS)
def test_i23_a_workbook_made_of_xml_bombs_is_refused(landing: Landing, bomb: str) -> None:
    told = imported(landing, with_sheet(f'<?xml version="1.0"?>{XML_BOMBS[bomb]}'), "xlsx")
    assert told.startswith(("failed", "refused"))
    assert landing.offers() == {}


@pytest.mark.parametrize("bomb", XML_BOMBS)
def test_i23_a_news_feed_made_of_xml_bombs_is_refused(landing: Landing, bomb: str) -> None:
    told = imported(landing, f'<?xml version="1.0"?>{XML_BOMBS[bomb]}', "rss")
    assert told.startswith(("failed", "refused"))
    assert "root:" not in told


def with_sheet(sheet: str) -> bytes:
    """A workbook whose only sheet is this XML."""
    plain, changed = io.BytesIO(), io.BytesIO()
    book = Workbook()
    book.save(plain)
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, sheet if name == "xl/worksheets/sheet1.xml" else old.read(name))
    return changed.getvalue()


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("kind", ["expands", "strings", "doubled", "overlapping"])
def test_i24_a_workbook_that_unpacks_to_far_more_is_refused_before_it_is_read(landing: Landing, kind: str) -> None:
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w", zipfile.ZIP_DEFLATED) as archive:
        if kind == "doubled":
            archive.writestr("xl/workbook.xml", "1")
            archive.writestr("xl/workbook.xml", "2")
        elif kind == "overlapping":
            for number in range(3):
                archive.writestr(f"xl/worksheets/sheet{number}.xml", "x" * 100)
            for each in archive.infolist():
                each.header_offset = 0
        else:
            name = "xl/sharedStrings.xml" if kind == "strings" else "xl/worksheets/sheet1.xml"
            archive.writestr(name, b" " * 200_000_000)
    told = imported(landing, body.getvalue(), "xlsx")
    assert told.startswith("failed")
    assert landing.offers() == {}


def test_i25_a_cell_at_the_far_corner_costs_nothing(landing: Landing) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"], sheet["A2"], sheet["XFD1048576"] = "Navn", "Turn", "far away"
    assert imported(landing, saved(book), "xlsx").startswith("complete")
    assert list(landing.offers()) == ["Turn"]


@pytest.mark.parametrize("epoch", [1900, 1904])
def test_i25_both_epochs_give_the_same_day_and_a_formula_its_cached_value(landing: Landing, epoch: int) -> None:
    book = Workbook()
    if epoch == 1904:
        book.epoch = datetime(1904, 1, 1)  # noqa: DTZ001  openpyxl's own constant is naive
    sheet = book.active
    assert sheet is not None
    sheet.append(["Navn", "Dato", "Lenke"])
    sheet.append(["Turn", date(2026, 12, 5), '=HYPERLINK("http://evil.example", "x")'])
    sheet.append(['=WEBSERVICE("http://evil.example")', date(2026, 12, 6), ""])
    told = imported(landing, saved(book), "xlsx")
    assert told.startswith("complete")
    with landing.database.reading() as session:
        (offer,) = session.scalars(select(Offer))
        assert (offer.title, offer.url) == ("Turn", None)
        assert [each.starts_at.date() for each in offer.occurrences] in ([date(2026, 12, 4)], [date(2026, 12, 5)])


def saved(book: Workbook) -> bytes:
    body = io.BytesIO()
    book.save(body)
    return body.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"])
def test_i26_every_usual_encoding_gives_the_right_letters(landing: Landing, encoding: str) -> None:
    assert imported(landing, LETTERS.encode(encoding), "csv").startswith("complete")
    assert list(landing.offers()) == ["Ærlige «blåbær» – 50 €", "Kåre"]


@pytest.mark.parametrize(
    "body",
    [
        LETTERS.encode().decode("cp1252", "replace").encode(),
        "Id;Navn\n1;Blåbær\n".encode() + "2;Kåre\n".encode("cp1252"),
        codecs.BOM_UTF8 + LETTERS.encode("cp1252"),
    ],
    ids=["twice encoded", "mixed rows", "BOM of another"],
)
def test_i26_garbled_letters_are_refused_and_never_shown(landing: Landing, body: bytes) -> None:
    assert imported(landing, body, "csv").startswith("failed")
    assert not any("Ã" in title for title in landing.offers())


@pytest.mark.parametrize(
    ("body", "words", "offers"),
    [
        ('Id;Navn\n1;Kor\n2;"Turn\n3;Dans\n4;Sjakk\n', "row 3", []),
        ('Id,Navn,Pris\n1,Kor,"12,50"\n', "complete", ["Kor"]),
        ("Id\tNavn\n1\tKor\n", "complete", ["Kor"]),
        ("Navn\nKor\n", "complete", ["Kor"]),
        ("Id;Navn\n1;K\x00or\n", "complete", ["Kor"]),
        ("Id;Navn\n1;Kor\nId;Navn\n2;Turn\n", "complete", ["Kor", "Turn"]),
        ("Id;Navn;Navn\n1;Kor;Annet\n", "complete", ["Kor"]),
        ("Id;Navn\n1;" + "x" * 1_500_000 + "\n", "row 2", []),
        ("Id;Navn\n1;Kor;til overs\n2;Turn\n", "the row has 3 cells", ["Turn"]),
    ],
    ids=["quote", "comma", "tab", "one column", "NUL", "header again", "doubled column", "1 MB cell", "slipped"],
)
def test_i27_a_torn_table_is_told_by_its_row_and_swallows_none(landing: Landing, body: str, words: str, offers: list[str]) -> None:
    assert words in imported(landing, body, "csv")
    assert list(landing.offers()) == offers
