"""Postings made in memory hold what Whoosh's index holds: compounds, folded spellings and all."""

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
