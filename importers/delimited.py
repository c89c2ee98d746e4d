"""Delimited text → rows of cells with their line numbers, strictly and in bounded memory; which delimiter a file uses."""

import csv
from collections.abc import Iterator, Sequence
from itertools import islice

from importers.contract import Feed
from importers.decoding import open_text
from importers.errors import RunFailed

MAX_LINE_CHARACTERS = 1_000_000
_DELIMITERS = (";", "\t", ",", "|")
_NAMED = {"tab": "\t", "\\t": "\t", "semicolon": ";", "comma": ",", "pipe": "|"}


def rows_of(feed: Feed, encoding: str, delimiter: str) -> Iterator[tuple[int, Sequence[object]]]:
    """The parsed rows with the number of their first line."""
    with open_text(feed, encoding) as file:
        reader = csv.reader(_lines(file), delimiter=delimiter, strict=True)
        line = 1
        try:
            for row in reader:
                yield line, row
                line = reader.line_num + 1
        except csv.Error as error:
            raise RunFailed(f"row {line}: {error} (the row begins there; check its quotes)") from error


def _lines(file: Iterator[str]) -> Iterator[str]:
    """The lines without NUL; one of over a million characters is an error and not read into memory with the rest."""
    for number, line in enumerate(file, 1):
        if len(line) > MAX_LINE_CHARACTERS:
            raise RunFailed(f"row {number}: a line has at most {MAX_LINE_CHARACTERS:,} characters")
        yield line.replace("\x00", "")


def delimiter_of(feed: Feed, encoding: str) -> str:
    """The stated delimiter, else the one that gives the first rows most cells, the same number in most of them."""
    if stated := feed.options.get("delimiter"):
        delimiter = _NAMED.get(stated.casefold(), stated)
        if len(delimiter) != 1 or delimiter in '"\r\n':
            raise RunFailed(f"delimiter={stated}: give one character, or tab")
        return delimiter

    def fitness(delimiter: str) -> tuple[int, int]:
        with open_text(feed, encoding) as file:
            try:
                widths = [len(row) for row in islice(csv.reader(islice(_lines(file), 200), delimiter=delimiter), 100) if row]
            except csv.Error:
                return (0, 0)
        usual = max(set(widths), key=lambda width: (widths.count(width), width), default=0) if any(width > 1 for width in widths) else 0
        return (widths.count(usual) if usual > 1 else 0, usual)

    return max(_DELIMITERS, key=fitness)
