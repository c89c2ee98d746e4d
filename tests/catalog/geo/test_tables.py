"""Small CSV tables."""

from pathlib import Path

import pytest

from catalog.errors import InvalidValue
from catalog.geo.tables import read_table
from catalog.values import Point


def table(tmp_path: Path, text: str | bytes) -> Path:
    """Writes a file."""
    path = tmp_path / "table.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


@pytest.mark.parametrize(
    "text", ["navn,lat,lon\nEgge,59.8,10.2\n", "\ufeffNavn;Lat;Lon\r\nEgge;59,8;10,2\r\n", "navn\tlat\tlon\nEgge\t59.8\t10.2"]
)
def test_comma_semicolon_and_tab_say_the_same(tmp_path: Path, text: str) -> None:
    rows = list(read_table(table(tmp_path, text)))
    assert [(row.line, row.text("name", "navn"), row.point()) for row in rows] == [(2, "Egge", Point(59.8, 10.2))]


def test_empty_rows_are_left_out_and_lines_still_count(tmp_path: Path) -> None:
    assert [row.line for row in read_table(table(tmp_path, "a,b\n1,2\n,\n\n3,4\n"))] == [2, 5]


def test_half_a_point_is_no_point(tmp_path: Path) -> None:
    assert [row.point() for row in read_table(table(tmp_path, "lat,lon\n59.8,\n"))] == [None]


def test_a_word_where_a_number_should_be_is_refused_by_its_column(tmp_path: Path) -> None:
    row = next(read_table(table(tmp_path, "alder\nseks\n")))
    with pytest.raises(InvalidValue, match="alder: is not a number"):
        row.number("alder")


@pytest.mark.parametrize("content", [b"navn\nH\xf8vik\n", b"\xff\xfen\x00a\x00"])
def test_another_encoding_is_one_clear_error(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(InvalidValue, match="UTF-8"):
        list(read_table(table(tmp_path, content)))


def test_a_missing_file_is_one_clear_error(tmp_path: Path) -> None:
    with pytest.raises(InvalidValue, match="cannot be read"):
        list(read_table(tmp_path / "nothing.csv"))


def test_an_empty_file_has_no_rows(tmp_path: Path) -> None:
    assert list(read_table(table(tmp_path, ""))) == []
