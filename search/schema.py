"""The schema of the index: five texts that are searched, one stored document, one key.

Filters never ask Whoosh: they are columns made from the stored documents. So no numeric, date or sortable field is needed, and
what is used here means the same in whoosh 2.7.4, Whoosh-Reloaded 2.7.5 and whoosh3.
"""

from collections.abc import Iterator
from enum import StrEnum
from typing import Any

from whoosh.analysis.acore import Token
from whoosh.analysis.analyzers import Analyzer
from whoosh.fields import ID, STORED, TEXT, Schema

from search.analysis import tokens

FORMAT = 1
"""Grows when stored documents or analysis change their meaning; an index of another format is rebuilt."""

KEY, DOCUMENT = "key", "document"


class Text(StrEnum):
    """The searched texts of an offer."""

    TITLE = "title"
    ORGANISER = "organiser"
    SUBJECT = "subject"
    PLACE = "place"
    BODY = "body"


class KretsAnalyzer(Analyzer):
    """The analysis of `search.analysis` as Whoosh wants it: forms of one word share its position."""

    def __call__(self, value: str, positions: bool = False, start_pos: int = 0, mode: str = "", **kwargs: Any) -> Iterator[Token]:  # noqa: ANN401  Whoosh's own signature
        """Tokens of a text."""
        token = Token(positions, False, mode=mode, **{name: kwargs[name] for name in ("removestops",) if name in kwargs})
        for form, position in tokens(value):
            token.text = form
            token.boost = 1.0
            token.stopped = False
            if positions:
                token.pos = start_pos + position
            yield token


def offer_schema() -> Schema:
    """A new schema object; the analyser is pickled into the index with it."""
    texts = {text.value: TEXT(analyzer=KretsAnalyzer(), phrase=True) for text in Text}
    return Schema(**{KEY: ID(unique=True, stored=True), DOCUMENT: STORED()}, **texts)
