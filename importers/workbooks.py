"""Excel workbooks → rows of plain values, streamed: one sheet, bounded in rows, columns and empty stretches.

A cell merged over several rows stands in each of them that holds anything else. Other visible sheets are named in a note.
The archive must have passed `archives.refuse_bomb`. What openpyxl finds wrong with a file is `NotThisFormat`.
"""

import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Protocol, cast
from zipfile import BadZipFile

from defusedxml.common import DefusedXmlException
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from importers.contract import Feed, Notes
from importers.errors import NotThisFormat, RunFailed, TooMuch
from importers.merged_cells import merged_over_rows

MAX_ROWS = 200_000
MAX_EMPTY_ROWS = 1_000


class Sheet(Protocol):
    """What is used of openpyxl's read-only sheets."""

    title: str
    sheet_state: str
    _worksheet_path: str

    def reset_dimensions(self) -> None:
        """Forget the size that the file claims."""

    def iter_rows(self, *, values_only: bool) -> Iterable[tuple[object, ...]]:
        """The rows as values."""


def rows_of(feed: Feed) -> Iterator[tuple[int, Sequence[object]]]:
    """The rows with their numbers; whatever openpyxl finds wrong with the file is `NotThisFormat`."""
    with feed.open() as file:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", UserWarning)  # of styles and validations, which are not read
                book = load_workbook(file, read_only=True, data_only=True, keep_links=False)
            sheets = cast("list[Sheet]", book.worksheets)
            if not sheets:
                raise NotThisFormat("xlsx", b"", "the workbook has no sheet with rows")
            sheet = _sheet(sheets, feed.options.get("sheet", ""))
            _note_others(sheet, sheets, feed)
            merged = merged_over_rows(feed.path, sheet._worksheet_path)  # noqa: SLF001  openpyxl tells it nowhere else
            yield from _spread(_filled_rows(sheet, feed.notes), merged)
        except (
            BadZipFile,
            InvalidFileException,
            SyntaxError,  # both XML libraries' word for a part that is no XML
            DefusedXmlException,
            LookupError,
            ValueError,
            TypeError,
            AttributeError,
        ) as error:
            raise NotThisFormat("xlsx", b"", f"its contents cannot be read ({type(error).__name__}: {str(error)[:100]})") from error


def _note_others(sheet: Sheet, sheets: list[Sheet], feed: Feed) -> None:
    others = [other.title for other in sheets if other is not sheet and other.sheet_state == "visible"]
    if others and "sheet" not in feed.options:
        feed.notes.warn(
            "sheet", ", ".join(others)[:200], f"only the sheet {sheet.title} is read; another one is a source of its own (sheet=)"
        )


def _spread(rows: Iterable[tuple[int, list[object]]], merged: Mapping[int, list[tuple[int, int]]]) -> Iterator[tuple[int, list[object]]]:
    """The rows with what is merged over several of them; `merged` is first row → columns (from 0) and last rows."""
    running: dict[int, tuple[int, object]] = {}
    for number, row in rows:
        for column, (last, value) in list(running.items()):
            if number > last:
                del running[column]
            elif column >= len(row) or row[column] is None:
                row.extend([None] * (column + 1 - len(row)))
                row[column] = value
        running |= {column: (last, row[column]) for column, last in merged.get(number, ()) if column < len(row)}
        yield number, row


def _filled_rows(sheet: Sheet, notes: Notes) -> Iterator[tuple[int, list[object]]]:
    sheet.reset_dimensions()
    empty = 0
    for number, cells in enumerate(islice(sheet.iter_rows(values_only=True), MAX_ROWS + 1), 1):
        if number > MAX_ROWS:
            raise TooMuch(f"the sheet has more than {MAX_ROWS:,} rows")
        row = [_value(cell) for cell in cells]
        while row and row[-1] is None:
            row.pop()
        empty = 0 if row else empty + 1
        if empty > MAX_EMPTY_ROWS:
            notes.warn("row", number, f"what stands below {MAX_EMPTY_ROWS:,} empty rows is not read")
            return
        if row:
            yield number, row


def _sheet(sheets: list[Sheet], wanted: str) -> Sheet:
    """The sheet by its name or number (1 is the first), else the first visible one."""
    if not wanted:
        return next((sheet for sheet in sheets if sheet.sheet_state == "visible"), sheets[0])
    by_name = {sheet.title.casefold(): sheet for sheet in sheets}
    if wanted.isdecimal() and 1 <= int(wanted) <= len(sheets):
        return by_name.get(wanted) or sheets[int(wanted) - 1]
    if wanted.casefold() not in by_name:
        raise RunFailed(f"sheet={wanted}: there is no such sheet; the sheets are {', '.join(sheet.title for sheet in sheets)}")
    return by_name[wanted.casefold()]


def _value(cell: object) -> object:
    """The cell as a table's cell: dates as ISO text, a whole day without its midnight, errors (#N/A) as nothing."""
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(sep=" ", timespec="minutes")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, time):
        return f"{cell:%H:%M}"
    if isinstance(cell, timedelta):
        return f"{int(cell.total_seconds()) // 3600 % 24:02}:{int(cell.total_seconds()) // 60 % 60:02}"
    return None if isinstance(cell, str) and cell.startswith("#") and cell.rstrip("!?").isupper() else cell
