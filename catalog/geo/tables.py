"""Small CSV tables of places (addresses, venues, figures): rows by column name, each knowing its line for clear errors.

UTF-8 only, comma, semicolon or tab. Offers in any encoding and shape are the importers' business, not this module's.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from catalog.errors import InvalidValue
from catalog.text import clean_line, name_key
from catalog.values import Point

MAX_CELL = 10_000


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its line in the file (the header is line 1) and its cells by normalised column name."""

    line: int
    cells: dict[str, str]

    def text(self, *columns: str) -> str | None:
        """The first filled cell among columns of these names, cleaned; None when all are empty or absent."""
        return next((cell for column in columns if (cell := self.cells.get(name_key(column)))), None)

    def number(self, *columns: str) -> float | None:
        """The cell as a number, decimal comma or point; None when empty. Raises InvalidValue for anything else."""
        written = self.text(*columns)
        if written is None:
            return None
        try:
            return float(written.replace(" ", "").replace("\u00a0", "").replace(",", "."))
        except ValueError as error:
            raise InvalidValue(columns[0], written, "is not a number") from error

    def point(self) -> Point | None:
        """The point of `lat` and `lon`; None unless both are filled."""
        lat, lon = self.number("lat", "latitude", "breddegrad"), self.number("lon", "longitude", "lengdegrad")
        return None if lat is None or lon is None else Point(lat, lon)


def read_table(path: Path) -> Iterator[Row]:
    """The rows of a CSV file, one at a time, empty ones left out. Raises InvalidValue when it is missing or not such a file."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            header = file.readline()
            delimiter = max(";,\t", key=header.count)
            columns = [name_key(column) for column in next(csv.reader([header], delimiter=delimiter), [])]
            for line, cells in enumerate(csv.reader(file, delimiter=delimiter), start=2):
                filled = {column: clean_line(cell[:MAX_CELL]) for column, cell in zip(columns, cells, strict=False) if cell.strip()}
                if filled:
                    yield Row(line, filled)
    except OSError as error:
        raise InvalidValue("file", path.name, "cannot be read") from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise InvalidValue("file", path.name, "is not a CSV file in UTF-8") from error
