"""The tables of words in tests/fixtures/fields, read as rows."""

import csv
from pathlib import Path

TABLES = Path(__file__).parents[2] / "fixtures" / "fields"
LONG_CELL = 100_000
LONG_CELL_SECONDS = 0.05


def cases(name: str) -> list[dict[str, str]]:
    """The rows of one table; a column is between two bars, an empty one says unknown."""
    with (TABLES / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="|", quoting=csv.QUOTE_NONE))


def long_cells(*pieces: str) -> list[str]:
    """Cells of 100,000 characters that repeat a piece: what a pattern that looks back badly would take minutes for."""
    return [(piece * (LONG_CELL // len(piece) + 1))[:LONG_CELL] for piece in pieces]
