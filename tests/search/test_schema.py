"""The schema travels: into the index with its analyser, and into other processes."""

import pickle

from search.analysis import tokens
from search.schema import KretsAnalyzer, Text, offer_schema


def test_a_pickled_schema_is_small_and_analyses_as_before() -> None:
    stored = pickle.dumps(offer_schema())
    analyser = pickle.loads(stored)[Text.TITLE.value].analyzer  # noqa: S301  our own bytes
    text = "Fotballskule i haustferien"
    assert len(stored) < 4_096
    assert [(token.text, token.pos) for token in analyser(text, positions=True)] == list(tokens(text))


def test_the_analyser_counts_positions_from_where_it_is_told() -> None:
    assert [token.pos for token in KretsAnalyzer()("lek og tur", positions=True, start_pos=7)] == [7, 9]
