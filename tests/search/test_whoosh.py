"""What this room relies on in Whoosh, held to on whichever distribution is installed (`docs/decisions/0002-whoosh.md`)."""

import ast
import os
from pathlib import Path
from typing import Any

import pytest
from whoosh.index import LockError, create_in, open_dir

import search
from search.documents import IndexedOffer, OfferDocument
from search.index import Cursor, Index, create
from search.schema import DOCUMENT, KEY, Text, offer_schema

FORBIDDEN = {"AsyncWriter", "BufferedWriter", "MpWriter", "TimeLimitCollector", "QueryParser", "MultifieldParser", "NUMERIC", "DATETIME"}


def offer(number: int, title: str) -> IndexedOffer:
    return IndexedOffer(OfferDocument(number, 1, title), {Text.TITLE: title})


def test_nothing_is_used_that_fails_in_one_of_the_distributions() -> None:
    for module in Path(search.__file__).parent.rglob("*.py"):
        nodes = ast.walk(ast.parse(module.read_text()))
        names = {node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "") for node in nodes}
        assert not names & FORBIDDEN, module


def test_the_last_word_on_an_offer_counts_when_it_comes_twice_in_one_batch(tmp_path: Path) -> None:
    index = create(tmp_path)
    index.write([offer(1, "først"), offer(1, "sist")], gone=(), cursor=Cursor(1))
    assert [document.digest for document in index.documents()] == ["sist"]


def test_a_failed_commit_leaves_the_index_as_it_was_and_its_lock_free(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    index = create(tmp_path)
    index.write([offer(1, "først")], gone=(), cursor=Cursor(1))

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "rename", full)
        with pytest.raises(OSError, match="No space left"):
            index.write([offer(2, "andre")], gone=(), cursor=Cursor(2))
    assert Index(tmp_path).cursor().seq == 1
    index.write([offer(2, "andre")], gone=(), cursor=Cursor(2))
    assert {document.id for document in Index(tmp_path).documents()} == {1, 2}
    assert Index(tmp_path).cursor().seq == 2


def test_a_reader_keeps_its_own_state_while_a_commit_is_made(tmp_path: Path) -> None:
    index = create(tmp_path)
    index.write([offer(1, "først")], gone=(), cursor=Cursor(1))
    whoosh: Any = open_dir(str(tmp_path))
    with whoosh.reader() as reader:
        index.write([offer(1, "siden")], gone=(), cursor=Cursor(2))
        assert [stored[KEY] for _, stored in reader.iter_docs()] == ["offer:1", "cursor"]
        assert list(reader.postings(Text.TITLE.value, "først").all_ids()) == [0]
    assert Index(tmp_path).cursor().seq == 2


def test_whoosh_itself_lets_one_writer_in(tmp_path: Path) -> None:
    index: Any = create_in(str(tmp_path), offer_schema())
    writer = index.writer()
    with pytest.raises(LockError):
        open_dir(str(tmp_path)).writer(timeout=0.0)
    writer.cancel()


def test_positions_and_frequencies_come_back_as_the_analysis_gave_them(tmp_path: Path) -> None:
    index: Any = create_in(str(tmp_path), offer_schema())
    writer = index.writer()
    writer.add_document(**{KEY: "offer:1", DOCUMENT: b"{}", Text.TITLE.value: "Ræling og ball, ballen"})
    writer.commit()
    with index.reader() as reader:
        matcher = reader.postings(Text.TITLE.value, "ball")
        assert matcher.weight() == 2.0
        assert list(matcher.value_as("positions")) == [2, 3]
        assert list(reader.postings(Text.TITLE.value, "~ral").value_as("positions")) == [0]
        assert reader.doc_field_length(0, Text.TITLE.value) == 5
