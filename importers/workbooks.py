"""Excel workbooks → rows of plain values, streamed: one sheet, bounded in rows, columns and empty stretches.

The archive must have passed `archives.refuse_bomb`. What openpyxl finds wrong with a file is `NotThisFormat`.
"""

import warnings
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Protocol, cast
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile

from defusedxml.common import DefusedXmlException
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from importers.contract import Feed, Notes
from importers.errors import NotThisFormat, RunFailed, TooMuch
from importers.tabular import MAX_COLUMNS

MAX_ROWS = 200_000
MAX_EMPTY_ROWS = 1_000


class Sheet(Protocol):
    """What is used of openpyxl's read-only sheets."""

    title: str
    sheet_state: str

    def reset_dimensions(self) -> None:
        """Forget the size that the file claims."""

    def iter_rows(self, *, max_col: int, values_only: bool) -> Iterable[tuple[object, ...]]:
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
            yield from _filled_rows(_sheet(sheets, feed.options.get("sheet", "")), feed.notes)
        except (
            BadZipFile,
            InvalidFileException,
            ParseError,
            DefusedXmlException,
            KeyError,
            ValueError,
            TypeError,
            IndexError,
            AttributeError,
        ) as error:
            raise NotThisFormat("xlsx", b"", f"its contents cannot be read ({type(error).__name__}: {str(error)[:100]})") from error


def _filled_rows(sheet: Sheet, notes: Notes) -> Iterator[tuple[int, Sequence[object]]]:
    sheet.reset_dimensions()
    empty = 0
    for number, cells in enumerate(islice(sheet.iter_rows(max_col=MAX_COLUMNS + 1, values_only=True), MAX_ROWS + 1), 1):
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
