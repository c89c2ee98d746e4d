"""Rows of cells → records under their header: finds the header row, names the columns, passes over title lines and blanks.

Shared by the formats that are tables; how the cells get out of the file is theirs.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, islice

from catalog.text import clean_line, name_key
from importers.columns import column, columns_read, guessed_columns
from importers.contract import RawRecord
from importers.errors import NotThisFormat, RecordRejected, RunFailed, TooMuch
from importers.fields.words import is_blank
from importers.mapping import Table

MAX_COLUMNS = 500
HEADER_WITHIN_ROWS = 20
TABLE = Table(column, columns_read)
Row = tuple[int, Sequence[object]]


def records_from_rows(rows: Iterable[Row], options: Mapping[str, str], format_name: str) -> Iterator[RawRecord]:
    """The records of numbered rows. Raises `NotThisFormat` when there are none, `RunFailed` without a header row.

    A row with more cells than the header has slipped: it is a record with a problem, since its cells cannot be told apart.
    """
    numbered = iter(rows)
    first = list(islice(numbered, HEADER_WITHIN_ROWS))
    if not first:
        raise NotThisFormat(format_name, b"")
    start = _header_index(first, options)
    header = _names(first[start][1])
    for number, cells in chain(first[start + 1 :], numbered):
        if len(cells) > MAX_COLUMNS:
            raise TooMuch(f"row {number} has more than {MAX_COLUMNS} columns")
        row = [cell.strip() if isinstance(cell, str) else cell for cell in cells]
        if all(is_blank(cell) for cell in row) or (clean_line(str(row[0])) == header[0] and _names(row) == header):
            continue
        data = {name: cell for name, cell in zip(header, row, strict=False) if cell not in (None, "")}
        record = TABLE.record(data, f"row {number}", options)
        if any(not is_blank(cell) for cell in row[len(header) :]):
            reason = f"the row has {len(row)} cells, the header has {len(header)}"
            record = replace(record, problem=RecordRejected("row", f"row {number}", reason))
        yield record


def _header_index(rows: list[Row], options: Mapping[str, str]) -> int:
    """The first row with most column names that Krets or the source's options know: titles and notes may stand above it."""
    mapped = {name_key(value) for key, value in options.items() if key.startswith("map.") and value}
    scores = []
    for _, cells in rows:
        names = tuple(clean_line(str(cell)) for cell in cells[:MAX_COLUMNS] if isinstance(cell, str) and not is_blank(cell))
        scores.append(len(guessed_columns(names)) + 2 * len(mapped & {name_key(name) for name in names}))
    if max(scores) == 0:
        seen = ", ".join(repr(str(cell)[:30]) for cell in rows[0][1][:6])
        raise RunFailed(f"no header row is found: the first rows name no known column (they begin with {seen}); give map.FIELD=COLUMN")
    return scores.index(max(scores))


def _names(cells: Sequence[object]) -> list[str]:
    """The columns' names: a nameless one is "column 3", a repeated one "Dato (2)"; trailing nameless ones are not columns."""
    names: list[str] = []
    for number, cell in enumerate(cells, 1):
        name = base = clean_line(str(cell))[:100] if cell is not None and not is_blank(cell) else f"column {number}"
        times = 1
        while name in names:
            times += 1
            name = f"{base} ({times})"
        names.append(name)
    while names and names[-1] == f"column {len(names)}":
        names.pop()
    return names
