"""Postings made in memory hold what Whoosh's index holds: compounds, folded spellings and all."""

import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import numpy as np
from whoosh.index import open_dir

from search.analysis import tokens
from search.documents import IndexedOffer, OfferDocument
from search.index import Cursor, create
from search.postings import MemoryPostings, WhooshPostings
from search.schema import Text

TEXTS = [
    {Text.TITLE: "Fotballskule for jenter", Text.BODY: "Høstferien på Tranby: fotball, lek og leik i Tranbyhallen"},
    {Text.TITLE: "E-sport og brettspillkveld", Text.BODY: "Åpen hver uke. Åpen hver veke."},
    {Text.TITLE: "Kurs"},
]


def test_postings_in_memory_are_those_of_the_index(tmp_path: Path) -> None:
    index = create(tmp_path)
    index.write([IndexedOffer(OfferDocument(number, 1, "x"), texts) for number, texts in enumerate(TEXTS, 1)], gone=(), cursor=Cursor(1))
    whoosh: Any = open_dir(str(tmp_path))
    with whoosh.reader() as reader:
        rows = np.array([0, 1, 2, -1], dtype=np.int32)
        stored, memory = WhooshPostings(reader, rows, len(TEXTS), damage=nullcontext), MemoryPostings(TEXTS)
        forms = {form for texts in TEXTS for words in texts.values() for form, _ in tokens(words)}
        for text in Text:
            assert np.array_equal(stored.lengths(text), memory.lengths(text))
            for form in forms | {"absent"}:
                assert all(map(np.array_equal, stored.occurrences(text, form), memory.occurrences(text, form)))
                assert np.array_equal(stored.places(text, form), memory.places(text, form))


def test_threads_that_read_at_once_read_what_one_alone_does(tmp_path: Path) -> None:
    """Switched between as often as Python can; each reads every word of a text that fills many blocks, in an order of its own."""
    texts = [{Text.BODY: " ".join(f"ord{number * step % 61}q" for step in range(1, 25))} for number in range(400)]
    index = create(tmp_path)
    index.fill((IndexedOffer(OfferDocument(number, 1, "x"), words) for number, words in enumerate(texts)), Cursor(1))
    whoosh: Any = open_dir(str(tmp_path))
    forms = sorted({form for words in texts for form, _ in tokens(words[Text.BODY])})
    before = sys.getswitchinterval()
    with whoosh.reader() as reader:
        stored = WhooshPostings(reader, np.arange(401, dtype=np.int32), 401, damage=nullcontext)
        alone = {form: stored.places(Text.BODY, form).tolist() for form in forms}

        def read(first: int) -> bool:
            return all(stored.places(Text.BODY, form).tolist() == alone[form] for form in forms[first:] + forms[:first])

        sys.setswitchinterval(1e-6)
        try:
            with ThreadPoolExecutor(8) as threads:
                assert all(threads.map(read, range(0, len(forms), 4)))
        finally:
            sys.setswitchinterval(before)
