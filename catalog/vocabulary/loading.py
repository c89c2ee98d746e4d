"""Reads the vocabulary's CSV files into a `Vocabulary`; every mistake of every file is reported at once.

It keeps nothing: who needs the vocabulary often holds on to what it was given.
"""

import csv
from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable

from catalog.text import clean_line
from catalog.vocabulary.vocabulary import Concept, Vocabulary, VocabularyInvalid

SEPARATOR = ";"


def load_vocabulary() -> Vocabulary:
    """The vocabulary that Krets ships."""
    return vocabulary_from(files("catalog.vocabulary"))


def vocabulary_from(folder: Traversable) -> Vocabulary:
    """The vocabulary in a folder of `concepts.csv`, `winners.csv` and `words/<language>.csv`. Raises `VocabularyInvalid`."""
    problems: list[str] = []
    tree = _by_slug(folder / "concepts.csv", ("slug", "broader"), problems)
    sheets = sorted((sheet for sheet in (folder / "words").iterdir() if sheet.name.endswith(".csv")), key=lambda sheet: sheet.name)
    languages = {sheet.name.removesuffix(".csv"): _by_slug(sheet, ("slug", "label", "words"), problems) for sheet in sheets}
    for language, rows in languages.items():
        problems += [f"words/{language}.csv names {slug}, which concepts.csv lacks" for slug in rows if slug not in tree]
        problems += [f"words/{language}.csv has no label for {slug}" for slug, row in rows.items() if not row["label"]]
    winners = {row["word"]: row["slug"] for row in _rows(folder / "winners.csv", ("word", "slug"))}
    if problems:
        raise VocabularyInvalid(problems)
    return Vocabulary({slug: _concept(slug, row["broader"], languages) for slug, row in tree.items()}, winners)


def _concept(slug: str, broader: str, languages: dict[str, dict[str, dict[str, str]]]) -> Concept:
    mine = {language: rows[slug] for language, rows in languages.items() if slug in rows}
    labels = {language: row["label"] for language, row in mine.items()}
    return Concept(slug, _listed(broader), labels, {language: _listed(row["words"]) for language, row in mine.items()})


def _listed(cell: str) -> tuple[str, ...]:
    return tuple(part for part in map(clean_line, cell.split(SEPARATOR)) if part)


def _by_slug(sheet: Traversable, columns: tuple[str, ...], problems: list[str]) -> dict[str, dict[str, str]]:
    rows: dict[str, dict[str, str]] = {}
    for row in _rows(sheet, columns):
        if row["slug"] in rows:
            problems.append(f"{sheet.name} names {row['slug']} twice")
        rows[row["slug"]] = row
    return rows


def _rows(sheet: Traversable, columns: tuple[str, ...]) -> Iterator[dict[str, str]]:
    """The rows of a sheet, each cell cleaned; further columns are left alone. Raises `VocabularyInvalid` where one is missing."""
    reader = csv.DictReader(sheet.read_text(encoding="utf-8").splitlines())
    if missing := set(columns) - set(reader.fieldnames or ()):
        raise VocabularyInvalid([f"{sheet.name} lacks the column {name}" for name in sorted(missing)])
    for number, row in enumerate(reader, start=2):
        if None in row or None in row.values():
            raise VocabularyInvalid([f"{sheet.name} line {number} has not as many cells as the header"])
        yield {column: clean_line(row[column]) for column in columns}
