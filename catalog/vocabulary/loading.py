"""Reads the vocabulary's CSV files into a `Vocabulary`; every mistake of every file is reported at once.

It keeps nothing: who needs the vocabulary often holds on to what it was given.
"""

import csv
from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable

from catalog.text import clean_line
from catalog.vocabulary.checking import unreached
from catalog.vocabulary.concept import Concept
from catalog.vocabulary.letters import word_key
from catalog.vocabulary.links import Link, links_from
from catalog.vocabulary.vocabulary import Vocabulary, VocabularyInvalid

SEPARATOR = ";"
WHOLE_LANGUAGES = ("nb", "nn", "en")
"""Languages in which every concept is reached by some word; of others there is what is sure."""

LINK_COLUMNS = ("slug", "relation", "scheme", "code", "label", "uri")
Sheet = dict[str, dict[str, str]]


def load_vocabulary() -> Vocabulary:
    """The vocabulary that Krets ships."""
    return vocabulary_from(files("catalog.vocabulary"))


def vocabulary_from(folder: Traversable) -> Vocabulary:
    """The vocabulary in a folder of `concepts.csv`, `winners.csv`, `links.csv` and `words/<language>.csv`.

    Raises `VocabularyInvalid` with all that is wrong in any of them.
    """
    problems: list[str] = []
    tree = _by("slug", folder / "concepts.csv", ("slug", "broader"), problems)
    languages = _languages(folder / "words", tree, problems)
    rows = _by("word", folder / "winners.csv", ("word", "slug"), problems)
    winners = {word: _listed(row["slug"]) for word, row in rows.items()}
    links = links_from(_rows(folder / "links.csv", LINK_COLUMNS, problems), tree, problems)
    concepts = {slug: _concept(row, languages, links.get(slug, ())) for slug, row in tree.items()}
    problems += unreached(concepts, {word_key(word): slugs for word, slugs in winners.items()}, WHOLE_LANGUAGES)
    try:
        made = Vocabulary(concepts, winners)
    except VocabularyInvalid as invalid:
        raise VocabularyInvalid(problems + invalid.problems) from None
    if problems:
        raise VocabularyInvalid(problems)
    return made


def _languages(folder: Traversable, tree: Sheet, problems: list[str]) -> dict[str, Sheet]:
    sheets = sorted((sheet for sheet in folder.iterdir() if sheet.name.endswith(".csv")), key=lambda sheet: sheet.name)
    languages = {sheet.name.removesuffix(".csv"): _by("slug", sheet, ("slug", "label", "words"), problems) for sheet in sheets}
    for language, rows in languages.items():
        problems += [f"words/{language}.csv names {slug}, which concepts.csv lacks" for slug in rows if slug not in tree]
        problems += [f"words/{language}.csv has no label for {slug}" for slug, row in rows.items() if not row["label"]]
    return languages


def _concept(row: dict[str, str], languages: dict[str, Sheet], links: tuple[Link, ...]) -> Concept:
    mine = {language: rows[row["slug"]] for language, rows in languages.items() if row["slug"] in rows}
    labels = {language: row["label"] for language, row in mine.items() if row["label"]}
    return Concept(row["slug"], _listed(row["broader"]), labels, {name: _listed(one["words"]) for name, one in mine.items()}, links)


def _listed(cell: str) -> tuple[str, ...]:
    return tuple(part for part in map(str.strip, cell.split(SEPARATOR)) if part)


def _by(key: str, sheet: Traversable, columns: tuple[str, ...], problems: list[str]) -> Sheet:
    rows: Sheet = {}
    for row in _rows(sheet, columns, problems):
        if row[key] in rows:
            problems.append(f"{sheet.name} names {row[key]} twice")
        rows[row[key]] = row
    return rows


def _rows(sheet: Traversable, columns: tuple[str, ...], problems: list[str]) -> Iterator[dict[str, str]]:
    """The rows of a sheet that are whole, each cell cleaned; further columns are left alone."""
    reader = csv.reader(sheet.read_text(encoding="utf-8").splitlines())
    header = next(reader, [])
    if missing := [column for column in columns if column not in header]:
        problems.extend(f"{sheet.name} lacks the column {name}" for name in missing)
        return
    places = [header.index(column) for column in columns]
    for number, cells in enumerate(reader, start=2):
        if len(cells) != len(header):
            problems.append(f"{sheet.name} line {number} has not as many cells as the header")
            continue
        yield {column: clean_line(cells[place]) for column, place in zip(columns, places, strict=True)}
