"""The writer that is small and quick writes what Whoosh's own writes: the same terms, postings and stored documents."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from whoosh import index as whoosh_index
from whoosh.reading import IndexReader

from search import spilling
from search.schema import DOCUMENT, KEY, offer_schema
from search.spilling import Pairs, quick_writer

NUMBER = st.integers(0, 2**64 - 1)
WORDS = ("kor", "fotball", "svømming", "turn", "speiding", "sjakk", "dans")
OFFERS = 400


@given(st.lists(st.tuples(NUMBER, NUMBER)))
def test_pairs_are_a_list_of_pairs(pairs: list[tuple[int, int]]) -> None:
    kept = Pairs()
    for pair in pairs:
        kept.append(pair)
    assert (len(kept), list(kept), list(kept)) == (len(pairs), pairs, pairs)


def postings_of(reader: IndexReader, name: str, form: bytes) -> list[tuple[int, float, Any]]:
    matcher: Any = reader.postings(name, form)
    found = []
    while matcher.is_active():
        found.append((matcher.id(), matcher.weight(), matcher.value()))
        matcher.next()
    return found


def everything(folder: Path, *, quick: bool) -> tuple[list[Any], list[Any]]:
    """Every term with its postings, and every stored document, of an index that was written in two commits."""
    folder.mkdir()
    made: Any = whoosh_index.create_in(str(folder), offer_schema())
    text = next(name for name in made.schema.names() if name not in {KEY, DOCUMENT})
    for numbers in (range(OFFERS), range(OFFERS, OFFERS + 5)):
        writer = quick_writer(made) if quick else made.writer()
        for number in numbers:
            words = f"{WORDS[number % 7]} {WORDS[number % 5]} nummer{number} {WORDS[number % 7]}"
            writer.add_document(**{KEY: f"offer:{number}", DOCUMENT: str(number).encode(), text: words})
        writer.commit(optimize=True)
    opened: Any = whoosh_index.open_dir(str(folder))
    with opened.reader() as reader:
        terms = [(name, form, postings_of(reader, name, form)) for name, form in reader.all_terms() if name == text]
        keys = [(name, form) for name, form in reader.all_terms() if name == KEY]
        return [*terms, *keys], sorted(stored[DOCUMENT] for _, stored in reader.iter_docs())


def test_what_is_written_is_what_whoosh_writes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spilling, "POSTINGS_AT_ONCE", 100)
    monkeypatch.setattr(spilling, "BLOCK", 7)
    quick, plain = everything(tmp_path / "quick", quick=True), everything(tmp_path / "plain", quick=False)
    assert len(quick[0]) > 2 * OFFERS
    assert quick == plain
